"""What the pages of one application share: its quizzes, the store, the clock, finished exports."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, cast

from flask import current_app
from flask_babel import gettext as _

from quiz.errors import UnknownQuizError
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web.budget import Budget
from quiz.web.downloads import Downloads
from quiz.web.places import Builders, Places
from quiz.web.sitting import Sitting

if TYPE_CHECKING:
    from quiz.writer import Settings

NAME = "broadsheet"


class Shelf:
    """The quizzes that are listed, by id, in the order they are listed."""

    def __init__(self, quizzes: Iterable[Quiz]) -> None:
        self._quizzes: Mapping[str, Quiz] = {quiz.id: quiz for quiz in quizzes}

    @property
    def quizzes(self) -> Mapping[str, Quiz]:
        """The list as it is now; what is returned never changes."""
        return self._quizzes


@dataclass(frozen=True)
class Desk:
    """`shelf` holds the quizzes that are listed; `clock` returns now, with a time zone.

    `places` are for reading articles and `builders` for building quizzes: work that students must
    not notice. `writer` is the language model that may be asked, None where there is none; quizzes
    that wait for it have `patient` builders of their own, so that no other waits behind them.
    `wrong_codes` counts the codes of no class that a browser has tried.
    """

    shelf: Shelf
    store: Store
    clock: Callable[[], datetime]
    downloads: Downloads
    places: Places = field(default_factory=Places)
    builders: Builders = field(default_factory=Builders)
    patient: Builders = field(default_factory=Builders)
    writer: "Settings | None" = None
    wrong_codes: Budget = field(default_factory=Budget)

    @property
    def quizzes(self) -> Mapping[str, Quiz]:
        """The quizzes by id, in the order they are listed."""
        return self.shelf.quizzes

    def quiz(self, quiz_id: str) -> Quiz:
        """Return the quiz called `quiz_id`; raise UnknownQuizError if it is not on the list."""
        quizzes = self.quizzes
        if quiz_id not in quizzes:
            raise UnknownQuizError(
                _("There is no such quiz here; it may have been taken off the list.")
            )
        return quizzes[quiz_id]

    def sitting(self, attempt_id: str) -> Sitting:
        """Return the sitting at an attempt's address, with the quiz as it was when it began.

        Raises UnknownAttemptError and StoreError.
        """
        return Sitting(self.store.quiz_of(attempt_id), self.store.attempt(attempt_id))


def desk() -> Desk:
    """Return the desk of the application that serves the current request."""
    return cast(Desk, current_app.extensions[NAME])
