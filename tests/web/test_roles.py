"""Who may do what: every route of the application, and everybody who can ask for it.

A new route fails here until it is placed among those for everybody, for every teacher, for the
teacher whose things they are, or for students who have joined the class.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from quiz.store import Store
from quiz.store.tables import METADATA
from tests.samples import sample_quiz
from tests.web.everyone import (
    COLLEAGUE,
    NOBODY,
    STRANGER,
    STUDENT,
    TEACHER,
    VISITORS,
    Open,
    Town,
    found,
)
from tests.web.pages import Page, address_of

# Who has the address of an attempt or a link of an invitation has all there is to have: both are
# secrets that nobody can guess.
EVERYBODY = """
    static notice.privacy
    library.index library.quiz library.download library.guide
    take.start take.resume take.question take.answer
    results.result results.guide results.download
    joining.ask joining.find joining.land joining.start joining.join joining.notice
    accounts.sign_in accounts.check_sign_in accounts.sign_out
    accounts.welcome accounts.join accounts.choose_password accounts.reset
"""
TEACHERS = """
    accounts.account accounts.change_password accounts.sign_out_everywhere
    accounts.invite accounts.invitation
    teacher_library.index teacher_library.import_form teacher_library.import_quiz
    making.form making.read_source making.build_quiz
    assigning.classes reviewing.lit
"""
HERS = """
    teacher_library.quiz teacher_library.download teacher_library.guide teacher_library.file_under
    teacher_library.duplicate teacher_library.archive teacher_library.restore
    teacher_library.confirm teacher_library.delete
    making.again making.progress making.back making.stop
    reviewing.review reviewing.accept reviewing.accept_all reviewing.drop_question
    reviewing.go_back reviewing.history reviewing.move reviewing.reopen reviewing.take
    rewriting.edit rewriting.own rewriting.write searching.dropped searching.make_here
    preview.begin preview.question preview.answer
    assigning.new_assignment assigning.assign assigning.one assigning.live assigning.move
    assigning.rules assigning.change assigning.add assigning.student assigning.accommodate
    assigning.handle assigning.decide assigning.ask_to_delete assigning.delete
    outcomes.results outcomes.items outcomes.question outcomes.student
    outcome_files.table outcome_files.class_deck outcome_files.class_sheet
    outcome_files.every_sheet outcome_files.student_deck outcome_files.student_sheet
    outcome_files.practice_quiz
    regrading.preview regrading.apply regrading.undo
"""
CLASS = """
    class_sitting.begin class_sitting.resume class_sitting.question class_sitting.answer
    class_sitting.whole_paper class_sitting.sync class_sitting.state class_sitting.review
    class_sitting.hand_in
    class_after.result class_after.practice class_after.practised class_after.try_again
