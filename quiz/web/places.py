"""Room for work that takes long: reading articles, and threads in which quizzes are built."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock, Thread

from quiz.web.limits import AT_ONCE

MOST_WAITING = 20  # quizzes; about ten minutes of work


class BusyError(Exception):
    """All the places are taken."""


class Places:
    """Room for so many jobs at the same time. Nobody waits, as a job takes up to a minute."""

    def __init__(self, count: int = AT_ONCE) -> None:
        self._free = BoundedSemaphore(count)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a place; raise BusyError where there is none."""
        if not self._free.acquire(blocking=False):
            raise BusyError
        try:
            yield
        finally:
            self._free.release()


class Builders:
    """Threads that build, a few at a time; the others wait for their turn, up to a limit."""

    def __init__(self, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING) -> None:
        self._turn = BoundedSemaphore(at_once)
        self._room = at_once + most_waiting
        self._lock = Lock()

    def start(self, work: Callable[[], None]) -> None:
        """Do `work` in a thread as soon as it is its turn; raise BusyError without room for it."""
        with self._lock:
            if not self._room:
                raise BusyError
            self._room -= 1
        # Daemons: a server that is stopped does not wait for a quiz.
        Thread(target=self._run, args=(work,), name="building", daemon=True).start()

    def _run(self, work: Callable[[], None]) -> None:
        try:
            with self._turn:
                work()
        finally:
            with self._lock:
                self._room += 1
