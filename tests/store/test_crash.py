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
        assert store.finish(attempt.id, now=NOON).finished == NOON, "and the database goes on"


def test_processes_that_open_a_new_database_at_once_do_not_clash(url: str) -> None:
    openers = [start(OPENER, url) for _ in range(3)]
    for opener in openers:
        _, trouble = opener.communicate(timeout=30)
        assert opener.returncode == 0, trouble
    with Store(url) as store:
        assert store.quizzes() == (sample_quiz(),)
