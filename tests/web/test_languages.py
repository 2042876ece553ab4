"""Every page in the reader's language: how it is chosen, and that nothing is missing in it."""

import importlib.util
import re
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from quiz.schema.quiz import Quiz
from quiz.web.languages import LOCALES
from tests.web.pages import Page, Student

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGS = ROOT / "templates" / "translations"
TRANSLATED = sorted(path.parent.parent.name for path in CATALOGS.glob("*/LC_MESSAGES/messages.po"))
FIELD = re.compile(r"%\(\w+\)s|\{n\}|%%|</?bdi\b[^>]*>|<code>|quiz (?:build|serve|export)")


def _catalogs() -> ModuleType:
    """Return docs/catalogs.py, which belongs to no package."""
    spec = importlib.util.spec_from_file_location("catalogs", ROOT / "docs" / "catalogs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def words() -> set[object]:
    """Return what the pages say, found in their code now."""
    return {message.id for message in _catalogs().gathered() if message.id}


def _messages(code: str) -> list[Message]:
    path = CATALOGS / code / "LC_MESSAGES" / "messages.po"
    return [message for message in read_po(BytesIO(path.read_bytes())) if message.id]


def _pairs(message: Message) -> list[tuple[str, str]]:
    """Return each form of a message with its translation."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return list(zip(message.id, message.string, strict=True))


def test_every_language_but_the_original_has_a_catalog() -> None:
    assert {"en", *TRANSLATED} == set(LOCALES)
    assert len(TRANSLATED) >= 1


def test_the_template_for_translators_is_fresh(words: set[object]) -> None:
    template = read_po(BytesIO((CATALOGS / "messages.pot").read_bytes()))
    listed = {message.id for message in template if message.id}
    assert listed == words, "run `make translations`"
    assert len(words) > 900


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalog_is_complete_and_compiled(code: str, words: set[object]) -> None:
    messages = _messages(code)
    assert {message.id for message in messages} == words, "run `make translations`"
    open_still = [
        message.id for message in messages if not all(said for _, said in _pairs(message))
    ]
    assert not open_still
    assert not [message.id for message in messages if message.fuzzy]
    folder = CATALOGS / code / "LC_MESSAGES"
    catalog = read_po(BytesIO((folder / "messages.po").read_bytes()))
    fresh = BytesIO()
    write_mo(fresh, catalog)
    compiled = read_mo(BytesIO((folder / "messages.mo").read_bytes()))
    wanted = read_mo(BytesIO(fresh.getvalue()))
    assert [(m.id, m.string) for m in compiled] == [(m.id, m.string) for m in wanted]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_fields_and_what_the_pages_do_with_it(code: str) -> None:
    for message in _messages(code):
        for original, said in _pairs(message):
            # A singular may say “one” in the place of the number.
            fields = set(FIELD.findall(original)) ^ set(FIELD.findall(said))
            assert fields <= {"%(num)s"} if isinstance(message.id, tuple) else not fields, said
            assert said[:1].isspace() == original[:1].isspace(), said
            assert "!" not in said
            assert '"' not in said.replace('class="form"', ""), said


def test_the_browser_asks_for_a_language(client: FlaskClient) -> None:
    for asked, code in [
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("fr,de;q=0.3", "de"),
        ("fr", "en"),
        ("en-US,de;q=0.9", "en"),
        ("de;q=0.2,en-GB;q=0.7", "en"),
        ("", "en"),
        (";;q=x,\u00ff", "en"),
    ]:
        page = Page(client.get("/", headers={"Accept-Language": asked}))
        assert page.having("html", lang=code, dir="ltr"), asked
    assert "Join your class" in page.text


def test_a_link_changes_the_language_and_keeps_the_page(client: FlaskClient) -> None:
    student = Student(client)
    page = student.open("/join?next=a%20b&x=1")
    assert page.having("html", lang="en")
    page = student.open(page.links["Deutsch"])
    assert student.at == "/join"
    assert page.having("html", lang="de")
    assert "Der Klasse beitreten" in page.text
    # It holds on every page from now on, whatever the browser asks for.
    assert Page(client.get("/nowhere", headers={"Accept-Language": "en"})).having("html", lang="de")
    page = student.open(page.links["English"])
    assert "Join your class" in page.text


def test_the_address_goes_on_without_the_choice(client: FlaskClient) -> None:
    answer = client.get("/join?language=de&x=%26y&x=2")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/join?x=%26y&x=2"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("broadsheet_language=de;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example/join", "/\\evil.example"])
def test_nobody_is_led_to_another_site(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?language=de")
    assert not answer.headers.get("Location", "/").startswith(("//", "/\\", "http://evil"))


@pytest.mark.parametrize("chosen", ["", "xx", "../de", "de_DE", "de\r\nX: y"])
def test_what_is_no_language_changes_nothing(client: FlaskClient, chosen: str) -> None:
    answer = client.get("/", query_string={"language": chosen})
    assert answer.status_code == 200
    assert "broadsheet_language" not in answer.headers.get("Set-Cookie", "")
    client.set_cookie("broadsheet_language", "../../etc")
    assert Page(client.get("/")).having("html", lang="en")


def test_a_page_that_only_a_form_leads_to_offers_the_front_page(student: Student) -> None:
    student.open("/")
    page = Page(student.client.post("/join/nowhere/at/all", headers={"Accept-Language": "de"}))
    assert page.links["English"] == "/?language=en"


def test_a_quiz_in_german_from_first_to_last_page(
    app: Flask, client: FlaskClient, sample: Quiz
) -> None:
    client.set_cookie("broadsheet_language", "de")
    student = Student(client)
    page = student.open(f"/quiz/{sample.id}")
    assert "15. Mai 2024" in page.text
    assert "etwa 4 Minuten" in page.text
    page = student.start(sample.id)
    assert "Frage 1 von 6" in page.text
    title = sample.questions[0].stem
    assert any(tag[1].get("lang") == "en" for tag in page.tags if tag[0] == "h1"), title
    assert student.answer("").status == 422
    assert "Gib zuerst eine Antwort ein." in student.seen[-1].text
    for number, question in enumerate(sample.questions, start=1):
        page = student.open(f"{student.attempt}/question/{number}")
        if question.type == "true_false":
            assert page.having("div", class_="options two", data_keys="rf")
            assert "Richtig" in page.text
        student.answer({"true_false": "true", "multiple_choice": "0"}.get(question.type, "x"))
        assert "Im Artikel" in student.seen[-1].text
    page = student.open(f"{student.attempt}/result")
    assert "Dein Ergebnis" in page.text
    assert "Frage für Frage" in page.text
    english = re.compile(r"\b(Question|Your|answer|points|quiz of|minutes)\b")
    quoted = re.compile(
        r'lang="en"[^>]*>.*?</(?:p|h1|h2|span|bdi|blockquote|a|dd|label|legend|s)>', re.S
    )
    for seen in student.seen:
        ours = re.sub(r"<[^>]*>", " ", quoted.sub("", seen.html.partition("<body")[2]))
        assert not english.search(ours), english.search(ours)


def test_the_desk_in_german(teacher_client: FlaskClient) -> None:
    teacher_client.set_cookie("broadsheet_language", "de")
    page = Page(teacher_client.get("/desk", follow_redirects=True))
    assert "Bibliothek" in page.text
    assert "Abmelden" in page.text
    assert "Ihr erstes Quiz" in page.text


def test_what_the_store_says_is_said_in_german(client: FlaskClient) -> None:
    page = Page(client.get("/attempt/none", headers={"Accept-Language": "de"}))
    assert "Diesen Versuch gibt es nicht" in page.text
