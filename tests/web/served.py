"""`quiz serve` as it is run in earnest, over a database with an open class."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quiz.schema.classroom import Rules
from quiz.schema.quiz import Quiz
from quiz.store import Store
from tests.samples import sample_quiz
from tests.store.classes import ENTRY, TEACHER, shelve

ROOT = Path(__file__).parents[2]


def typed_quiz(length: int) -> Quiz:
    """Return a quiz of `length` questions whose answers are typed, so that any text is one."""
    quiz = sample_quiz()
    typed = next(question for question in quiz.questions if question.type == "short_answer")
    numbers = range(1, length + 1)
    questions = tuple(typed.model_copy(update={"id": f"typed-{number}"}) for number in numbers)
    return quiz.model_copy(update={"questions": questions})


@dataclass
class Served:
    """A server in a process group of its own, started and killed as often as wanted."""

    url: str
    port: int = 0
    process: "subprocess.Popen[str] | None" = None

    @property
    def base(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server, the second time at the port of the first."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quiz", "serve", "--port", str(self.port)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "QUIZ_DATABASE": self.url, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            found = re.search(r"Serving at http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found[1])
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Kill every process of the server at once, in the middle of whatever it does."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def serving_a_class(url: str, quiz: Quiz, *, most: int) -> Iterator[tuple[Served, str]]:
    """Yield a running server with `quiz` given to a class of up to `most`, and the class's code."""
    now = datetime.now(UTC) - timedelta(minutes=1)
    with Store(url) as store:
        shelve(store, quiz)
        made = store.assignments.create(
            TEACHER, ENTRY, title=quiz.title, rules=Rules(most=most), now=now
        )
        opened = store.assignments.open(TEACHER, made.id, expected_revision=made.revision, now=now)
    assert opened.code is not None
    served = Served(url)
    served.start()
    try:
        yield served, opened.code
    finally:
        served.kill()
