"""Answers of a class, made from a table of marks."""

from collections.abc import Sequence
from datetime import UTC, datetime

from quiz.schema.classroom import Response
from quiz.schema.question import MultipleChoice, Question
from tests.samples import sample_quiz

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
_CHOICE = sample_quiz().questions[1]
assert isinstance(_CHOICE, MultipleChoice)
CHOICE: MultipleChoice = _CHOICE


def questions(count: int) -> tuple[Question, ...]:
    """Return so many questions of multiple choice, "q1" and so on, with three options each."""
    return tuple(CHOICE.model_copy(update={"id": f"q{n}"}) for n in range(1, count + 1))


def response(name: str, points: float | None, given: str | None = None) -> Response:
    """Return a response with these points; None is seen and not answered."""
    if given is None and points is not None:
        given = CHOICE.key if points == 1 else CHOICE.distractors[0]
    return Response(
        question_id=name,
        seen=NOW,
        given=given,
        right=points == 1,
        points=points or 0.0,
        answered=None if given is None else NOW,
    )


def attempt(marks: Sequence[float | None]) -> dict[str, Response]:
    """Return the responses of an attempt that saw every question, one mark for each."""
    return {f"q{n}": response(f"q{n}", mark) for n, mark in enumerate(marks, start=1)}
