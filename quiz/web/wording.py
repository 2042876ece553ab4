"""What records are called on a page: types, counts, dates and times in words."""

import math
import re
from collections import Counter
from datetime import date, datetime
from typing import NamedTuple

from flask_babel import format_date, format_datetime, format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_babel.speaklater import LazyString

from quiz.schema.attempt import Mark
from quiz.schema.question import (
    QUESTION_TYPES,
    Matching,
    Ordering,
    Question,
    QuestionType,
    fold,
)
from quiz.schema.quiz import Quiz
from quiz.scoring import picks, right_parts, share

# Types in a student's words: a class knows what to do with "fill the gap", hardly with "cloze".
FOR_STUDENTS: dict[QuestionType, LazyString] = {
    "multiple_choice": later("multiple choice"),
    "true_false": later("true or false"),
    "cloze": later("fill the gap"),
    "short_answer": later("short answer"),
    "matching": later("match the pairs"),
    "ordering": later("put in order"),
}
# Seconds to answer one question and read what the article says; our estimate for a class of 14.
_SECONDS: dict[QuestionType, int] = {
    "multiple_choice": 35,
    "true_false": 25,
    "cloze": 40,
    "short_answer": 45,
    "matching": 75,
    "ordering": 75,
}
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def type_counts(quiz: Quiz) -> list[tuple[str, int]]:
    """Return (name of the type, number of questions) for each type that occurs."""
    counts = Counter(question.type for question in quiz.questions)
    return [(str(FOR_STUDENTS[kind]), counts[kind]) for kind in QUESTION_TYPES if counts[kind]]


def minutes(quiz: Quiz) -> int:
    """Return about how many minutes the quiz takes, rounded up; 0 without questions."""
    return math.ceil(sum(_SECONDS[question.type] for question in quiz.questions) / 60)


class Line(NamedTuple):
    """One prompt or event of a question with what was given for it and what is right.

    An event has its `number` in the right order and its date as `right`; `given` is the number that
    the student gave it, or the choice, and None for nothing.
    """

    prompt: str
    given: str | None
    right: str
    is_right: bool
    number: int | None = None


def lines(question: Question, mark: Mark) -> list[Line]:
    """Return the parts of matching as shown and of ordering in the right order, else nothing."""
    if not isinstance(question, Matching | Ordering):
        return []
    given, known = picks(question, mark.given), right_parts(question, mark.given)
    if isinstance(question, Matching):
        return [
            Line(pair.left, None if pick is None else question.choices[pick], pair.right, right)
            for pair, pick, right in zip(question.pairs, given, known, strict=True)
        ]
    return [
        Line(
            prompt=question.events[place].text,
            given=None if given[place] is None else str(given[place]),
            right=question.events[place].when,
            is_right=known[place],
            number=number,
        )
        for number, place in enumerate(question.order, start=1)
    ]


def verdict(question: Question, mark: Mark) -> str:
    """Return "right", "part" or "wrong"."""
    if mark.right:
        return "right"
    return "part" if share(question, mark.given) else "wrong"


def ordinals(count: int) -> list[str]:
    """Return the numbers to give to `count` events: "1 – first", "2", … "4 – last"."""
    return [_("1 – first"), *map(str, range(2, count)), _("%(n)s – last", n=count)]


def points(number: float) -> str:
    """Return a number of points with at most two decimals: "7", "7.5", in German "7,33"."""
    return str(format_decimal(number, "0.##"))


def straight(text: str) -> str:
    """Return `text` without signs that set its direction, for where no mark-up can bound them."""
    return _TURNS.sub("", text)


def first_upper(text: str) -> str:
    """Return `text` with a capital at its beginning and all else as it is."""
    return f"{str(text)[:1].upper()}{str(text)[1:]}"


def long_date(day: date) -> str:
    """Return a date as "15 May 2024", in German "15. Mai 2024"; of a time, its day in UTC."""
    return str(format_date(day, "long"))


def in_utc(moment: datetime) -> str:
    """Return a time as "15 May 2024, 13:05 UTC"; scripts put it into the reader's own zone."""
    pattern = _("d MMM y, HH:mm")
    return f"{format_datetime(moment, pattern)} UTC"


def file_stem(title: str) -> str:
    """Return `title` as the beginning of a file name: a to z, digits and hyphens, at most 60."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    if len(words) > 60:
        words = words[:61].rpartition("-")[0] or words[:60]
    return words or "quiz"
