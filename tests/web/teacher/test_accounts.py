"""Signing in, out and up; what a wrong password tells, and what it does not."""

import logging
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.errors import OptionError
from quiz.schema.classroom import Teacher
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.store.teachers import FREE_TRIES
from quiz.web import create_app
from quiz.web.teacher import passwords
from tests.web.pages import Page, Student, address_of, form_to

GOOD = "four otters in the rain"
OTHER = "seven lamps under water"
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def known_hash() -> str:
    return passwords.hashed(GOOD)


@pytest.fixture
def lindqvist(store: Store, known_hash: str) -> Teacher:
    """Return a teacher whose password is known."""
    return store.teachers.add("Ms Lindqvist", known_hash, now=NOW)


def sign_in(client: FlaskClient, name: str, password: str, onward: str = "") -> TestResponse:
    """Send the form to sign in as a browser would."""
    form = Page(client.get(f"/sign-in?next={onward}")).forms[0]
    return client.post(form.action, data={**form.fields, "name": name, "password": password})


def test_who_has_not_signed_in_is_led_to_it_and_back(
    client: FlaskClient, lindqvist: Teacher
) -> None:
    asked = client.get("/desk?q=tide&folder=Year+9")
    assert asked.status_code == 303
    form = Page(client.get(asked.headers["Location"])).forms[0]
    done = client.post(form.action, data={**form.fields, "name": "ms lindqvist", "password": GOOD})
    assert done.status_code == 303
    assert done.headers["Location"] == "/desk?q=tide&folder=Year+9"
    page = Page(client.get("/desk"))
    assert page.status == 200
    assert "Signed in as Ms Lindqvist" in page.text
    assert client.get("/sign-in").headers["Location"] == "/desk"


@pytest.mark.parametrize(
    "onward",
    [
        "https://elsewhere.example/desk",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "desk",
        "/desk%0d%0aSet-Cookie:x=1",
        "/\t/elsewhere.example",
        "http:///elsewhere.example",
        "/" + "x" * 600,
    ],
)
def test_nobody_is_led_away_by_signing_in(
    client: FlaskClient, lindqvist: Teacher, onward: str
) -> None:
    assert sign_in(client, "Ms Lindqvist", GOOD, onward).headers["Location"] == "/desk"


def test_a_wrong_name_a_wrong_password_and_a_pause_read_the_same(
    app: Flask, lindqvist: Teacher
) -> None:
    def said(name: str, password: str) -> str:
        page = Page(sign_in(app.test_client(), name, password))
        assert page.status == 401
        return page.text

    wrong_name = said("Nobody", GOOD)
    for _ in range(FREE_TRIES):
        assert said("Ms Lindqvist", "wrong wrong wrong") == wrong_name
    assert said("Ms Lindqvist", GOOD) == wrong_name, "even the right one, in the pause"
    assert "not right" in wrong_name


def test_a_pause_is_for_one_account_whatever_the_address(
    app: Flask, store: Store, lindqvist: Teacher, known_hash: str
) -> None:
    store.teachers.add("Mr Okafor", known_hash, now=NOW)
    for number in range(FREE_TRIES + 1):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        assert sign_in(client, "Ms Lindqvist", "wrong wrong wrong").status_code == 401
    client.environ_base["REMOTE_ADDR"] = "192.0.2.200"
    assert sign_in(client, "Ms Lindqvist", GOOD).status_code == 401
    assert sign_in(client, "Mr Okafor", GOOD).status_code == 303


def test_after_the_pause_the_right_password_is_taken(
    store: Store, sample: Quiz, lindqvist: Teacher
) -> None:
    now = [NOW]
    client = create_app([sample], store, clock=lambda: now[0]).test_client()
    for _ in range(FREE_TRIES):
        sign_in(client, "Ms Lindqvist", "wrong wrong wrong")
    assert sign_in(client, "Ms Lindqvist", GOOD).status_code == 401
    now[0] += timedelta(seconds=31)
    assert sign_in(client, "Ms Lindqvist", GOOD).status_code == 303


def test_a_failed_sign_in_is_logged_without_what_was_typed(
    client: FlaskClient, lindqvist: Teacher, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        sign_in(client, "Ms Lindqvist\nfaked line", "secret secret secret")
    assert caplog.messages == ["A sign-in failed."]


def cookies(response: TestResponse) -> dict[str, SimpleCookie]:
    found = {}
    for header in response.headers.getlist("Set-Cookie"):
        cookie = SimpleCookie(header)
        found[next(iter(cookie))] = cookie
    return found


def test_signing_in_gives_new_tokens_whatever_was_planted(
    client: FlaskClient, lindqvist: Teacher
) -> None:
    client.set_cookie("broadsheet_visitor", "planted")
    client.set_cookie("broadsheet_teacher", "planted")
    set_ = cookies(sign_in(client, "Ms Lindqvist", GOOD))
    for name in ("broadsheet_teacher", "broadsheet_visitor"):
        cookie = set_[name][name]
        assert cookie.value != "planted"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]
    assert len(set_["broadsheet_teacher"]["broadsheet_teacher"].value) >= 43
    assert Page(client.get("/desk")).status == 200


