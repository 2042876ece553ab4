"""What the pages of one application share: its quizzes, the store, the clock, finished exports."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import BoundedSemaphore, Lock
from typing import cast

from flask import current_app

from quiz.errors import UnknownQuizError
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web.downloads import Downloads
from quiz.web.limits import AT_ONCE
from quiz.web.sitting import Sitting

NAME = "broadsheet"


class Shelf:
    """The quizzes that are listed, by id, in the order they are listed. Threads share it."""

    def __init__(self, quizzes: Iterable[Quiz]) -> None:
        self._quizzes: Mapping[str, Quiz] = {quiz.id: quiz for quiz in quizzes}
        self._lock = Lock()

    @property
    def quizzes(self) -> Mapping[str, Quiz]:
        """The list as it is now; what is returned never changes."""
        return self._quizzes

    def add(self, quiz: Quiz) -> None:
        """Put `quiz` at the head of the list, in the place of one with its id."""
        with self._lock:
            others = {known.id: known for known in self._quizzes.values() if known.id != quiz.id}
            self._quizzes = {quiz.id: quiz, **others}


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


@dataclass(frozen=True)
class Desk:
    """`shelf` holds the quizzes that are listed; `clock` returns now, with a time zone.

    `places` are for reading articles and building quizzes: work that students must not notice.
    """

    shelf: Shelf
    store: Store
    clock: Callable[[], datetime]
    downloads: Downloads
    places: Places = field(default_factory=Places)

    @property
    def quizzes(self) -> Mapping[str, Quiz]:
        """The quizzes by id, in the order they are listed."""
        return self.shelf.quizzes

    def quiz(self, quiz_id: str) -> Quiz:
        """Return the quiz called `quiz_id`; raise UnknownQuizError if it is not on the list."""
        quizzes = self.quizzes
        if quiz_id not in quizzes:
            raise UnknownQuizError(
                "There is no such quiz here; it may have been taken off the list."
            )
        return quizzes[quiz_id]

    def publish(self, quiz: Quiz) -> None:
        """Keep `quiz` in the store and put it at the head of the list. Raises StoreError."""
        self.store.keep(quiz)
        self.shelf.add(quiz)

    def sitting(self, attempt_id: str) -> Sitting:
        """Return the sitting at an attempt's address, with the quiz as it was when it began.

        Raises UnknownAttemptError and StoreError.
        """
        return Sitting(self.store.quiz_of(attempt_id), self.store.attempt(attempt_id))


def desk() -> Desk:
    """Return the desk of the application that serves the current request."""
    return cast(Desk, current_app.extensions[NAME])
