"""Pictures of the teacher's desk and of a student's phone; `make.py` takes them with the others.

The class is made up: twelve students, of whom some know more than others, at the quiz on a story
of our own.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from quiz.pipeline import build, read
from quiz.schema.classroom import Assignment, Entry, Rules, Teacher
from quiz.schema.question import Matching, MultipleChoice, Ordering, Question, TrueFalse
from quiz.schema.quiz import Blueprint, Quiz
from quiz.scoring import mark, points
from quiz.store import Store

NAMES = "Ada Ben Cleo Dara Emil Fadi Greta Hugo Ines Jonas Kira Leyla".split()
WEAK = {"Emil", "Jonas"}  # who needs help
HARD = {3, 7}  # questions that most of the class fail
NAME = "quiz.school.example"  # of the server in the pictures
Scheme = Literal["light", "dark"]
SIGHTS: tuple[tuple[str, str, int, Scheme], ...] = (
    ("review", "/desk/quiz/{entry}/review", 1280, "light"),
    ("review", "/desk/quiz/{entry}/review", 360, "dark"),
    ("class", "/desk/class/{assignment}", 1280, "light"),
    ("results", "/desk/class/{assignment}/results", 1280, "light"),
    ("results", "/desk/class/{assignment}/results", 360, "dark"),
)
HEIGHTS = {1280: 720, 360: 740}


class School:
    """A teacher with a quiz, and a class that has answered it, in the database at `url`."""

    def __init__(self, url: str, story: Path) -> None:
        """Fill the database."""
        now = datetime.now(UTC) - timedelta(hours=1)
        article = read(str(story))
        built = build(article, Blueprint(length=10))
        with Store(url) as store:
            self.teacher: Teacher = store.teachers.add("Ms Lindqvist", "no hash", now=now)
            self.token = store.teachers.begin(self.teacher.id, now=now)
            self.entry: Entry = store.library.add(
                self.teacher.id,
                built.quiz,
                screening=built.screening,
                what="Built from the article",
                now=now,
            )
            made = store.assignments.create(
                self.teacher.id, self.entry.id, title=built.quiz.title, rules=Rules(), now=now
            )
            self.assignment: Assignment = store.assignments.open(
                self.teacher.id, made.id, expected_revision=made.revision, now=now
            )
            chance = random.Random(11)  # noqa: S311 - the same class each time
            for name in NAMES:
                _answer(store, self.assignment, built.quiz, name, chance, now)

    def path(self, pattern: str) -> str:
        """Return the address of a page of this school."""
        return pattern.format(entry=self.entry.id, assignment=self.assignment.id)


def _answer(
    store: Store,
    assignment: Assignment,
    quiz: Quiz,
    name: str,
    chance: random.Random,
    now: datetime,
) -> None:
    """Let a student join, answer every question and hand in."""
    person = store.assignments.join(assignment.id, name, token_hash=f"phone of {name}", now=now)
    attempt = store.sittings.start(person.id, now=now, most=1)
    for number, question in enumerate(quiz.questions, start=1):
        likely = (0.35 if name in WEAK else 0.9) - (0.7 if number in HARD else 0.0)
        given = right(question) if chance.random() < likely else wrong(question)
        moment = now + timedelta(seconds=40 * number)
        store.sittings.see(attempt.id, [question.id], now=moment)
        store.sittings.save(
            attempt.id,
            question.id,
            mark(question, given),
            points(question, given),
            turn=1,
            lateness="in_time",
            now=moment,
            keep_first=False,
        )
    store.sittings.submit(attempt.id, now=now + timedelta(minutes=10))


def right(question: Question) -> str:
    """Return the key as it is given."""
    match question:
        case Matching():
            return " ".join("ABCDEFGH"[place] for place in question.places)
        case Ordering():
            return " ".join(str(rank) for rank in question.ranks)
        case _:
            return str(question.key).lower() if isinstance(question, TrueFalse) else question.key


def wrong(question: Question) -> str:
    """Return what a student might give who does not know: always the same, so that it is common."""
    match question:
        case MultipleChoice():
            return next(option for option in question.options if option != question.key)
        case TrueFalse():
            return str(not question.key).lower()
        case Matching() | Ordering():
            return " ".join(reversed(right(question).split()))
        case _:
            return "the trustees"


def screens(browser: Browser, address: str, school: School, folder: Path) -> None:
    """Take the pictures of the desk, and a phone that joins the class, into `folder`."""
    base = address.replace("127.0.0.1", NAME)
    for name, pattern, width, scheme in SIGHTS:
        with _window(browser, width, scheme, school.token) as page:
            page.goto(base + school.path(pattern))
            page.screenshot(path=folder / f"desk-{name}-{width}-{scheme}.png")
    for scheme in ("light", "dark"):
        with _window(browser, 360, scheme) as page:
            page.goto(f"{base}/j/{school.assignment.code}")
            page.get_by_role("textbox").first.fill("Mia" if scheme == "light" else "Nils")
            page.locator("main form button").first.click()
            page.locator("main form button").first.click()
            page.locator("fieldset").first.wait_for()
            page.screenshot(path=folder / f"class-question-360-{scheme}.png")


@contextmanager
def _window(browser: Browser, width: int, scheme: Scheme, token: str = "") -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    if token:
        host = urlsplit(f"http://{NAME}").hostname or NAME
        context.add_cookies(
            [{"name": "broadsheet_teacher", "value": token, "domain": host, "path": "/"}]
        )
    try:
        yield context.new_page()
    finally:
        context.close()
