"""Counts, dates, minutes and file names in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.web.wording import counted, file_stem, long_date, minutes, type_counts
from tests.samples import sample_quiz


def test_counts_and_dates() -> None:
    assert counted(1, "question") == "1 question"
    assert counted(0, "question") == "0 questions"
    assert counted(2, "question was", "questions were") == "2 questions were"
    assert long_date(date(2024, 5, 5)) == "5 May 2024"


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
