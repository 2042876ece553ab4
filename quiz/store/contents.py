"""Contents of quizzes: every distinct one kept once, under a number that never changes."""

import hashlib
from functools import lru_cache

from sqlalchemy import Connection, select

from quiz.schema.quiz import Quiz, dump, load
from quiz.store.database import Database
from quiz.store.tables import VERSIONS

_CACHED_VERSIONS = 64


class Contents:
    """What quizzes hold, by version number. The latest 64 read are kept in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.quiz = lru_cache(_CACHED_VERSIONS)(self._read)

    def keep(self, connection: Connection, quiz: Quiz) -> int:
        """Keep this content of `quiz` and return its version number; the same content, the same."""
        content = dump(quiz)
        checksum = hashlib.sha256(content).hexdigest()
        values = {"quiz_id": quiz.id, "checksum": checksum, "content": content.decode()}
        self._database.insert_new(connection, VERSIONS, values)
        version: int = connection.execute(
            select(VERSIONS.c.version).where(VERSIONS.c.checksum == checksum)
        ).scalar_one()
        return version

    def _read(self, version: int) -> Quiz:
        """Return the quiz of a version number that was kept."""
        with self._database.reading() as connection:
            content: str = connection.execute(
                select(VERSIONS.c.content).where(VERSIONS.c.version == version)
            ).scalar_one()
        return load(content.encode(), "A quiz in the database")
