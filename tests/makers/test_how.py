"""The maker of "How did S V ...?"."""

import pytest

from quiz.schema.question import ShortAnswer
from quiz.screening import screen
from tests.articles import article
from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Denmark reduced its emissions by closing three coal plants in 2019.",
            "How did Denmark reduce its emissions in 2019?",
            "by closing three coal plants",
        ),
        (
            "Halvorsen Motors increased its sales in Norway by 12% by opening three new shops.",
            "How did Halvorsen Motors increase its sales in Norway by 12%?",
            "by opening three new shops",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    (candidate,) = made("how", text)
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key) == (stem, key)
    assert screen([candidate], article(text)).dropped == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Denmark began 2019 by closing three coal plants near Bremen.", "an order, no means"),
        ("The Lindau Museum was bought by Halvorsen Motors in 2019.", "an agent"),
        ("Denmark did not reduce its emissions by closing three coal plants.", "negated"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("how", text)) == [], why
