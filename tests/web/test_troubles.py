"""Every trouble is a page: one plain sentence and a way on."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.errors import StoreError
from quiz.schema.quiz import Quiz
from quiz.web.desk import desk
from tests.web.pages import Page, Student


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_wrong_method_is_a_page_that_says_what_is_allowed(
    client: FlaskClient, method: str
) -> None:
    response = getattr(client, method)("/")
    page = Page(response)
    assert page.status == 405
    assert "GET" in response.headers["Allow"]
    assert page.links["To the list of quizzes"] == "/"


def test_a_store_that_does_not_answer_loses_nothing(
    student: Student, sample: Quiz, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = student.start(sample.id).forms[0]

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("The database at sqlite:///secret/place is locked.")

    with app.app_context():
        store = desk().store
    with monkeypatch.context() as patched:
        patched.setattr(store, "record", refuse)
        response = student.client.post(form.action, data={**form.fields, "answer": "14 May 2024"})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    page = Page(response)
    assert "Nothing was lost" in page.text
    assert "sqlite" not in page.html
    assert "✓ Right" in student.send(form, answer="14 May 2024").text


def test_a_fault_of_ours_says_so_and_keeps_the_address_secret(
    student: Student,
    sample: Quiz,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    student.start(sample.id)

    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret words")

    with app.app_context():
        store = desk().store
    monkeypatch.setattr(store, "attempt", fail)
    with caplog.at_level(logging.ERROR):
        page = student.open(student.attempt)
    assert page.status == 500
    assert "It is not your fault" in page.text
    assert "secret words" not in page.html
    assert "take.resume" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert student.attempt not in caplog.text


def test_every_error_page_has_a_title_and_one_heading(client: FlaskClient) -> None:
    for response in (client.get("/none"), client.post("/"), client.post("/quiz/x/attempts")):
        page = Page(response)
        assert len(page.having("h1")) == 1
        assert page.title.endswith("– Broadsheet")
        assert f"Error {page.status}" in page.text


def test_a_doubled_slash_leads_to_the_page(student: Student, sample: Quiz) -> None:
    assert sample.title in student.open(f"/quiz//{sample.id}").title
