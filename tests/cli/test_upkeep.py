"""`quiz doctor`, `quiz backup`, `quiz restore`, `quiz purge`."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from quiz.schema.quiz import dump
from quiz.store import Store, default_url
from tests.cli.conftest import Quiz
from tests.samples import sample_quiz
from tests.store.one_class import put_class

LONG_AGO = datetime.now(UTC) - timedelta(days=200)


def test_a_sound_database(quiz: Quiz, folder: Path) -> None:
    done = quiz("doctor")
    assert (done.code, done.err) == (0, "")
    assert "WRONG" not in done.out.decode()


def test_a_fault_ends_with_1_and_says_what_it_is(quiz: Quiz, folder: Path) -> None:
    with Store(default_url()) as store:
        store.keep(sample_quiz())
        with store.database.writing() as connection:
            connection.execute(text("UPDATE quiz_versions SET content = 'gone'"))
    done = quiz("doctor")
    assert done.code == 1
    assert "WRONG  Every quiz kept can be read" in done.out.decode()


def test_names_that_are_due_are_removed(quiz: Quiz, folder: Path) -> None:
    with Store(default_url()) as store:
        put_class(store, now=LONG_AGO)
    assert quiz("doctor").code == 1
    assert quiz("purge").out == b"Names removed from one class.\n"
    assert quiz("purge").out == b"No names are due.\n"
    assert quiz("doctor").code == 0


def test_there_and_back(quiz: Quiz, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(default_url()) as store:
        store.keep(sample_quiz())
    done = quiz("backup", "kept.db")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(b"kept.db ")
    monkeypatch.setenv("QUIZ_DATABASE", "other.db")
    assert quiz("restore", "kept.db").code == 0
    with Store(default_url()) as store:
        assert dump(store.quiz(sample_quiz().id)) == dump(sample_quiz())

    refused = quiz("restore", "kept.db")
    assert refused.code == 2
    assert "--replace" in refused.err
    replaced = quiz("restore", "--replace", "kept.db")
    assert replaced.code == 0
    assert [path for path in Path().glob("before-restore-*.db") if path.stat().st_size]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("backup", "no/folder/kept.db"), "no folder"),
        (("backup", "."), "is a folder"),
        (("restore", "none.db"), "There is no file none.db"),
        (("restore", "--replace", "quiz.json"), "no backup"),
    ],
)
def test_bad_input(quiz: Quiz, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    Path("quiz.json").write_bytes(dump(sample_quiz()))
    done = quiz(*arguments)
    assert done.code == 2
    assert said in done.err
    assert len(done.complaints) == 1
