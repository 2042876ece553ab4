"""Opening a database: the engine, its settings, and migrating it to the present revision."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import platformdirs
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from quiz.errors import StoreError

VARIABLE = "QUIZ_DATABASE"
_MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 3.0  # how long a writer waits for another; a page waits with it
_MIGRATION_LOCK = 4_271_993  # any number: the same in every process that migrates in PostgreSQL
_READS = "reads_only"  # execution option of a connection that will not write


def default_url() -> str:
    """Return the URL of the database: QUIZ_DATABASE (a path or a URL), else a file of this user.

    The file is `broadsheet.db` in the folder where the system keeps programs' own files.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return named if "://" in named else _file_url(Path(named))
    return _file_url(
        Path(platformdirs.user_data_dir("broadsheet", appauthor=False)) / "broadsheet.db"
    )


def _file_url(path: Path) -> str:
    return URL.create("sqlite", database=str(path.expanduser().absolute())).render_as_string()


def open_engine(url: str) -> Engine:
    """Return an engine for the database at `url`, migrated to the present revision.

    Raises StoreError, in words, where there is no such database, it is damaged, belongs to another
    program, or was written by a newer Broadsheet.
    """
    place = _parsed(url)
    engine = _engine(place)
    try:
        with in_words(engine):
            _check_file(engine)
            _migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _parsed(url: str) -> URL:
    try:
        place = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(
            f"{VARIABLE} does not name a database: give a path, or a URL such as "
            "sqlite:////path/to/broadsheet.db or postgresql+psycopg://user@host/database."
        ) from None
    if place.drivername in ("postgresql", "postgres"):
        place = place.set(drivername="postgresql+psycopg")
    if place.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(
            f"{place.get_backend_name()} databases are not supported; use SQLite or PostgreSQL."
        )
    return place


def _engine(place: URL) -> Engine:
    """Return an engine; SQLite is set up to keep every committed answer through a power cut."""
    try:
        if place.get_backend_name() == "postgresql":
            return create_engine(place, pool_pre_ping=True)
        _make_place(place)
        engine = create_engine(
            place,
            connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
            **({"poolclass": StaticPool} if is_in_memory(place) else {}),
        )
    except (ImportError, NoSuchModuleError):
        raise StoreError(
            "PostgreSQL needs the package psycopg: install it with "
            "`pip install 'broadsheet[postgresql]'`."
        ) from None
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def is_in_memory(place: URL) -> bool:
    """Tell whether the database lives in this process only."""
    return place.get_backend_name() == "sqlite" and place.database in (None, "", ":memory:")


def _make_place(place: URL) -> None:
    """Make the folder and the file where they are missing, for this user alone.

    The file holds answers, the secret of the forms and the addresses of attempts. SQLite gives its
    companions (-wal, -shm) the same permissions.
    """
    if is_in_memory(place):
        return
    path = Path(str(place.database))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(
            f"The folder of the database {place.database} cannot be made: {reason}. "
            f"Name another place in {VARIABLE}."
        ) from None
    with suppress(OSError):  # where it cannot be made, SQLite says why
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _on_connect(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # We begin transactions ourselves (see _on_begin); Python's own way begins them too late.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # who is deleted is in no free page either


def _on_begin(connection: Connection) -> None:
    # A writer takes the lock at once: to upgrade later could fail without being able to wait.
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection for reading, which waits for no writer; raise StoreError on trouble."""
    with in_words(engine), engine.connect().execution_options(**{_READS: True}) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection whose writes are on disk when this ends; raise StoreError on trouble."""
    with in_words(engine), engine.begin() as connection:
        yield connection


def _check_file(engine: Engine) -> None:
    """Raise StoreError for a damaged SQLite file; switch a sound one to write-ahead logging."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        found = raw.cursor().execute("PRAGMA quick_check(1)").fetchone()
        if found is None or found[0] != "ok":
            raise StoreError(_damaged(engine))
        raw.cursor().execute("PRAGMA journal_mode = WAL").fetchone()
    finally:
        raw.close()


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        present = MigrationContext.configure(connection).get_current_heads()
        if set(present) == set(scripts.get_heads()):
            return
        _refuse_strangers(
            connection, present, {script.revision for script in scripts.walk_revisions()}
        )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _refuse_strangers(connection: Connection, present: tuple[str, ...], known: set[str]) -> None:
    """Raise StoreError for a database of a newer Broadsheet, or of another program."""
    if not set(present) <= known:
        raise StoreError(
            f"The database {named(connection.engine)} was written by a newer Broadsheet. "
            f"Update Broadsheet, or name another database in {VARIABLE}."
        )
    if not present and set(inspect(connection).get_table_names()) - {"alembic_version"}:
        raise StoreError(
            f"The database {named(connection.engine)} belongs to another program. "
            f"Name another one in {VARIABLE}."
        )


@contextmanager
def in_words(engine: Engine) -> Iterator[None]:
    """Turn what the database complains of into a StoreError with one sentence."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_sentence(engine, error.orig or error)) from error
    except PoolTimeoutError as error:
        raise StoreError(
            f"The database {named(engine)} is overloaded just now; try again in a moment."
        ) from error
    except sqlite3.Error as error:
        raise StoreError(_sentence(engine, error)) from error


def _sentence(engine: Engine, error: BaseException) -> str:
    if engine.dialect.name == "postgresql":
        first = (str(error).strip().splitlines() or ["no reason given"])[0]
        return f"The database {named(engine)} does not answer: {first}."
    name = str(error).lower()
    for sign, sentence in _SQLITE_TROUBLES.items():
        if sign in name:
            return f"The database {named(engine)} {sentence}"
    if "malformed" in name or "not a database" in name or "corrupt" in name:
        return _damaged(engine)
    return f"The database {named(engine)} cannot be used just now: {error}."


_SQLITE_TROUBLES = {
    "locked": "is in use by another program just now; try again in a moment.",
    "busy": "is in use by another program just now; try again in a moment.",
    "full": "cannot be written: the disk is full. Make room and try again.",
    "readonly": "cannot be written: it is read-only. Change its permissions.",
    "unable to open": f"cannot be opened: check its folder, or name another in {VARIABLE}.",
    "disk i/o": "cannot be read or written: the disk reports an error.",
}


def _damaged(engine: Engine) -> str:
    return (
        f"The database {named(engine)} is damaged or no database. Move the file away and start "
        f"again, or name another in {VARIABLE}."
    )


def named(engine: Engine) -> str:
    """Return how messages call the database: never with its password."""
    url: Any = engine.url
    if url.get_backend_name() == "sqlite":
        return str(url.database or "in memory")
    return str(url.render_as_string(hide_password=True))
