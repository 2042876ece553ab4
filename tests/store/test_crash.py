"""What was acknowledged is on disk: a writer is killed, and every answer it reported is there."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.store import Store
from tests.samples import sample_quiz
from tests.store.test_store import NOON

ROOT = Path(__file__).parents[2]
WRITER = """
import itertools, sys
from quiz.schema.attempt import Mark
from quiz.store import Store
from tests.store.test_store import NOON
store = Store(sys.argv[1])
for number in itertools.count():
    mark = Mark(question_id=str(number), given="an answer", right=True)
    store.record(sys.argv[2], mark, now=NOON)
    print(number, flush=True)
"""
TAKER = """
import sys
from quiz.schema.attempt import Mark
from quiz.store import Store
from tests.samples import sample_quiz
from tests.store.test_store import NOON
store, quiz = Store(sys.argv[1]), sample_quiz()
while True:
    attempt = store.start(quiz, now=NOON)
    print(attempt.id, flush=True)
    for question in quiz.questions:
        store.record(attempt.id, Mark(question_id=question.id, given="x", right=True), now=NOON)
"""
OPENER = """
import sys
from quiz.store import Store
from tests.samples import sample_quiz
with Store(sys.argv[1]) as store:
    store.keep(sample_quiz())
"""


def start(program: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize("before_the_kill", [1, 60])
def test_every_acknowledged_answer_survives_the_kill(url: str, before_the_kill: int) -> None:
    with Store(url) as store:
        attempt = store.start(sample_quiz(), now=NOON)
    with start(WRITER, url, attempt.id) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline() for _ in range(before_the_kill)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.stdout.readlines()
        assert writer.stderr is not None
        trouble = writer.stderr.read()
    numbers = [line.strip() for line in acknowledged if line.endswith("\n")]
    assert len(numbers) >= before_the_kill, trouble
    with Store(url) as store:
        stored = [mark.question_id for mark in store.attempt(attempt.id).marks]
        assert stored[: len(numbers)] == numbers
        assert len(stored) <= len(numbers) + 1, "one may be stored without having been reported"
        assert store.start(sample_quiz(), now=NOON).marks == (), "and the database goes on"


def test_the_last_answer_and_the_finish_are_there_together_or_not_at_all(url: str) -> None:
    with start(TAKER, url) as taker:
        assert taker.stdout is not None
        started = [taker.stdout.readline().strip() for _ in range(25)]
        taker.send_signal(signal.SIGKILL)
        started += taker.stdout.read().split()
    with Store(url) as store:
        attempts = [store.attempt(attempt_id) for attempt_id in started]
    assert sum(attempt.finished is not None for attempt in attempts) >= 24
    for attempt in attempts:
        answered_all = len(attempt.marks) == len(sample_quiz().questions)
        assert answered_all == (attempt.finished is not None)


def test_processes_that_open_a_new_database_at_once_do_not_clash(url: str) -> None:
    openers = [start(OPENER, url) for _ in range(3)]
    for opener in openers:
        _, trouble = opener.communicate(timeout=30)
        assert opener.returncode == 0, trouble
    with Store(url) as store:
        assert store.quizzes() == (sample_quiz(),)
