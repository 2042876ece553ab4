"""Making a new quiz: give an article, correct what was read, build; nothing typed is lost."""

import io
import json
import logging
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.errors import StoreError
from quiz.pipeline import Built, build
from quiz.readers import READERS, Entry, Reader, SeveralError, Source, read
from quiz.schema.article import Article
from quiz.schema.classroom import Teacher
from quiz.schema.question import proofs
from quiz.schema.quiz import Blueprint, Quiz, dump
from quiz.store import Store
from quiz.web.desk import desk
from quiz.web.limits import MAX_ENTRIES, MAX_FILE, MAX_TEXT, ROOMS
from quiz.web.places import Builders, BusyError
from tests.articles import BUSINESS, POLITICS
from tests.web.pages import Form, Page, Student, signed_in
from tests.web.test_escaping import PAYLOADS, _Skeleton
from tests.web.test_look import check_page

SAMPLES = Path(__file__).parents[2] / "readers" / "samples"
HEAD = ("Two nations sign a treaty on herring", "By Nora Whitlock", "12 March 2024")
MENU = ("Home", "News", "Sport")
TEXT = "\n\n".join([*HEAD, *POLITICS])
OTHER = "\n\n".join(["A battery maker is sold", *BUSINESS])


@pytest.fixture
def client(teacher_client: FlaskClient) -> FlaskClient:
    """Return the browser of a teacher: nobody else makes quizzes."""
    return teacher_client


@pytest.fixture
def kept(store: Store, teacher: Teacher) -> Callable[[], Quiz]:
    """Return a function that returns the quiz that was put into the library last."""
    return lambda: store.library.quiz(teacher.id, store.library.entries(teacher.id)[0].id)


def given(student: Student, text: str = TEXT) -> Page:
    """Paste `text` and return the page that shows it as read."""
    form = student.open("/desk/new").forms[-1]
    return student.submit(form.fill("text", text))


def built(student: Student, text: str = TEXT) -> Page:
    return ended(student, given(student, text).forms[-1])


def ended(student: Student, form: Form) -> Page:
    """Send the corrected article, wait until the quiz is built or is not, and return that page."""
    page = student.submit(form)
    until = time.monotonic() + 120
    while "/job/" in student.at and page.having("ol", class_="stages"):
        assert time.monotonic() < until
        time.sleep(0.05)
        page = student.open(student.at)
    return page


def place_of(form: Form, words: str) -> int:
    """Return which of the pieces has `words`."""
    return next(n for n, text in enumerate(form.values("text")) if words in text)


def test_the_desk_leads_to_a_new_quiz_and_its_review(
    student: Student, kept: Callable[[], Quiz], store: Store, teacher: Teacher
) -> None:
    student.open("/desk")
    form = student.follow("New quiz").forms[-1]
    page = student.submit(form.fill("text", TEXT))
    assert page.status == 200
    form = page.forms[-1]
    assert form.value("title") == HEAD[0]
    assert form.value("byline") == "Nora Whitlock"
    assert form.value("published") == "2024-03-12"
    page = ended(student, form)
    entry = store.library.entries(teacher.id)[0]
    assert student.at == f"/desk/quiz/{entry.id}/review"
    assert all(question.stem.split("_____")[0] in page.text for question in kept().questions)
    assert store.library.screening(teacher.id, entry.id) is not None
    for seen in student.seen:
        check_page(seen)


def test_what_was_read_stands_there_piece_by_piece(student: Student) -> None:
    form = given(student, "\n\n".join([*MENU, TEXT, "Read more: Herring recipes"])).forms[-1]
    told = list(zip(form.values("kind"), form.values("text"), strict=True))
    assert told[:3] == [("boilerplate", words) for words in MENU]
    assert told[3] == ("headline", "")
    assert told[4:6] == [("byline", "By Nora Whitlock"), ("dateline", "12 March 2024")]
    assert told[6:-1] == [("paragraph", text) for text in POLITICS]
    assert told[-1] == ("boilerplate", "Read more: Herring recipes")
    assert "3 pieces left out: Home · News · Sport" in student.seen[-1].text


