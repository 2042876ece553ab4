"""Numbers: reading a value, other ways to write it, another number in the same manner."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.language.numbers import NUMBER, WORDS, another, plain_forms, value_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,030", 2030),
        ("2030", 2030),
        ("0", 0),
        ("4.5", 4.5),
        ("$1.5m", 1_500_000),
        ("£3.2bn", 3_200_000_000),
        ("US$40 million", 40_000_000),
        ("3 hundred", 300),
        ("12 thousand", 12_000),
        ("2tn", 2e12),
        ("5k", 5000),
        ("61%", 61),
        ("61 per cent", 61),
        ("61 percent", 61),
        ("2 percentage points", 2),
        ("eleven", 11),
        ("Twenty", 20),
        (" zero ", 0),
    ],
)
def test_the_value_of_a_number(text: str, value: float) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    "text", ["", "homes", "12-20", "1/2", "3.", ".5", "12:30", "1,23", "£", "twenty-one", "B12"]
)
def test_what_is_no_number(text: str) -> None:
    assert value_of(text) is None
    assert another(text, Random(0)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,030", ("2,030", "2030")),
        ("$1,500", ("$1,500", "$1500")),
        ("eleven", ("eleven", "11")),
        ("Two", ("Two", "2")),
        ("61%", ("61%", "61 per cent")),
        ("61 per cent", ("61 per cent", "61%")),
        ("2 percentage points", ("2 percentage points",)),  # no per cent
        ("Bergen, Oslo", ("Bergen, Oslo",)),
    ],
)
def test_other_ways_to_write_a_number(text: str, expected: tuple[str, ...]) -> None:
    assert plain_forms(text) == expected


@given(st.integers(2, 10**9), st.sampled_from(["{:,}", "{}"]), st.integers(0, 99))
def test_every_form_has_the_same_value(number: int, form: str, seed: int) -> None:
    text = form.format(number)
    assert {value_of(other) for other in plain_forms(text)} == {number}


FIGURES = st.builds(
    lambda number, form: form.format(number),
    st.integers(2, 10**7) | st.integers(1, 9).map(lambda n: n * 1000),
    st.sampled_from(["{:,}", "${:,}", "{:,} million", "£{:,}m"]),
) | st.builds(
    lambda number, places, form: form.format(f"{number:.{places}f}"),
    st.floats(0.2, 99),
    st.integers(1, 2),
    st.sampled_from(["{}", "{}%", "{} per cent", "${}m", "€{}bn"]),
)


def shape(text: str) -> tuple[object, ...]:
    """Return the manner in which a number is written."""
    match = NUMBER.fullmatch(text)
    assert match is not None
    return (
        match["currency"],
        match["space"],
        match["scale"],
        match["percent"],
        len(match["digits"].partition(".")[2]),
    )


def significant(text: str) -> int:
    match = NUMBER.fullmatch(text)
    assert match is not None
    return len(match["digits"].replace(",", "").replace(".", "").strip("0"))


@given(FIGURES, st.integers(0, 10**6))
def test_another_figure_is_near_and_in_the_same_manner(text: str, seed: int) -> None:
    other = another(text, Random(seed))
    if other is None:
        return
    was, now = value_of(text), value_of(other)
    assert was
    assert now
    assert 0.1 <= abs(now / was - 1) <= 0.65
    assert shape(other) == shape(text)
    assert significant(other) >= significant(text)  # no rounder than the original


@given(st.integers(0, 10**6))
def test_nearly_every_figure_has_another(seed: int) -> None:
    for text in ("2,030", "850", "$1.5m", "61%", "0.05", "40,000", "3", "12 per cent", "100"):
        assert another(text, Random(seed)) is not None


@pytest.mark.parametrize("word", WORDS[2:])
def test_another_word_is_a_neighbour(word: str) -> None:
    others = {another(word, Random(seed)) for seed in range(30)}
    assert word not in others
    assert len(others) >= 3
    assert all(other in WORDS[2:] for other in others)
    assert all(abs(WORDS.index(o) - WORDS.index(word)) <= 3 for o in others if o)


def test_a_capital_stays() -> None:
    other = another("Eleven", Random(0))
    assert other is not None
    assert other[0].isupper()


@pytest.mark.parametrize("text", ["zero", "one", "0", "1"])
def test_no_other_number_for_none_and_one(text: str) -> None:
    assert another(text, Random(0)) is None


@given(st.integers(51, 100), st.integers(0, 10**6))
def test_a_share_stays_under_a_hundred(share: int, seed: int) -> None:
    other = another(f"{share}%", Random(seed))
    assert other is None or (value_of(other) or 0) <= 100


def test_a_number_over_a_thousand_takes_a_comma() -> None:
    others = {another("850", Random(seed)) for seed in range(40)}
    assert any(o and len(o) > 3 for o in others)
    assert all("," in o for o in others if o and (value_of(o) or 0) >= 1000)
