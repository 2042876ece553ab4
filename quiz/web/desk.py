"""What the pages of one application share: its quizzes, the store, the clock, finished exports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app

from quiz.errors import UnknownQuizError
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web.downloads import Downloads
from quiz.web.sitting import Sitting

NAME = "broadsheet"


@dataclass(frozen=True)
class Desk:
    """`quizzes` by id, in the order they are listed; `clock` returns now, with a time zone."""

    quizzes: Mapping[str, Quiz]
    store: Store
    clock: Callable[[], datetime]
    downloads: Downloads

    def quiz(self, quiz_id: str) -> Quiz:
        """Return the quiz called `quiz_id`; raise UnknownQuizError if it is not on the list."""
        if quiz_id not in self.quizzes:
            raise UnknownQuizError(
                "There is no such quiz here; it may have been taken off the list."
            )
        return self.quizzes[quiz_id]

    def sitting(self, attempt_id: str) -> Sitting:
        """Return the sitting at an attempt's address, with the quiz as it was when it began.

        Raises UnknownAttemptError and StoreError.
        """
        return Sitting(self.store.quiz_of(attempt_id), self.store.attempt(attempt_id))


def desk() -> Desk:
    """Return the desk of the application that serves the current request."""
    return cast(Desk, current_app.extensions[NAME])