def test_every_correction_is_in_the_article(student: Student, kept: Callable[[], Quiz]) -> None:
    form = given(student).forms[-1]
    first, second, third = (place_of(form, POLITICS[n]) for n in range(3))
    form.fill("title", "Latvia and Portugal\r\nsign a treaty").fill("published", "2024-03-13")
    form.fill("outlet", "The Brindle Courier").fill("byline", "Tom Ravel")
    form.fill("text", POLITICS[0].replace("six years", "seven years"), first)
    form.fill("kind", "joined", second)
    form.fill("text", POLITICS[2].replace("2024. ", "2024.\r\n\r\n"), third)
    form.fill("kind", "caption", place_of(form, POLITICS[3]))
    form.fill("kind", "heading", place_of(form, POLITICS[4]))
    form.fill("kind", "boilerplate", place_of(form, POLITICS[5]))
    form.fill("text", "", place_of(form, POLITICS[6]))
    assert ended(student, form).status == 200
    article = kept().article
    assert article.title == "Latvia and Portugal sign a treaty"
    assert article.published == date(2024, 3, 13)
    assert (article.outlet, article.byline) == ("The Brindle Courier", "Tom Ravel")
    one, other = POLITICS[2].split("2024. ", 1)
    assert [(block.kind, article.at(block)) for block in article.blocks] == [
        ("title", "Latvia and Portugal sign a treaty"),
        ("byline", "By Nora Whitlock"),
        ("dateline", "12 March 2024"),
        ("paragraph", f"{POLITICS[0].replace('six years', 'seven years')} {POLITICS[1]}"),
        ("paragraph", f"{one}2024."),
        ("paragraph", other),
        ("caption", POLITICS[3]),
        ("heading", POLITICS[4]),
        ("boilerplate", POLITICS[5]),
        ("paragraph", POLITICS[7]),
    ]
    for question in kept().questions:
        for proof in proofs(question):
            assert article.at(proof.evidence) == proof.evidence.text
            assert article.paragraph_of(proof.evidence)


def test_the_quiz_is_the_one_that_quiz_build_makes_of_the_article(
    student: Student, kept: Callable[[], Quiz], tmp_path: Path
) -> None:
    form = given(student).forms[-1]
    form.fill("title", "Two nations and a fish").fill("length", "5").fill("difficulty", "")
    ended(student, form.untick("type", "multiple_choice", "short_answer", "cloze"))
    (tmp_path / "article.json").write_text(kept().article.model_dump_json(), encoding="utf-8")
    command = ["build", "article.json", "-n", "5", "--types", "cloze,multiple_choice,short_answer"]
    made = subprocess.run(
        [sys.executable, "-m", "quiz", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert made.stdout == dump(kept())
    assert len(kept().questions) == 5


def test_an_article_that_nobody_corrects_gives_the_quiz_of_its_file(
    student: Student, kept: Callable[[], Quiz]
) -> None:
    built(student)
    assert kept() == build(read(TEXT.encode())).quiz


def test_what_the_quiz_should_hold_is_asked_for(student: Student, kept: Callable[[], Quiz]) -> None:
    form = given(student).forms[-1].fill("difficulty", "easy").untick("type", "true_false", "cloze")
    ended(student, form)
    assert kept().blueprint == Blueprint(types=("true_false", "cloze"), difficulty="easy")


def test_a_quiz_built_twice_is_there_twice(
    student: Student, store: Store, teacher: Teacher
) -> None:
    built(student)
    built(student)
    assert len(store.library.entries(teacher.id)) == 2


def test_a_quiz_leads_back_to_its_article_to_be_corrected(
    student: Student, kept: Callable[[], Quiz]
) -> None:
    form = given(student).forms[-1].fill("length", "4").fill("difficulty", "easy")
    ended(student, form.untick("type", "cloze", "short_answer", "multiple_choice"))
    first = kept()
    page = student.follow("Correct the article")
    check_page(page)
    form = page.forms[-1]
    assert (form.value("length"), form.value("difficulty")) == ("4", "easy")
    assert form.values("type") == ["multiple_choice", "cloze", "short_answer"]
    ended(student, form)
    assert kept() == first
    form = student.follow("Correct the article").forms[-1]
    ended(student, form.fill("title", "Herring and cod"))
    assert kept().title == "Herring and cod"
    assert student.open("/desk/new/from/none").status == 404


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        (TEXT.encode(), "article.txt"),
        (TEXT.encode("cp1252", errors="replace"), "C:\\Users\\me\\article.pdf"),
        (TEXT.encode("utf-16"), "../../etc/passwd"),
        (read(TEXT.encode()).model_dump_json().encode(), "article.json"),
    ],
)
def test_a_file_is_read_whatever_its_name(student: Student, payload: bytes, name: str) -> None:
    page = student.submit(student.open("/desk/new").forms[-1], file=(payload, name))
    assert page.status == 200
    assert page.forms[-1].value("title") == HEAD[0]


