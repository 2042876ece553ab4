"""A class to take a quiz in, and phones to take it with."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.schema.classroom import Accommodation, Assignment, Participant, Rules, Teacher
from quiz.schema.question import Matching, MultipleChoice, Ordering, Question, TrueFalse
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web.student.seat import Go, Seat
from tests.web.pages import Form, Page, Student

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Room:
    """An open class of a teacher, its application and its clock."""

    app: Flask
    store: Store
    clock: Clock
    teacher: Teacher
    assignment: Assignment

    @property
    def code(self) -> str:
        return self.assignment.code or ""

    def phone(self) -> "Phone":
        return Phone(self)

    def joined(self, name: str = "Ana") -> "Phone":
        """Return a phone that has joined, and whose student was not asked to begin yet."""
        phone = self.phone()
        page = phone.open(f"/class/{self.code}")
        phone.send(page.forms[0], name=name)
        return phone

    def begun(self, name: str = "Ana") -> "Phone":
        """Return a phone at the first question."""
        phone = self.joined(name)
        phone.send(phone.seen[-1].forms[0])
        return phone

    def people(self) -> dict[str, Participant]:
        return {one.name: one for one in self.store.assignments.participants(self.assignment.id)}

    def accommodate(self, name: str, **wishes: Any) -> None:
        self.store.assignments.accommodate(
            self.teacher.id, self.people()[name].id, Accommodation(**wishes)
        )

    def end(self) -> None:
        self.assignment = self.store.assignments.end(
            self.teacher.id,
            self.assignment.id,
            expected_revision=self.assignment.revision,
            now=self.clock(),
        )

    def go(self, name: str = "Ana", number: int = 1) -> Go:
        """Return an attempt as the server sees it, keys and all."""
        with self.app.app_context():
            go = Seat(self.assignment, self.people()[name], self.clock()).go(number)
            _ = go.paper, go.questions, go.responses
            return go


class Phone(Student):
    """A student at a browser without a script, who can also send what the script sends."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.app.test_client())
        self.room = room

    @property
    def page(self) -> Page:
        return self.seen[-1]

    @property
    def number(self) -> int:
        """The number of the question the phone is at."""
        return int(self.at.split("/")[-1])

    @property
    def form(self) -> Form:
        return next(form for form in self.page.forms if "/question/" in form.action)

    def give(self, *values: str, go: str = "next", **more: str) -> Page:
        """Answer the question of the page and press a button."""
        names = (
            [f"answer-{n}" for n in range(1, len(values) + 1)] if len(values) > 1 else ["answer"]
        )
        return self.send(self.form, **dict(zip(names, values, strict=False)), go=go, **more)

    def give_right(self, name: str = "Ana", go: str = "next", **more: str) -> Page:
        """Answer the question of the page rightly."""
        return self.give(*self.key(name), go=go, **more)

    def key(self, name: str = "Ana", number: int | None = None) -> tuple[str, ...]:
        """Return the right answer to a question as this student's paper tells it."""
        go = self.room.go(name)
        at = (number or self.number) - 1
        return key_on(go.questions[at], go.paper.questions[at])

    def sync(self, attempt: int = 1, **sent: Any) -> TestResponse:
        """Send what the script would."""
        token = next(form.fields["token"] for form in self.page.forms if "token" in form.fields)
        return self.client.post(
            f"/class/{self.room.code}/attempt/{attempt}/sync",
            data=json.dumps(sent),
            content_type="application/json",
            headers={"X-Form-Token": token},
        )


def fetched(client: FlaskClient, address: str) -> bytes:
    """Return what is at an address; files are closed again."""
    with client.get(address, follow_redirects=True) as answer:
        return answer.get_data()


def key_on(question: Question, shown: Any) -> tuple[str, ...]:
    """Return the right answer to `question` as the paper with `shown` tells it."""
    if isinstance(question, MultipleChoice):
        return (str(shown.options.index(question.key)),)
    if isinstance(question, TrueFalse):
        return (str(question.key).lower(),)
    if isinstance(question, Matching):
        rights = {pair.left: pair.right for pair in question.pairs}
        return tuple("ABCDEFGH"[shown.options.index(rights[left])] for left in shown.prompts)
    if isinstance(question, Ordering):
        order = [event.text for event in question.in_order]
        return tuple(str(order.index(prompt) + 1) for prompt in shown.prompts)
    return (question.key,)


def open_class(
    app: Flask, store: Store, clock: Clock, teacher: Teacher, quiz: Quiz, rules: Rules, **more: Any
) -> Room:
    entry = store.library.add(teacher.id, quiz, what="Made.", now=clock())
    made = store.assignments.create(
        teacher.id, entry.id, title="Tides", rules=rules, now=clock(), **more
    )
    opened = store.assignments.open(teacher.id, made.id, expected_revision=1, now=clock())
    return Room(app, store, clock, teacher, opened)
