"""The store: running quizzes, on disk before they are acknowledged.

It keeps no names and no addresses. A quiz is kept in every version it ever had, so that an attempt
goes on with the version it began with when the quiz is built again meanwhile.
"""

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Row, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quiz.errors import StoreError, UnknownAttemptError, UnknownQuizError
from quiz.schema.attempt import Attempt, Mark
from quiz.schema.quiz import Quiz, dump, load
from quiz.store.opening import (
    BUSY_SECONDS,
    default_url,
    is_in_memory,
    open_engine,
    reading,
    writing,
)
from quiz.store.tables import ATTEMPTS, MARKS, QUIZZES, SECRETS, VERSIONS

__all__ = ["Store", "default_url"]

_CACHED_VERSIONS = 64


def _new_id() -> str:
    return secrets.token_urlsafe(16)


class Store:
    """Quizzes and attempts in the database at `url`; safe to share between threads.

    `new_id` makes the id of an attempt: it is the only key to it and must not be guessable. Every
    method raises StoreError where the database does not answer. What a writing method returned is
    on disk.
    """

    def __init__(self, url: str, *, new_id: Callable[[], str] = _new_id) -> None:
        """Open the database and bring it to the present revision."""
        self._engine = open_engine(url)
        self._new_id = new_id
        # SQLite has one writer at a time anyway: those of this process queue here, in order, and
        # never run into its busy timeout.
        is_sqlite = self._engine.dialect.name == "sqlite"
        self._writers = threading.RLock() if is_sqlite else None
        self._readers = self._writers if is_in_memory(self._engine.url) else None
        self._content = lru_cache(_CACHED_VERSIONS)(self._read_content)

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections. The store is not to be used afterwards."""
        self._engine.dispose()

    def keep(self, quiz: Quiz) -> None:
        """Keep `quiz`; new attempts begin with this version of it, running ones keep theirs."""
        with self._writing() as connection:
            self._keep(connection, quiz)

    def quiz(self, quiz_id: str) -> Quiz:
        """Return the quiz as it was last kept; raise UnknownQuizError where there is none."""
        with self._reading() as connection:
            version = self._current(connection, quiz_id)
        return self._content(version)

    def secret(self, name: str) -> bytes:
        """Return the 32 secret bytes called `name`, drawn at the first call and kept."""
        with self._writing() as connection:
            drawn = {"name": name, "secret": secrets.token_bytes(32)}
            self._insert_new(connection, SECRETS, drawn)
            found: bytes = connection.execute(
                select(SECRETS.c.secret).where(SECRETS.c.name == name)
            ).scalar_one()
        return bytes(found)

    def quizzes(self) -> tuple[Quiz, ...]:
        """Return every quiz as it was last kept, those whose content is newest last."""
        with self._reading() as connection:
            versions = connection.scalars(select(QUIZZES.c.version).order_by(QUIZZES.c.version))
            found = versions.all()
        return tuple(self._content(version) for version in found)

    def start(self, quiz: Quiz | str, *, now: datetime) -> Attempt:
        """Start an attempt at `quiz`, or at the kept quiz with that id, and return it.

        Raises UnknownQuizError for an id that was not kept, ValueError for a time without zone.
        """
        attempt_id = self._new_id()
        with self._writing() as connection:
            if isinstance(quiz, Quiz):
                version = self._keep(connection, quiz)
            else:
                version = self._current(connection, quiz)
            connection.execute(
                ATTEMPTS.insert().values(attempt_id=attempt_id, version=version, started=now)
            )
            return _attempt(connection, attempt_id)

    def attempt(self, attempt_id: str) -> Attempt:
        """Return an attempt as it stands; raise UnknownAttemptError where there is none."""
        with self._reading() as connection:
            return _attempt(connection, attempt_id)

    def quiz_of(self, attempt_id: str) -> Quiz:
        """Return the quiz in the version the attempt began with; raise UnknownAttemptError."""
        with self._reading() as connection:
            version = _row(connection, attempt_id).version
        return self._content(version)

    def record(self, attempt_id: str, mark: Mark, *, now: datetime) -> Attempt:
        """Record the mark for a question and return the attempt as it then stands.

        The first answer to a question counts: recording another changes nothing. The mark that
        leaves no question open finishes the attempt, in the same transaction: a process that dies
        leaves both or neither. Raises UnknownAttemptError.
        """
        wanted = {question.id for question in self.quiz_of(attempt_id).questions}
        values = {
            "attempt_id": attempt_id,
            "question_id": mark.question_id,
            "given": mark.given.replace("\x00", "\ufffd"),  # PostgreSQL takes no NUL
            "is_right": mark.right,
            "note": mark.note,
            "answered": now,
        }
        with self._writing() as connection:
            _row(connection, attempt_id, lock=True)
            self._insert_new(connection, MARKS, values)
            attempt = _attempt(connection, attempt_id)
            if attempt.finished or not wanted <= {mark.question_id for mark in attempt.marks}:
                return attempt
            connection.execute(
                update(ATTEMPTS).where(ATTEMPTS.c.attempt_id == attempt_id).values(finished=now)
            )
            return _attempt(connection, attempt_id)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _held(self._writers), writing(self._engine) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _held(self._readers), reading(self._engine) as connection:
            yield connection

    def _keep(self, connection: Connection, quiz: Quiz) -> int:
        """Keep this content of `quiz`, make it the present version, and return its number."""
        content = dump(quiz)
        checksum = hashlib.sha256(content).hexdigest()
        values = {"quiz_id": quiz.id, "checksum": checksum, "content": content.decode()}
        self._insert_new(connection, VERSIONS, values)
        version: int = connection.execute(
            select(VERSIONS.c.version).where(VERSIONS.c.checksum == checksum)
        ).scalar_one()
        insert = self._insert(QUIZZES).values(quiz_id=quiz.id, version=version)
        connection.execute(
            insert.on_conflict_do_update(
                index_elements=[QUIZZES.c.quiz_id], set_={"version": version}
            )
        )
        return version

    def _insert(self, table: Table) -> Any:
        """Return the database's own INSERT, which can say what to do where the row is there."""
        if self._engine.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)

    def _insert_new(
        self, connection: Connection, table: Table, values: Mapping[str, object]
    ) -> None:
        connection.execute(self._insert(table).values(values).on_conflict_do_nothing())

    def _current(self, connection: Connection, quiz_id: str) -> int:
        query = select(QUIZZES.c.version).where(QUIZZES.c.quiz_id == quiz_id)
        version = connection.scalar(query) if quiz_id.isprintable() else None
        if version is None:
            raise UnknownQuizError("There is no such quiz; it may have been taken off the list.")
        return int(version)

    def _read_content(self, version: int) -> Quiz:
        with self._reading() as connection:
            content: str = connection.execute(
                select(VERSIONS.c.content).where(VERSIONS.c.version == version)
            ).scalar_one()
        return load(content.encode(), "A quiz in the database")


