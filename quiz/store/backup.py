"""A whole database into one file, and back; the file is SQLite, whatever the database is.

So a backup of either kind can be restored into either kind: that is also the way from a file on a
laptop to a PostgreSQL server.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Integer, Table, func, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from quiz.errors import OutputError, SourceNotFoundError, StoreError
from quiz.store.database import Database
from quiz.store.opening import in_words, open_engine
from quiz.store.tables import METADATA

_ROWS_AT_ONCE = 500
_OWN = frozenset({"secrets"})  # drawn by every database for itself: nothing a user put in


def write_backup(database: Database, path: Path) -> int:
    """Write the whole database as it is at this moment to `path` and return the bytes written.

    It may be in use meanwhile. The file appears whole, checked and readable for this user alone, or
    not at all. Raises OutputError where it cannot be written, StoreError where the database does
    not answer.
    """
    with _beside(path) as unfinished:
        if database.is_sqlite:
            with in_words(database.engine):
                _copy_file(database, unfinished)
        else:
            _copy_into_new(database.engine, unfinished)
        _check(unfinished)
        size = unfinished.stat().st_size
        try:
            unfinished.replace(path)
        except OSError as error:
            raise _unwritable(path, error) from None
    return size


def restore_backup(path: Path, database: Database, *, replace: bool = False) -> None:
    """Put what the backup at `path` holds into `database`, all of it or nothing.

    Raises SourceNotFoundError and StoreError for a file that is no sound backup, StoreError for a
    database that holds something already, unless it may `replace` that.
    """
    if not path.is_file():
        raise SourceNotFoundError(f"There is no file {path}; name one that `quiz backup` wrote.")
    if not replace and holds_something(database):
        raise StoreError(
            "The database holds quizzes or accounts already. With --replace they give way to the "
            "backup; they are kept in a file beside it."
        )
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.db"
        _copy_backup(path, copy)
        source = open_engine(_url(copy))  # migrated there: the backup itself is left as it is
        try:
            with source.connect() as reading, database.writing() as writing:
                _empty(writing)
                _copy_rows(reading, writing)
        finally:
            source.dispose()


def holds_something(database: Database) -> bool:
    """Tell whether anybody put anything into the database yet."""
    with database.reading() as connection:
        return any(
            connection.scalar(select(func.count()).select_from(table))
            for table in METADATA.sorted_tables
            if table.name not in _OWN
        )


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a new file beside `path`, for this user alone; it is gone afterwards."""
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from None
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or str(error)).lower()
    return OutputError(f"{path} cannot be written: {reason}. Name another place.")


def _copy_file(database: Database, target: Path) -> None:
    """Copy a SQLite file while others write to it, by SQLite's own means."""
    raw = database.engine.raw_connection()
    try:
        with closing(sqlite3.connect(target)) as into:
            assert isinstance(raw.driver_connection, sqlite3.Connection)
            raw.driver_connection.backup(into)
            into.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
    finally:
        raw.close()


def _copy_into_new(source: Engine, target: Path) -> None:
    made = open_engine(_url(target))
    try:
        with in_words(source), source.connect() as reading:
            # One snapshot for all tables: a row never misses the one that it belongs to.
            reading = reading.execution_options(isolation_level="REPEATABLE READ")
            with made.begin() as writing:
                _empty(writing)
                _copy_rows(reading, writing)
    finally:
        made.dispose()
    with closing(sqlite3.connect(target)) as written:
        written.execute("PRAGMA journal_mode = DELETE")


def _check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as written:
        (found,) = written.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise StoreError(f"The backup did not come out sound ({found}); is the disk in order?")


def _copy_backup(path: Path, copy: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as into,
        ):
            source.backup(into)
    except sqlite3.Error:
        raise StoreError(
            f"{path} is damaged or no backup of Broadsheet; name one that `quiz backup` wrote."
        ) from None


def _empty(connection: Connection) -> None:
    for table in reversed(METADATA.sorted_tables):
        connection.execute(table.delete())


def _copy_rows(source: Connection, target: Connection) -> None:
    try:
        for table in METADATA.sorted_tables:
            rows = source.execute(select(table)).mappings()
            for some in rows.partitions(_ROWS_AT_ONCE):
                target.execute(table.insert(), [dict(row) for row in some])
            _count_on(target, table)
    except SQLAlchemyError as error:
        raise StoreError(f"The backup does not fit together: {error}.") from error


def _count_on(connection: Connection, table: Table) -> None:
    """Let a PostgreSQL table that numbers its rows go on after the highest number put in."""
    (key, *more) = table.primary_key.columns
    if connection.dialect.name != "postgresql" or more or not isinstance(key.type, Integer):
        return
    highest = connection.scalar(select(func.max(key))) or 0
    sequence = connection.scalar(
        text("SELECT pg_get_serial_sequence(:table, :column)"),
        {"table": table.name, "column": key.name},
    )
    if sequence:
        connection.execute(
            text("SELECT setval(:sequence, :next, false)"),
            {"sequence": sequence, "next": highest + 1},
        )


def _url(path: Path) -> str:
    return URL.create("sqlite", database=str(path)).render_as_string()
