"""The maker of "For how long ...?", "How far ...?" and "At what age ...?"."""

import pytest

from quiz.schema.question import ShortAnswer
from quiz.screening import screen
from tests.articles import article
from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Anna Vogel was sentenced to 12 years in prison in Denmark.",
            "To how many years in prison was Anna Vogel sentenced in Denmark?",
            "12 years",
        ),
        (
            "Maria Keller died in Bremen at the age of 85 in May 2021.",
            "At what age did Maria Keller die in Bremen in May 2021?",
            "85",
        ),
        (
            "Maria Keller died aged 85 in Bremen in May 2021.",
            "At what age did Maria Keller die in Bremen in May 2021?",
            "85",
        ),
        (
            "Denmark closed its border with Sweden for at least three days in May 2021.",
            "For how long did Denmark close its border with Sweden in May 2021?",
            "at least three days",
        ),
        (
            "Anna Vogel spent 12 years in prison in Denmark.",
            "How long did Anna Vogel spend in prison in Denmark?",
            "12 years",
        ),
        (
            "Anna Vogel walked 400 kilometres from Bremen to Copenhagen in 2019.",
            "How far did Anna Vogel walk from Bremen to Copenhagen in 2019?",
            "400 kilometres",
        ),
        (
            "The ferry Aurora weighs 4,000 tonnes.",
            "How much does the ferry Aurora weigh?",
            "4,000 tonnes",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    (candidate,) = made("measures", text)
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key, question.asks) == (stem, key, "number")
    assert screen([candidate], article(text)).dropped == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Anna Vogel has worked for Sorvik Energy for 12 years.", "still going on"),
        ("Anna Vogel met Maria Keller in Bremen 12 years ago.", "a date, no duration"),
        ("Last November Anna Vogel was jailed for three years.", "a date in the subject"),
        ("Denmark will not close its border with Sweden for three days.", "negated"),
        ("Denmark sold 12 ferries to Sweden for three of 12 years.", "a part of a number"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("measures", text)) == [], why
