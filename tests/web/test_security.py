"""Headers on every answer, forms that cannot be forged, limits that hold."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from quiz.schema.classroom import Teacher
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.store.tables import METADATA
from quiz.web import create_app
from quiz.web.security import MAX_BODY
from tests.web.pages import Page, Student, address_of

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "script-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def addresses(app: Flask, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (method, address) for every rule of the application, once known and once unknown.

    `known` are values that stand for something there is, by the names they have in addresses.
    """
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        static = {"filename": "broadsheet.css"}
        for values, other in (({**static, **known}, "1"), ({}, "99")):
            address = address_of(adapter, rule, values, other)
            for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
                yield method, address


def posts(app: Flask, known: dict[str, str]) -> list[str]:
    """Return an address for every rule that takes a POST."""
    adapter = app.url_map.bind("localhost")
    found = []
    for method, address in addresses(app, known):
        if method == "POST" and adapter.test(address, "POST"):
            found.append(address)
    return found


@pytest.fixture
def known(
    teacher_client: FlaskClient, store: Store, teacher: Teacher, sample: Quiz
) -> dict[str, str]:
    """Return the names of things there are: an attempt, an entry in the library."""
    student = Student(teacher_client)
    student.start(sample.id)
    entry = store.library.add(teacher.id, sample, what="Made.", now=datetime.now(UTC))
    return {
        "quiz_id": sample.id,
        "attempt_id": student.attempt.removeprefix("/attempt/"),
        "number": "1",
        "name": "deck",
        "entry_id": entry.id,
    }


def check_headers(response: TestResponse) -> None:
    headers = response.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    if not (response.request.path.startswith("/static/") and response.status_code == 200):
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("is_teacher", [True, False])
def test_every_answer_carries_the_headers(
    app: Flask, teacher_client: FlaskClient, known: dict[str, str], is_teacher: bool
) -> None:
    client = teacher_client if is_teacher else app.test_client()
    statuses = set()
    for method, address in addresses(app, known):
        response = client.open(address, method=method)
        check_headers(response)
        statuses.add(response.status_code)
        response.close()
    assert {200, 303, 400, 404, 405} <= statuses
    assert 500 not in statuses


def test_under_tls_the_browser_is_told_to_stay_there(client: FlaskClient) -> None:
    secure = client.get("/", base_url="https://quiz.example")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Secure" in secure.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in client.get("/").headers


def test_the_cookie_is_for_this_site_and_no_script(client: FlaskClient) -> None:
    cookie = client.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Set-Cookie" not in client.get("/").headers


def test_static_files_are_kept_for_ever_at_an_address_of_their_bytes(
    client: FlaskClient,
) -> None:
    html = client.get("/").get_data(as_text=True)
    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert len(linked) == 4
    for address in linked:
        assert re.search(r"\?v=[0-9a-f]{12}$", address)
        with client.get(address) as response:
            assert response.status_code == 200
            assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("token", [None, "", "x", "bm9ib2R5.c2lnbmF0dXJl"])
def test_nothing_is_done_without_the_token_of_the_form(
    app: Flask, teacher_client: FlaskClient, known: dict[str, str], token: str | None
) -> None:
    fields = {} if token is None else {"token": token}
    for address in posts(app, known):
        response = teacher_client.post(address, data={**fields, "answer": "14 May 2024"})
        assert response.status_code == 400, address
        assert "reload" in response.get_data(as_text=True)


def test_a_token_of_another_visitor_or_without_its_cookie_does_not_work(
    app: Flask, teacher_client: FlaskClient, known: dict[str, str]
) -> None:
    other = app.test_client()
    theirs = Page(other.get(f"/quiz/{known['quiz_id']}")).forms[0].fields["token"]
    for address in posts(app, known):
        assert teacher_client.post(address, data={"token": theirs}).status_code == 400
        bare = app.test_client().post(address, data={"token": theirs})
        assert bare.status_code in (400, 401), address


