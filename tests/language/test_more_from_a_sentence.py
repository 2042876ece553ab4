"""More from a sentence: what can be taken out of it, and what must not be."""

import pytest

from tests.language.stories import sound, stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a month or a weekday is dated by the verb it hangs on
        (
            "Jonas Aldal was arrested in April for a letter to Oslo’s harbour board.",
            "Jonas Aldal was arrested in April 2024 for a letter to Oslo’s harbour board.",
        ),
        (
            "On Thursday, Clara Whitlock announced the start of works in the harbour of Oslo.",
            "On 28 November 2024, Clara Whitlock announced the start of works in the harbour of "
            "Oslo.",
        ),
        (
            "Clara Whitlock said the harbour of Oslo would be closed on Tuesday.",
            "Clara Whitlock said the harbour of Oslo would be closed on 3 December 2024.",
        ),
        # a day before its noun, in an article that writes American dates
        (
            "Clara Whitlock met Jonas Aldal on May 14. Norway published a March 21 letter by Jonas "
            "Aldal on floods in Oslo.",
            "Norway published a March 21, 2024 letter by Jonas Aldal on floods in Oslo.",
        ),
        # American print sets the stop inside the marks
        (
            "Jonas Aldal said the port of Oslo was “a waste of time.”",
            "Jonas Aldal said the port of Oslo was “a waste of time”.",
        ),
        # a quotation that is part of its sentence
        (
            "Jonas Aldal urged sailors “not to look away from” the port of Oslo.",
            "Jonas Aldal urged sailors “not to look away from” the port of Oslo.",
        ),
    ],
)
def test_dates_and_marks(text: str, expected: str) -> None:
    assert expected in sound(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Aldal was to open the harbour of Oslo in April.",
        "Clara Whitlock posted a picture “Welcome Home” in Oslo in May 2024.",
        "In the past two months, Clara Whitlock closed 12 harbours near Oslo.",
    ],
)
def test_dates_and_marks_that_stay_open(text: str) -> None:
    assert sound(text) == []


