"""A class that has answered: a quiz in a library, an assignment of it, and what students gave."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from quiz.schema.candidate import Screening
from quiz.schema.classroom import Assignment, Lateness, Participant, Rules, Teacher
from quiz.schema.quiz import Quiz
from quiz.scoring import mark, share
from quiz.store import Store

BEGUN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Given = Mapping[str, "str | None"]  # by question; None is seen and not answered


def assigned(
    store: Store,
    teacher: Teacher,
    quiz: Quiz,
    rules: Rules | None = None,
    screening: Screening | None = None,
) -> Assignment:
    """Return an open assignment of `quiz`, called "Tides", from the library of `teacher`."""
    entry = store.library.add(teacher.id, quiz, screening=screening, what="Made", now=BEGUN)
    made = store.assignments.create(
        teacher.id, entry.id, title="Tides", rules=rules or Rules(), now=BEGUN
    )
    return store.assignments.open(teacher.id, made.id, expected_revision=1, now=BEGUN)


def joined(store: Store, assignment: Assignment, name: str) -> Participant:
    """Return a student who has joined."""
    token = f"{assignment.id}:{name}"[:64]
    return store.assignments.join(assignment.id, name, token_hash=token, now=BEGUN)


def sat(
    store: Store,
    quiz: Quiz,
    student: Participant,
    given: Given,
    *,
    hand_in: bool = True,
    late: Sequence[str] = (),
    start: datetime = BEGUN,
) -> str:
    """Let `student` answer, a minute for each question, and return the id of the attempt.

    Answers to the questions in `late` come after the grace and wait.
    """
    attempt = store.sittings.start(student.id, now=start, most=None)
    asked = {question.id: question for question in quiz.questions}
    for number, (name, text) in enumerate(given.items(), start=1):
        now = start + timedelta(minutes=number)
        store.sittings.see(attempt.id, [name], now=now)
        if text is None:
            continue
        lateness: Lateness = "held" if name in late else "in_time"
        store.sittings.save(
            attempt.id,
            name,
            mark(asked[name], text),
            share(asked[name], text),
            turn=1,
            lateness=lateness,
            now=now,
            keep_first=False,
        )
    if hand_in:
        store.sittings.submit(attempt.id, now=start + timedelta(minutes=20))
    return attempt.id
