"""Opening a database: new, old, newer, damaged, someone else's, out of reach."""

import os
import shutil
import socket
import sqlite3
import stat
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

import quiz.store.database
from quiz.errors import StoreError
from quiz.store import Store, default_url, opening
from quiz.store.tables import METADATA
from tests.samples import sample_quiz
from tests.store.test_store import NOON

# The revision of the tables as they are now.
NEWEST = max(path.name[:4] for path in (opening._MIGRATIONS / "versions").glob("0*.py"))


def execute(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def one_sentence(caught: pytest.ExceptionInfo[StoreError]) -> str:
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_the_migrations_make_the_tables_the_code_knows(url: str) -> None:
    Store(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_a_database_of_a_newer_broadsheet_is_refused_and_left_alone(url: str) -> None:
    with Store(url) as store:
        attempt = store.start(sample_quiz(), now=NOON)
    execute(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert "newer Broadsheet" in one_sentence(caught)
    execute(url, f"UPDATE alembic_version SET version_num = '{NEWEST}'")
    with Store(url) as store:
        assert store.attempt(attempt.id) == attempt


def test_a_database_of_an_older_revision_is_migrated_with_its_attempts(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next revision is made up here; the present one cannot read what it leaves."""
    with Store(url) as store:
        attempt = store.start(sample_quiz(), now=NOON)
    newer = tmp_path / "migrations"
    shutil.copytree(opening._MIGRATIONS, newer)
    (newer / "versions" / "9000_made_up.py").write_text(NEXT_REVISION)
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_MIGRATIONS", newer)
        with Store(url) as store:
            assert store.attempt(attempt.id) == attempt
        execute(url, "UPDATE attempts SET colour = 'blue'")
    with pytest.raises(StoreError, match="newer Broadsheet"):
        Store(url)


NEXT_REVISION = f"""
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{NEWEST}"

def upgrade():
    op.add_column("attempts", sa.Column("colour", sa.Text()))
"""


def test_a_migration_that_fails_leaves_nothing_behind(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "migrations"
    shutil.copytree(opening._MIGRATIONS, broken)
    (broken / "versions" / "9000_made_up.py").write_text(NEXT_REVISION + '    op.execute("NO SQL")')
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_MIGRATIONS", broken)
        with pytest.raises(StoreError):
            Store(url)
    with Store(url) as store:
        store.keep(sample_quiz())


def test_a_database_of_another_program_is_refused_and_left_alone(url: str) -> None:
    execute(url, "CREATE TABLE songs (name TEXT)", "INSERT INTO songs VALUES ('Tide')")
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert "another program" in one_sentence(caught)
    execute(url, "INSERT INTO songs SELECT name FROM songs")  # still as it was


@pytest.mark.parametrize(
    "content",
    [b"This is a shopping list, not a database. " * 20, b"SQLite format 3\x00" + b"?" * 9000],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "broadsheet.db"
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Store(f"sqlite:///{path}")
    assert "damaged or no database" in one_sentence(caught)
    assert path.read_bytes() == content


def test_a_damaged_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "broadsheet.db"
    with Store(f"sqlite:///{path}") as store:
        for _ in range(40):
            store.start(sample_quiz(), now=NOON)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Store(f"sqlite:///{path}")
    assert "damaged" in one_sentence(caught)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for place in (tmp_path / "file" / "broadsheet.db", tmp_path):
        with pytest.raises(StoreError) as caught:
            Store(f"sqlite:///{place}")
        assert str(place) in one_sentence(caught)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "broadsheet.db"
    Store(f"sqlite:///{path}").close()
    assert path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's files apart in another way")
def test_nobody_else_on_the_machine_can_read_the_database(tmp_path: Path) -> None:
    path = tmp_path / "new" / "broadsheet.db"
    with Store(f"sqlite:///{path}") as store:
        store.keep(sample_quiz())
        files = sorted(path.parent.iterdir())
        assert path in files
        assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * len(files)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_writer_that_hangs_does_not_hold_up_the_others_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiz.store.database, "BUSY_SECONDS", 0.05)
    with Store(f"sqlite:///{tmp_path / 'broadsheet.db'}") as store:
        inside, leave = threading.Event(), threading.Event()

        def hang() -> None:
            with store.database.writing():
                inside.set()
                leave.wait(10)

        hanging = threading.Thread(target=hang)
        hanging.start()
        assert inside.wait(10)
        with pytest.raises(StoreError, match="try again in a moment"):
            store.keep(sample_quiz())
        leave.set()
        hanging.join()
        store.keep(sample_quiz())


def test_a_database_that_stays_locked_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "broadsheet.db"
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with Store(f"sqlite:///{path}") as store:
        store.keep(sample_quiz())
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            assert store.quizzes() == (sample_quiz(),), "readers do not wait for a writer"
            with pytest.raises(StoreError) as caught:
                store.start(sample_quiz(), now=NOON)
        finally:
            other.execute("ROLLBACK")
            other.close()
        assert "in use by another program" in one_sentence(caught)
        assert store.start(sample_quiz(), now=NOON), "and it goes on afterwards"


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/quiz", "://"])
def test_what_names_no_database_is_said(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store(url)
    one_sentence(caught)


@pytest.mark.postgresql
def test_a_server_out_of_reach_is_said_without_the_password(postgresql_url: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with pytest.raises(StoreError) as caught:
            Store(f"postgresql://teacher:s3cret@127.0.0.1:{port}/quiz?connect_timeout=2")
    assert "does not answer" in one_sentence(caught)
    assert "s3cret" not in str(caught.value)


def test_a_missing_driver_is_said_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError) as caught:
        Store("postgresql://localhost/quiz")
    assert "pip install 'broadsheet[postgresql]'" in one_sentence(caught)


def test_the_setting_names_a_path_or_a_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_DATABASE", "postgresql://localhost/quiz")
    assert default_url() == "postgresql://localhost/quiz"
    monkeypatch.setenv("QUIZ_DATABASE", str(tmp_path / "with space?#%.db"))
    with Store(default_url()) as store:
        store.keep(sample_quiz())
    assert (tmp_path / "with space?#%.db").exists()


def test_without_a_setting_it_is_a_file_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUIZ_DATABASE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert default_url().startswith("sqlite:///")
    assert default_url().endswith("broadsheet.db")
    assert "broadsheet" in Path(default_url()).parent.name


def test_sqlite_is_set_to_lose_nothing(sqlite_url: str) -> None:
    with Store(sqlite_url) as store, store.database.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
