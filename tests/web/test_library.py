"""The list of quizzes, a quiz's own page, and the files for teachers."""

import json
from email.message import Message

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.exporters import export
from quiz.schema.quiz import Quiz
from quiz.schema.writing import Usage, Written
from quiz.store import Store
from quiz.web import create_app
from tests.samples import sample_quiz
from tests.web.pages import Page, Student, form_to
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


def test_what_was_left_out_is_said_to_teachers_only(student: Student, sample: Quiz) -> None:
    assert sample.shortfall
    lists, own = student.open("/").text, student.open(f"/quiz/{sample.id}").text
    for_students, for_teachers = own.split("For teachers")
    for words in ("of the 12 questions", "left out", "candidate", "drafted", "passed"):
        assert words not in lists
        assert words not in for_students
    assert "6 questions" in for_students
    assert "The quiz has 6 of the 12 questions asked for." in for_teachers
    assert "5 more questions were drafted and left out" in for_teachers
    assert "candidate" not in for_teachers


def test_what_a_language_model_did_is_said_to_teachers(store: Store, sample: Quiz) -> None:
    first = sample.questions[0].model_copy(update={"maker": "writer:tiny"})
    written = Written(
        tasks=("writer",),
        model="tiny",
        address="https://models.example/v1",
        seed=0,
        sent="the paragraphs of the article",
        usage=Usage(requests=1),
    )
    both = {"questions": (first, *sample.questions[1:]), "written": written}
    quiz = sample.model_copy(update=both)
    page = Page(create_app([quiz], store).test_client().get(f"/quiz/{quiz.id}"))
    for_students, for_teachers = page.text.split("For teachers")
    assert "The language model tiny wrote question 1; each is proved" in for_teachers
    assert "To https://models.example/v1 went the paragraphs of the article." in for_teachers
    assert "language model" not in for_students


def test_a_quiz_as_long_as_its_article_calls_for_says_so_where_it_is_short(store: Store) -> None:
    sample = sample_quiz()
    blueprint = sample.blueprint.model_copy(update={"length": None})
    short = sample.model_copy(
        update={"blueprint": blueprint, "questions": sample.questions[:5], "shortfall": "5 of 6."}
    )
    page = Page(create_app([short], store).test_client().get(f"/quiz/{short.id}"))
    assert (
        "The quiz has 5 of the 6 questions that an article of this length calls for." in page.text
    )


def test_one_quiz_is_not_said_to_be_todays(store: Store, sample: Quiz) -> None:
    one = Page(create_app([sample], store).test_client().get("/"))
    assert "The quiz" in one.text
    assert "Today" not in one.text
    other = sample.model_copy(update={"id": "0" * 16})
    assert "The quiz" not in Page(create_app([other, sample], store).test_client().get("/")).text


ELSEWHERE = ["192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", "fe80::1", "nonsense", ""]


@pytest.mark.parametrize("remote", ELSEWHERE)
def test_answers_are_given_to_no_other_machine(
    client: FlaskClient, sample: Quiz, remote: str
) -> None:
    def get(address: str) -> TestResponse:
        return client.get(address, environ_base={"REMOTE_ADDR": remote})

    page = Page(get(f"/quiz/{sample.id}"))
    assert "Question sheet" in page.links
    assert "Answer key" not in page.links
    assert "Anki deck" not in page.links
    assert "on the machine that serves the quiz, and to whoever has finished it" in page.text
    assert "drafted" not in page.text
    assert get(page.links["Question sheet"]).status_code == 200
    for name in ("key", "deck"):
        refused = Page(get(f"/quiz/{sample.id}/{name}"))
        assert refused.status == 403
        assert "given only on the machine that serves the quiz" in refused.text
    assert get("/quiz/none/key").status_code == 404


@pytest.mark.parametrize("remote", ["127.0.0.1", "127.4.5.6", "::1", "::ffff:127.0.0.1"])
def test_answers_are_given_on_this_machine(client: FlaskClient, sample: Quiz, remote: str) -> None:
    for name in ("key", "deck"):
        address = f"/quiz/{sample.id}/{name}"
        assert client.get(address, environ_base={"REMOTE_ADDR": remote}).status_code == 200


def test_another_site_cannot_fetch_answers_through_a_browser_on_this_machine(
    sample: Quiz, store: Store
) -> None:
    """DNS rebinding: its name stands for 127.0.0.1 by now, but is still in `Host`."""
    client = create_app([sample], store, local=False).test_client()
    for name in ("key", "deck"):
        address = f"/quiz/{sample.id}/{name}"
        assert client.get(address, headers={"Host": "evil.example"}).status_code == 403
        assert client.get(address, headers={"Host": "127.0.0.1:8000"}).status_code == 200


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"])
def test_a_request_that_a_proxy_passes_on_is_not_of_this_machine(
    client: FlaskClient, sample: Quiz, header: str
) -> None:
    response = client.get(f"/quiz/{sample.id}/key", headers={header: "127.0.0.1"})
    assert response.status_code == 403


def test_who_has_finished_gets_key_and_deck_anywhere(app: Flask, sample: Quiz) -> None:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    student = Student(client)
    student.start(sample.id)
    forward(student, RIGHT)
    page = student.follow("See your result")
    for words in ("Answer key", "Anki deck"):
        assert client.get(page.links[words]).status_code == 200


def test_quizzes_keep_their_order_and_lead_to_their_pages(store: Store, sample: Quiz) -> None:
    other = sample.model_copy(update={"id": "0" * 16, "title": "Another story"})
    student = Student(create_app([other, sample], store).test_client())
    page = student.open("/")
    assert page.text.index("Another story") < page.text.index(sample.title)
    assert "Another story" in student.follow("Another story").title


def test_without_a_quiz_the_front_page_leads_into_class_and_to_the_desk(store: Store) -> None:
    page = Student(create_app([], store).test_client()).open("/")
    assert page.title == "Join your class – Broadsheet"
    assert page.links["For teachers"] == "/desk"


def test_the_front_page_takes_the_code_of_a_class(student: Student) -> None:
    page = student.send(form_to(student.open("/"), "/join"), code="zzz zzz")
    assert student.at == "/join"
    assert page.status == 404
    assert "code" in page.text


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
    form = (student := Student(lender.test_client())).open("/").forms[1]
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
