"""Classes that are open, with a clock that a test sets."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from quiz.schema.classroom import Rules, Teacher
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.web.student.classes import Clock, Room, open_class

Opening = Callable[..., Room]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(sample: Quiz, store: Store, clock: Clock) -> Flask:
    return create_app([sample], store, clock=clock)


@pytest.fixture
def opening(app: Flask, store: Store, clock: Clock, teacher: Teacher, sample: Quiz) -> Opening:
    """Return a function that opens a class with these rules."""

    def open_it(quiz: Quiz = sample, *, names: Any = (), codes: int = 0, **rules: Any) -> Room:
        return open_class(
            app, store, clock, teacher, quiz, Rules(**rules), names=names, codes=codes
        )

    return open_it


@pytest.fixture
def room(opening: Opening) -> Room:
    return opening()