def test_nothing_and_too_much_at_once_are_refused(student: Student) -> None:
    form = student.open("/desk/new").forms[-1]
    page = student.submit(form)
    assert page.status == 400
    assert "Give a link, a file or a text first." in page.text
    form.fill("link", "https://news.example/a").fill("text", TEXT)
    page = student.submit(form)
    assert page.status == 400
    assert "Give one thing" in page.text
    assert page.forms[-1].value("link") == "https://news.example/a"
    assert page.forms[-1].value("text") == TEXT
    page = student.submit(
        student.open("/desk/new").forms[-1].fill("text", TEXT), file=(b"x", "a.txt")
    )
    assert "Give one thing" in page.text
    assert "Choose the file again" in page.text


@pytest.mark.parametrize(
    "text",
    [
        "Too short.",
        "Die Stadt hat am Montag die neue Brücke eröffnet, und viele Leute kamen. " * 20,
        "word " * 20_001,
        "\n  <b>A first line</b> that is indented\n",
    ],
)
def test_a_text_that_cannot_be_read_comes_back_as_typed(student: Student, text: str) -> None:
    page = given(student, text)
    assert page.status == 422
    assert page.title.startswith("Error: New quiz")
    assert page.having("p", role="alert")
    assert page.forms[-1].value("text") == text
    check_page(page)


@pytest.mark.parametrize(
    ("link", "status"),
    [
        ("file:///etc/hostname", 400),
        ("ftp://news.example/a", 400),
        ("javascript:alert(1)", 400),
        ("https://news.example/" + "a" * 1000, 400),
        ("http://127.0.0.1/", 422),
        ("http://169.254.169.254/latest/meta-data", 422),
        ("/etc/hostname", 400),
        ("../../etc/hostname", 400),
    ],
)
def test_a_link_that_is_not_followed_comes_back(student: Student, link: str, status: int) -> None:
    page = student.submit(student.open("/desk/new").forms[-1].fill("link", link))
    assert page.status == status
    assert page.forms[-1].value("link") == link
    assert page.having("p", role="alert")


@pytest.mark.parametrize(
    "link", ["/etc/passwd", "../a.txt", "C:\\\\news\\\\a.txt", "https:///etc/passwd"]
)
def test_a_path_for_a_link_is_shown_as_typed(student: Student, link: str) -> None:
    page = student.submit(student.open("/desk/new").forms[-1].fill("link", link))
    assert f"“{link}” is no link to a web page" in page.text
    assert page.forms[-1].value("link") == link


@pytest.mark.parametrize("setting", ["off", "OFF", "of", "0", "no"])
def test_where_fetching_is_off_no_link_is_asked_for(
    student: Student, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("QUIZ_FETCH", setting)
    page = student.open("/desk/new")
    assert not page.having("input", name="link")
    assert student.submit(page.forms[-1].fill("text", TEXT)).status == 200


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("pages", "5-3", "as in 3-5"),
        ("pages", "some", "as in 3-5"),
        ("pages", "0", "as in 3-5"),
        ("pick", "two", "as in 2"),
        ("pages", "1-2", "has no pages to choose from. Leave “Pages” empty."),
        ("pick", "2", "single article, not one of several. Leave “Chapter or article” empty."),
    ],
)
def test_a_part_that_cannot_be_had(student: Student, name: str, value: str, said: str) -> None:
    page = student.submit(student.open("/desk/new").forms[-1].fill("text", TEXT).fill(name, value))
    assert page.status in (400, 422)
    assert said in page.text
    assert page.forms[-1].value(name) == value
    assert page.having("details", open="")


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"published": "2024-02-30"}, 400, "There is no such date"),
        ({"length": "500"}, 400, "from 1 to 100"),
        ({"title": "x" * 1001}, 400, "Shorten the title"),
        ({"types": ""}, 400, "at least one type"),
        ({"paragraphs": ""}, 422, "The article is too short"),
    ],
)
def test_corrections_come_back_with_the_sentence(
    student: Student, changes: dict[str, str], status: int, said: str
) -> None:
    form = given(student).forms[-1].fill("outlet", "The Brindle Courier")
    form.fill("text", "A better heading", 1).fill("kind", "heading", 1)
    for name, value in changes.items():
        if name == "types":
            form.untick("type")
        elif name == "paragraphs":
            for place in range(3, 3 + len(POLITICS)):
                form.fill("kind", "boilerplate", place)
        else:
            form.fill(name, value)
    page = student.submit(form)
    assert page.status == status
    assert said in page.text
    assert [pair for pair in page.forms[-1].sent if pair[0] != "token"] == [
        pair for pair in form.sent if pair[0] != "token"
    ]
    check_page(page)
    assert "/job/" not in student.at


