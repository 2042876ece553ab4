"""The maker of "What did S build?", "Who did S arrest?" and "What did S call for?"."""

import pytest

from quiz.schema.question import ShortAnswer
from quiz.screening import screen
from tests.articles import article
from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key", "asks"),
    [
        (
            "Halvorsen Motors sold three electric ferries to Norway in 2019.",
            "What did Halvorsen Motors sell to Norway in 2019?",
            "three electric ferries",
            "term",
        ),
        (
            "Danish soldiers arrested eight suspected smugglers in May 2021.",
            "Who did Danish soldiers arrest in May 2021?",
            "eight suspected smugglers",
            "person",
        ),
        (
            "Maria Keller called for a national inquiry into Danish shipyards.",
            "What did Maria Keller call for?",
            "a national inquiry into Danish shipyards",
            "term",
        ),
        (
            "The Danish Film Institute apologised for a leak of 300 private letters in May 2021.",
            "What did the Danish Film Institute apologise for in May 2021?",
            "a leak of 300 private letters",
            "term",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str, asks: str) -> None:
    (candidate,) = made("things", text)
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key, question.asks) == (stem, key, asks)
    assert screen([candidate], article(text)).dropped == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Denmark built the bridge over the Lindau Strait in 2019.", "points back"),
        ("Denmark built a road in the north of Norway in 2019.", "says nothing"),
        ("Denmark sold three electric ferries and a frigate to Norway in 2019.", "a list"),
        (
            "In May 2021, Anna Vogel unveiled her “harbour plan”, which calls for Denmark’s prompt "
            "withdrawal from Bremen, a refusal to sell ferries to Norway, and the repair of it.",
            "a list, set off by commas",
        ),
        ("Denmark did not sell three electric ferries to Norway in 2019.", "negated"),
        ("Denmark called for a treaty that protects herring in the Baltic Sea.", "a clause in it"),
        ("Denmark saw three electric ferries near Norway in 2019.", "not a verb of making"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("things", text)) == [], why


def test_what_is_the_subjects_own() -> None:
    text = (
        "Sorvik Energy rolled back its policy of charging sailors for drinking water in May 2021."
    )
    (question,) = asked(made("things", text))
    assert question == (
        "What did Sorvik Energy roll back in May 2021?",
        "its policy of charging sailors for drinking water",
    )


def test_a_superlative_does_not_point_back() -> None:
    text = "Sorvik Energy built the tallest wooden lighthouse in northern Europe in May 2021."
    assert asked(made("things", text)) == [
        (
            "What did Sorvik Energy build in May 2021?",
            "the tallest wooden lighthouse in northern Europe",
        )
    ]