def test_under_tls_no_other_site_can_set_our_cookies(
    client: FlaskClient, lindqvist: Teacher
) -> None:
    base = "https://localhost"
    form = Page(client.get("/sign-in", base_url=base)).forms[0]
    data = {**form.fields, "name": "Ms Lindqvist", "password": GOOD}
    set_ = cookies(client.post(form.action, data=data, base_url=base))
    assert set(set_) == {"__Host-broadsheet_teacher", "__Host-broadsheet_visitor"}
    assert all(cookie[name]["secure"] for name, cookie in set_.items())
    assert client.get("/desk", base_url=base).status_code == 200
    assert client.get("/desk").status_code == 303, "not without TLS"


def test_signing_out_ends_it_here_and_not_elsewhere(app: Flask, lindqvist: Teacher) -> None:
    one, other = Student(app.test_client()), Student(app.test_client())
    for student in (one, other):
        sign_in(student.client, "Ms Lindqvist", GOOD)
    stolen = one.client.get_cookie("broadsheet_teacher")
    assert stolen is not None
    leave = one.open("/desk").forms[0]
    assert leave.action == "/sign-out"
    one.send(leave)
    one.client.set_cookie("broadsheet_teacher", stolen.value)
    assert one.client.get("/desk").status_code == 303, "a copied cookie is worth nothing"
    assert other.client.get("/desk").status_code == 200

    sign_in(one.client, "Ms Lindqvist", GOOD)
    one.send(form_to(one.open("/account"), "/account/sign-out-everywhere"))
    for student in (one, other):
        assert student.client.get("/desk").status_code == 303


def test_a_form_of_the_desk_sent_after_signing_out_does_nothing(
    store: Store, teacher_client: FlaskClient, teacher: Teacher
) -> None:
    student = Student(teacher_client)
    student.open("/account")
    store.teachers.end_all(teacher.id)
    page = student.send(student.seen[-1].forms[2])
    assert page.status == 401
    assert page.links["Sign in"] == "/sign-in"


def test_the_first_teacher_follows_the_link_and_chooses_a_name(
    client: FlaskClient, store: Store
) -> None:
    student = Student(client)
    assert "No teacher has an account here yet" in student.open("/desk").text
    link = f"/setup/{store.teachers.make_link('setup', None, now=NOW)}"
    form = student.open(link).forms[0]
    for name, password, again, why in (
        ("Ms Lindqvist", "short", "short", "12 to 200 characters"),
        ("Ms Lindqvist", GOOD, OTHER, "differ"),
        ("Ms Lindqvist", "password1234", "password1234", "first that others would try"),
        (" ", GOOD, GOOD, "1 to 60 characters"),
    ):
        page = student.send(form, name=name, password=password, again=again)
        assert page.status == 400
        assert why in page.text
        assert page.title.startswith("Error")
        assert password not in page.html, "passwords are typed anew"
    assert not store.teachers.are_any()
    page = student.send(form, name="Ms Lindqvist", password=GOOD, again=GOOD)
    assert student.at == "/desk"
    assert "Your first quiz" in page.text
    assert student.open(link).status == 404
    assert student.open("/setup/none").status == 404


def test_a_teacher_invites_another_who_sees_nothing_of_hers(
    app: Flask, store: Store, teacher_client: FlaskClient, teacher: Teacher, sample: Quiz
) -> None:
    entry = store.library.add(teacher.id, sample, what="Made.", now=NOW)
    host = Student(teacher_client)
    page = host.send(form_to(host.open("/account"), "/account/invite"))
    (field,) = page.having("input", id="link")
    path = field["value"].removeprefix("http://localhost")
    guest = Student(app.test_client())
    page = guest.open(path)
    assert "Ms Lindqvist invites you" in page.text
    guest.send(page.forms[0], name="Mr Okafor", password=OTHER, again=OTHER)
    assert guest.at == "/desk"
    assert guest.open(f"/desk/quiz/{entry.id}").status == 404
    assert host.open(f"/desk/quiz/{entry.id}").status == 200
    assert Student(app.test_client()).open(path).status == 404


