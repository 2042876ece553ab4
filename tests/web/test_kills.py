"""Servers die in the middle of things: what was acknowledged is stored, and stored once."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select

from quiz.store import Store
from quiz.store.tables import CLASS_ATTEMPTS, PARTICIPANTS, RESPONSES
from tests.web.phones import Phone, apart
from tests.web.served import Served, serving_a_class, typed_quiz

PHONES, TURNS, KILLS = 12, 25, 3
QUESTIONS = 5


def test_no_answer_that_was_acknowledged_is_lost_or_doubled(tmp_path: Path) -> None:
    """The long run of this, with 15,000 answers and ten kills, is `tests/bench/classes.py`."""
    path = tmp_path / "quiz.db"
    url = f"sqlite:///{path}"
    with serving_a_class(url, typed_quiz(QUESTIONS), most=PHONES) as (served, code):
        phones = apart(answer_through_kills(served, code, PHONES, TURNS, KILLS))
    check_everything_is_there(url, phones)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()


async def answer_through_kills(
    served: Served, code: str, count: int, turns: int, kills: int
) -> list[Phone]:
    """Let phones answer while the server is killed so many times; return the phones."""
    phones = [Phone(served.base, code, f"Student {n}") for n in range(1, count + 1)]
    for some in range(0, count, 20):  # who joins is not what this is about
        await asyncio.gather(*(phone.sit_down() for phone in phones[some : some + 20]))
    done = 0

    async def work(phone: Phone) -> None:
        nonlocal done
        for turn in range(1, turns + 1):
            question = 1 + turn % QUESTIONS
            await phone.answer(question, (f"answer {turn}",), turn)
            done += 1

    async def kill() -> None:
        for number in range(1, kills + 1):
            while done < count * turns * number / (kills + 1):
                await asyncio.sleep(0.01)
            served.kill()
            await asyncio.to_thread(served.start)

    await asyncio.gather(kill(), *(work(phone) for phone in phones))
    for phone in phones:
        await phone.leave()
    return phones


def check_everything_is_there(url: str, phones: list[Phone]) -> None:
    """Hold what is stored against what the phones were told."""
    with Store(url) as store, store.database.reading() as connection:
        rows = connection.execute(
            select(PARTICIPANTS.c.name, RESPONSES.c.turn, func.count().label("rows"))
            .join(CLASS_ATTEMPTS, CLASS_ATTEMPTS.c.attempt_id == RESPONSES.c.attempt_id)
            .join(PARTICIPANTS, PARTICIPANTS.c.participant_id == CLASS_ATTEMPTS.c.participant_id)
            .where(RESPONSES.c.given.is_not(None))
            .group_by(PARTICIPANTS.c.name, RESPONSES.c.turn)
        ).all()
    stored = {(row.name, row.turn) for row in rows}
    told = {(phone.name, turn) for phone in phones for turn in phone.acknowledged.values()}
    assert stored == told
    assert all(row.rows == 1 for row in rows)


@pytest.mark.parametrize("last", [3])
def test_a_check_that_misses_an_answer_fails(last: int, tmp_path: Path) -> None:
    """The check above can fail: an answer that was told and is not there is found."""
    url = f"sqlite:///{tmp_path / 'quiz.db'}"
    Store(url).close()
    phone = Phone("http://127.0.0.1", "ABCDEF", "Ana", acknowledged={1: last})
    with pytest.raises(AssertionError):
        check_everything_is_there(url, [phone])
