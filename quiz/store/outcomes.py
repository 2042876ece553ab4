"""Decisions once answers are in: another form accepted, a question left out, and their undoing.

The answers keep what was given; what they are worth is found anew from it each time, so that
nothing of a decision is left once it is undone.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select, update

from quiz.errors import ConflictError
from quiz.schema.classroom import LateAnswer, Regrade
from quiz.store.database import Database
from quiz.store.tables import ASSIGNMENTS, CLASS_ATTEMPTS, PARTICIPANTS, REGRADES, RESPONSES


class Worth(NamedTuple):
    """What an answer is worth."""

    right: bool
    points: float
    note: str | None = None


# What was given to a question, and the forms accepted besides its own, to what that is worth.
Marker = Callable[[str, tuple[str, ...]], Worth]


class Outcomes:
    """The decisions on the answers of assignments; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def regrades(self, assignment_id: str) -> tuple[Regrade, ...]:
        """Return every decision, those that were undone too, the newest first."""
        with self._database.reading() as connection:
            return _regrades(connection, assignment_id)[::-1]

    def forms(self, assignment_id: str) -> dict[str, tuple[str, ...]]:
        """Return the forms accepted besides a question’s own, by its id, in order of acceptance."""
        with self._database.reading() as connection:
            return forms_of(_regrades(connection, assignment_id))

    def left_out(self, assignment_id: str) -> frozenset[str]:
        """Return the ids of the questions that are left out of the score now."""
        with self._database.reading() as connection:
            return left_out_by(_regrades(connection, assignment_id))

    def regrade(
        self,
        assignment_id: str,
        question_id: str,
        form: str | None,
        marker: Marker,
        *,
        changed: int,
        now: datetime,
    ) -> Regrade:
        """Accept `form` for a question, or leave the question out (None); return the audit line.

        `changed` is the number of students whose score changes. Raises ConflictError where this was
        decided already.
        """
        with self._database.writing() as connection:
            _lock(connection, assignment_id)
            known = _regrades(connection, assignment_id)
            if any(
                line.question_id == question_id and line.form == form and line.undone is None
                for line in known
            ):
                raise ConflictError("This was decided already; the results show it.")
            values = {
                "assignment_id": assignment_id,
                "question_id": question_id,
                "form": form,
                "made": now,
                "changed": changed,
            }
            connection.execute(REGRADES.insert().values(values))
            return _finish(connection, assignment_id, question_id, marker)[-1]

    def undo(
        self, assignment_id: str, regrade_id: int, marker: Marker, *, now: datetime
    ) -> Regrade:
        """Take a decision back; raise ConflictError where there is none to take back."""
        with self._database.writing() as connection:
            _lock(connection, assignment_id)
            line = _one(connection, assignment_id, regrade_id)
            if line is None or line.undone is not None:
                raise ConflictError("This decision was taken back already.")
            connection.execute(
                update(REGRADES).where(REGRADES.c.regrade_id == regrade_id).values(undone=now)
            )
            _finish(connection, assignment_id, line.question_id, marker)
            return line.model_copy(update={"undone": now})


def left_out_by(lines: Iterable[Regrade]) -> frozenset[str]:
    """Return the questions that decisions leave out now."""
    return frozenset(
        line.question_id for line in lines if line.form is None and line.undone is None
    )


def forms_of(lines: Iterable[Regrade]) -> dict[str, tuple[str, ...]]:
    """Return the forms that decisions accept now, by question; `lines` from the oldest."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line.form is not None and line.undone is None:
            found[line.question_id] = (*found.get(line.question_id, ()), line.form)
    return found


def _finish(
    connection: Connection, assignment_id: str, question_id: str, marker: Marker
) -> tuple[Regrade, ...]:
    """Mark the answers to a question by the decisions as they are now, and return these."""
    lines = _regrades(connection, assignment_id)
    forms = forms_of(lines).get(question_id, ())
    for row in _answers(connection, assignment_id, question_id):
        values = _marked_anew(row, marker, forms)
        if values:
            connection.execute(
                update(RESPONSES)
                .where(RESPONSES.c.attempt_id == row.attempt_id)
                .where(RESPONSES.c.question_id == question_id)
                .values(values)
            )
    return lines


def _marked_anew(row: Row[Any], marker: Marker, forms: tuple[str, ...]) -> dict[str, object]:
    """Return the columns of an answer that change, also of a late one that waits beside it."""
    values: dict[str, object] = {}
    if row.given is not None:
        worth = marker(row.given, forms)
        if worth != (row.is_right, row.points, row.note):
            values = {"is_right": worth.right, "points": worth.points, "note": worth.note}
    if row.late is not None:
        late = LateAnswer.model_validate_json(row.late)
        marked = late.model_copy(update=marker(late.given, forms)._asdict())
        if marked != late:
            values["late"] = marked.model_dump_json()
    return values


def _answers(connection: Connection, assignment_id: str, question_id: str) -> list[Row[Any]]:
    query = (
        select(RESPONSES)
        .join(CLASS_ATTEMPTS, CLASS_ATTEMPTS.c.attempt_id == RESPONSES.c.attempt_id)
        .join(PARTICIPANTS, PARTICIPANTS.c.participant_id == CLASS_ATTEMPTS.c.participant_id)
        .where(PARTICIPANTS.c.assignment_id == assignment_id)
        .where(RESPONSES.c.question_id == question_id)
    )
    return list(connection.execute(query.with_for_update(of=RESPONSES)))


def _lock(connection: Connection, assignment_id: str) -> None:
    """Let decisions on one assignment come one after the other."""
    query = select(ASSIGNMENTS.c.assignment_id).where(ASSIGNMENTS.c.assignment_id == assignment_id)
    connection.execute(query.with_for_update()).one_or_none()


def _regrades(connection: Connection, assignment_id: str) -> tuple[Regrade, ...]:
    query = (
        select(REGRADES)
        .where(REGRADES.c.assignment_id == assignment_id)
        .order_by(REGRADES.c.regrade_id)
    )
    return tuple(_regrade(row) for row in connection.execute(query))


def _one(connection: Connection, assignment_id: str, regrade_id: int) -> Regrade | None:
    lines = _regrades(connection, assignment_id)
    return next((line for line in lines if line.id == regrade_id), None)


def _regrade(row: Row[Any]) -> Regrade:
    return Regrade(
        id=row.regrade_id,
        question_id=row.question_id,
        form=row.form,
        made=row.made,
        changed=row.changed,
        undone=row.undone,
    )
