"""Everybody who can ask, and one of everything that can be asked for.

Two teachers have a quiz each, a class, and a student in it who has handed in. What is the first
teacher's stands in `known`, by the names that it has in addresses.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from quiz.schema.classroom import Assignment, Participant, Rules, Teacher
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import digest
from quiz.store import Store
from quiz.web import create_app
from quiz.web.teacher.building import Order
from quiz.web.teacher.regrading import marker
from tests.web.classes import assigned, sat
from tests.web.pages import Student

NOBODY, STUDENT, STRANGER = "nobody", "a student of the class", "a student of another class"
TEACHER, COLLEAGUE = "the teacher", "another teacher"
VISITORS = (NOBODY, STUDENT, STRANGER, TEACHER, COLLEAGUE)


@dataclass(frozen=True)
class Town:
    """A database, what of the first teacher's is in it, and who comes with which cookie."""

    path: Path
    quiz: Quiz
    known: dict[str, str]
    hers: dict[str, str]  # the colleague's own, by the same names
    cookies: dict[str, tuple[str, str]]

    @contextmanager
    def opened(self, copy: Path | None = None) -> Iterator["Open"]:
        """Serve the database, or a copy of it that a test may change."""
        if copy is not None:
            shutil.copy(self.path, copy)
        with Store(f"sqlite:///{copy or self.path}") as store:
            yield Open(self, create_app([self.quiz], store), store)


@dataclass(frozen=True)
class Open:
    """The town while it is served."""

    town: Town
    app: Flask
    store: Store

    def browser(self, visitor: str) -> FlaskClient:
        """Return the browser of one of `VISITORS`."""
        client = self.app.test_client()
        if visitor in self.town.cookies:
            client.set_cookie(*self.town.cookies[visitor])
        return client


def found(path: Path, quiz: Quiz) -> Town:
    """Make a town in an empty database at `path`; everybody has `quiz`."""
    now = datetime.now(UTC)
    with Store(f"sqlite:///{path}") as store:
        known: dict[str, str] = {}
        hers: dict[str, str] = {}
        cookies: dict[str, tuple[str, str]] = {}
        for name, things, teacher_is, student_is in (
            ("Ms Lindqvist", known, TEACHER, STUDENT),
            ("Mr Okafor", hers, COLLEAGUE, STRANGER),
        ):
            teacher = store.teachers.add(name, "no hash", now=now)
            cookies[teacher_is] = ("broadsheet_teacher", store.teachers.begin(teacher.id, now=now))
            assignment = assigned(store, teacher, quiz, Rules(practice=True, attempts=None))
            cookies[student_is], student = seat(store, assignment)
            sat(store, quiz, student, {question.id: None for question in quiz.questions})
            things.update(_things(store, teacher, assignment, student, quiz))
        app = create_app([quiz], store)
        visitor = Student(app.test_client())
        visitor.start(quiz.id)
        for number in range(1, len(quiz.questions) + 1):
            visitor.open(f"{visitor.attempt}/question/{number}")
            visitor.send(visitor.seen[-1].forms[0], **{"pass": "yes"})
        known["attempt_id"] = visitor.attempt.removeprefix("/attempt/")
    return Town(path, quiz, known, hers, cookies)


def seat(store: Store, assignment: Assignment) -> tuple[tuple[str, str], Participant]:
    """Return the cookie of a student who has joined, and her."""
    token = f"seat-{assignment.id}"
    student = store.assignments.join(
        assignment.id,
        "Ana",
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        now=datetime.now(UTC),
    )
    return (f"broadsheet_class_{digest(assignment.id)}", token), student


def _things(
    store: Store, teacher: Teacher, assignment: Assignment, student: Participant, quiz: Quiz
) -> dict[str, str]:
    now, asked = datetime.now(UTC), quiz.questions[0]
    regrade = store.outcomes.regrade(
        assignment.id, asked.id, None, marker(asked), changed=0, now=now
    )
    order = Order(article=quiz.article, blueprint=Blueprint())
    job = store.jobs.begin(teacher.id, now=now, source=order.model_dump_json())
    return {
        "quiz_id": quiz.id,
        "entry_id": assignment.entry_id,
        "assignment_id": assignment.id,
        "participant_id": student.id,
        "question_id": quiz.questions[1].id,
        "regrade_id": str(regrade.id),
        "job_id": job,
        "code": assignment.code or "",
        "attempt": "1",
        "number": "1",
        "filename": "broadsheet.css",
        "invitation": store.teachers.make_link("invite", teacher.id, now=now),
        "password": store.teachers.make_link("sign-in", teacher.id, now=now),
    }
