"""Libraries: each teacher's quizzes, with every version they ever had."""

import hashlib
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from quiz.errors import ConflictError, OptionError, UnknownQuizError
from quiz.schema.candidate import Screening
from quiz.schema.classroom import Entry, EntryVersion
from quiz.schema.quiz import Quiz
from quiz.store.contents import Contents
from quiz.store.database import Database
from quiz.store.tables import ASSIGNMENTS, ENTRIES, ENTRY_VERSIONS, REVIEWED, SCREENINGS
from quiz.store.words import folded, kept, one_line

MAX_FOLDER = 100  # characters


class Library:
    """The quizzes of all teachers, each known to its owner only.

    Every method takes the id of the teacher who asks. An entry of another teacher is as unknown as
    one that never was: UnknownQuizError.
    """

    def __init__(self, database: Database, contents: Contents) -> None:
        self._database = database
        self._contents = contents

    def add(
        self,
        teacher_id: str,
        quiz: Quiz,
        *,
        screening: Screening | None = None,
        folder: str = "",
        what: str,
        now: datetime,
    ) -> Entry:
        """Put `quiz` into the library; `what` says in words how its first version was made."""
        folder = _folder(folder)
        with self._database.writing() as connection:
            version = self._contents.keep(connection, quiz)
            found = self._keep_screening(connection, screening) if screening else None
            return self._insert(
                connection,
                teacher_id,
                quiz,
                version,
                folder=folder,
                screening=found,
                what=what,
                now=now,
            )

    def entry(self, teacher_id: str, entry_id: str) -> Entry:
        """Return an entry as lists show it."""
        with self._database.reading() as connection:
            return _entry(_row(connection, teacher_id, entry_id))

    def entries(
        self, teacher_id: str, *, archived: bool = False, folder: str | None = None, words: str = ""
    ) -> tuple[Entry, ...]:
        """Return the entries with every one of `words` in title or outlet, latest change first.

        They are those of one `folder`, or of all (None).
        """
        query = select(ENTRIES).where(ENTRIES.c.teacher_id == teacher_id)
        is_archived = ENTRIES.c.archived.is_not(None)
        query = query.where(is_archived if archived else ~is_archived)
        if folder is not None:
            query = query.where(ENTRIES.c.folder == kept(folder))
        for word in folded(words).split():
            query = query.where(ENTRIES.c.words.contains(word, autoescape=True))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(ENTRIES.c.changed.desc(), ENTRIES.c.entry_id))
            return tuple(_entry(row) for row in rows)

    def folders(self, teacher_id: str) -> tuple[str, ...]:
        """Return the names of the folders that hold something, in alphabetical order."""
        query = select(ENTRIES.c.folder).where(
            ENTRIES.c.teacher_id == teacher_id, ENTRIES.c.folder != ""
        )
        with self._database.reading() as connection:
            return tuple(sorted(connection.scalars(query.distinct()), key=folded))

    def counts(self, teacher_id: str) -> tuple[int, int]:
        """Return how many entries the library has, and how many more in the archive."""
        query = select(func.count(), func.count(ENTRIES.c.archived)).where(
            ENTRIES.c.teacher_id == teacher_id
        )
        with self._database.reading() as connection:
            every, archived = connection.execute(query).one()
        return every - archived, archived

    def quiz(self, teacher_id: str, entry_id: str, number: int | None = None) -> Quiz:
        """Return the quiz in its present version, or in version `number` (from 1)."""
        return self._contents.quiz(self.version(teacher_id, entry_id, number))

    def version(self, teacher_id: str, entry_id: str, number: int | None = None) -> int:
        """Return the number of the content (`quiz_versions.version`) of a version."""
        with self._database.reading() as connection:
            row = _row(connection, teacher_id, entry_id)
            return _version(connection, row, row.number if number is None else number)

    def screening(self, teacher_id: str, entry_id: str) -> Screening | None:
        """Return what screening kept and dropped when the quiz was built, if that is known."""
        with self._database.reading() as connection:
            row = _row(connection, teacher_id, entry_id)
            query = select(SCREENINGS.c.content).where(SCREENINGS.c.screening == row.screening)
            content: str | None = connection.scalar(query) if row.screening else None
        return Screening.model_validate_json(content) if content else None

    def save(
        self, teacher_id: str, entry_id: str, quiz: Quiz, *, expected: int, what: str, now: datetime
    ) -> Entry:
        """Keep `quiz` as version `expected` + 1 of the entry; `what` says what was changed.

        Raises ConflictError where the present version is not `expected` any more.
        """
        with self._database.writing() as connection:
            row = _row(connection, teacher_id, entry_id, lock=True)
            if row.number != expected:
                raise ConflictError(
                    "This quiz was changed meanwhile, in another window or by another device. Load "
                    "the page again and make your change once more."
                )
            version = self._contents.keep(connection, quiz)
            _add_version(connection, entry_id, expected + 1, version, what, now)
            return _changed(
                connection, entry_id, number=expected + 1, changed=now, **_described(quiz)
            )

    def history(self, teacher_id: str, entry_id: str) -> tuple[EntryVersion, ...]:
        """Return the versions, the latest first."""
        query = (
            select(ENTRY_VERSIONS)
            .where(ENTRY_VERSIONS.c.entry_id == entry_id)
            .order_by(ENTRY_VERSIONS.c.number.desc())
        )
        with self._database.reading() as connection:
            _row(connection, teacher_id, entry_id)
            rows = connection.execute(query)
            return tuple(EntryVersion(number=r.number, made=r.made, what=r.what) for r in rows)

    def file_under(self, teacher_id: str, entry_id: str, folder: str) -> Entry:
        """Put the entry into `folder` ("": none). OptionError for a name too long."""
        folder = _folder(folder)
        with self._database.writing() as connection:
            _row(connection, teacher_id, entry_id, lock=True)
            return _changed(connection, entry_id, folder=folder)

    def archive(self, teacher_id: str, entry_id: str, *, archived: bool, now: datetime) -> Entry:
        """Put the entry into the archive, or take it out."""
        with self._database.writing() as connection:
            _row(connection, teacher_id, entry_id, lock=True)
            return _changed(connection, entry_id, archived=now if archived else None)

    def duplicate(self, teacher_id: str, entry_id: str, *, what: str, now: datetime) -> Entry:
        """Put the present version into the library once more, as an entry of its own."""
        quiz = self.quiz(teacher_id, entry_id)
        with self._database.writing() as connection:
            row = _row(connection, teacher_id, entry_id)
            version = self._contents.keep(connection, quiz)
            return self._insert(
                connection,
                teacher_id,
                quiz,
                version,
                folder=row.folder,
                screening=row.screening,
                what=what,
                now=now,
            )

    def delete(self, teacher_id: str, entry_id: str) -> None:
        """Take the entry out for good. Raises ConflictError where a class was given it."""
        with self._database.writing() as connection:
            row = _row(connection, teacher_id, entry_id, lock=True)
            used = select(func.count()).where(ASSIGNMENTS.c.entry_id == entry_id)
            if connection.scalar(used):
                raise ConflictError(
                    "This quiz was given to a class. Delete what the class did with it first, or "
                    "put the quiz into the archive."
                )
            for table in (REVIEWED, ENTRY_VERSIONS):
                connection.execute(delete(table).where(table.c.entry_id == entry_id))
            connection.execute(delete(ENTRIES).where(ENTRIES.c.entry_id == entry_id))
            still = select(ENTRIES.c.screening).where(ENTRIES.c.screening == row.screening)
            connection.execute(
                delete(SCREENINGS).where(SCREENINGS.c.screening == row.screening, ~still.exists())
            )

    def _insert(
        self,
        connection: Connection,
        teacher_id: str,
        quiz: Quiz,
        version: int,
        *,
        folder: str,
        screening: str | None,
        what: str,
        now: datetime,
    ) -> Entry:
        entry_id = secrets.token_urlsafe(12)
        connection.execute(
            ENTRIES.insert().values(
                entry_id=entry_id,
                teacher_id=teacher_id,
                folder=folder,
                number=1,
                created=now,
                changed=now,
                screening=screening,
                **_described(quiz),
            )
        )
        _add_version(connection, entry_id, 1, version, what, now)
        return _entry(_row(connection, teacher_id, entry_id))

    def _keep_screening(self, connection: Connection, screening: Screening) -> str:
        content = screening.model_dump_json()
        checksum = hashlib.sha256(content.encode()).hexdigest()
        self._database.insert_new(
            connection, SCREENINGS, {"screening": checksum, "content": content}
        )
        return checksum


