"""The store: running quizzes, on disk before they are acknowledged.

`Store` itself keeps the quizzes that anybody may take, with no names and no addresses; what belongs
to teachers and their classes is in its parts (`teachers`, `library` …). A quiz is kept in every
version it ever had, so that an attempt goes on with the version it began with when the quiz is
built again meanwhile.
"""

import secrets
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Row, select, update

from quiz.errors import UnknownAttemptError, UnknownQuizError
from quiz.schema.attempt import Attempt, Mark
from quiz.schema.quiz import Quiz
from quiz.store.assignments import Assignments
from quiz.store.contents import Contents
from quiz.store.database import Database
from quiz.store.jobs import Jobs
from quiz.store.library import Library
from quiz.store.opening import default_url
from quiz.store.outcomes import Outcomes
from quiz.store.retention import Retention
from quiz.store.reviews import Reviews
from quiz.store.sittings import Sittings
from quiz.store.tables import ATTEMPTS, MARKS, QUIZZES, SECRETS, VERSIONS
from quiz.store.teachers import Teachers

__all__ = ["Store", "default_url"]


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
        self.database = Database(url)
        self.contents = Contents(self.database)
        self.retention = Retention(self.database)
        self.jobs = Jobs(self.database)
        self.reviews = Reviews(self.database)
        self.teachers = Teachers(self.database)
        self.library = Library(self.database, self.contents)
        self.assignments = Assignments(self.database, self.contents)
        self.sittings = Sittings(self.database)
        self.outcomes = Outcomes(self.database)
        self._new_id = new_id

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
        self.database.close()

    def keep(self, quiz: Quiz) -> None:
        """Keep `quiz`; new attempts begin with this version of it, running ones keep theirs."""
        with self.database.writing() as connection:
            self._keep(connection, quiz)

    def quiz(self, quiz_id: str) -> Quiz:
        """Return the quiz as it was last kept; raise UnknownQuizError where there is none."""
        with self.database.reading() as connection:
            version = self._current(connection, quiz_id)
        return self.contents.quiz(version)

    def secret(self, name: str) -> bytes:
        """Return the 32 secret bytes called `name`, drawn at the first call and kept."""
        with self.database.writing() as connection:
            drawn = {"name": name, "secret": secrets.token_bytes(32)}
            self.database.insert_new(connection, SECRETS, drawn)
            found: bytes = connection.execute(
                select(SECRETS.c.secret).where(SECRETS.c.name == name)
            ).scalar_one()
        return bytes(found)

    def quizzes(self) -> tuple[Quiz, ...]:
        """Return every quiz as it was last kept, those whose content is newest last."""
        with self.database.reading() as connection:
            versions = connection.scalars(select(QUIZZES.c.version).order_by(QUIZZES.c.version))
            found = versions.all()
        return tuple(self.contents.quiz(version) for version in found)

    def start(self, quiz: Quiz | str, *, now: datetime) -> Attempt:
        """Start an attempt at `quiz`, or at the kept quiz with that id, and return it.

        Raises UnknownQuizError for an id that was not kept, ValueError for a time without zone.
        """
        attempt_id = self._new_id()
        with self.database.writing() as connection:
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
        with self.database.reading() as connection:
            return _attempt(connection, attempt_id)

    def quiz_of(self, attempt_id: str) -> Quiz:
        """Return the quiz in the version the attempt began with; raise UnknownAttemptError."""
        with self.database.reading() as connection:
            version = _row(connection, attempt_id).version
        return self.contents.quiz(version)

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
        with self.database.writing() as connection:
            _row(connection, attempt_id, lock=True)
            self.database.insert_new(connection, MARKS, values)
            attempt = _attempt(connection, attempt_id)
            if attempt.finished or not wanted <= {mark.question_id for mark in attempt.marks}:
                return attempt
            connection.execute(
                update(ATTEMPTS).where(ATTEMPTS.c.attempt_id == attempt_id).values(finished=now)
            )
            return _attempt(connection, attempt_id)

    def _keep(self, connection: Connection, quiz: Quiz) -> int:
        """Keep this content of `quiz`, make it the present version, and return its number."""
        version = self.contents.keep(connection, quiz)
        insert = self.database.insert(QUIZZES).values(quiz_id=quiz.id, version=version)
        connection.execute(
            insert.on_conflict_do_update(
                index_elements=[QUIZZES.c.quiz_id], set_={"version": version}
            )
        )
        return version

    def _current(self, connection: Connection, quiz_id: str) -> int:
        query = select(QUIZZES.c.version).where(QUIZZES.c.quiz_id == quiz_id)
        version = connection.scalar(query) if quiz_id.isprintable() else None
        if version is None:
            raise UnknownQuizError("There is no such quiz; it may have been taken off the list.")
        return int(version)


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
