"""Headers on every answer, forms that cannot be forged, limits that hold."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from quiz.web.security import MAX_BODY
from tests.articles import POLITICS
from tests.web.pages import Form, Student

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "script-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def addresses(app: Flask, quiz_id: str, attempt_id: str) -> Iterator[tuple[str, str]]:
    """Yield (method, address) for every rule of the application, once known and once unknown."""
    known = {"quiz_id": quiz_id, "attempt_id": attempt_id, "number": 1, "name": "deck"}
    unknown = {"quiz_id": "none", "attempt_id": "none", "number": 99, "name": "none"}
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        for values in (known, unknown):
            fitting = {name: values[name] for name in rule.arguments if name in values}
            if "filename" in rule.arguments:
                fitting["filename"] = "broadsheet.css" if values is known else "none.css"
            address = adapter.build(rule.endpoint, fitting)
            for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
                yield method, address


def check_headers(response: TestResponse) -> None:
    headers = response.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    if not (response.request.path.startswith("/static/") and response.status_code == 200):
        assert headers["Cache-Control"] == "no-store"


def test_every_answer_carries_the_headers(app: Flask, student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    attempt_id = student.attempt.removeprefix("/attempt/")
    statuses = set()
    for method, address in addresses(app, sample.id, attempt_id):
        response = student.client.open(address, method=method)
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
    assert len(linked) == 3
    for address in linked:
        assert re.search(r"\?v=[0-9a-f]{12}$", address)
        with client.get(address) as response:
            assert response.status_code == 200
            assert "immutable" in response.headers["Cache-Control"]


def post_rules(app: Flask) -> list[str]:
    return [r.endpoint for r in app.url_map.iter_rules() if "POST" in (r.methods or ())]


def forms_of(app: Flask, student: Student, quiz: Quiz) -> list[Form]:
    """Return a form for every rule that takes a POST; fail where one has none here."""
    source = student.open("/new").forms[0]
    review = student.submit(source.fill("text", "\n\n".join(POLITICS))).forms[0]
    page = student.start(quiz.id)
    forms = [source, review, student.seen[-2].forms[0], page.forms[0]]
    adapter = app.url_map.bind("localhost")
    met = {adapter.match(form.action, "POST")[0] for form in forms}
    assert met == set(post_rules(app)), "a new form needs its place in this test"
    return forms


@pytest.mark.parametrize("token", [None, "", "x", "bm9ib2R5.c2lnbmF0dXJl"])
def test_no_form_works_without_its_token(
    app: Flask, student: Student, sample: Quiz, token: str | None
) -> None:
    for form in forms_of(app, student, sample):
        fields = {} if token is None else {"token": token}
        response = student.client.post(form.action, data={**fields, "answer": "14 May 2024"})
        assert response.status_code == 400
        assert "reload" in response.get_data(as_text=True)
    assert "Check my answer" in student.open(f"{student.attempt}/question/1").text


def test_a_token_of_another_visitor_does_not_work(
    app: Flask, student: Student, sample: Quiz
) -> None:
    other = app.test_client()
    other.get("/")
    for form in forms_of(app, student, sample):
        assert other.post(form.action, data=form.fields).status_code == 400


def test_a_token_without_its_cookie_does_not_work(
    app: Flask, student: Student, sample: Quiz
) -> None:
    for form in forms_of(app, student, sample):
        assert app.test_client().post(form.action, data=form.fields).status_code == 400


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
    app: Flask, student: Student, sample: Quiz, headers: dict[str, str]
) -> None:
    for form in forms_of(app, student, sample):
        response = student.client.post(form.action, data=form.fields, headers=headers)
        assert response.status_code == 400
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


def test_get_changes_nothing(app: Flask, student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    attempt_id = student.attempt.removeprefix("/attempt/")
    before = student.open(student.attempt).text
    for method, address in addresses(app, sample.id, attempt_id):
        if method in ("GET", "HEAD", "OPTIONS"):
            student.client.open(f"{address}?answer=14+May+2024&pass=yes", method=method).close()
    assert student.open(student.attempt).text == before


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
