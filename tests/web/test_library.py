"""The list of quizzes, a quiz's own page, and the files for teachers."""

import json
from email.message import Message

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.exporters import export
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.web.pages import Page, Student
from tests.web.test_take import RIGHT, forward


def test_the_list_says_what_each_quiz_holds(student: Student, sample: Quiz) -> None:
    page = student.open("/")
    assert page.title == "Quizzes – Broadsheet"
    assert sample.title in page.links
    assert "The Brindle Courier · 15 May 2024" in page.text
    assert "6 questions" in page.text
    assert "about 4 minutes" in page.text
    for count in (
        "1 multiple choice",
        "2 true or false",
        "1 fill the gap",
        "2 short answer",
    ):
        assert count in page.text


def test_a_shortfall_is_said_on_the_list_and_on_the_page(student: Student, sample: Quiz) -> None:
    assert sample.shortfall
    assert sample.shortfall in student.open("/").text
    assert sample.shortfall in student.open(f"/quiz/{sample.id}").text


def test_quizzes_keep_their_order_and_lead_to_their_pages(store: Store, sample: Quiz) -> None:
    other = sample.model_copy(update={"id": "0" * 16, "title": "Another story"})
    student = Student(create_app([other, sample], store).test_client())
    page = student.open("/")
    assert page.text.index("Another story") < page.text.index(sample.title)
    assert "Another story" in student.follow("Another story").title


def test_an_empty_list_says_how_to_fill_it(store: Store) -> None:
    page = Student(create_app([], store).test_client()).open("/")
    assert "quiz build" in page.text
    assert page.forms == []


def test_without_quizzes_those_kept_before_are_listed_newest_first(
    store: Store, sample: Quiz
) -> None:
    other = sample.model_copy(update={"id": "0" * 16, "title": "A later story"})
    create_app([sample, other], store)
    page = Student(create_app([], store).test_client()).open("/")
    assert page.text.index("A later story") < page.text.index(sample.title)
    only = Student(create_app([sample], store).test_client()).open("/")
    assert "A later story" not in only.text


def test_a_quiz_without_questions_cannot_be_started(store: Store, sample: Quiz) -> None:
    empty = sample.model_copy(update={"questions": ()})
    app = create_app([empty], store)
    student = Student(app.test_client())
    assert student.open(f"/quiz/{empty.id}").forms == []
    other = sample.model_copy(update={"id": "0" * 16})
    lender = create_app([other, empty], store)
    form = (student := Student(lender.test_client())).open("/").forms[0]
    form.action = f"/quiz/{empty.id}/attempts"
    page = student.send(form)
    assert page.status == 400
    assert "no question" in page.text


def test_an_article_without_outlet_or_date_is_listed(store: Store, sample: Quiz) -> None:
    bare = sample.article.model_copy(update={"outlet": None, "published": None, "byline": None})
    quiz = sample.model_copy(update={"article": bare})
    student = Student(create_app([quiz], store).test_client())
    assert "None" not in student.open("/").text
    assert "None" not in student.open(f"/quiz/{quiz.id}").text


@pytest.mark.parametrize(
    ("name", "words", "to", "key"),
    [
        ("sheet", "Question sheet", "pdf", False),
        ("key", "Answer key", "pdf", True),
        ("deck", "Anki deck", "anki", False),
    ],
)
def test_files_for_teachers_are_the_exports(
    client: FlaskClient, sample: Quiz, name: str, words: str, to: str, key: bool
) -> None:
    page = Page(client.get(f"/quiz/{sample.id}"))
    assert page.text.index("For teachers") < page.text.index(words)
    response = client.get(page.links[words])
    wanted = export(sample, to, key=key)
    assert response.data == wanted.payload
    assert response.mimetype == wanted.mimetype
    header = Message()
    header["Content-Disposition"] = response.headers["Content-Disposition"]
    assert header.get_content_disposition() == "attachment"
    ending = wanted.suffix.lstrip(".")
    assert header.get_filename() == (
        f"harbour-town-of-brindle-opens-its-first-tidal-power-station-{name}.{ending}"
    )
    assert client.get(page.links[words]).data == wanted.payload


def test_an_unknown_file_is_not_there(client: FlaskClient, sample: Quiz) -> None:
    assert client.get(f"/quiz/{sample.id}/source").status_code == 404


def test_a_corrected_quiz_has_new_files_and_a_running_attempt_its_own(
    store: Store, sample: Quiz
) -> None:
    before = Student(create_app([sample], store).test_client())
    before.start(sample.id)
    corrected = sample.model_copy(update={"title": "Tide turns"})
    after = Student(create_app([corrected], store).test_client())
    after.open(before.attempt)
    forward(after, RIGHT)
    old = after.client.get(after.follow("See your result").links["Answer key"])
    new = after.client.get(f"/quiz/{sample.id}/key")
    assert old.data == export(sample, "pdf", key=True).payload
    assert new.data == export(corrected, "pdf", key=True).payload
    assert old.data != new.data


def test_files_stay_right_when_old_ones_make_room(
    store: Store, sample: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.web.downloads._KEPT", 1)
    client = create_app([sample], store).test_client()
    for _ in range(2):
        for name, to in (("deck", "anki"), ("sheet", "pdf")):
            assert client.get(f"/quiz/{sample.id}/{name}").data == export(sample, to).payload


def test_starting_up_loads_no_exporter_and_no_language_model(
    app: Flask,
) -> None:
    """`quiz serve` has to answer at once: heavy parts wait until someone asks for them."""
    import subprocess
    import sys

    code = "import json, sys, quiz.web, quiz.web.server; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(ran.stdout))
    assert loaded.isdisjoint({"spacy", "genanki", "typst", "quiz.exporters.anki"})
