"""The maker of "What did S ask O to do?" and "What did S accuse O of doing?"."""

import pytest

from quiz.schema.question import ShortAnswer
from quiz.screening import screen
from tests.articles import article
from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Maria Keller asked the Baltic Fisheries Union to lower its limits on herring.",
            "What did Maria Keller ask the Baltic Fisheries Union to do?",
            "lower its limits on herring",
        ),
        (
            "Maria Keller personally asked the Danish Fishing Association to help three girls "
            "enter Denmark.",
            "What did Maria Keller personally ask the Danish Fishing Association to do?",
            "help three girls enter Denmark",
        ),
        (
            "Child advocates called on Maria Keller to step down as director of the Lindau Museum.",
            "What did child advocates call on Maria Keller to do?",
            "step down as director of the Lindau Museum",
        ),
        (
            "Halvorsen Motors was ordered to pay $40m to Norway in May 2021.",
            "What was Halvorsen Motors ordered to do in May 2021?",
            "pay $40m to Norway",
        ),
        (
            "Denmark refused to sign the Baltic Treaty in May 2021.",
            "What did Denmark refuse to do in May 2021?",
            "sign the Baltic Treaty",
        ),
        (
            "Denmark accused Norway of sending three trawlers into its waters in May 2021.",
            "What did Denmark accuse Norway of doing in May 2021?",
            "sending three trawlers into its waters",
        ),
        (
            "Anna Vogel was convicted of stealing 300 paintings from the Lindau Museum.",
            "What was Anna Vogel convicted of doing?",
            "stealing 300 paintings from the Lindau Museum",
        ),
        (
            "Anna Vogel was charged with the theft of 300 paintings on 14 May 2019.",
            "What was Anna Vogel charged with on 14 May 2019?",
            "the theft of 300 paintings",
        ),
        (
            "Ministers from Denmark questioned Maria Keller about a leak of fuel in May 2021.",
            "What did ministers from Denmark question Maria Keller about in May 2021?",
            "a leak of fuel",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    (candidate,) = made("deeds", text)
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key) == (stem, key)
    assert screen([candidate], article(text)).dropped == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Denmark did not ask Norway to close three harbours in May 2021.", "negated"),
        ("Denmark asked Norway whether it had closed three harbours in 2021.", "a question"),
        (
            "Denmark agreed to buy three ferries from Sweden. Denmark agreed to sell three "
            "frigates to Norway.",
            "agreed twice",
        ),
        ("Denmark refused to define their duties in the Baltic Treaty.", "whose duties"),
        (
            "Denmark asked Norway to close the three harbours that it had opened in 2019.",
            "a deed with a clause of its own",
        ),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("deeds", text)) == [], why
