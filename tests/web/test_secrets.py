"""Before the release no student gets at a key, an explanation or evidence, wherever she knocks.

`tests/web/student/test_leaks.py` follows the links of her own pages. Here she asks at every route
of the application, by the true names of things, which she cannot even know, and sends every form
that she meets; and whatever comes back is searched: pages, data, files and headers.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

import pytest
from werkzeug.test import TestResponse

from quiz.schema.classroom import Rules
from quiz.schema.quiz import Quiz
from tests.samples import sample_quiz, several_quiz
from tests.web.classes import assigned, sat
from tests.web.everyone import NOBODY, STRANGER, STUDENT, Open, Town, found, seat
from tests.web.pages import Form, Page
from tests.web.student.test_leaks import secrets_of
from tests.web.test_roles import address, routes

Feedback = Literal["at_once", "at_the_end", "after_the_deadline"]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Return a town in which another quiz than that of the class is open to all."""
    return found(tmp_path_factory.mktemp("town") / "quiz.db", several_quiz())


def sitting(opened: Open, quiz: Quiz, feedback: Feedback) -> Open:
    """Let the first teacher give `quiz` to a class; its student has begun and answered half."""
    store, town = opened.store, opened.town
    teacher = store.teachers.named("Ms Lindqvist")
    assert teacher is not None
    deadline = datetime.now(UTC) + timedelta(days=1)
    made = assigned(store, teacher, quiz, Rules(feedback=feedback, deadline=deadline))
    cookie, student = seat(store, made)
    begun = datetime.now(UTC) - timedelta(minutes=10)
    half = {question.id: None for question in quiz.questions[:3]}
    sat(store, quiz, student, half, hand_in=False, start=begun)
    known = {
        **town.known,
        "quiz_id": quiz.id,
        "entry_id": made.entry_id,
        "assignment_id": made.id,
        "code": made.code or "",
        "participant_id": student.id,
        "question_id": quiz.questions[0].id,
    }
    cookies = {**town.cookies, STUDENT: cookie}
    return replace(opened, town=replace(town, known=known, cookies=cookies))


def everything(opened: Open, who: str, *, hands_in: bool) -> Iterator[TestResponse]:
    """Yield what every route answers, and then every form of the pages among that."""
    client, forms = opened.browser(who), {}
    for rule, method in routes(opened.app):
        for number in range(8) if "number" in rule.arguments else (1,):
            if method == "GET":
                known = {**opened.town.known, "number": str(number)}
                answer = client.get(address(opened.app, rule, known))
                yield answer
                if answer.mimetype == "text/html" and answer.status_code == 200:
                    forms.update({form.action: form for form in Page(answer).forms})
                answer.close()
    for action, form in forms.items():
        if hands_in or not action.endswith("/hand-in"):
            yield client.open(action, method=form.method, data=dict(filled(form)))


def filled(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form as they are, with an option chosen and a word in what is empty."""
    chosen = {control["name"]: control["value"] for control in form.controls if "value" in control
              and control.get("type") == "radio"}  # fmt: skip
    yield from chosen.items()
    for name, value in form.sent:
        yield name, value or "something"


def words(answer: TestResponse) -> str:
    """Return all that an answer says, however it is written down."""
    said = [unquote(f"{name}: {value}") for name, value in answer.headers]
    text = answer.get_data().decode(errors="replace")
    if answer.mimetype == "application/json":
        said += strings(json.loads(text))
    return "\n".join([*said, unescape(text)])


def strings(found_in: Any) -> Iterator[str]:
    """Yield every string in data, at any depth."""
    if isinstance(found_in, dict):
        found_in = [*found_in, *found_in.values()]
    if isinstance(found_in, list):
        for each in found_in:
            yield from strings(each)
    elif isinstance(found_in, str):
        yield found_in


def leaks(opened: Open, quiz: Quiz, who: str, *, hands_in: bool) -> tuple[int, list[str]]:
    """Return how many answers were searched, and the addresses of those that give a key away."""
    count, found_at = 0, []
    for answer in everything(opened, who, hands_in=hands_in):
        count += 1
        # What she asked for herself is no news: the name of a question in an address.
        told = words(answer).replace(opened.town.known["question_id"], "")
        if any(secret in told for asked in quiz.questions for secret in secrets_of(asked)):
            found_at.append(f"{answer.request.method} {answer.request.path}")
    return count, found_at


@pytest.mark.parametrize("who", [NOBODY, STUDENT, STRANGER])
@pytest.mark.parametrize("feedback", ["at_once", "at_the_end", "after_the_deadline"])
def test_no_route_and_no_form_gives_a_key_away(
    town: Town, tmp_path: Path, feedback: Feedback, who: str
) -> None:
    quiz = sample_quiz()
    with town.opened(tmp_path / "quiz.db") as opened:
        class_ = sitting(opened, quiz, feedback)
        hands_in = feedback == "after_the_deadline"
        count, found_at = leaks(class_, quiz, who, hands_in=hands_in)
    assert count > 90, "every route was asked, and forms were sent"
    assert found_at == []


def test_the_scan_finds_what_is_released(town: Town, tmp_path: Path) -> None:
    quiz = sample_quiz()
    with town.opened(tmp_path / "quiz.db") as opened:
        class_ = sitting(opened, quiz, "at_the_end")
        leaks(class_, quiz, STUDENT, hands_in=True)
        _, found_at = leaks(class_, quiz, STUDENT, hands_in=True)
    assert f"GET /class/{class_.town.known['code']}/attempt/1/result" in found_at