"""
LET_IN = {
    **dict.fromkeys(EVERYBODY.split(), frozenset(VISITORS)),
    **dict.fromkeys(TEACHERS.split(), frozenset({TEACHER, COLLEAGUE})),
    **dict.fromkeys(HERS.split(), frozenset({TEACHER})),
    **dict.fromkeys(CLASS.split(), frozenset({STUDENT})),
}
NAMES = {
    "library.download": "sheet",
    "results.download": "deck",
    "teacher_library.download": "json",
    "outcome_files.table": "gradebook",
}
FILLED: defaultdict[str, dict[str, str]] = defaultdict(
    dict,
    {
        "joining.find": {"code": "{code}"},
        "teacher_library.restore": {"number": "1", "expected": "1"},
        "reviewing.go_back": {"number": "1", "expected": "1"},
    },
)
ASKED = {"regrading.preview": "what=leave-out", "class_after.practised": "was=right"}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return found(tmp_path_factory.mktemp("town") / "quiz.db", sample_quiz())


@pytest.fixture(scope="module")
def opened(town: Town) -> Iterator[Open]:
    with town.opened() as served:
        yield served


def routes(app: Flask) -> list[tuple[Rule, str]]:
    """Return every rule with each method that it is for."""
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def address(app: Flask, rule: Rule, known: dict[str, str]) -> str:
    """Return where `rule` finds what is `known`."""
    token = known["password" if "sign-in" in rule.rule else "invitation"]
    values = {**known, "token": token, "name": NAMES.get(rule.endpoint, "")}
    at = address_of(app.url_map.bind("localhost"), rule, values, "unknown")
    asked = ASKED.get(rule.endpoint)
    return f"{at}?{asked}" if asked else at


def ask(
    client: FlaskClient, at: str, method: str, fields: dict[str, str] | None = None
) -> TestResponse:
    """Send what needs no more than a right to send it: a form with its token, and little else."""
    if method == "GET":
        return client.get(at)
    token = Page(client.get("/join")).forms[0].fields["token"]
    if at.endswith("/sync"):
        return client.post(at, json={}, headers={"X-Form-Token": token})
    return client.post(at, data={"token": token, **(fields or {})})


def rows(store: Store) -> dict[str, object]:
    with store.database.reading() as connection:
        return {
            table.name: connection.execute(select(table)).all() for table in METADATA.sorted_tables
        }


def test_every_route_is_placed_once(opened: Open) -> None:
    placed = [*EVERYBODY.split(), *TEACHERS.split(), *HERS.split(), *CLASS.split()]
    assert sorted(placed) == sorted({rule.endpoint for rule, _ in routes(opened.app)})


@pytest.mark.parametrize("visitor", VISITORS)
def test_who_is_not_meant_is_refused_and_changes_nothing(opened: Open, visitor: str) -> None:
    before, refused = rows(opened.store), 0
    for rule, method in routes(opened.app):
        if visitor in LET_IN[rule.endpoint]:
            continue
        at = address(opened.app, rule, opened.town.known)
        answer = ask(opened.browser(visitor), at, method)
        assert was_refused(answer, rule.endpoint, visitor), f"{method} {at} → {answer.status}"
        answer.close()
        refused += 1
    assert refused >= {TEACHER: 13, COLLEAGUE: 60}.get(visitor, 70)
    assert rows(opened.store) == before


def was_refused(answer: TestResponse, endpoint: str, visitor: str) -> bool:
    """Tell whether an answer refuses in the way that is right for who asked."""
    there = urlsplit(answer.headers.get("Location", "")).path
    if endpoint in CLASS.split():
        is_read = answer.request.method == "GET"
        code = answer.request.path.split("/")[2]
        return there == f"/class/{code}" if is_read else answer.status_code == 403
    if visitor == COLLEAGUE:
        return answer.status_code == 404
    if answer.request.method == "GET":
        return there == "/sign-in"
    return answer.status_code == 401


def test_who_is_meant_is_let_in(opened: Open) -> None:
    kept_out = []
    for rule, method in routes(opened.app):
        at = address(opened.app, rule, opened.town.known)
        for visitor in LET_IN[rule.endpoint] if method == "GET" else ():
            answer = opened.browser(visitor).get(at)
            if not was_let_in(answer):
                kept_out.append((visitor, at, answer.status))
            answer.close()
    assert kept_out == []


def test_who_is_meant_may_send(town: Town, opened: Open, tmp_path: Path) -> None:
    """Each in a copy of the town, as some of it is deleted on the way."""
    kept_out = []
    for number, (rule, method) in enumerate(routes(opened.app)):
        if method == "GET":
            continue
        at = address(opened.app, rule, town.known)
        fields = {name: value.format(**town.known) for name, value in FILLED[rule.endpoint].items()}
        with town.opened(tmp_path / f"{number}.db") as served:
            for visitor in sorted(LET_IN[rule.endpoint]):
                answer = ask(served.browser(visitor), at, method, fields)
                if not was_let_in(answer):
                    kept_out.append((visitor, at, answer.status))
                answer.close()
    assert kept_out == []


def was_let_in(answer: TestResponse) -> bool:
    """Tell whether an answer is what the page gives, if only that the form was empty."""
    there = urlsplit(answer.headers.get("Location", "")).path
    sent_away = there == "/sign-in" and "next=" in answer.headers["Location"]
    text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    stale = answer.status_code == 400 and "reload" in text
    wrong_password = answer.status_code == 401 and "password is not right" in text
    refused = answer.status_code in (401, 403, 404, 500) and not wrong_password
    return not refused and not sent_away and not stale


def test_a_class_of_her_own_lets_no_teacher_at_anothers_students(opened: Open) -> None:
    """Addresses in which one part is hers and the next is not."""
    town, before, tried = opened.town, rows(opened.store), 0
    for rule, method in routes(opened.app):
        theirs = rule.arguments & {"participant_id", "regrade_id"}
        if not theirs:
            continue
        mixed = {**town.hers, **{name: town.known[name] for name in theirs}}
        at = address(opened.app, rule, mixed)
        answer = ask(opened.browser(COLLEAGUE), at, method)
        assert answer.status_code in (404, 422), f"{method} {at} → {answer.status}"
        assert b"Ana" not in answer.data
        answer.close()
        tried += 1
    assert tried >= 6
    assert rows(opened.store) == before


def test_nobody_gets_in_by_saying_who_she_is(opened: Open) -> None:
    town = opened.town
    for visitor in (NOBODY, STUDENT, STRANGER):
        client = opened.browser(visitor)
        for claim in ("role=teacher", "teacher_id=1", "admin=1"):
            at = f"/desk/class/{town.known['assignment_id']}?{claim}"
            assert client.get(at, headers={"X-Role": "teacher"}).status_code == 303
