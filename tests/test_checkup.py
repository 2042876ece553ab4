"""The check-up finds what is wrong, and nothing where all is well."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from quiz.checkup import checks
from quiz.schema.attempt import Mark
from quiz.scoring import mark
from quiz.store import Store
from tests.samples import sample_quiz
from tests.store.one_class import put_class
from tests.store.test_store import NOON


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(f"sqlite:///{tmp_path / 'quiz.db'}") as opened:
        put_class(opened, now=NOON)
        attempt = opened.start(sample_quiz(), now=NOON)
        for question in sample_quiz().questions:
            opened.record(attempt.id, mark(question, "true"), now=NOON)
        yield opened


def faults(store: Store, days: int = 0) -> list[str]:
    now = NOON + timedelta(days=days)
    return [fault for check in checks(store, now=now) for fault in check.faults]


def test_all_is_well(store: Store) -> None:
    assert len(list(checks(store, now=NOON))) >= 4
    assert faults(store) == []


def _turn_a_mark(connection: Connection) -> None:
    connection.execute(text("UPDATE marks SET is_right = NOT is_right WHERE mark_id = 1"))


def _give_points_away(connection: Connection) -> None:
    connection.execute(text("UPDATE responses SET points = 1"))


def _change_a_quiz(connection: Connection) -> None:
    connection.execute(text("UPDATE quiz_versions SET content = replace(content, 'a', 'b')"))


def _lose_an_owner(connection: Connection) -> None:
    connection.execute(text("DELETE FROM participants"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_turn_a_mark, "is marked"),
        (_give_points_away, "has 1 points and deserves 0"),
        (_change_a_quiz, "is not what was kept"),
        (_lose_an_owner, "2 rows of class_attempts belong to no row of participants"),
    ],
)
def test_what_is_wrong_is_found(
    store: Store, spoil: Callable[[Connection], None], said: str
) -> None:
    with store.database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        spoil(connection)
        connection.commit()
    assert said in " ".join(faults(store))


def test_names_that_are_due_are_found(store: Store) -> None:
    assert faults(store, days=89) == []
    (fault,) = faults(store, days=91)
    assert "quiz purge" in fault


def test_an_answer_to_a_question_that_is_not_in_the_quiz_is_found(store: Store) -> None:
    attempt = store.start(sample_quiz(), now=NOON)
    store.record(attempt.id, Mark(question_id="none", given="x", right=True), now=NOON)
    assert "question none" in " ".join(faults(store))
