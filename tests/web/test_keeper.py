"""A server removes by itself what is due."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quiz.errors import StoreError
from quiz.store import Store
from quiz.store.tables import PARTICIPANTS
from quiz.web.keeper import keep_house
from tests.store.one_class import NAMES, put_class

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _until(what: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not what():
        assert time.monotonic() < ends
        time.sleep(0.01)


def _names(store: Store) -> set[str]:
    with store.database.reading() as connection:
        return set(connection.scalars(select(PARTICIPANTS.c.name)))


def test_names_go_while_the_server_runs_once_they_are_due(store: Store) -> None:
    put_class(store, now=NOON)
    now = [NOON + timedelta(days=89)]
    stop = keep_house(store, lambda: now[0], every=0.01)
    try:
        time.sleep(0.1)
        assert _names(store) == set(NAMES)
        now[0] = NOON + timedelta(days=90)
        _until(lambda: _names(store) == {"Student 1", "Student 2"})
    finally:
        stop.set()


def test_a_database_that_does_not_answer_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put_class(store, now=NOON)
    purge, calls = store.retention.purge, []

    def first_fails(*, now: datetime) -> int:
        calls.append(now)
        if len(calls) == 1:
            raise StoreError("The disk is away.")
        return purge(now=now)

    monkeypatch.setattr(store.retention, "purge", first_fails)
    stop = keep_house(store, lambda: NOON + timedelta(days=100), every=0.01)
    try:
        _until(lambda: "Student 1" in _names(store))
    finally:
        stop.set()
    assert "The disk is away." in caplog.text
