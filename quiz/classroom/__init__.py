"""The rules of a class at its own pace: times, what is shown when, orders, papers.

Nothing here asks for the time or for chance, and nothing knows of the store or of pages.
"""

from quiz.classroom.codes import code_in, roster_code_in, tidy_name
from quiz.classroom.papers import (
    Paper,
    PaperQuestion,
    in_paper_order,
    in_quiz_order,
    order_within,
    paper,
)
from quiz.classroom.times import (
    Leave,
    best,
    due,
    is_over,
    lateness,
    leave_to_start,
    most_attempts,
    release,
    shows_answers,
)

__all__ = [
    "Leave",
    "Paper",
    "PaperQuestion",
    "best",
    "code_in",
    "due",
    "in_paper_order",
    "in_quiz_order",
    "is_over",
    "lateness",
    "leave_to_start",
    "most_attempts",
    "order_within",
    "paper",
    "release",
    "roster_code_in",
    "shows_answers",
    "tidy_name",
]
