"""Backups: everything, from either kind of database into either, whole or not at all."""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from quiz.errors import OutputError, SourceNotFoundError, StoreError
from quiz.schema.attempt import Mark
from quiz.store import Store
from quiz.store.backup import restore_backup, write_backup
from quiz.store.tables import METADATA, SECRETS
from tests.samples import sample_quiz
from tests.store.one_class import put_class
from tests.store.test_store import NOON


def everything(store: Store) -> dict[str, list[Any]]:
    with store.database.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        }


def fill(store: Store) -> None:
    put_class(store, now=NOON)
    store.secret("forms")
    attempt = store.start(sample_quiz(), now=NOON)
    for question in sample_quiz().questions:
        store.record(attempt.id, Mark(question_id=question.id, given="x", right=False), now=NOON)


@pytest.fixture
def other_url(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Callable[[], str]:
    """Return the URL of an empty database of the other kind."""

    def make() -> str:
        if url.startswith("sqlite"):
            found: str = request.getfixturevalue("postgresql_url")
            return found
        return f"sqlite:///{tmp_path / 'other.db'}"

    return make


@pytest.mark.parametrize("kind", ["same", pytest.param("other", marks=pytest.mark.postgresql)])
def test_what_was_backed_up_comes_back(
    url: str, sqlite_url: str, other_url: Callable[[], str], tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "backup.db"
    with Store(url) as store:
        fill(store)
        before = everything(store)
        assert write_backup(store.database, file) == file.stat().st_size
    target = other_url() if kind == "other" else sqlite_url.replace("broadsheet.db", "again.db")
    with Store(target) as store:
        restore_backup(file, store.database)
        assert everything(store) == before
        attempt = store.start(sample_quiz(), now=NOON)  # numbers go on after those put in
        mark = Mark(question_id=sample_quiz().questions[0].id, given="y", right=True)
        assert store.record(attempt.id, mark, now=NOON).marks == (mark,)


def test_a_backup_is_one_file_for_this_user_alone(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with Store(url) as store:
        fill(store)
        write_backup(store.database, folder / "backup.db")
        write_backup(store.database, folder / "backup.db")  # in the place of the first
    assert [path.name for path in folder.iterdir()] == ["backup.db"]
    assert stat.S_IMODE((folder / "backup.db").stat().st_mode) == 0o600


def test_a_backup_is_of_one_moment_while_answers_come_in(url: str, tmp_path: Path) -> None:
    """Every mark in it belongs to an attempt in it, and none is in it by half."""
    stop = threading.Event()
    with Store(url) as store:
        store.keep(sample_quiz())

        def answer() -> None:
            while not stop.is_set():
                attempt = store.start(sample_quiz().id, now=NOON)
                for question in sample_quiz().questions:
                    mark = Mark(question_id=question.id, given="x", right=False)
                    store.record(attempt.id, mark, now=NOON)

        writer = threading.Thread(target=answer)
        writer.start()
        try:
            for number in range(5):
                write_backup(store.database, tmp_path / f"{number}.db")
        finally:
            stop.set()
            writer.join()
    for number in range(5):
        with sqlite3.connect(tmp_path / f"{number}.db") as made:
            assert made.execute("PRAGMA foreign_key_check").fetchall() == []
        made.close()


def test_a_database_in_use_is_not_written_over_unasked(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    with Store(sqlite_url) as store:
        put_class(store, now=NOON)
        write_backup(store.database, file)
        put_class(store, now=NOON, number=2)
        with pytest.raises(StoreError, match="--replace"):
            restore_backup(file, store.database)
        assert len(everything(store)["teachers"]) == 2
        restore_backup(file, store.database, replace=True)
        assert len(everything(store)["teachers"]) == 1


def test_a_secret_alone_does_not_make_a_database_full(sqlite_url: str, tmp_path: Path) -> None:
    """Every server draws one at its first start, before anybody restores anything."""
    file = tmp_path / "backup.db"
    with Store(sqlite_url) as store:
        fill(store)
        write_backup(store.database, file)
    with Store(f"sqlite:///{tmp_path / 'fresh.db'}") as store:
        with store.database.writing() as connection:
            connection.execute(insert(SECRETS).values(name="forms", secret=b"another"))
        restore_backup(file, store.database)
        assert len(everything(store)["teachers"]) == 1


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _scribble(path: Path) -> None:
    path.write_bytes(b"no database at all" * 500)


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE songs (name TEXT)")
    made.close()


@pytest.mark.parametrize("spoil", [_cut, _scribble, _foreign])
def test_a_file_that_is_no_backup_changes_nothing(
    sqlite_url: str, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    file = tmp_path / "backup.db"
    with Store(sqlite_url) as store:
        fill(store)
        before = everything(store)
        write_backup(store.database, file)
        spoil(file)
        with pytest.raises(StoreError):
            restore_backup(file, store.database, replace=True)
        assert everything(store) == before


def test_a_backup_that_is_not_there(sqlite_url: str, tmp_path: Path) -> None:
    with Store(sqlite_url) as store, pytest.raises(SourceNotFoundError):
        restore_backup(tmp_path / "none.db", store.database)


def test_a_place_that_cannot_be_written_is_said(sqlite_url: str, tmp_path: Path) -> None:
    with Store(sqlite_url) as store, pytest.raises(OutputError):
        write_backup(store.database, tmp_path / "no folder" / "backup.db")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_disk_that_fills_up_leaves_no_half_backup(sqlite_url: str, tmp_path: Path) -> None:
    import resource

    folder = tmp_path / "full"
    folder.mkdir()
    with Store(sqlite_url) as store:
        fill(store)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
        try:
            with pytest.raises((StoreError, OutputError)):
                write_backup(store.database, folder / "backup.db")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(folder.iterdir()) == []
