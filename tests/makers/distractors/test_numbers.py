"""Numbers as options: written like the key, as round, near it, and never the key."""

import re
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.language.numbers import WORDS, value_of
from quiz.makers.distractors.numbers import number_in, other_numbers
from quiz.schema.question import MultipleChoice
from tests.makers.making import made

_SHAPES = ("{}", "${}", "£{}m", "{} million", "{}bn", "{} per cent", "{}%", "€{} billion")
SEEDS = st.integers(0, 10_000)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Return a number as a newspaper writes it."""
    if draw(st.booleans()):
        return draw(st.sampled_from(WORDS[2:]))
    shape = draw(st.sampled_from(_SHAPES))
    if draw(st.booleans()):
        whole = draw(st.integers(2, 99))
        return shape.format(f"{whole}.{draw(st.integers(1, 9))}")
    number = draw(st.integers(2, 99)) * 10 ** draw(st.integers(0, 4))
    return shape.format(f"{min(number, 90)}" if "%" in shape or "cent" in shape else f"{number:,}")


def shape_of(text: str) -> str:
    """Return `text` with its digits blotted out; a word is a word."""
    return re.sub(r"\d[\d,]*", "0", text) if any(c.isdigit() for c in text) else "word"


@given(numbers(), SEEDS)
def test_the_others_are_written_like_the_key_and_differ(text: str, seed: int) -> None:
    others = other_numbers(text, Random(seed))
    assert len(others) in {2, 3}
    assert len({*others, text}) == len(others) + 1
    assert {shape_of(other) for other in others} == {shape_of(text)}
    for other in others:
        assert value_of(other)


@given(numbers(), SEEDS)
def test_the_others_are_near(text: str, seed: int) -> None:
    value = value_of(text) or 0
    for other in other_numbers(text, Random(seed)):
        times = (value_of(other) or 0) / value
        assert 0.1 <= times <= 5 or value <= 9


@given(st.integers(1, 99), SEEDS)
def test_a_percentage_stays_below_a_hundred(percentage: int, seed: int) -> None:
    for other in other_numbers(f"{percentage} per cent", Random(seed)):
        assert 0 < (value_of(other) or 0) < 100


@given(st.integers(2, 105), SEEDS)
def test_an_age_stays_that_of_an_adult_or_of_a_child(age: int, seed: int) -> None:
    ages = [value_of(other) or 0 for other in other_numbers(str(age), Random(seed), age=True)]
    assert all((a >= 18) == (age >= 18) and abs(a - age) <= 14 and a <= 105 for a in ages)


@given(numbers(), SEEDS)
def test_roundness_gives_nothing_away(text: str, seed: int) -> None:
    """A key of three figures that count has no rivals of one or two."""
    others = [_figures(other) for other in other_numbers(text, Random(seed))]
    if _figures(text) > 2:
        assert min(others) >= _figures(text) - 1


def _figures(text: str) -> int:
    """Return how many figures of a number count: two of 2,400, three of 9.50."""
    digits = re.sub(r"\D", "", text).lstrip("0")
    return len(digits if "." in text else digits.rstrip("0"))


def test_a_number_that_is_taken_is_no_option() -> None:
    taken = frozenset({40.0, 45.0, 50.0, 55.0, 60.0})
    for seed in range(50):
        others = other_numbers("48", Random(seed), taken=taken)
        assert not {value_of(other) for other in others} & taken


@pytest.mark.parametrize("text", ["4,800", "48", "$2.4bn", "37 per cent", "eight", "12,500"])
def test_the_key_has_every_rank_about_as_often(text: str) -> None:
    ranks = Counter[int]()
    for seed in range(400):
        others = other_numbers(text, Random(seed))
        ranks[sum((value_of(o) or 0) < (value_of(text) or 0) for o in others)] += 1
    assert set(ranks) == {0, 1, 2, 3}
    assert all(0.15 < count / 400 < 0.37 for count in ranks.values()), ranks


@pytest.mark.parametrize("key", ["48", "about 48 ferries", "$1.5m", "12 years old", "eight boats"])
def test_one_number_is_found_in_a_key(key: str) -> None:
    assert number_in(key) is not None


@pytest.mark.parametrize(
    "key", ["12 March 2024", "between 40 and 60", "no number", "5 ft 3 in", "two-thirds", "24/7"]
)
def test_dates_and_pairs_of_numbers_are_left_alone(key: str) -> None:
    assert number_in(key) is None


def test_what_stands_round_the_number_stays() -> None:
    text = "Denmark sold about 4,800 ferries to Sweden in 2019."
    (candidate,) = made("how_many", text, kind="multiple_choice")
    assert isinstance(candidate.question, MultipleChoice)
    assert all(re.fullmatch(r"about \d,\d00", option) for option in candidate.question.options)


@pytest.mark.parametrize("bound", ["more than", "at least", "up to", "fewer than", "over"])
def test_a_bound_is_no_choice_as_a_lower_one_would_be_true_as_well(bound: str) -> None:
    text = f"Denmark sold {bound} 4,800 ferries to Sweden in 2019."
    assert made("how_many", text, kind="multiple_choice") == []


def test_a_small_number_is_an_option_unless_it_counts_the_same() -> None:
    text = "Denmark sold six ferries to Sweden in 2019."
    other = "Norway bought five ferries and seven trains."
    for seed in range(12):
        (candidate,) = made("how_many", text, other, kind="multiple_choice", seed=seed)
        assert isinstance(candidate.question, MultipleChoice)
        assert "five" not in candidate.question.options
