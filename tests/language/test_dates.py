"""Dates: what stands for which days, and how a date is written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.language.dates import (
    anchored_month,
    find_dates,
    forms,
    month_first,
    preposition,
    written,
)
from quiz.schema.findings import DateExpression

SATURDAY = date(2024, 11, 30)


def only(text: str, published: date | None = SATURDAY) -> DateExpression:
    """Return the one date in `text`."""
    dates = find_dates(text, 0, published)
    assert len(dates) == 1, [d.evidence.text for d in dates]
    return dates[0]


@pytest.mark.parametrize(
    ("text", "evidence", "first", "last", "granularity"),
    [
        ("It opened on 14 May 2024.", "14 May 2024", "2024-05-14", "2024-05-14", "day"),
        ("on the 14th of May, 2024", "the 14th of May, 2024", "2024-05-14", "2024-05-14", "day"),
        ("on May 14, 2024,", "May 14, 2024", "2024-05-14", "2024-05-14", "day"),
        ("on 3 Sept 2024", "3 Sept 2024", "2024-09-03", "2024-09-03", "day"),
        ("on Dec. 25, 2023", "Dec. 25, 2023", "2023-12-25", "2023-12-25", "day"),
        ("in Sept. 2022", "Sept. 2022", "2022-09-01", "2022-09-30", "month"),
        ("in February 2024", "February 2024", "2024-02-01", "2024-02-29", "month"),
        ("in March of 2023", "March of 2023", "2023-03-01", "2023-03-31", "month"),
        ("since 1850", "1850", "1850-01-01", "1850-12-31", "year"),
        ("the harbour (2019)", "2019", "2019-01-01", "2019-12-31", "year"),
        ("In 2019 voters chose.", "2019", "2019-01-01", "2019-12-31", "year"),
        ("the 2024 vote", "2024", "2024-01-01", "2024-12-31", "year"),
        ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31", "decade"),
    ],
)
def test_calendar_dates(text: str, evidence: str, first: str, last: str, granularity: str) -> None:
    for published in (SATURDAY, None):
        found = only(text, published)
        assert found.evidence.text == evidence
        assert (str(found.first), str(found.last)) == (first, last)
        assert found.granularity == granularity
        assert not found.relative


@pytest.mark.parametrize(
    ("text", "evidence", "first", "last", "granularity"),
    [
        ("It opened on 12 December.", "12 December", "2023-12-12", "2023-12-12", "day"),
        ("It will open on 12 December.", "12 December", "2024-12-12", "2024-12-12", "day"),
        ("It is due to open on January 5.", "January 5", "2025-01-05", "2025-01-05", "day"),
        ("It opened on 30 November.", "30 November", "2024-11-30", "2024-11-30", "day"),
        ("It opened on 29 February.", "29 February", "2024-02-29", "2024-02-29", "day"),
        ("It will open on 29 February.", "29 February", "2028-02-29", "2028-02-29", "day"),
        ("It opened three years ago.", "three years ago", "2021-01-01", "2021-12-31", "year"),
        ("It opened a month ago.", "a month ago", "2024-10-01", "2024-10-31", "month"),
        ("twelve months ago", "twelve months ago", "2023-11-01", "2023-11-30", "month"),
        ("It opened ten days ago.", "ten days ago", "2024-11-20", "2024-11-20", "day"),
        ("Last month, it opened.", "Last month", "2024-10-01", "2024-10-31", "month"),
        ("It will open next year.", "next year", "2025-01-01", "2025-12-31", "year"),
        ("earlier this year", "earlier this year", "2024-01-01", "2024-12-31", "year"),
        ("It opened this week.", "this week", "2024-11-25", "2024-12-01", "week"),
        ("It opened last week.", "last week", "2024-11-18", "2024-11-24", "week"),
        ("It opened today.", "today", "2024-11-30", "2024-11-30", "day"),
        ("It opened yesterday.", "yesterday", "2024-11-29", "2024-11-29", "day"),
        ("It opened last night.", "last night", "2024-11-29", "2024-11-29", "day"),
        ("Tomorrow it opens.", "Tomorrow", "2024-12-01", "2024-12-01", "day"),
        # a weekday in a report is the last such day, today included, four days back at most
        ("It opened on Saturday.", "Saturday", "2024-11-30", "2024-11-30", "day"),
        ("It opened on Friday night.", "Friday night", "2024-11-29", "2024-11-29", "day"),
        ("It opened on Tuesday.", "Tuesday", "2024-11-26", "2024-11-26", "day"),
    ],
)
def test_relative_dates(text: str, evidence: str, first: str, last: str, granularity: str) -> None:
    found = only(text)
    assert found.evidence.text == evidence
    assert (str(found.first), str(found.last)) == (first, last)
    assert found.granularity == granularity
    assert found.relative
    without = only(text, published=None)
    assert without.evidence == found.evidence
    assert not without.anchored


@pytest.mark.parametrize(
    "text",
    [
        "It opened on Monday.",  # five days back: which Monday?
        "It opened last Tuesday.",
        "It opened this Thursday.",
        "The court will meet on Friday.",
        "The court is scheduled to meet on Friday.",
        "It opened two weeks ago.",
        "It opened two years earlier.",  # earlier than what?
        "It opened 301 years ago.",
        "It opened in recent weeks.",
        "It opened over the past few years.",
        "It opened recently.",
        "It opened last May.",  # this year's or that of the year before?
        "It will open next March.",
        "It opened in May.",
        "It opened by March.",
        "December was cold.",
    ],
)
def test_dates_that_stand_for_no_certain_day(text: str) -> None:
    found = only(text)
    assert not found.anchored
    assert written(found) is None


@pytest.mark.parametrize(
    "text",
    [
        "He may go.",
        "May said so.",
        "The March of time",
        "They march to the sea.",
        "August company",
        "She paid $2024 for 2,024 books.",
        "It rose 2024% or 2024 per cent.",
        "It drew between 1500 and 2000 people.",
        "It grew from 1500 to 2000 homes.",
        "It was founded with 2019 others.",
        "the years 2019-2020",
        "31 February 2024",
        "30 February",
        "0 May 2024",
        "9/11",
        "Room 2019",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, 0, SATURDAY) == []


def test_two_dates_in_order_at_their_places() -> None:
    text = "From January 2020 to 3 March 2021, and between 2022 and 2023"
    found = find_dates(text, 1000, SATURDAY)
    assert [d.evidence.text for d in found] == ["January 2020", "3 March 2021", "2022", "2023"]
    for expression in found:
        start, end = expression.evidence.start - 1000, expression.evidence.end - 1000
        assert text[start:end] == expression.evidence.text


def test_the_future_of_one_sentence_is_not_that_of_the_next() -> None:
    found = find_dates("It will open in spring. It was built on 12 December.", 0, SATURDAY)
    assert [d.first for d in found] == [date(2023, 12, 12)]


@pytest.mark.parametrize(
    ("text", "british", "american", "word"),
    [
        ("on 14 May 2024", "14 May 2024", "May 14, 2024", "on"),
        ("in Sept 2022", "September 2022", "September 2022", "in"),
        ("in 2019", "2019", "2019", "in"),
        ("this week", "late November 2024", "late November 2024", "in"),
        ("yesterday", "29 November 2024", "November 29, 2024", "on"),
    ],
)
def test_a_date_as_it_is_written(text: str, british: str, american: str, word: str) -> None:
    found = only(text)
    assert written(found) == british
    assert written(found, american=True) == american
    assert preposition(found) == word


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (date(2024, 11, 4), "early November 2024"),
        (date(2024, 11, 14), "mid-November 2024"),
        (date(2024, 12, 31), "early January 2025"),
    ],
)
def test_the_part_of_the_month_of_a_week(published: date, text: str) -> None:
    assert written(only("this week", published)) == text


def test_a_decade_is_not_written() -> None:
    assert written(only("in the 1990s")) is None


def test_the_forms_of_a_day() -> None:
    assert forms(only("on 14 May 2024"), "14 May 2024") == (
        "14 May 2024",
        "May 14, 2024",
        "14 May",
        "May 14",
    )
    assert forms(only("in Sept 2022"), "Sept 2022") == ("Sept 2022", "September 2022")
    assert forms(only("in recent weeks"), "recent weeks") == ("recent weeks",)


@pytest.mark.parametrize(
    ("text", "first"),
    [("in May", "2024-05-01"), ("in Nov.", "2024-11-01"), ("by December", "2023-12-01")],
)
def test_a_month_without_year_is_the_last_such(text: str, first: str) -> None:
    assert str(anchored_month(only(text), SATURDAY).first) == first


def test_other_expressions_are_no_month() -> None:
    expression = only("recently")
    assert anchored_month(expression, SATURDAY) == expression


@pytest.mark.parametrize(
    ("text", "american"),
    [
        ("on May 14, 2024", True),
        ("on May 14", True),
        ("on 14 May 2024", False),
        ("in May 2024", False),
        ("on May 14 and 3 June", False),
        ("", False),
    ],
)
def test_which_way_round_an_article_writes_dates(text: str, american: bool) -> None:
    assert month_first(text) is american


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS, DAYS, st.booleans())
def test_a_written_day_is_read_back(day: date, published: date, american: bool) -> None:
    source = only(f"on {day.day} {day:%B} {day.year}", published)
    text = written(source, american=american)
    again = only(f"It opened on {text}.", published)
    assert (again.first, again.last, again.evidence.text) == (day, day, text)


@given(DAYS)
def test_relative_dates_of_the_past_lie_in_the_past(published: date) -> None:
    for text in ("last week", "last month", "last year", "yesterday", "two days ago"):
        last = only(text, published).last
        assert last is not None
        assert last < published
    weekday = only(f"It opened on {published - timedelta(days=3):%A}.", published)
    assert weekday.first == published - timedelta(days=3)


@given(st.text() | st.text(st.sampled_from("0123 May,.Junelast week"), max_size=40), DAYS)
def test_any_text_is_searched_and_spans_are_true(text: str, published: date) -> None:
    for expression in find_dates(text, 7, published):
        start, end = expression.evidence.start - 7, expression.evidence.end - 7
        assert text[start:end] == expression.evidence.text
        if expression.first is not None and expression.last is not None:
            assert expression.first <= expression.last
