"""The study guide on the web: it tells what the quiz asks, so it goes where the key goes."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.exporters import export
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.web.pages import Page, Student
from tests.web.test_library import ELSEWHERE
from tests.web.test_take import RIGHT, forward


def test_the_page_of_the_quiz_leads_to_it_on_this_machine(
    client: FlaskClient, sample: Quiz
) -> None:
    page = Page(client.get(f"/quiz/{sample.id}"))
    guide = Page(client.get(page.links["Study guide"]))
    assert guide.status == 200
    for words in ("What happened", "Timeline", "some 2,300", "Imke Sandoval", "dredged"):
        assert words in guide.text
    file = client.get(guide.links["Study guide"])
    assert file.data == export(sample, "guide").payload
    assert file.headers["Content-Disposition"].endswith("power-station-study-guide.pdf")


@pytest.mark.parametrize("remote", ELSEWHERE)
def test_it_is_given_to_no_other_machine(client: FlaskClient, sample: Quiz, remote: str) -> None:
    where = {"REMOTE_ADDR": remote}
    assert "Study guide" not in Page(client.get(f"/quiz/{sample.id}", environ_base=where)).links
    for name in ("guide", "study-guide"):
        assert client.get(f"/quiz/{sample.id}/{name}", environ_base=where).status_code == 403


def test_who_has_finished_gets_it_anywhere_and_nobody_before(app: Flask, sample: Quiz) -> None:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    student = Student(client)
    student.start(sample.id)
    early = client.get(f"{student.attempt}/guide")
    assert early.status_code == 404
    assert "once every question is answered" in Page(early).text
    forward(student, RIGHT)
    page = student.follow("See your result")
    guide = Page(client.get(page.links["Study guide"]))
    assert guide.status == 200
    assert client.get(guide.links["Study guide"]).status_code == 200


def test_it_holds_no_question(client: FlaskClient, sample: Quiz) -> None:
    text = Page(client.get(f"/quiz/{sample.id}/guide")).text
    assert all(question.stem not in text for question in sample.questions)


def test_an_older_quiz_has_none_and_says_so(store: Store, sample: Quiz) -> None:
    old = sample.model_copy(update={"guide": None})
    client = create_app([old], store).test_client()
    assert "Study guide" not in Page(client.get(f"/quiz/{old.id}")).links
    page = Page(client.get(f"/quiz/{old.id}/guide"))
    assert page.status >= 400
    assert "build it again" in page.text