def test_a_changed_password_ends_the_other_sign_ins(app: Flask, lindqvist: Teacher) -> None:
    here, there = Student(app.test_client()), Student(app.test_client())
    for student in (here, there):
        sign_in(student.client, "Ms Lindqvist", GOOD)
    form = form_to(here.open("/account"), "/account/password")
    wrong = here.send(form, present="wrong wrong wrong", password=OTHER, again=OTHER)
    assert wrong.status == 400
    assert "present password is not right" in wrong.text
    done = here.send(form, present=GOOD, password=OTHER, again=OTHER)
    assert "The new password is kept" in done.text
    assert there.client.get("/desk").status_code == 303
    assert here.client.get("/desk").status_code == 200
    assert sign_in(there.client, "Ms Lindqvist", GOOD).status_code == 401
    assert sign_in(there.client, "Ms Lindqvist", OTHER).status_code == 303


def test_a_link_for_a_new_password_signs_in_and_works_once(
    app: Flask, client: FlaskClient, store: Store, lindqvist: Teacher
) -> None:
    link = f"/sign-in/{store.teachers.make_link('sign-in', lindqvist.id, now=NOW)}"
    student = Student(client)
    form = student.open(link).forms[0]
    assert student.send(form, password="short", again="short").status == 400
    student.send(form, password=OTHER, again=OTHER)
    assert student.at == "/desk"
    assert student.open(link).status == 404
    assert sign_in(app.test_client(), "Ms Lindqvist", GOOD).status_code == 401
    assert sign_in(app.test_client(), "Ms Lindqvist", OTHER).status_code == 303


COMMON = [
    "password1234",
    "Password12345!",
    "PASSWORDPASSWORD",
    "qwertyuiop123",
    "123456789012",
    "abcdefghijklm",
    "aaaaaaaaaaaaa",
    "football2024!",
    "ms lindqvist 1",
    "abcabcabcabcabc",
]


@pytest.mark.parametrize("password", COMMON)
def test_common_passwords_are_refused(app: Flask, password: str) -> None:
    assert len(password) >= passwords.SHORTEST
    with app.test_request_context(), pytest.raises(OptionError, match="first that others"):
        passwords.check(password, name="Ms Lindqvist")


@pytest.mark.parametrize(
    "password", [GOOD, OTHER, "Wüste Ähren 水 x", "x7#kQz!92mWp", "k" * 5 + GOOD]
)
def test_other_passwords_are_taken(app: Flask, password: str) -> None:
    with app.test_request_context():
        passwords.check(password, name="Ms Lindqvist")


@pytest.mark.parametrize("length", [0, 11, 201])
def test_the_length_of_a_password_has_bounds(app: Flask, length: int) -> None:
    password = (GOOD * 9)[:length]
    with app.test_request_context(), pytest.raises(OptionError, match="12 to 200"):
        passwords.check(password, name="x")


def test_every_password_of_the_list_that_is_long_enough_is_refused(app: Flask) -> None:
    from quiz.resources import words

    long = [word for word in words("common_passwords") if len(word) >= passwords.SHORTEST]
    assert len(long) > 200
    with app.test_request_context():
        for password in long:
            with pytest.raises(OptionError):
                passwords.check(password, name="x")


def test_a_hash_is_argon2id_with_salt_and_holds_its_password_only() -> None:
    first, second = passwords.hashed(GOOD), passwords.hashed(GOOD)
    assert first.startswith("$argon2id$")
    assert first != second
    assert passwords.is_right(GOOD, first)
    assert not passwords.is_right(f"{GOOD} ", first)
    assert not passwords.is_right(GOOD, None)
    assert not passwords.is_right(GOOD, "no hash")


FOR_ALL = {"sign_in", "check_sign_in", "sign_out", "welcome", "join", "choose_password", "reset"}


def test_no_page_of_a_teacher_forgets_the_guard(
    app: Flask, client: FlaskClient, sample: Quiz
) -> None:
    """Whatever is defined in quiz.web.teacher, nobody gets in who has not signed in."""
    token = Page(client.get(f"/quiz/{sample.id}")).forms[0].fields
    adapter, guarded = app.url_map.bind("localhost"), 0
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if not view.__module__.startswith("quiz.web.teacher.") or view.__name__ in FOR_ALL:
            continue
        address = address_of(adapter, rule, {}, "1")
        if "POST" in (rule.methods or ()):
            assert client.post(address, data=token).status_code == 401, rule
        else:
            led = client.get(address)
            assert led.status_code == 303, rule
            assert led.headers["Location"].startswith("/sign-in?next=")
        guarded += 1
    assert guarded >= 16
