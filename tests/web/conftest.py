"""The application with a real store in a file of its own."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.schema.classroom import Teacher
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.samples import sample_quiz
from tests.web.pages import Student, signed_in


@pytest.fixture
def sample() -> Quiz:
    return sample_quiz()


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty database of the present revision, made once, to be copied for each test."""
    path = tmp_path_factory.mktemp("store") / "quiz.db"
    Store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database(tmp_path: Path, new_database: Path) -> str:
    shutil.copy(new_database, tmp_path / "quiz.db")
    return f"sqlite:///{tmp_path / 'quiz.db'}"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    store = Store(database)
    yield store
    store.close()


@pytest.fixture
def app(sample: Quiz, store: Store) -> Flask:
    return create_app([sample], store)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def student(client: FlaskClient) -> Student:
    return Student(client)


@pytest.fixture
def teacher(store: Store) -> Teacher:
    """Return a teacher of the store; her password is never asked for."""
    return store.teachers.add("Ms Lindqvist", "no hash", now=datetime.now(UTC))


@pytest.fixture
def teacher_client(app: Flask, store: Store, teacher: Teacher) -> FlaskClient:
    """Return a browser in which `teacher` has signed in."""
    return signed_in(app.test_client(), store, teacher)
