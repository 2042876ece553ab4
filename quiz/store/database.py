"""One database: connections for reading and writing, its writers in order, rows put in once."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.dialects import postgresql, sqlite

from quiz.errors import StoreError
from quiz.store.opening import (
    BUSY_SECONDS,
    is_in_memory,
    named,
    open_engine,
    reading,
    writing,
)


class Database:
    """The database at a URL, brought to the present revision; safe to share between threads.

    What was written in a `writing` block is on disk when the block ends.
    """

    def __init__(self, url: str) -> None:
        """Open the database; raise StoreError, in words, where that cannot be done."""
        self.engine: Engine = open_engine(url)
        # SQLite has one writer at a time anyway: those of this process queue here, in order, and
        # never run into its busy timeout.
        self._writers = threading.RLock() if self.is_sqlite else None
        self._readers = self._writers if is_in_memory(self.engine.url) else None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a SQLite file; otherwise it is a PostgreSQL server."""
        return self.engine.dialect.name == "sqlite"

    @property
    def name(self) -> str:
        """How messages call the database: a path or an address, never with its password."""
        return named(self.engine)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection in a transaction that may write; StoreError where it cannot."""
        with _held(self._writers), writing(self.engine) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that only reads, and waits for no writer."""
        with _held(self._readers), reading(self.engine) as connection:
            yield connection

    def insert(self, table: Table) -> Any:
        """Return the database's own INSERT, which can say what to do where the row is there."""
        return postgresql.insert(table) if not self.is_sqlite else sqlite.insert(table)

    def insert_new(
        self, connection: Connection, table: Table, values: Mapping[str, object]
    ) -> bool:
        """Put a row in unless one with its key is there; tell whether it is new."""
        statement = self.insert(table).values(values).on_conflict_do_nothing()
        # Without the option PostgreSQL's driver does not tell how many rows an INSERT made.
        done = connection.execute(statement, execution_options={"preserve_rowcount": True})
        return done.rowcount == 1


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
