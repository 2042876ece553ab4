"""Dates written out in full."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.language.written_dates import days_in, parse_date


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024-05-14", (2024, 5, 14)),
        ("14 May 2024", (2024, 5, 14)),
        ("14th of May, 2024", (2024, 5, 14)),
        ("May 14, 2024", (2024, 5, 14)),
        ("Tues, 14 MAY 2024", (2024, 5, 14)),
        ("Sept. 3rd 2022", (2022, 9, 3)),
        ("14/05/2024", (2024, 5, 14)),
        ("5.5.2024", (2024, 5, 5)),
        ("September 2022", (2022, 9, None)),
        ("2022-09", (2022, 9, None)),
        ("14 May", (None, 5, 14)),
        ("29 February", (None, 2, 29)),
        ("May", (None, 5, None)),
        ("2014", (2014, None, None)),
        ("nineteen ninety-eight", (1998, None, None)),
        ("Nineteen Ninety Eight", (1998, None, None)),
        ("twenty twenty-four", (2024, None, None)),
        ("twenty-twenty", (2020, None, None)),
        ("twenty ten", (2010, None, None)),
        ("nineteen oh five", (1905, None, None)),
        ("nineteen hundred", (1900, None, None)),
        ("eighteen hundred and twelve", (1812, None, None)),
        ("two thousand", (2000, None, None)),
        ("two thousand and four", (2004, None, None)),
        ("two thousand four", (2004, None, None)),
        ("two thousand and twenty-four", (2024, None, None)),
        ("May twenty twenty-four", (2024, 5, None)),
        ("14 May, nineteen ninety-eight", (1998, 5, 14)),
    ],
)
def test_a_date(text: str, parts: tuple[int | None, ...]) -> None:
    assert parse_date(text) == parts


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "31 June 2024", "2023-02-29", "04/05/2024", "32/01/2024", "14", "mayor",
     "14 May 2024 and later", "12024", "00/00/2024", "twenty four", "nineteen five",
     "nineteen ninety-eight people", "thirteen thirteen", "nineteen umpteen", "three thousand"],
)  # fmt: skip
def test_no_date_or_two(text: str) -> None:
    assert parse_date(text) is None


def test_days_in_a_line() -> None:
    line = "Published 30 November 2024, updated December 2, 2024 10:15 (issue 2024-12-03)"
    assert days_in(line) == [date(2024, 11, 30), date(2024, 12, 2), date(2024, 12, 3)]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    month = day.strftime("%B")
    for text in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.strftime('%A')} {day.day} {month[:3]} {day.year}",
    ):
        found = parse_date(text)
        assert found is not None
        assert found.whole == day
        assert days_in(f"Published {text}.") == [day]
