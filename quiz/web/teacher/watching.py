"""What a teacher sees of a class while it works: who has joined, how far each is, what waits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from quiz.classroom import due, is_over
from quiz.schema.classroom import Assignment, ClassAttempt, LateAnswer, Participant, Response
from quiz.schema.question import Question
from quiz.schema.quiz import Quiz
from quiz.store.sittings import Taken

Standing = Literal["expected", "joined", "working", "done", "removed"]


class Row(NamedTuple):
    """One student: where she is, how many questions of the last attempt are answered."""

    person: Participant
    standing: Standing
    answered: int
    attempts: int
    held: int


class Held(NamedTuple):
    """An answer that came too late and waits for the teacher."""

    person: Participant
    attempt: ClassAttempt
    question: Question
    number: int
    late: LateAnswer
    before: str | None
    minutes: int  # after it was due
    given_in_time: bool  # as the phone says
    after_the_key: bool  # the student could have seen what was right when it came


class Watch(NamedTuple):
    """The class at one moment."""

    rows: tuple[Row, ...]
    held: tuple[Held, ...]

    def count(self, *standings: Standing) -> int:
        """Return how many students are in one of `standings`."""
        return sum(row.standing in standings for row in self.rows)


def watch(assignment: Assignment, quiz: Quiz, everybody: Sequence[Taken], now: datetime) -> Watch:
    """Return how the class stands."""
    return Watch(
        tuple(_row(assignment, person, taken, now) for person, taken in everybody),
        tuple(
            held
            for person, taken in everybody
            for attempt, responses in taken
            for held in _held(assignment, quiz, person, attempt, responses)
        ),
    )


def _row(
    assignment: Assignment,
    person: Participant,
    taken: Sequence[tuple[ClassAttempt, Sequence[Response]]],
    now: datetime,
) -> Row:
    answered = sum(_is_answered(response) for response in taken[-1][1]) if taken else 0
    held = sum(each.lateness == "held" for _, responses in taken for each in responses)
    standing: Standing = "expected" if person.joined is None and not taken else "joined"
    if person.removed is not None:
        standing = "removed"
    elif taken:
        over = is_over(assignment, person.accommodation, taken[-1][0], now)
        standing = "done" if over else "working"
    return Row(person, standing, answered, len(taken), held)


def _is_answered(response: Response) -> bool:
    return bool(response.given) or response.late is not None


def _held(
    assignment: Assignment,
    quiz: Quiz,
    person: Participant,
    attempt: ClassAttempt,
    responses: Sequence[Response],
) -> list[Held]:
    ends = due(assignment, person.accommodation, attempt.started)
    questions = {asked.id: (n, asked) for n, asked in enumerate(quiz.questions, start=1)}
    found = []
    for response in responses:
        if response.lateness != "held" or response.late is None:
            continue
        number, asked = questions[response.question_id]
        after = (response.late.answered - ends).total_seconds() if ends else 0.0
        found.append(
            Held(
                person=person,
                attempt=attempt,
                question=asked,
                number=number,
                late=response.late,
                before=response.given,
                minutes=max(1, round(after / 60)),
                given_in_time=response.late.waited >= after,
                after_the_key=assignment.rules.feedback != "after_the_deadline",
            )
        )
    return sorted(found, key=lambda held: held.number)
