"""Names go when their time has come, from the file as well; the answers stay."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from quiz.schema.classroom import Accommodation, Rules
from quiz.store import Store
from quiz.store.tables import ASSIGNMENTS, PARTICIPANTS, RESPONSES, SIGN_INS
from tests.store.one_class import NAMES, put_class
from tests.store.test_store import NOON

DAY = timedelta(days=1)


def names(store: Store) -> set[str]:
    with store.database.reading() as connection:
        return set(connection.scalars(select(PARTICIPANTS.c.name)))


def end(store: Store, assignment: str, days: int) -> None:
    with store.database.writing() as connection:
        connection.execute(
            update(ASSIGNMENTS)
            .where(ASSIGNMENTS.c.assignment_id == assignment)
            .values(phase="ended", ended=NOON + days * DAY)
        )


def test_ninety_days_after_the_end_names_become_numbers_and_answers_stay(store: Store) -> None:
    assignment = put_class(store, now=NOON)
    end(store, assignment, 10)
    assert store.retention.purge(now=NOON + 99 * DAY) == 0
    assert names(store) == set(NAMES)
    assert store.retention.overdue(now=NOON + 100 * DAY) != ()
    assert store.retention.purge(now=NOON + 100 * DAY) == 1
    assert names(store) == {"Student 1", "Student 2"}
    assert store.retention.overdue(now=NOON + 200 * DAY) == ()
    assert store.retention.purge(now=NOON + 200 * DAY) == 0
    with store.database.reading() as connection:
        assert len(connection.execute(select(RESPONSES)).all()) == 2
        for student in connection.execute(select(PARTICIPANTS)):
            assert student.token_hash is None
            assert student.accommodation == Accommodation().model_dump_json()


@pytest.mark.parametrize(
    ("deadline", "due"),
    [(None, 90), (NOON + 20 * DAY, 110), (NOON - 20 * DAY, 90)],
)
def test_a_class_that_was_never_ended_ends_with_its_names(
    store: Store, deadline: "object", due: int
) -> None:
    put_class(store, now=NOON, rules=Rules.model_validate({"deadline": deadline}))
    assert store.retention.purge(now=NOON + due * DAY - timedelta(seconds=1)) == 0
    assert store.retention.purge(now=NOON + due * DAY) == 1
    with store.database.reading() as connection:
        row = connection.execute(select(ASSIGNMENTS)).one()
    assert (row.phase, row.code) == ("ended", None)


def test_the_list_of_a_class_that_was_never_opened_goes_as_well(store: Store) -> None:
    assignment = put_class(store, now=NOON)
    with store.database.writing() as connection:
        connection.execute(
            update(ASSIGNMENTS)
            .where(ASSIGNMENTS.c.assignment_id == assignment)
            .values(phase="draft", opened=None, code=None)
        )
    assert store.retention.purge(now=NOON + 90 * DAY) == 1
    assert names(store) == {"Student 1", "Student 2"}


def test_a_class_may_keep_names_for_a_shorter_time(store: Store) -> None:
    end(store, put_class(store, now=NOON, rules=Rules(retention=7)), 0)
    end(store, put_class(store, now=NOON, number=2), 0)
    assert store.retention.purge(now=NOON + 8 * DAY) == 1
    assert names(store) == {"Student 1", "Student 2", *NAMES}


def test_two_classes_are_numbered_each_by_itself(store: Store) -> None:
    for number in (1, 2):
        end(store, put_class(store, now=NOON, number=number), 0)
    assert store.retention.purge(now=NOON + 91 * DAY) == 2


def test_a_name_is_in_no_byte_of_the_files_afterwards(sqlite_url: str, tmp_path: Path) -> None:
    with Store(sqlite_url) as store:
        end(store, put_class(store, now=NOON), 0)
        assert _found(tmp_path, NAMES[0])
        store.retention.purge(now=NOON + 91 * DAY)
        assert not any(_found(tmp_path, name) for name in NAMES)


def _found(folder: Path, name: str) -> bool:
    return any(name.encode() in path.read_bytes() for path in folder.glob("broadsheet.db*"))


def test_sign_ins_nobody_uses_are_forgotten(store: Store) -> None:
    put_class(store, now=NOON)
    store.retention.purge(now=NOON + 29 * DAY)
    with store.database.reading() as connection:
        assert len(connection.execute(select(SIGN_INS)).all()) == 1
    store.retention.purge(now=NOON + 31 * DAY)
    with store.database.reading() as connection:
        assert connection.execute(select(SIGN_INS)).all() == []
