"""Amounts: what a short text says in figures or words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.language.amounts import parse_amount


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0", "0", ""),
        ("2,030", "2030", ""),
        ("1’234’567", "1234567", ""),
        ("12.5", "12.5", ""),
        ("12,5", "12.5", ""),
        ("-5 degrees", "-5", "degree"),
        ("61 %", "61", "per cent"),
        ("$1.5m", "1500000", "dollar"),
        ("€ 5bn", "5000000000", "euro"),
        ("500 thousand pounds", "500000", "pound"),
        ("4,100 homes", "4100", "home"),
        ("30 countries", "30", "country"),
        ("3rd", "3", "ordinal"),
        ("twenty-first", "21", "ordinal"),
        ("a hundred and five", "105", ""),
        ("two dozen", "24", ""),
        ("twenty one thousand three hundred and four", "21304", ""),
        ("one million two hundred thousand", "1200000", ""),
    ],
)
def test_an_amount(text: str, value: str, unit: str) -> None:
    found = parse_amount(text)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    ["", "and", "a", "homes", "1.2.3", "10-15", "10 or 15", "ten five", "nineteen ninety",
     "twenty thirty", "1,2345", "1,23,456", "$5 euros", "5th place winner of the day", "1990s"],
)  # fmt: skip
def test_no_single_amount(text: str) -> None:
    assert parse_amount(text) is None


SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = ". . twenty thirty forty fifty sixty seventy eighty ninety"


def in_words(number: int) -> str:
    """Return `number` (under a billion) in British words, written independently of the parser."""
    if number < 20:
        return SMALL.split()[number]
    if number < 100:
        return TENS.split()[number // 10] + (f"-{in_words(number % 10)}" if number % 10 else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            link = " and " if rest < 100 else " "
            head = f"{in_words(number // size)} {name}"
            return head + (link + in_words(rest) if rest else "")
    raise AssertionError


@given(st.integers(0, 999_999_999))
def test_any_number_in_words_is_that_number(number: int) -> None:
    found = parse_amount(in_words(number))
    assert found is not None
    assert found == (Decimal(number), "")


@given(st.text(max_size=80))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    found = parse_amount(text)
    assert found is None or found.value.is_finite()