@contextmanager
def _held(lock: "threading.RLock | None") -> Iterator[None]:
    if lock is None:
        yield
        return
    if not lock.acquire(timeout=BUSY_SECONDS):
        raise StoreError("The database is in use just now; try again in a moment.")
    try:
        yield
    finally:
        lock.release()


def _row(connection: Connection, attempt_id: str, *, lock: bool = False) -> Row[Any]:
    """Return the row of an attempt, locked against other writers on PostgreSQL if asked."""
    query = (
        select(ATTEMPTS, VERSIONS.c.quiz_id)
        .join(VERSIONS, VERSIONS.c.version == ATTEMPTS.c.version)
        .where(ATTEMPTS.c.attempt_id == attempt_id)
    )
    query = query.with_for_update(of=ATTEMPTS) if lock else query
    # An address can hold characters that no database takes, and no id has.
    row = connection.execute(query).one_or_none() if attempt_id.isprintable() else None
    if row is None:
        raise UnknownAttemptError(
            "There is no such attempt; check the address, or start the quiz again."
        )
    return row


def _attempt(connection: Connection, attempt_id: str) -> Attempt:
    row = _row(connection, attempt_id)
    marks = connection.execute(
        select(MARKS).where(MARKS.c.attempt_id == attempt_id).order_by(MARKS.c.mark_id)
    )
    return Attempt(
        id=row.attempt_id,
        quiz_id=row.quiz_id,
        started=row.started,
        finished=row.finished,
        marks=tuple(
            Mark(question_id=m.question_id, given=m.given, right=m.is_right, note=m.note)
            for m in marks
        ),
    )