def test_what_is_sent_as_json_brings_the_token_in_a_header(
    app: Flask, student: Student, sample: Quiz
) -> None:
    app.add_url_rule("/echo", "echo", lambda: request.get_json(), methods=["POST"])
    token = student.open(f"/quiz/{sample.id}").forms[0].fields["token"]

    def send(**headers: str) -> int:
        return student.client.post("/echo", json={"token": token}, headers=headers).status_code

    assert send() == 400
    assert send(**{"X-Form-Token": "x"}) == 400
    assert send(**{"X-Form-Token": token}) == 200
    assert send(**{"X-Form-Token": token, "Origin": "https://elsewhere.example"}) == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Origin": "nonsense"},
        {"Origin": "http://[nonsense"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_form_works_from_another_site(
    app: Flask, teacher_client: FlaskClient, known: dict[str, str], headers: dict[str, str]
) -> None:
    token = Page(teacher_client.get(f"/quiz/{known['quiz_id']}")).forms[0].fields["token"]
    for address in posts(app, known):
        response = teacher_client.post(address, data={"token": token}, headers=headers)
        assert response.status_code == 400, address
        assert "another site" in response.get_data(as_text=True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost"},
        {"Origin": "https://localhost"},  # behind a proxy that ends TLS
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},  # under no-referrer
        {},
    ],
)
def test_forms_work_from_this_site(student: Student, sample: Quiz, headers: dict[str, str]) -> None:
    form = student.start(sample.id).forms[0]
    response = student.client.post(
        form.action, data={**form.fields, "answer": "14 May 2024"}, headers=headers
    )
    assert response.status_code == 303


def test_a_stale_form_leads_back_to_its_question(student: Student, sample: Quiz) -> None:
    form = student.start(sample.id).forms[0]
    form.fields["token"] = "old"
    page = student.send(form, answer="14 May 2024")
    assert page.status == 400
    assert "Check my answer" in student.follow("Back to where you were").text


def test_a_body_that_is_too_large_is_refused_with_a_page(student: Student, sample: Quiz) -> None:
    form = student.start(sample.id).forms[0]
    page = student.send(form, answer="x" * MAX_BODY)
    assert page.status == 413
    assert "too long" in page.text
    assert page.links["Back to where you were"] == student.at


def test_get_changes_nothing(
    app: Flask, store: Store, teacher_client: FlaskClient, known: dict[str, str]
) -> None:
    def rows() -> dict[str, object]:
        with store.database.reading() as connection:
            return {
                table.name: connection.execute(select(table)).all()
                for table in METADATA.sorted_tables
            }

    before = rows()
    asked = "answer=14+May+2024&pass=yes&archived=yes&new=Other"
    for method, address in addresses(app, known):
        if method in ("GET", "HEAD", "OPTIONS"):
            teacher_client.open(f"{address}?{asked}", method=method).close()
    assert rows() == before


OURS = ["localhost", "localhost:8000", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000"]
OURS += ["127.0.0.2:80", "[::1]", "[::1]:8000"]
THEIRS = ["news.example", "news.example:8000", "localhost.news.example", "127.0.0.1.news.example"]
THEIRS += ["192.168.1.5:8000", "0.0.0.0:8000", "[fe80::1]:8000", "127.0.0.1@news.example", "", "::"]


@pytest.mark.parametrize("host", OURS)
def test_a_local_server_answers_to_its_own_names(sample: Quiz, store: Store, host: str) -> None:
    client = create_app([sample], store, local=True).test_client()
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", THEIRS)
def test_a_local_server_answers_to_no_other_name(sample: Quiz, store: Store, host: str) -> None:
    """Otherwise a site whose name is made to stand for 127.0.0.1 could read the key."""
    client = create_app([sample], store, local=True).test_client()
    for address in ("/", f"/quiz/{sample.id}/key", "/static/broadsheet.css", "/none"):
        with client.get(address, headers={"Host": host}) as response:
            assert response.status_code == 400
            assert sample.title not in response.get_data(as_text=True)


def test_a_server_for_others_answers_to_any_name(sample: Quiz, store: Store) -> None:
    client = create_app([sample], store).test_client()
    assert client.get("/", headers={"Host": "school.example:8000"}).status_code == 200