@pytest.mark.parametrize(
    "text",
    [
        # whose it is, the clause next to it tells
        "Clara Whitlock said that Jonas Aldal had lost his job over a letter to the port of Oslo.",
        "Jonas Aldal said that Tom Keller had not told him about the letter to the board of Oslo.",
        # of several, and yet one
        "The team of Norway packed their bags in Oslo on 3 May 2024.",
        # of the one name that is no person's
        "Sweden’s minister Ida Marr accused Norway of using threats to move its border in 2023.",
        # it stands for a clause
        "Clara Whitlock said it was crucial that the harbour of Oslo stayed open.",
        # they point at what stands beside them
        "Norway bought trams such as the Skoda 40 from Sweden in 2023.",
        "Norway built a wider road to Sweden in 2023.",
        "Norway had to rebuild 12 ferries in the harbours of Oslo and Bergen.",
        "Salt deficiency can lead to health problems including weak bones and stunted growth.",
    ],
)
def test_what_the_clause_itself_explains_stays(text: str) -> None:
    assert text in sound(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "Jonas Aldal told Tom Keller about concerns his brother had raised in Oslo in 2023.",
            "not certain",
        ),
        ("Norway lent Denmark more ferries in June 2023.", "compared"),
        ("Norway lent such ferries to Denmark in June 2023.", "points outside"),
        (
            "Clara Whitlock said in May 2024 it was only a move by Oslo to win time.",
            "not certain",
        ),
        (
            "The deficiency can lead to health problems including weak bones and stunted growth.",
            "not explained",
        ),
        (
            "Jonas Aldal met Tom Keller after he was robbed in Bergen in 1961.",
            "not certain",
        ),
    ],
)
def test_what_the_clause_does_not_explain_is_a_fault(text: str, fault: str) -> None:
    assert sound(text) == []
    assert any(fault in (s.fault or "") for s in stated(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # asides
        (
            "Norway — a founder of Nato — closed its embassy in Minsk in June 2023.",
            ["Norway closed its embassy in Minsk in June 2023."],
        ),
        (
            "Norway (a member of Nato since 4 April 1949) closed its embassy in Minsk in 2023.",
            ["Norway closed its embassy in Minsk in 2023."],
        ),
        (
            "Norway closed its embassy in Minsk in June 2023 — the first of 12 in Europe.",
            ["Norway closed its embassy in Minsk in June 2023."],
        ),
        # what the aside tells, the sentence cannot spare
        ("The five ferries — Albatross, Heron, Egret, Plover and Dunlin — sank in 2023.", []),
        # a semicolon
        (
            "Norway closed its embassy in Minsk in June 2023; Sweden kept 12 consulates in "
            "Belarus open in 2024.",
            [
                "Sweden kept 12 consulates in Belarus open in 2024.",
                "Norway closed its embassy in Minsk in June 2023.",
            ],
        ),
        # participles
        (
            "Founded in 1921 by Luis Marr, Corvane Foods sold 40 bakeries to Denmark in 2023.",
            [
                "Corvane Foods sold 40 bakeries to Denmark in 2023.",
                "Corvane Foods was founded in 1921 by Luis Marr.",
            ],
        ),
        # a relative clause in the month of the report
        (
            "Alma Reyes, who heads the harbour board of Oslo, sold 40 bakeries in June 2023.",
            [
                "Alma Reyes sold 40 bakeries in June 2023.",
                "In November 2024, Alma Reyes headed the harbour board of Oslo.",
            ],
        ),
        # the older fact of him who is its subject
        (
            "Jonas Aldal was held in Oslo in 1962 after he was robbed in Bergen in 1961.",
            [
                "Jonas Aldal was held in Oslo in 1962 after he was robbed in Bergen in 1961.",
                "Jonas Aldal was robbed in Bergen in 1961.",
            ],
        ),
        # of two things said, the first
        (
            "Jonas Aldal said the port of Oslo was shut and Sweden would send 12 ferries to "
            "Bergen in 2025.",
            ["Jonas Aldal said the port of Oslo was shut."],
        ),
        # commas too few and too many
        (
            "The head of the harbour board of Oslo, said that Norway had sold 12 ferries.",
            ["The head of the harbour board of Oslo said that Norway had sold 12 ferries."],
        ),
        (
            "Luis Marr, of Corvane Foods, sold 40 bakeries to Denmark in June 2023.",
            ["Luis Marr sold 40 bakeries to Denmark in June 2023."],
        ),
    ],
)
def test_what_is_taken_out_of_a_sentence(text: str, expected: list[str]) -> None:
    assert sound(text) == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # the factory employs them, not the town
        ("Norway kept the ferry works in Derby, which employs 640 people.", "Derby employed"),
        # "more" has a verb of its own
        ("A storm hit Oslo on 3 May 2024 and more was expected in Bergen.", "storm was expected"),
        # what "has to" be done is not done
        ("Norway has to sell 12 ferries to Denmark and Sweden.", "Norway sold"),
    ],
)
def test_what_a_sentence_does_not_say(text: str, wrong: str) -> None:
    assert not any(wrong in told for told in sound(text))


def test_a_source_at_the_end_is_not_lost() -> None:
    text = "Norway has sold 12 ferries to a firm in Oslo, a charge the minister denied."
    assert not any("denied that" in told for told in sound(text))


def test_a_surname_shared_with_a_first_name_is_nobody_alone() -> None:
    text = (
        "Paul Achterberg wrote to Ida and Tom Marr in May 2024. Marr sold 12 ferries to Denmark "
        "in June 2024."
    )
    assert not any(told.startswith("Tom Marr sold") for told in sound(text))


def test_a_pet_name_is_the_same_person() -> None:
    text = (
        "Daniel Achterberg met Dan Achterberg’s lawyer in Oslo. Achterberg sold 12 ferries to "
        "Denmark in June 2024."
    )
    assert any(
        "Achterberg sold 12 ferries to Denmark in June 2024." in told for told in sound(text)
    )