def _described(quiz: Quiz) -> dict[str, object]:
    """Return the columns of an entry that say what its present version holds."""
    outlet = quiz.article.outlet
    return {
        "title": kept(quiz.title),
        "outlet": kept(outlet) if outlet else None,
        "words": folded(f"{quiz.title} {outlet or ''}"),
        "questions": len(quiz.questions),
    }


def _folder(name: str) -> str:
    name = one_line(name)
    if len(name) > MAX_FOLDER:
        raise OptionError(f"The name of a folder has up to {MAX_FOLDER} characters; shorten it.")
    return name


def _row(connection: Connection, teacher_id: str, entry_id: str, *, lock: bool = False) -> Row[Any]:
    query = select(ENTRIES).where(
        ENTRIES.c.entry_id == entry_id, ENTRIES.c.teacher_id == teacher_id
    )
    query = query.with_for_update() if lock else query
    row = connection.execute(query).one_or_none() if entry_id.isprintable() else None
    if row is None:
        raise UnknownQuizError("There is no such quiz in your library; it may have been deleted.")
    return row


def _version(connection: Connection, row: Row[Any], number: int) -> int:
    if not 1 <= number <= row.number:
        raise UnknownQuizError("The quiz has no such version; its page lists those it has.")
    query = select(ENTRY_VERSIONS.c.version).where(
        ENTRY_VERSIONS.c.entry_id == row.entry_id, ENTRY_VERSIONS.c.number == number
    )
    return int(connection.execute(query).scalar_one())


def _add_version(
    connection: Connection, entry_id: str, number: int, version: int, what: str, now: datetime
) -> None:
    connection.execute(
        ENTRY_VERSIONS.insert().values(
            entry_id=entry_id, number=number, version=version, what=kept(what), made=now
        )
    )


def _changed(connection: Connection, entry_id: str, **values: object) -> Entry:
    at = ENTRIES.c.entry_id == entry_id
    connection.execute(update(ENTRIES).where(at).values(**values))
    return _entry(connection.execute(select(ENTRIES).where(at)).one())


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.entry_id,
        teacher_id=row.teacher_id,
        title=row.title,
        outlet=row.outlet,
        folder=row.folder,
        questions=row.questions,
        number=row.number,
        created=row.created,
        changed=row.changed,
        archived=row.archived,
    )