def test_a_quiz_without_a_question_is_not_kept_and_its_article_is_not_lost(
    student: Student, store: Store, teacher: Teacher
) -> None:
    dull = " ".join(["It was so and it is so, and we shall see how it goes on from here."] * 8)
    page = built(student, f"How it goes on\n\n{dull}")
    assert "No question passes every check" in page.text
    assert page.title.startswith("There is no quiz yet")
    check_page(page)
    form = student.follow("Back to the article").forms[-1]
    assert form.value("title") == "How it goes on"
    assert dull in form.values("text")
    assert store.library.entries(teacher.id) == ()


def test_the_notes_of_the_reader_are_shown_and_stay(
    student: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_note(source: bytes, *, say: Callable[[str], None], **others: object) -> Article:
        say("Two paragraphs in <b>German</b> are left out.")
        return read(source)

    monkeypatch.setattr("quiz.web.teacher.giving.read", with_note)
    page = given(student)
    assert "Two paragraphs in <b>German</b> are left out." in page.text
    page = student.submit(page.forms[-1].untick("type"))
    assert "Two paragraphs in <b>German</b> are left out." in page.text


def digest_entries(_: Source) -> tuple[Entry, ...]:
    raise AssertionError("read a second time")


def read_digest(source: Source) -> Article:
    if source.pick is None:
        both = (Entry("Herring <b>first</b>", date(2024, 3, 12)), Entry("Batteries second"))
        more = tuple(Entry(f"Number {n}") for n in range(3, source.payload.count(b"DIGEST") * 2))
        raise SeveralError(f"{source.name} is a digest. Take one of them.", (*both, *more))
    return read((TEXT, OTHER)[source.pick - 1].encode())


DIGEST = Reader(
    name="digest",
    title="Two articles in one",
    accepts=lambda payload: payload.startswith(b"DIGEST"),
    read=read_digest,
    entries=digest_entries,
)


def test_of_several_articles_one_is_chosen(
    student: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(READERS, "_known", {"digest": DIGEST, **dict(READERS.items())})
    page = given(student, "DIGEST of the week")
    assert page.status == 422
    assert "The text is a digest. Take one of them. Choose it in the list." in page.text
    assert "Herring <b>first</b> 12 March 2024" in page.text
    assert page.forms[-1].value("text") == "DIGEST of the week"
    check_page(page)
    form = page.forms[-1]
    form.sent.append(["pick", "2"])
    page = student.submit(form)
    assert page.status == 200
    assert page.forms[-1].value("title") == "A battery maker is sold"


def test_of_very_many_articles_the_first_are_shown_and_any_can_be_had(
    student: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(READERS, "_known", {"digest": DIGEST, **dict(READERS.items())})
    page = given(student, "DIGEST " * 501)
    assert len(page.having("input", type="radio")) == MAX_ENTRIES == 300
    assert "These are the first 300 of 1,001. Give a later one by its number" in page.text
    assert page.having("details", open="")
    check_page(page)
    page = student.submit(page.forms[-1].fill("pick", "2"))
    assert page.forms[-1].value("title") == "A battery maker is sold"


@pytest.mark.parametrize("name", ["worksheet --pick 3.pdf", "plain.pdf"])
def test_the_name_of_a_file_steers_nothing(
    client: FlaskClient, student: Student, name: str
) -> None:
    locked = io.BytesIO((SAMPLES / "pdf_locked.pdf").read_bytes())
    token = student.open("/desk/new").forms[-1].fields["token"]
    page = Page(client.post("/desk/new", data={"file": (locked, name), "token": token}))
    assert f"{name} is locked with a password." in page.text
    assert not page.having("details", open="")
    assert not page.having("input", type="radio")


def test_pages_that_are_not_there_are_asked_for_in_the_words_of_the_page(
    client: FlaskClient, student: Student
) -> None:
    paper = io.BytesIO((SAMPLES / "pdf_chromium.pdf").read_bytes())
    token = student.open("/desk/new").forms[-1].fields["token"]
    sent = {"file": (paper, "a.pdf"), "pages": "90", "token": token}
    page = Page(client.post("/desk/new", data=sent))
    assert "page 90 is not among them." in page.text
    assert "Write them under “Only a part of it”, as in 3-5." in page.text
    assert "--" not in page.text
    assert page.having("details", open="")


# Who may do it, and how much of it.


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/desk/new"),
        ("GET", "/desk/new/from/some"),
        ("GET", "/desk/new/job/some"),
        ("GET", "/desk/new/job/some/article"),
        ("POST", "/desk/new"),
        ("POST", "/desk/new/build"),
        ("POST", "/desk/new/job/some/stop"),
    ],
)
def test_nobody_else_is_let_in(app: Flask, teacher: Teacher, method: str, address: str) -> None:
    stranger = Student(app.test_client())
    token = stranger.open("/sign-in").forms[-1].fields["token"]
    response = stranger.client.open(address, method=method, data={"token": token, "text": TEXT})
    assert response.status_code == (303 if method == "GET" else 401)
    if method == "GET":
        assert response.location.startswith("/sign-in?next=")


def test_a_body_from_a_stranger_is_refused_before_it_is_read(app: Flask) -> None:
    class Unread(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

    response = app.test_client().post(
        "/desk/new",
        input_stream=Unread(b"x"),
        content_length=MAX_FILE,
        content_type="multipart/form-data; boundary=x",
    )
    assert response.status_code == 401


MAKING = ("making.read_source", "making.build_quiz")


@pytest.mark.parametrize("endpoint", MAKING)
@pytest.mark.parametrize("over", [0, 1])
def test_every_limit_of_the_forms_holds(student: Student, endpoint: str, over: int) -> None:
    """At a limit the form is read, and what it says is looked at; beyond it, 413 and a page."""
    address, room = {MAKING[0]: "/desk/new", MAKING[1]: "/desk/new/build"}[endpoint], None
    room = ROOMS[endpoint]
    token = student.open("/desk/new").forms[-1].fields["token"]

    def send(body: bytes) -> Page:
        kind = "multipart/form-data; boundary=x"
        return Page(student.client.post(address, data=body, content_type=kind))

    def part(name: str, value: bytes) -> bytes:
        head = f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        return head.encode() + value + b"\r\n"

    first, end = part("token", token.encode()), b"--x--\r\n"
    wanted = 413 if over else 400
    one_field = first + part("z", b"z" * (room.field + over)) + end
    many_fields = first + part("z", b"") * (room.fields - 1 + over) + end
    filler = room.body + over - len(first) - len(end) - len(part("f", b""))
    upload = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    filler += len(part("f", b"")) - len(upload) - 2
    whole_body = first + upload + b"z" * filler + b"\r\n" + end
    assert len(whole_body) == room.body + over
    for body in (one_field, many_fields, whole_body):
        page = send(body)
        if endpoint == MAKING[1] and not over:
            assert page.status == 422, "it is read, and holds no article"
        else:
            assert page.status == wanted
        assert page.having("h1")
        if over:
            assert "up to 10 MB" in page.text
            assert page.links["Back to where you were"] == "/desk/new"


def test_the_form_of_the_longest_article_can_be_sent(student: Student) -> None:
    """20,000 words in 1,900 paragraphs: nothing that is read is too large to be built."""
    words = " ".join(POLITICS).split()
    many = [" ".join(words[n % 200 : n % 200 + 10]) + " and so on." for n in range(1_500)]
    page = given(student, "\n\n".join(many))
    assert page.status == 200
    form = page.forms[-1].untick("type")
    page = student.submit(form)
    assert page.status == 400
    assert "at least one type" in page.text


def test_a_file_over_the_limit_is_refused(student: Student) -> None:
    page = student.submit(
        student.open("/desk/new").forms[-1], file=(b"x" * (MAX_FILE + 1), "a.txt")
    )
    assert page.status == 422
    assert "a.txt has over 10 MB" in page.text
    page = given(student, "word " * (MAX_TEXT // 5))
    assert page.status == 422
    assert "too long" in page.text


# Other work at the same time, and faults.


@pytest.fixture
def busy(app: Flask) -> Iterator[ExitStack]:
    """Take every place; closing it gives them back."""
    with app.app_context():
        places = desk().places
    with ExitStack() as stack:
        stack.enter_context(places.one())
        stack.enter_context(places.one())
        yield stack


def test_a_third_at_once_is_asked_to_try_again_and_loses_nothing(
    student: Student, busy: ExitStack
) -> None:
    page = given(student)
    assert page.status == 503
    assert "Nothing is lost" in page.text
    assert page.forms[-1].value("text") == TEXT
    busy.close()
    assert student.submit(page.forms[-1]).status == 200


def test_busy_says_when_to_come_back(student: Student, busy: ExitStack) -> None:
    form = student.open("/desk/new").forms[-1]
    response = student.client.post("/desk/new", data={**form.fields, "text": TEXT})
    assert response.headers["Retry-After"] == "5"


def test_a_place_is_given_back_after_every_end(student: Student) -> None:
    for text in ("Too short.", TEXT, "Too short.", TEXT):
        given(student, text)
    assert given(student).status == 200


def test_a_store_that_does_not_answer_loses_no_correction(
    student: Student, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("The database at sqlite:///secret/place is locked.")

    form = given(student).forms[-1].fill("title", "A better title")
    with monkeypatch.context() as patched:
        patched.setattr(store.jobs, "begin", refuse)
        page = student.submit(form)
    assert page.status == 503
    assert "secret" not in page.html
    assert "A better title" in ended(student, page.forms[-1]).title


def test_a_fault_of_ours_loses_no_correction(
    student: Student, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret words")

    form = given(student).forms[-1].fill("title", "A better title")
    monkeypatch.setattr("quiz.pipeline.build", fail)
    with caplog.at_level(logging.ERROR):
        page = ended(student, form)
    assert "not your fault" in page.text
    assert "secret words" not in page.html
    assert student.follow("Back to the article").forms[-1].value("title") == "A better title"
    assert "ZeroDivisionError" in caplog.text


# Building as a job.


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold up everything that is built after its first stage, until the event is set."""
    go_on = threading.Event()
    real = build

    def slow(*args: Any, progress: Callable[[str], None], **named: Any) -> Built:
        progress("make")
        assert go_on.wait(60)
        return real(*args, progress=progress, **named)

    monkeypatch.setattr("quiz.pipeline.build", slow)
    yield go_on
    go_on.set()


def test_the_page_says_how_far_it_is_without_script(
    student: Student, held: threading.Event
) -> None:
    page = student.submit(given(student).forms[-1])
    until = time.monotonic() + 60
    while 'data-stage="make"' not in page.html and time.monotonic() < until:
        page = student.open(student.at)
    assert HEAD[0] in page.title
    assert page.having("meta", http_equiv="refresh", content="2")
    assert len(page.having("li", aria_current="step")) == 1
    check_page(page)
    at = student.at
    held.set()
    until = time.monotonic() + 60
    while student.at == at and time.monotonic() < until:
        page = student.open(at)
    assert student.at.endswith("/review")


def test_building_is_stopped_and_nothing_is_kept(
    student: Student, held: threading.Event, store: Store, teacher: Teacher
) -> None:
    page = student.submit(given(student).forms[-1].fill("title", "A better title"))
    page = student.send(page.forms[-1])
    assert page.title.startswith("Building was stopped")
    held.set()
    time.sleep(0.3)
    assert "Building was stopped" in student.open(student.at).text
    assert store.library.entries(teacher.id) == ()
    assert student.follow("Back to the article").forms[-1].value("title") == "A better title"


def test_a_quiz_that_is_stopped_at_the_last_moment_is_not_kept(
    student: Student, store: Store, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = store.jobs.done

    def late(job_id: str, entry_id: str, *, now: datetime, message: str | None = None) -> bool:
        assert len(store.library.entries(teacher.id)) == 1
        store.jobs.stop(teacher.id, job_id, now=now)
        return real(job_id, entry_id, now=now, message=message)

    monkeypatch.setattr(store.jobs, "done", late)
    assert built(student).title.startswith("Building was stopped")
    until = time.monotonic() + 30
    while store.library.entries(teacher.id) and time.monotonic() < until:
        time.sleep(0.02)
    assert store.library.entries(teacher.id) == ()


def test_another_teacher_sees_nothing_of_it(
    app: Flask, student: Student, held: threading.Event, store: Store
) -> None:
    student.submit(given(student).forms[-1])
    other = store.teachers.add("Mr Vogel", "no hash", now=datetime.now(UTC))
    stranger = Student(signed_in(app.test_client(), store, other))
    assert stranger.open(student.at).status == 404
    assert stranger.open(f"{student.at}/article").status == 404
    token = stranger.open("/desk/new").forms[-1].fields["token"]
    stopped = stranger.client.post(f"{student.at}/stop", data={"token": token})
    assert stopped.status_code == 404
    assert "Cancel" in student.open(student.at).html


def test_so_many_wait_and_one_more_is_sent_away() -> None:
    builders, go_on, done = Builders(at_once=1, most_waiting=1), threading.Event(), []

    def work() -> None:
        assert go_on.wait(30)
        done.append(1)

    builders.start(work)
    builders.start(work)
    with pytest.raises(BusyError):
        builders.start(work)
    go_on.set()
    until = time.monotonic() + 30
    while len(done) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    assert len(done) == 2
    time.sleep(0.05)
    builders.start(work)  # there is room again


def test_a_form_in_disorder_is_a_page(student: Student) -> None:
    form = given(student).forms[-1]
    form.sent.remove(["kind", "paragraph"])
    page = student.submit(form)
    assert page.status == 400
    assert page.links["Back to where you were"] == "/desk/new"


# Hostile words and files.


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_article_changes_no_page_and_is_shown_as_typed(
    student: Student, payload: str
) -> None:
    def walk(word: str) -> list[Page]:
        form = given(student, TEXT).forms[-1]
        form.fill("title", f"Two {word} nations").fill("outlet", word).fill("byline", word)
        form.fill("text", f"{POLITICS[0]} {word} {POLITICS[0]}", 3)
        form.sent.append(["note", word])
        error = student.submit(form.fill("length", "0"))
        assert error.status == 400
        link = student.submit(student.open("/desk/new").forms[-1].fill("link", f"ftp://{word}"))
        return [error, link]

    plain, hostile = walk("harmless"), walk(payload)
    assert [_Skeleton(page).shape for page in hostile] == [_Skeleton(p).shape for p in plain]
    shown = " ".join(payload.split())
    for page in hostile:
        assert shown in page.text or shown in page.html or page.forms[-1].value("link")
    assert hostile[0].forms[-1].value("outlet") == shown
    assert shown in hostile[0].forms[-1].values("text")[3]
    assert hostile[1].forms[-1].value("link") == f"ftp://{shown}"


def bomb() -> bytes:
    """Return a small ZIP archive that says it is a Word document and unfolds to 200 MB."""
    packed = io.BytesIO()
    archive = zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED)
    with archive, archive.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(200):
            part.write(b"a" * 1_000_000)
    return packed.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">""" + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.docx": bomb,
    "zeros.pdf": lambda: bytes(1_000_000),
    "nothing.txt": lambda: b"",
    "picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(1000),
    "program.docx": lambda: b"\x7fELF" + os.urandom(1000),
    "cut.pdf": lambda: b"%PDF-1.7\n1 0 obj\n<</Type /Cat",
    "laughs.xml": lambda: LAUGHS + b"]><html><body>&j;</body></html>",
    "nested.json": lambda: b'{"format": "broadsheet.article", "text": ' + b"[" * 500_000,
    "half.json": lambda: json.dumps({"format": "broadsheet.article", "version": 1}).encode(),
    "deep.html": lambda: b"<html>" + b"<div>" * 200_000,
    "noise.txt": lambda: os.urandom(500_000),
    "n\u202ee<b>.txt": lambda: b"Too short.",
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_is_answered_soon_with_one_sentence(student: Student, name: str) -> None:
    begun = time.monotonic()
    page = student.submit(student.open("/desk/new").forms[-1], file=(HOSTILE[name](), name))
    assert time.monotonic() - begun < 20
    assert page.status == 422
    assert len(page.having("p", role="alert")) == 1
    assert "Choose the file again" in page.text
    check_page(page)
