"""Names of students are kept for a time only; then numbers stand in their place.

What a class answered stays, so that the statistics of a question do; who answered it does not.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from quiz.schema.classroom import Accommodation, Rules
from quiz.store.database import Database
from quiz.store.opening import in_words
from quiz.store.tables import (
    ASSIGNMENTS,
    CLASS_ATTEMPTS,
    JOBS,
    LINKS,
    PARTICIPANTS,
    RESPONSES,
    SIGN_INS,
)

# How long what only serves signing in and building is kept once it is of no use.
_SIGN_INS = timedelta(days=30)
_LINKS = timedelta(days=30)
_JOBS = timedelta(days=7)


class Retention:
    """What is removed when its time has come, counted from the last thing that happened."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def overdue(self, *, now: datetime) -> tuple[str, ...]:
        """Return the titles of assignments whose names should be gone by `now`."""
        with self._database.reading() as connection:
            return tuple(row.title for row in _due(connection, now))

    def purge(self, *, now: datetime) -> int:
        """Remove what is due and return from how many assignments names were removed.

        An assignment is due so many days after its end as its rules say; one that was never ended,
        so many days after its deadline or the last answer, whichever is later, and it is ended.
        """
        with self._database.writing() as connection:
            due = _due(connection, now)
            for row in due:
                _take_names(connection, row.assignment_id)
                connection.execute(
                    update(ASSIGNMENTS)
                    .where(ASSIGNMENTS.c.assignment_id == row.assignment_id)
                    .values(
                        purged=now,
                        phase="ended",
                        ended=row.ended or now,
                        code=None,
                        revision=row.revision + 1,
                    )
                )
            old = _remove_leftovers(connection, now)
        if due or old:
            self.forget()
        return len(due)

    def forget(self) -> None:
        """Make sure that what was deleted is in no file any more. SQLite only.

        Deleted rows are overwritten with zeros (`secure_delete`), but the write-ahead log still
        holds older pages until it is emptied into the file. Where somebody reads just then, it is
        emptied at the next call.
        """
        if not self._database.is_sqlite:
            return
        with in_words(self._database.engine):
            raw = self._database.engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.close()


def _due(connection: Connection, now: datetime) -> list[Row[Any]]:
    query = select(ASSIGNMENTS).where(ASSIGNMENTS.c.purged.is_(None))
    return [row for row in connection.execute(query) if _ends(connection, row) <= now]


def _ends(connection: Connection, row: Row[Any]) -> datetime:
    """Return when the names of an assignment have to be gone."""
    rules = Rules.model_validate_json(row.rules)
    last = row.ended or max(
        moment
        for moment in (row.created, row.opened, rules.deadline, _last_answer(connection, row))
        if moment is not None
    )
    ends: datetime = last + timedelta(days=rules.retention)
    return ends


def _last_answer(connection: Connection, row: Row[Any]) -> datetime | None:
    found: datetime | None = connection.scalar(
        select(func.max(RESPONSES.c.answered, type_=RESPONSES.c.answered.type))
        .join(CLASS_ATTEMPTS, CLASS_ATTEMPTS.c.attempt_id == RESPONSES.c.attempt_id)
        .join(PARTICIPANTS, PARTICIPANTS.c.participant_id == CLASS_ATTEMPTS.c.participant_id)
        .where(PARTICIPANTS.c.assignment_id == row.assignment_id)
    )
    return found


def _take_names(connection: Connection, assignment_id: str) -> None:
    """Give every student of an assignment a number for a name, in an order that tells nothing.

    What a student was allowed beyond the others says something about her, too, and goes.
    """
    ids = connection.scalars(
        select(PARTICIPANTS.c.participant_id)
        .where(PARTICIPANTS.c.assignment_id == assignment_id)
        .order_by(PARTICIPANTS.c.participant_id)  # random: neither by name nor by time
    ).all()
    for number, participant_id in enumerate(ids, start=1):
        connection.execute(
            update(PARTICIPANTS)
            .where(PARTICIPANTS.c.participant_id == participant_id)
            .values(
                name=f"Student {number}",
                folded=f"student {number} of {assignment_id}",
                token_hash=None,
                roster_code=None,
                accommodation=Accommodation().model_dump_json(),
            )
        )


def _remove_leftovers(connection: Connection, now: datetime) -> int:
    """Remove sign-ins nobody uses, links that lost their force and jobs long over."""
    old = (
        delete(SIGN_INS).where(SIGN_INS.c.used < now - _SIGN_INS),
        delete(LINKS).where(LINKS.c.ends < now - _LINKS),
        delete(JOBS).where(JOBS.c.changed < now - _JOBS),
    )
    return sum(connection.execute(statement).rowcount for statement in old)
