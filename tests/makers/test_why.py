"""The maker of "Why did S V ...?"."""

import pytest

from quiz.schema.question import ShortAnswer
from quiz.screening import screen
from tests.articles import article
from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Halvorsen Motors was fined $1.5m for bribing an official in Denmark in 2019.",
            "Why was Halvorsen Motors fined $1.5m in 2019?",
            "for bribing an official in Denmark",
        ),
        (
            "Maria Keller returned to Denmark to manage the Lindau Museum in 2016.",
            "Why did Maria Keller return to Denmark in 2016?",
            "to manage the Lindau Museum",
        ),
        (
            "Denmark closed three harbours because of heavy storms in May 2021.",
            "Why did Denmark close three harbours in May 2021?",
            "because of heavy storms",
        ),
        (
            "The Bremen Film Festival was cancelled due to a strike by 300 drivers in May 2021.",
            "Why was the Bremen Film Festival cancelled in May 2021?",
            "due to a strike by 300 drivers",
        ),
        (
            "Anna Vogel was jailed for 12 years for stealing 300 paintings from Denmark.",
            "Why was Anna Vogel jailed for 12 years?",
            "for stealing 300 paintings from Denmark",
        ),
        (
            "Norway sued Halvorsen Motors over a leak of fuel in the Baltic Sea.",
            "Why did Norway sue Halvorsen Motors?",
            "over a leak of fuel in the Baltic Sea",
        ),
        (
            "The United Nations praised Denmark for opening its border with Sweden in May 2021.",
            "Why did the United Nations praise Denmark in May 2021?",
            "for opening its border with Sweden",
        ),
        (
            "Sweden sent three frigates to the Baltic Sea in order to protect its cables.",
            "Why did Sweden send three frigates to the Baltic Sea?",
            "in order to protect its cables",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    (candidate,) = made("why", text)
    question = candidate.question
    assert isinstance(question, ShortAnswer)
    assert (question.stem, question.key, question.asks) == (stem, key, "reason")
    assert screen([candidate], article(text)).dropped == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Anna Vogel left Bremen after losing three elections.", "mere time"),
        ("Sorvik Energy agreed to build three plants in Bremen.", "what is agreed, no purpose"),
        ("Halvorsen Motors was sued for $40m in May 2021.", "a sum, no reason"),
        ("Anna Vogel was banned for two years in Denmark.", "a time, no reason"),
        ("Denmark did not close its harbours because of three storms in 2021.", "negated"),
        ("Prices in Denmark fell by 12% in 2019 partly due to new tariffs in Norway.", "partly"),
        ("Denmark said it closed three harbours because of heavy storms.", "reported speech"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("why", text)) == [], why
