"""Counts, dates, minutes and file names in words."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from quiz.web.wording import file_stem, in_utc, long_date, minutes, points, type_counts
from tests.samples import sample_quiz


@pytest.mark.parametrize(
    ("reads", "day", "time", "number"),
    [
        ("en", "5 May 2024", "5 May 2024, 13:05 UTC", "1000.33"),
        ("de", "5. Mai 2024", "5. Mai 2024, 13:05 UTC", "1000,33"),
    ],
)
def test_dates_and_numbers_are_written_as_the_reader_does(
    app: Flask, reads: str, day: str, time: str, number: str
) -> None:
    with app.test_request_context("/", headers={"Accept-Language": reads}):
        assert long_date(date(2024, 5, 5)) == day
        assert in_utc(datetime(2024, 5, 5, 13, 5, tzinfo=UTC)) == time
        assert points(1000 + 1 / 3) == number
        assert points(7.0) == "7"


def test_only_types_that_occur_are_counted() -> None:
    quiz = sample_quiz()
    only = quiz.model_copy(update={"questions": quiz.questions[:1]})
    assert type_counts(only) == [("short answer", 1)]
    assert minutes(only) == 1
    assert minutes(quiz.model_copy(update={"questions": ()})) == 0


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Señor Müller’s “Night”", "senor-muller-s-night"),
        ("../../etc/passwd", "etc-passwd"),
        ("北京", "quiz"),
        ("", "quiz"),
        ("word " * 20, "-".join(["word"] * 12)),
        ("x" * 100, "x" * 60),
    ],
)
def test_file_names(title: str, stem: str) -> None:
    assert file_stem(title) == stem


@given(st.text(max_size=200))
def test_any_title_gives_a_file_name_that_is_safe_everywhere(title: str) -> None:
    stem = file_stem(title)
    assert 1 <= len(stem) <= 60
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert stem.strip("-") == stem
