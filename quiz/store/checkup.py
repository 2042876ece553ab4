"""Looking a database over: whether it is whole, and every row has what it belongs to."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select, text

from quiz.errors import BroadsheetError
from quiz.schema.attempt import Mark
from quiz.schema.classroom import Response
from quiz.schema.quiz import Quiz, load
from quiz.store.contents import Contents
from quiz.store.database import Database
from quiz.store.opening import in_words
from quiz.store.tables import (
    ASSIGNMENTS,
    ATTEMPTS,
    CLASS_ATTEMPTS,
    MARKS,
    METADATA,
    PARTICIPANTS,
    RESPONSES,
    VERSIONS,
)


def structural_faults(database: Database) -> tuple[str, ...]:
    """Return a sentence for every fault of the file and of the ties between tables."""
    with database.reading() as connection:
        return (*_integrity(database, connection), *_orphans(connection))


def damaged_contents(database: Database) -> tuple[str, ...]:
    """Return a sentence for every kept quiz that cannot be read or is not what was kept."""
    found = []
    with database.reading() as connection:
        rows = connection.execute(select(VERSIONS.c.version, VERSIONS.c.checksum)).all()
    for version, checksum in rows:
        with database.reading() as connection:
            query = select(VERSIONS.c.content).where(VERSIONS.c.version == version)
            content: str = connection.execute(query).scalar_one()
        if hashlib.sha256(content.encode()).hexdigest() != checksum:
            found.append(f"Quiz version {version} is not what was kept.")
            continue
        try:
            load(content.encode(), f"Quiz version {version}")
        except BroadsheetError as error:
            found.append(str(error))
    return tuple(found)


def stored_marks(database: Database, contents: Contents) -> Iterator[tuple[Quiz, Mark]]:
    """Yield every mark at an open quiz with the quiz in the version that was taken."""
    with database.reading() as connection:
        rows = connection.execute(
            select(MARKS, ATTEMPTS.c.version)
            .join(ATTEMPTS, ATTEMPTS.c.attempt_id == MARKS.c.attempt_id)
            .order_by(MARKS.c.mark_id)
        ).all()
    for row in rows:
        mark = Mark(question_id=row.question_id, given=row.given, right=row.is_right, note=row.note)
        yield contents.quiz(row.version), mark


def stored_responses(
    database: Database, contents: Contents
) -> Iterator[tuple[str, Quiz, Response]]:
    """Yield every answer of a class that counts: its assignment, the quiz as given, the answer."""
    with database.reading() as connection:
        rows = connection.execute(
            select(RESPONSES, ASSIGNMENTS.c.assignment_id, ASSIGNMENTS.c.version)
            .join(CLASS_ATTEMPTS, CLASS_ATTEMPTS.c.attempt_id == RESPONSES.c.attempt_id)
            .join(PARTICIPANTS, PARTICIPANTS.c.participant_id == CLASS_ATTEMPTS.c.participant_id)
            .join(ASSIGNMENTS, ASSIGNMENTS.c.assignment_id == PARTICIPANTS.c.assignment_id)
            .where(RESPONSES.c.given.is_not(None))
        ).all()
    for row in rows:
        response = Response(
            question_id=row.question_id,
            seen=row.seen,
            given=row.given,
            right=row.is_right,
            points=row.points,
        )
        yield row.assignment_id, contents.quiz(row.version), response


def _integrity(database: Database, connection: Connection) -> Iterator[str]:
    if not database.is_sqlite:
        return
    with in_words(database.engine):
        for (line,) in connection.execute(text("PRAGMA integrity_check(20)")):
            if line != "ok":
                yield f"The file is damaged: {line}."


def _orphans(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every kind of row whose owner is not there."""
    for table in METADATA.sorted_tables:
        for key in table.foreign_keys:
            owner = key.column.table.alias()
            there = select(owner.c[key.column.name]).where(
                owner.c[key.column.name] == table.c[key.parent.name]
            )
            query = (
                select(func.count())
                .select_from(table)
                .where(table.c[key.parent.name].is_not(None), ~there.exists())
            )
            count = connection.scalar(query)
            if count:
                yield f"{count} rows of {table.name} belong to no row of {key.column.table.name}."
