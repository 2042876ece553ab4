"""Giving a quiz to a class, and what a teacher sees and does while it works."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.schema.classroom import Assignment, Entry, Teacher
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.web.pages import Form, Page, Student, signed_in
from tests.web.student.classes import Clock, Phone, Room


@pytest.fixture
def clock() -> Clock:
    found = Clock()
    found.now = datetime.now(UTC)  # the sign-in of the fixture is of today
    return found


@pytest.fixture
def app(sample: Quiz, store: Store, clock: Clock) -> Flask:
    return create_app([sample], store, clock=clock)


@pytest.fixture
def desk(teacher_client: FlaskClient) -> Student:
    return Student(teacher_client)


@pytest.fixture
def entry(store: Store, teacher: Teacher, sample: Quiz, clock: Clock) -> Entry:
    return store.library.add(teacher.id, sample, what="Made.", now=clock())


def form_to(page: Page, ending: str) -> Form:
    """Return the first form of `page` whose address ends so."""
    return next(form for form in page.forms if form.action.endswith(ending))


def assign(desk: Student, entry: Entry, go: str = "open", **fields: str) -> Page:
    """Fill in the form that assigns `entry`, and send it."""
    form = form_to(desk.open(f"/desk/quiz/{entry.id}/assign"), "/assign")
    defaults = {
        "title": "Year 9",
        "naming": "typed",
        "feedback": "at_the_end",
        "attempts": "1",
        "most": "40",
        "retention": "90",
        "go": go,
    }
    return desk.send(form, **{**defaults, **fields})


@pytest.fixture
def room(
    app: Flask, store: Store, clock: Clock, teacher: Teacher, desk: Student, entry: Entry
) -> Room:
    """Return a class that the teacher has opened, with a time limit."""
    assign(desk, entry, minutes="20")
    (made,) = store.assignments.assignments(teacher.id)
    return Room(app, store, clock, teacher, made)


def made(store: Store, teacher: Teacher) -> Assignment:
    (found,) = store.assignments.assignments(teacher.id)
    return found


def test_an_opened_class_shows_how_to_join(desk: Student, entry: Entry, store: Store) -> None:
    page = assign(desk, entry)
    code = made(store, store.teachers.all()[0]).code or ""
    assert f"{code[:3]} {code[3:]}" in page.text
    assert page.links[f"http://localhost/j/{code}"] == f"http://localhost/j/{code}"
    (picture,) = page.having("img", class_="qr")
    assert picture["src"].startswith("data:image/svg+xml")
    assert code in picture["alt"], "the picture is also there in words"


def test_the_rules_of_the_form_are_those_of_the_class(
    desk: Student, entry: Entry, store: Store, teacher: Teacher
) -> None:
    assign(
        desk,
        entry,
        go="draft",
        feedback="after_the_deadline",
        deadline="2027-03-02T14:30",
        zone="Europe/Paris",
        minutes="25",
        attempts="",
        shuffle_options="yes",
        retention="30",
    )
    found = made(store, teacher)
    assert (found.phase, found.title) == ("draft", "Year 9")
    rules = found.rules
    assert rules.deadline == datetime(2027, 3, 2, 13, 30, tzinfo=UTC)
    assert (rules.feedback, rules.minutes, rules.attempts) == ("after_the_deadline", 25, None)
    assert (rules.shuffle_questions, rules.shuffle_options, rules.practice) == (False, True, False)
    assert rules.retention == 30


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("minutes", "0", "1 to 600 minutes"),
        ("minutes", "soon", "“soon” is not a whole number"),
        ("attempts", "21", "1 to 20"),
        ("most", "", "1 to 1000 students"),
        ("deadline", "tomorrow", "Write the deadline as"),
        ("zone", "Atlantis/Capital", "Write the deadline as"),
        ("zone", "../../etc/passwd", "Write the deadline as"),
        ("naming", "by face", "does not exist"),
        ("codes", "501", "Up to 500 codes"),
        ("names", "\n".join(map(str, range(501))), "up to 500 names"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    desk: Student, entry: Entry, store: Store, teacher: Teacher, field: str, value: str, says: str
) -> None:
    page = assign(desk, entry, **{"deadline": "2027-03-02T14:30", field: value})
    assert page.status == 400
    assert says in page.text
    assert form_to(page, "/assign").value("title") == "Year 9"
    assert store.assignments.assignments(teacher.id) == ()


def test_a_pasted_list_and_drawn_codes(
    desk: Student, entry: Entry, store: Store, teacher: Teacher
) -> None:
    page = assign(desk, entry, naming="list", names=" Ben \r\nAna\r\n\r\nana")
    assert "0 have joined of 2" in page.text
    names = [one.name for one in store.assignments.participants(made(store, teacher).id)]
    assert names == ["Ana", "Ben"]
    desk.send(form_to(page, "/names"), names="Cem\nBen")
    names = [one.name for one in store.assignments.participants(made(store, teacher).id)]
    assert names == ["Ana", "Ben", "Cem"]


def test_roster_codes_are_shown_to_hand_out(
    desk: Student, entry: Entry, store: Store, teacher: Teacher
) -> None:
    page = assign(desk, entry, naming="codes", codes="3")
    codes = [one.name for one in store.assignments.participants(made(store, teacher).id)]
    assert len(codes) == 3
    assert all(code in page.text for code in codes)


def test_the_table_says_who_is_where(desk: Student, room: Room) -> None:
    room.joined("Ana")
    ben, cem = room.begun("Ben"), room.begun("Cem")
    ben.give_right("Ben")
    cem.open(f"/class/{room.code}/attempt/1/review")
    cem.send(form_to(cem.page, "/hand-in"))
    page = desk.open(f"/desk/class/{room.assignment.id}")
    rows = re.findall(r"<tr class=\"is-(\w+)\">", page.html)
    assert rows == ["joined", "working", "done"]
    assert "3 have joined · 1 working · 1 done" in page.text
    assert "Year 9" in desk.open("/desk/classes").text


def test_the_table_is_sent_again_only_when_something_changed(
    teacher_client: FlaskClient, room: Room
) -> None:
    address = f"/desk/class/{room.assignment.id}/live"
    first = teacher_client.get(address)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert teacher_client.get(address, headers=tag).status_code == 304
    room.joined("Ana")
    changed = teacher_client.get(address, headers=tag)
    assert changed.status_code == 200
    assert "Ana" in changed.get_data(as_text=True)


def test_ending_and_opening_again(desk: Student, room: Room) -> None:
    here = f"/desk/class/{room.assignment.id}"
    stale = form_to(desk.open(here), "/end")
    page = desk.send(stale)
    assert "Open it again" in page.text
    page = desk.send(form_to(page, "/reopen"))
    assert "End the class" in page.text
    assert desk.send(stale).status == 409, "the page was of an earlier state"


def test_accommodations_are_given_while_a_student_works(desk: Student, room: Room) -> None:
    phone = room.begun("Ana")
    student = f"/desk/class/{room.assignment.id}/student/{room.people()['Ana'].id}"
    page = desk.send(
        form_to(desk.open(student), "/accommodation"),
        time_factor="1.5",
        extra_attempts="2",
        deadline="",
        large_text="yes",
    )
    assert "Has rules of their own" in page.text
    mine = room.people()["Ana"].accommodation
    assert (mine.time_factor, mine.extra_attempts, mine.large_text) == (1.5, 2, True)
    assert "30 min left" in phone.open(phone.at).text
    assert "own" not in room.joined("Ben").page.text.lower()
    bad = desk.send(form_to(desk.open(student), "/accommodation"), time_factor="99")
    assert bad.status == 400
    desk.send(form_to(desk.open(student), "/accommodation"), time_factor="none")
    assert room.people()["Ana"].accommodation.time_factor is None


def test_a_student_is_sent_out_renamed_freed_and_deleted(desk: Student, room: Room) -> None:
    phone = room.begun("Ana")
    student = f"/desk/class/{room.assignment.id}/student/{room.people()['Ana'].id}"
    desk.send(form_to(desk.open(student), "/remove"))
    assert phone.open(f"/class/{room.code}").status == 403
    desk.send(form_to(desk.open(student), "/readmit"))
    desk.send(form_to(desk.open(student), "/rename"), names="Anna")
    assert set(room.people()) == {"Anna"}
    desk.send(form_to(desk.open(student), "/free"))
    assert "What is your name?" in phone.open(f"/class/{room.code}").text
    assert "Go on where you were" in room.joined("Anna").page.text
    desk.send(form_to(desk.open(student), "/delete"))
    assert room.people() == {}
    assert desk.open(student).status == 404


def test_a_late_answer_waits_for_the_teacher(desk: Student, room: Room) -> None:
    phone = room.begun("Ana")
    key = phone.key()
    room.clock.wait(minutes=25)
    phone.sync(answers=[{"question": 1, "turn": 1, "answer": [*key], "waited": 600}])
    here = f"/desk/class/{room.assignment.id}"
    page = desk.open(here)
    assert "came 5 minutes late" in page.text
    assert "given in time, as the phone says" in page.text
    form = form_to(page, "/decide")
    desk.send(form, counts="yes")
    (response,) = room.go("Ana").responses
    assert (response.lateness, response.right) == ("counted", True)
    assert desk.send(form, counts="no").status == 409
    assert "Late answers" not in desk.open(here).text


def test_deleting_a_class_asks_first_and_leaves_nothing(desk: Student, room: Room) -> None:
    room.begun("Ana")
    page = desk.open(f"/desk/class/{room.assignment.id}/delete")
    assert "its one student and all answers" in page.text
    desk.send(form_to(page, "/delete"))
    assert desk.at == "/desk/classes"
    assert room.store.sittings.all_of(room.assignment.id) == ()
    assert room.phone().open(f"/class/{room.code}").status == 404


def test_changed_rules_hold_for_those_who_work_but_the_paper_stays(
    desk: Student, room: Room
) -> None:
    phone = room.begun("Ana")
    before = [q.stem for q in room.go("Ana").paper.questions]
    form = form_to(desk.open(f"/desk/class/{room.assignment.id}/rules"), "/rules")
    desk.send(
        form, title="Year 9b", minutes="40", attempts="2", most="40", retention="90",
        naming="codes", feedback="at_once",
    )  # fmt: skip
    room.assignment = room.store.assignments.assignment(room.teacher.id, room.assignment.id)
    rules = room.assignment.rules
    assert (room.assignment.title, rules.minutes, rules.attempts) == ("Year 9b", 40, 2)
    assert (rules.naming, rules.feedback) == ("typed", "at_the_end")
    assert "40 min left" in phone.open(phone.at).text
    assert [q.stem for q in room.go("Ana").paper.questions] == before


ROLES = ("nobody", "student", "other")
PAGES = (
    ("GET", "/desk/quiz/{entry}/assign"),
    ("POST", "/desk/quiz/{entry}/assign"),
    ("GET", "/desk/class/{id}"),
    ("GET", "/desk/class/{id}/live"),
    ("GET", "/desk/class/{id}/rules"),
    ("POST", "/desk/class/{id}/rules"),
    ("POST", "/desk/class/{id}/open"),
    ("POST", "/desk/class/{id}/end"),
    ("POST", "/desk/class/{id}/reopen"),
    ("POST", "/desk/class/{id}/names"),
    ("POST", "/desk/class/{id}/decide"),
    ("GET", "/desk/class/{id}/delete"),
    ("POST", "/desk/class/{id}/delete"),
    ("GET", "/desk/class/{id}/student/{ana}"),
    ("POST", "/desk/class/{id}/student/{ana}/accommodation"),
    *(
        ("POST", f"/desk/class/{{id}}/student/{{ana}}/{what}")
        for what in ("remove", "readmit", "free", "rename", "delete")
    ),
)


@pytest.mark.parametrize("role", ROLES)
def test_the_class_is_its_teachers_alone(
    role: str, app: Flask, store: Store, room: Room, entry: Entry
) -> None:
    phone = room.begun("Ana")
    ana, before = room.people()["Ana"], store.assignments.assignments(room.teacher.id)
    client = phone.client if role == "student" else app.test_client()
    if role == "other":
        other = store.teachers.add("Mr Okafor", "no hash", now=room.clock())
        signed_in(client, store, other)
    form = next(f for f in Page(client.get("/join")).forms if f.action == "/join")
    data = {"token": form.fields["token"], "names": "Eve", "revision": "2", "most": "1"}
    for method, address in PAGES:
        place = address.format(id=room.assignment.id, entry=entry.id, ana=ana.id)
        reply = client.open(place, method=method, data=data if method == "POST" else None)
        refusals = {404} if role == "other" else {303 if method == "GET" else 401}
        assert reply.status_code in refusals, (role, method, address)
        assert "Ana" not in reply.get_data(as_text=True)
    assert store.assignments.assignments(room.teacher.id) == before
    assert room.people() == {"Ana": ana}


def test_a_student_of_another_class_is_in_no_place_here(
    desk: Student, room: Room, entry: Entry, store: Store, teacher: Teacher
) -> None:
    ana = room.begun("Ana").room.people()["Ana"]
    assign(desk, entry)
    other = next(
        each for each in store.assignments.assignments(teacher.id) if each != room.assignment
    )
    assert desk.open(f"/desk/class/{other.id}/student/{ana.id}").status == 400
    elsewhere = Room(room.app, store, room.clock, teacher, other)
    phone = Phone(elsewhere)
    phone.client = room.begun("Ben").client
    assert "What is your name?" in phone.open(f"/class/{other.code}/attempt/1").text
