"""What records are called on a page: types, counts, dates and times in words."""

import math
import re
from collections import Counter
from datetime import date

from quiz.language.written_dates import in_words
from quiz.schema.question import QUESTION_TYPES, QuestionType, fold
from quiz.schema.quiz import Quiz

# Types in a student's words: a class knows what to do with "fill the gap", hardly with "cloze".
FOR_STUDENTS: dict[QuestionType, str] = {
    "multiple_choice": "multiple choice",
    "true_false": "true or false",
    "cloze": "fill the gap",
    "short_answer": "short answer",
}
# Seconds to answer one question and read what the article says; our estimate for a class of 14.
_SECONDS: dict[QuestionType, int] = {
    "multiple_choice": 35,
    "true_false": 25,
    "cloze": 40,
    "short_answer": 45,
}
LETTERS = "ABCDE"
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def type_counts(quiz: Quiz) -> list[tuple[str, int]]:
    """Return (name of the type, number of questions) for each type that occurs."""
    counts = Counter(question.type for question in quiz.questions)
    return [(FOR_STUDENTS[kind], counts[kind]) for kind in QUESTION_TYPES if counts[kind]]


def minutes(quiz: Quiz) -> int:
    """Return about how many minutes the quiz takes, rounded up; 0 without questions."""
    return math.ceil(sum(_SECONDS[question.type] for question in quiz.questions) / 60)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 question", "2 questions"; `many` where the plural does not end in -s alone."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def straight(text: str) -> str:
    """Return `text` without signs that set its direction, for where no mark-up can bound them."""
    return _TURNS.sub("", text)


def long_date(day: date) -> str:
    """Return a date as "15 May 2024"."""
    return in_words(day)


def file_stem(title: str) -> str:
    """Return `title` as the beginning of a file name: a to z, digits and hyphens, at most 60."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    if len(words) > 60:
        words = words[:61].rpartition("-")[0] or words[:60]
    return words or "quiz"
