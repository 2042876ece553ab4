"""The maker of "What is X?"."""

import pytest

from quiz.screening import screen
from tests.articles import article
from tests.makers.making import asked, made


@pytest.mark.parametrize(
    ("text", "stem", "key"),
    [
        (
            "Sorvik Energy, a Norwegian maker of tidal turbines, opened a factory in Bremen.",
            "What is Sorvik Energy?",
            "a Norwegian maker of tidal turbines",
        ),
        (
            "The closure was announced by the Lindau Trust, a charity that rescues sea birds.",
            "What is the Lindau Trust?",
            "a charity that rescues sea birds",
        ),
        (
            "The Baltic Fisheries Union is a group of nine countries that sets limits on catches.",
            "What is the Baltic Fisheries Union?",
            "a group of nine countries that sets limits on catches",
        ),
    ],
)
def test_stem_and_key(text: str, stem: str, key: str) -> None:
    (candidate,) = made("what_is", text)
    assert asked([candidate]) == [(stem, key)]
    assert screen([candidate], article(text)).dropped == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Maria Keller, a German historian of the Baltic Sea, opened a museum.", "a person"),
        ("Bremen is a city of half a million people.", "a city"),
        ("Denmark sold three ferries to Halvorsen Motors, a company in Bremen.", "too little"),
        ("Halvorsen Motors, a maker of lorries, buses and ferries, closed in 2019.", "a list"),
        (
            "The plan calls for accession to the Baltic Fisheries Union, a refusal to trade "
            "quotas, and a new fleet.",
            "a list",
        ),
        ("Denmark joined the Baltic Fisheries Union, a sign of its ambition.", "a comment"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert asked(made("what_is", text)) == [], why
