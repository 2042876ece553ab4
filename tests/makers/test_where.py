"""The maker of "Where ...?" and "In which city ...?"."""

import pytest

from quiz.schema.question import MultipleChoice, ShortAnswer
from tests.makers.making import asked, made, written_key

OTHERS = (
    "Denmark spoke. Denmark agreed. Sweden sang, and Sweden left. Finland stayed at home. Finland "
    "agreed."
)


@pytest.mark.parametrize(
    ("text", "stem", "key", "asks"),
    [
        (
            "Anna Vogel was born in Bremen in 1950.",
            "In which city was Anna Vogel born in 1950?",
            "Bremen",
            "city",
        ),
        (
            "In May 2021, Denmark built three military bases in Greenland.",
            "In which region did Denmark build three military bases in May 2021?",
            "Greenland",
            "region",
        ),
        (
            "Halvorsen Motors plans to open three factories in Texas by 2025.",
            "In November 2024, in which US state did Halvorsen Motors plan to open three factories "
            "by 2025?",
            "Texas",
            "region",
        ),
        (
            "The Lindau Museum moved its archive to the Netherlands in 2019.",
            "To which country did the Lindau Museum move its archive in 2019?",
            "the Netherlands",
            "country",
        ),
        (
            "The ferry Aurora sank near Bremen on 14 May 2019, killing three people.",
            "Near which city did the ferry Aurora sink on 14 May 2019?",
            "Bremen",
            "city",
        ),
        (
            "Two officers arrested Anna Vogel at a hotel in Bremen on 14 May 2019.",
            "Where did two officers arrest Anna Vogel on 14 May 2019?",
            "a hotel in Bremen",
            "place",
        ),
        (
            "Mary Keller was found dead in a warehouse near Bremen on 14 May 2019.",
            "Where was Mary Keller found dead on 14 May 2019?",
            "a warehouse near Bremen",
            "place",
        ),
        (
            "The talks between Denmark and Norway took place in Vienna in May 2021.",
            "In which city did the talks between Denmark and Norway take place in May 2021?",
            "Vienna",
            "city",
        ),
        (
            "Sorvik Energy was founded in Bergen by Maria Keller in 1998.",
            "In which city was Sorvik Energy founded by Maria Keller in 1998?",
            "Bergen",
            "city",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str, asks: str) -> None:
    (candidate,) = made("where", text, kind="short_answer")
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key, question.asks) == (stem, key, asks)
    assert (written_key(question) or "") in question.key


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Maria Keller wrote a book about museums in Denmark in 2019.", "hangs on a noun"),
        ("Sorvik Energy bought 300 paintings in exchange for a plant in 2019.", "no place"),
        ("Denmark did not build a base in Greenland in 2019.", "negated"),
        ("Halvorsen Motors could open a factory in Bremen in 2025.", "a mere possibility"),
        ("Denmark said it had built three bases in Greenland in 2019.", "reported speech"),
        ("Maria Keller worked in Bremen, Bergen and Vienna until 2019.", "several places"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("where", text)) == [], why


def test_a_country_is_accepted_by_every_name_and_gives_away_its_demonym() -> None:
    (candidate,) = made(
        "where", "Halvorsen Motors opened three factories in the US in 2019.", kind="short_answer"
    )
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert {"USA", "the United States"} <= set(question.accepted)
    assert "American" in candidate.key_names


def test_three_other_countries_make_it_a_choice() -> None:
    text = "Halvorsen Motors opened three factories in Norway in 2019."
    (candidate,) = made("where", text, OTHERS, kind="multiple_choice")
    assert isinstance(candidate.question, MultipleChoice)
    assert set(candidate.question.options) == {"Norway", "Denmark", "Sweden", "Finland"}
