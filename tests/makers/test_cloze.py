"""The maker of clozes: a gap on a number, a date, a term or a name."""

import pytest

from quiz.pipeline import screen
from quiz.schema.question import Cloze
from tests.articles import article
from tests.makers.making import asked, made, written_key

FERRIES = "Denmark sold three ferries to Sweden on 4 May 2021."


def gaps(*paragraphs: str) -> dict[str, str]:
    """Return the stems of the clozes by their keys."""
    return {key: stem for stem, key in asked(made("cloze", *paragraphs))}


def test_everything_worth_hiding_is_hidden_once() -> None:
    assert gaps(FERRIES) == {
        "three": "Denmark sold _____ ferries to Sweden on 4 May 2021.",
        "4 May 2021": "Denmark sold three ferries to Sweden on _____ (day, month and year).",
        "Sweden": "Denmark sold three ferries to _____ on 4 May 2021.",
    }


@pytest.mark.parametrize(
    ("text", "key", "stem", "accepted"),
    [
        (
            "Denmark paid $40m for a ferry from Sweden in May 2021.",
            "$40m",
            "Denmark paid _____ for a ferry from Sweden in May 2021.",
            ("$40m",),
        ),
        (
            "Denmark sold a ferry for 18 per cent of its price to Sweden.",
            "18 per cent",
            "Denmark sold a ferry for _____ of its price to Sweden.",
            ("18 per cent", "18%"),
        ),
        (
            "Prices in Denmark rose by 0.5 per cent in May 2021.",
            "0.5 per cent",
            "Prices in Denmark rose by _____ in May 2021.",
            ("0.5 per cent", "0.5%"),
        ),
        (
            "Denmark paid $40m for a ferry from Sweden in May 2021.",
            "May 2021",
            "Denmark paid $40m for a ferry from Sweden in _____ (month and year).",
            ("May 2021",),
        ),
        (
            "In 2019, Denmark fined the owner of a ferry from Sweden.",
            "2019",
            "In _____ (year), Denmark fined the owner of a ferry from Sweden.",
            ("2019",),
        ),
        (
            FERRIES,
            "4 May 2021",
            "Denmark sold three ferries to Sweden on _____ (day, month and year).",
            ("4 May 2021", "May 4, 2021", "4 May", "May 4"),
        ),
        (
            "Maria Keller outlined her “harbour plan” in Bremen in May 2021.",
            "harbour plan",
            "Maria Keller outlined her “_____” in Bremen in May 2021.",
            ("harbour plan",),
        ),
        (
            "Maria Keller outlined her “harbour plan” in Bremen in May 2021.",
            "Bremen",
            "Maria Keller outlined her “harbour plan” in _____ in May 2021.",
            ("Bremen",),
        ),
        (
            "Maria Keller, of Bremen, is 40. Keller sold three boats to Sweden in May 2021.",
            "Maria Keller",
            "_____ sold three boats to Sweden in May 2021.",
            ("Maria Keller", "Keller"),
        ),
    ],
)
def test_the_gap(text: str, key: str, stem: str, accepted: tuple[str, ...]) -> None:
    (question,) = (c.question for c in made("cloze", text) if c.question.key == key)
    assert isinstance(question, Cloze)
    assert (question.stem, question.accepted) == (stem, accepted)
    if written_key(question) != key:
        assert question.derivation == f"“{written_key(question)}” is {key}."


@pytest.mark.parametrize(
    ("text", "key", "why"),
    [
        (FERRIES, "Denmark", "the subject is asked for by a question"),
        ("Denmark met US officials in Bremen in May 2021.", "US", "part of a longer name"),
        ("Chancellor Maria Keller sold a ferry to Sweden in 2019.", "Maria Keller", "her post"),
        ("Denmark sold one ferry to Sweden in May 2021.", "one", "one is no number to ask for"),
        ("Denmark sold 1 ferry to Sweden in May 2021.", "1", "nor is the figure"),
        ("Denmark sold three ferries to Sweden by the 1990s.", "the 1990s", "a decade is vague"),
        ("Denmark sold three ferries to Sweden last month.", "last month", "relative"),
        (
            "Denmark’s King Paul Weber sold three ferries to Sweden in 2019.",
            "Denmark",
            "whose king is known",
        ),
        (
            "Secretary of State Maria Keller sold three ferries to Sweden in 2019.",
            "Maria Keller",
            "her post, with “of”",
        ),
        (
            "Half of the 30 ferries of Denmark left Sweden in May 2021 after the first 15 sank.",
            "30",
            "worked out from the other numbers",
        ),
        (
            "According to the Lindau Times, Denmark sold three ferries to Sweden.",
            "Lindau Times",
            "a paper that is only credited",
        ),
        (
            "Denmark sold a “grim and cold and very old” ferry to Sweden in 2019.",
            "grim and cold and very old",
            "too long for a term",
        ),
    ],
)
def test_what_is_not_hidden(text: str, key: str, why: str) -> None:
    assert key not in gaps(text), why


@pytest.mark.parametrize(
    ("text", "key", "rule"),
    [
        (
            "Denmark bought an 18-year-old ferry from Sweden in 2019.",
            "18",
            "gap gives itself away",
        ),
        (
            "Denmark sold three Swedish ferries to Sweden in May 2021.",
            "Sweden",
            "key in stem",
        ),
    ],
)
def test_what_screening_drops(text: str, key: str, rule: str) -> None:
    screening = screen(made("cloze", text), article(text))
    assert [r.rule for r in screening.dropped if r.candidate.question.key == key] == [rule]


def test_a_line_to_be_filled_in_that_the_article_holds_itself_is_no_gap() -> None:
    assert gaps("Denmark sold _____ ferries to Sweden on 4 May 2021.") == {}
