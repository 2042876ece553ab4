"""Reviewing a quiz without JavaScript: every change, undone again, and what is said of each."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.editing import FAULTS
from quiz.pipeline import Built, build
from quiz.schema.classroom import Entry, Teacher
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web.limits import ROOMS
from quiz.web.teacher.words import said
from tests.articles import POLITICS, article
from tests.samples import sample_quiz, several_quiz
from tests.web.pages import Form, Page, Student, signed_in
from tests.web.test_escaping import PAYLOADS
from tests.web.test_look import check_page

NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def built() -> Built:
    return build(article(*POLITICS))


class Desk:
    """A teacher at the review of one quiz."""

    def __init__(self, browser: Student, store: Store, entry: Entry) -> None:
        self.browser, self.store, self.entry = browser, store, entry
        self.at = f"/desk/quiz/{entry.id}"

    @property
    def quiz(self) -> Quiz:
        return self.store.library.quiz(self.entry.teacher_id, self.entry.id)

    @property
    def ids(self) -> list[str]:
        return [question.id for question in self.quiz.questions]

    @property
    def what(self) -> list[str]:
        """What the history says, the latest first."""
        return [v.what for v in self.store.library.history(self.entry.teacher_id, self.entry.id)]

    def open(self, opened: str = "") -> Page:
        return self.browser.open(f"{self.at}/review{opened}")

    def press(self, page: Page, label: str, **fields: str) -> Page:
        """Press the button whose visible text or address ends so, in the form it belongs to."""
        buttons = [b for b in page.having("button") if b.get("formaction", "").endswith(label)]
        assert buttons, f"no button for {label}"
        acting = next(form for form in page.forms if form.action.endswith("/accept"))
        button = buttons[0]
        named = {button["name"]: button["value"]} if "name" in button else {}
        return self.browser.send(
            Form(button["formaction"], "post", acting.fields), **{**named, **fields}
        )

    def edit(self, place: int, **query: str) -> Form:
        """Return the form of the question at `place`."""
        extra = "".join(f"&{name}={value}" for name, value in query.items())
        page = self.open(f"?open=edit&q={self.ids[place]}{extra}")
        return next(form for form in page.forms if form.action.endswith("/edit"))


def seated(app: Flask, store: Store, teacher: Teacher, made: Quiz | Built) -> Desk:
    quiz, screening = (made.quiz, made.screening) if isinstance(made, Built) else (made, None)
    entry = store.library.add(teacher.id, quiz, screening=screening, what="Built", now=NOW)
    return Desk(Student(signed_in(app.test_client(), store, teacher)), store, entry)


@pytest.fixture
def desk(app: Flask, store: Store, teacher: Teacher) -> Desk:
    """Return the review of the sample quiz, of which no screening is known."""
    return seated(app, store, teacher, sample_quiz())


@pytest.fixture
def full(app: Flask, store: Store, teacher: Teacher, built: Built) -> Desk:
    """Return the review of a quiz that was built, with all its candidates."""
    return seated(app, store, teacher, built)


def test_the_page_shows_the_article_beside_every_question_with_its_key(desk: Desk) -> None:
    page = desk.open()
    check_page(page)
    for paragraph in desk.quiz.article.paragraphs:
        assert desk.quiz.article.at(paragraph) in page.text
    for question in desk.quiz.questions:
        assert question.explanation in page.text
        assert page.having("li", id=f"q-{question.id}")
    for number in range(1, 7):
        assert page.having("span", id=f"e{number}"), "the number leads to its sentence"
        assert f"#e{number}" in [link["href"] for link in page.having("a", class_="number")]


def test_the_style_without_script_lights_every_question(desk: Desk) -> None:
    page = desk.open()
    assert "/desk/lit.css" in [link["href"] for link in page.having("link", rel="stylesheet")]
    sheet = desk.browser.client.get("/desk/lit.css")
    assert sheet.mimetype == "text/css"
    assert ".e100{" in sheet.get_data(as_text=True)


def test_accepting_goes_on_to_the_next_and_is_remembered(desk: Desk) -> None:
    page = desk.press(desk.open(), f"{desk.ids[1]}/accept")
    assert "6 questions · 1 accepted" in page.text
    assert page.having("div", id="review", data_at=f"q-{desk.ids[2]}")
    assert desk.what == ["Built"], "to accept is no new version"
    page = desk.press(desk.open(), f"{desk.ids[1]}/reopen")
    assert "6 questions · 0 accepted" in page.text
    form = next(form for form in page.forms if form.action.endswith("/accept"))
    page = desk.browser.send(form)
    assert "6 questions · 6 accepted" in page.text
    assert "Accept the others" not in page.text


def test_an_accepted_question_that_is_changed_by_going_back_has_to_be_read_again(
    desk: Desk,
) -> None:
    desk.browser.submit(desk.edit(0).fill("stem", "On which day did the station open?"))
    assert "1 accepted" in desk.open().text, "her own words need no reading"
    page = desk.press(desk.open(), "/back")
    assert "0 accepted" in page.text
    page = desk.press(desk.open(), "/back", number="2")
    assert "1 accepted" in page.text


def test_a_question_is_dropped_with_a_reason_and_comes_back(desk: Desk) -> None:
    before = desk.ids
    page = desk.open(f"?open=drop&q={before[2]}")
    check_page(page)
    assert "It asks a trifle" in page.text
    page = desk.press(page, f"{before[2]}/drop", reason="trifle")
    assert desk.ids == before[:2] + before[3:]
    assert "(it asks a trifle)" in desk.what[0]
    assert page.having("div", id="review", data_at=f"q-{before[3]}")
    assert desk.quiz.shortfall is None
    desk.press(page, "/back")
    assert desk.ids == before
    assert desk.what[0] == "Went back to version 1"


def test_a_question_is_moved(desk: Desk) -> None:
    before = desk.ids
    page = desk.press(desk.open(), f"{before[0]}/down")
    assert desk.ids == [before[1], before[0], *before[2:]]
    desk.press(page, f"{before[5]}/up")
    assert desk.ids[-2:] == [before[5], before[4]]


def test_a_question_is_edited_in_place(desk: Desk) -> None:
    form = desk.edit(0)
    form.fill("stem", "On which day was it opened?").fill("accepted", "14 May\r\n\r\nMay 14")
    form.fill("explanation", "It says so in the first sentence.")
    page = desk.browser.submit(form)
    question = desk.quiz.questions[0]
    assert question.stem == "On which day was it opened?"
    assert question.model_dump()["accepted"] == ("14 May 2024", "14 May", "May 14")
    assert question.explanation == "It says so in the first sentence."
    assert (question.maker, question.confidence) == ("edited", 1)
    assert "edited" in page.text
    assert page.having("div", id="review", data_at=f"q-{question.id}")


def test_options_are_edited_and_the_right_one_marked(desk: Desk) -> None:
    form = desk.edit(1).fill("option", "Tom Ravel", 0).fill("option", "Nora Whitlock", 1)
    form.fill("option", "Imke Sandoval", 2).fill("right", "3")
    desk.browser.submit(form)
    question = desk.quiz.questions[1].model_dump()
    assert question["options"] == ("Tom Ravel", "Nora Whitlock", "Imke Sandoval")
    assert question["key_index"] == 2


@pytest.mark.parametrize("place", range(3))
def test_every_type_is_saved_as_it_is_shown(
    app: Flask, store: Store, teacher: Teacher, place: int
) -> None:
    at = seated(app, store, teacher, several_quiz())
    before = at.quiz
    at.browser.submit(at.edit(place))
    assert at.quiz == before
    assert at.what == ["Built"], "what is not changed is no version"
    form = at.edit(place)
    check_page(at.browser.seen[-1])
    at.browser.submit(form.fill("stem", "Another wording of it?"))
    assert at.quiz.questions[place].stem == "Another wording of it?"


@pytest.mark.parametrize(
    ("place", "fields", "sentence"),
    [
        (0, {"stem": " "}, "Write the question first."),
        (0, {"key": ""}, "Write the answer"),
        (2, {"stem": "Without a gap."}, "Put one gap into the sentence"),
        (1, {"option": ""}, "Give at least three options."),
        (1, {"option": "IMKE SANDOVAL"}, "Two options are the same: “Imke Sandoval”."),
        (3, {"correction": ""}, "a false statement needs its correction"),
        (
            0,
            {"key": "in spring", "accepted": "", "explanation": ""},
            "“in spring” does not stand in the sentence.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    desk: Desk, place: int, fields: dict[str, str], sentence: str
) -> None:
    form = desk.edit(place).fill("explanation", "Typed with care.")
    for name, value in fields.items():
        form.fill(name, value)
    page = desk.browser.submit(form)
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert sentence in page.text
    assert page.having("p", role="alert")
    again = next(f for f in page.forms if f.action.endswith("/edit"))
    for name, value in {"explanation": "Typed with care.", **fields}.items():
        assert again.values(name)[0] == value.strip()
    assert desk.what == ["Built"]
    check_page(page)


def test_every_fault_has_words(app: Flask) -> None:
    from quiz.editing import UnsoundError

    with app.test_request_context():
        sentences = [said(UnsoundError(fault, "this one")) for fault in FAULTS]
    assert len(set(sentences)) == len(FAULTS)
    assert all(sentence[-1] in ".”" and "%" not in sentence for sentence in sentences)


def test_a_change_made_elsewhere_meanwhile_loses_nothing_typed(desk: Desk) -> None:
    form = desk.edit(0).fill("stem", "On which day was it opened?")
    desk.press(desk.open(), f"{desk.ids[5]}/up")
    page = desk.browser.submit(form)
    assert page.status == 409
    assert "changed meanwhile" in page.text
    again = next(f for f in page.forms if f.action.endswith("/edit"))
    assert again.value("stem") == "On which day was it opened?"
    desk.browser.submit(again)
    assert desk.quiz.questions[0].stem == "On which day was it opened?"
    assert len(desk.what) == 3


@pytest.mark.parametrize("way", ["drop", "down"])
def test_an_old_page_changes_nothing(desk: Desk, way: str) -> None:
    old = desk.open(f"?open=drop&q={desk.ids[0]}")
    desk.press(desk.open(), f"{desk.ids[5]}/up")
    before = desk.ids
    page = desk.press(old, f"{before[0]}/{way}")
    assert page.status == 409
    assert "changed meanwhile" in page.text
    assert desk.ids == before


def test_the_versions_are_listed_and_each_can_be_gone_back_to(desk: Desk) -> None:
    before = desk.ids
    desk.press(desk.open(), f"{before[0]}/down")
    desk.press(desk.open(f"?open=drop&q={before[5]}"), f"{before[5]}/drop")
    page = desk.browser.open(f"{desk.at}/history")
    check_page(page)
    assert page.text.index("Dropped “") < page.text.index("Moved “") < page.text.index("Built")
    desk.browser.send(page.forms[-1], number="1")
    assert desk.ids == before
    assert len(desk.what) == 4


# Asking otherwise, and asking here.


def _offered(desk: Desk) -> tuple[str, Page]:
    """Return a question that could be asked otherwise, and the page that says how."""
    for question_id in desk.ids:
        page = desk.open(f"?open=others&q={question_id}")
        if "Take this one instead" in page.text:
            return question_id, page
    raise AssertionError("nothing is offered for any question")


def test_another_question_takes_the_place_of_one(full: Desk) -> None:
    question_id, page = _offered(full)
    check_page(page)
    place, before = full.ids.index(question_id), full.ids
    button = next(b for b in page.having("button", name="candidate"))
    page = full.press(page, f"/take?instead_of={question_id}")
    assert full.ids == [*before[:place], button["value"], *before[place + 1 :]]
    assert full.quiz.questions[place].difficulty is not None
    assert "1 accepted" in page.text
    assert full.what[0].startswith("Took another question")


def test_another_type_is_begun_in_the_form(full: Desk) -> None:
    place = next(n for n, q in enumerate(full.quiz.questions) if q.type == "short_answer")
    form = full.edit(place, type="multiple_choice")
    key = full.quiz.questions[place].model_dump()["key"]
    options = form.values("option")
    assert options[int(form.value("right")) - 1].casefold() == key.casefold()
    form.fill("option", "One thing", 0).fill("option", key, 1).fill("option", "Another thing", 2)
    for rest in (3, 4):
        form.fill("option", "", rest)
    full.browser.submit(form.fill("right", "2"))
    question = full.quiz.questions[place].model_dump()
    assert question["type"] == "multiple_choice"
    assert question["options"] == ("One thing", key, "Another thing")
    assert question["key_index"] == 1


def test_wrong_options_are_suggested_for_her_own_question(desk: Desk) -> None:
    start = desk.quiz.article.text.index("4,100")
    form = desk.browser.open(f"{desk.at}/own?start={start}&end={start + 5}").forms[-1]
    desk.browser.submit(form.fill("stem", "How many homes are supplied?").fill("key", "4,100"))
    form = desk.edit(6, type="multiple_choice")
    options = [option for option in form.values("option") if option]
    assert len(options) >= 3
    assert options[int(form.value("right")) - 1] == "4,100"
    desk.browser.submit(form)
    assert desk.quiz.questions[6].type == "multiple_choice"


def test_a_word_of_the_article_brings_questions_to_choose_from(full: Desk) -> None:
    bare = full.quiz.model_copy(update={"questions": ()})
    owner, entry = full.entry.teacher_id, full.entry.id
    full.store.library.save(owner, entry, bare, expected=1, what="Emptied", now=NOW)
    start = full.quiz.article.text.index("31 votes")  # a part of the word 131
    page = full.browser.open(f"{full.at}/here?start={start}&end={start + 2}")
    check_page(page)
    assert page.marked == "131"
    assert "What can be asked here" in page.text
    button = page.having("button", name="candidate")[0]
    page = full.browser.send(page.forms[-1], candidate=button["value"])
    assert full.ids == [button["value"]]
    assert "1 question · 1 accepted" in page.text


def test_where_nothing_can_be_made_it_is_said_why(full: Desk) -> None:
    text = full.quiz.article.text
    start = text.index("“The herring does not read")
    page = full.browser.open(f"{full.at}/here?start=0&end=4")
    assert "Questions are made from the paragraphs" in page.text
    page = full.browser.open(f"{full.at}/here?start={start}&end={start + 400}")
    assert "That is more than one paragraph." in page.text
    page = full.browser.open(f"{full.at}/here?start=9&end=9")
    assert "Select a word or a sentence of the article first." in page.text
    check_page(page)


def test_of_a_quiz_that_was_not_built_here_questions_are_made_anew(desk: Desk) -> None:
    start = desk.quiz.article.text.index("4,100")
    page = desk.browser.open(f"{desk.at}/here?start={start}&end={start + 5}")
    assert page.status == 200
    assert "Write your own question on this" in page.text
    assert page.having("button", name="candidate") or page.having("p", role="status")
    assert "was not built here" in desk.browser.open(f"{desk.at}/dropped").text


def test_what_was_dropped_is_there_with_its_reasons(full: Desk, built: Built) -> None:
    gone = full.ids[0]
    full.press(full.open(f"?open=drop&q={gone}"), f"{gone}/drop")
    page = full.browser.open(f"{full.at}/dropped")
    check_page(page)
    assert "you took it out" in page.text
    rules = {rejection.rule for rejection in built.screening.dropped}
    assert all(rule.capitalize() in page.text for rule in rules)
    rejection = built.screening.dropped[0]
    assert rejection.reason in page.text
    full.browser.send(page.forms[-1], candidate=gone)
    assert full.ids[-1] == gone


def test_a_candidate_that_is_not_there_is_refused(full: Desk) -> None:
    page = full.browser.open(f"{full.at}/dropped")
    page = full.browser.send(page.forms[-1], candidate="none")
    assert page.status == 400
    assert full.what == ["Built"]


# Her own question.


def test_her_own_question_on_sentences_she_chooses(desk: Desk) -> None:
    start = desk.quiz.article.text.index("4,100")
    page = desk.browser.open(f"{desk.at}/own?start={start}&end={start + 5}")
    check_page(page)
    form = page.forms[-1]
    assert len(form.values("sentence")) == 1
    form.fill("stem", "How many homes does the station supply?").fill("key", "4,100")
    page = desk.browser.submit(form)
    question = desk.quiz.questions[-1]
    assert question.maker == "teacher"
    assert question.evidence.text.startswith("Brindle Energy")
    assert "your own" in page.text
    assert "7 questions · 1 accepted" in page.text
    form = desk.browser.open(f"{desk.at}/own?start={start}&end={start + 5}").forms[-1]
    form.fill("stem", "How many homes does the station supply?").fill("key", "4,100")
    page = desk.browser.submit(form)
    assert page.status == 422
    assert "This question is in the quiz already" in page.text


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("true_false", {"stem": "Brindle Energy runs the station."}),
        ("cloze", {"stem": "_____ Energy runs the station.", "key": "Brindle"}),
    ],
)
def test_her_own_question_of_another_type(desk: Desk, kind: str, fields: dict[str, str]) -> None:
    start = desk.quiz.article.text.index("4,100")
    page = desk.browser.open(f"{desk.at}/own?type={kind}&start={start}&end={start + 5}")
    form = page.forms[-1]
    for name, value in fields.items():
        form.fill(name, value)
    desk.browser.submit(form)
    assert (desk.quiz.questions[-1].type, desk.quiz.questions[-1].maker) == (kind, "teacher")


def test_her_own_question_without_a_sentence_comes_back(desk: Desk) -> None:
    form = desk.browser.open(f"{desk.at}/own").forms[-1]
    form.fill("stem", "How many homes are supplied?").fill("key", "4,100")
    page = desk.browser.submit(form)
    assert page.status == 422
    assert "Choose the sentence that proves the answer" in page.text
    assert page.forms[-1].value("stem") == "How many homes are supplied?"
    form = page.forms[-1]
    form.sent += [["sentence", "1"], ["sentence", "4"]]  # in two paragraphs
    assert desk.browser.submit(form).status == 422
    check_page(desk.browser.seen[-1])


# The preview.


def test_a_preview_goes_through_the_questions_and_records_nothing(desk: Desk) -> None:
    page = desk.browser.open(f"{desk.at}/preview")
    assert "A preview: nothing is recorded." in page.text
    assert desk.quiz.questions[0].explanation not in page.text
    page = desk.browser.send(page.forms[-1], answer="14 May 2024")
    assert page.title.startswith("Right: Question 1 of 6")
    page = desk.browser.follow("Next question")
    assert page.title.startswith("Question 2 of 6")
    page = desk.browser.send(page.forms[-1])
    assert page.status == 422
    page = desk.browser.open(f"{desk.at}/preview/6")
    page = desk.browser.send(page.forms[-1], **{"pass": "yes"})
    assert page.links["Back to the review"].startswith(f"{desk.at}/review")
    assert desk.browser.open(f"{desk.at}/preview/7").status == 404
    assert desk.store.quizzes() == (sample_quiz(),), "only what is open to all"


# Who may, and what is shown.


def _addresses(desk: Desk) -> list[tuple[str, str]]:
    question = f"{desk.at}/question/{desk.ids[0]}"
    read = ("review", "history", "dropped", "here", "own", "preview", "preview/1")
    write = ("accept", "take", "back", "own", "preview/1")
    acts = ("accept", "reopen", "drop", "up", "down", "edit")
    return [
        *(("GET", f"{desk.at}/{name}") for name in read),
        *(("POST", f"{desk.at}/{name}") for name in write),
        *(("POST", f"{question}/{name}") for name in acts),
    ]


def test_another_teacher_and_a_stranger_get_nothing(app: Flask, store: Store, desk: Desk) -> None:
    other = store.teachers.add("Mr Vogel", "no hash", now=NOW)
    colleague = signed_in(app.test_client(), store, other)
    stranger = app.test_client()
    before = desk.quiz
    for method, address in _addresses(desk):
        assert _status(colleague, method, address) == 404, address
        assert _status(stranger, method, address) == (303 if method == "GET" else 401), address
    assert desk.quiz == before
    assert store.reviews.reviewed(desk.entry.id) == frozenset()


def _status(client: FlaskClient, method: str, address: str) -> int:
    token = Student(client).open("/sign-in").html.partition('name="token" value="')[2]
    fields = {"token": token.partition('"')[0], "type": "short_answer", "expected": "1"}
    return client.open(address, method=method, data=fields).status_code


def test_a_form_of_a_question_may_be_as_long_as_its_fields(desk: Desk) -> None:
    form = desk.edit(0).fill("explanation", "x" * 5_000)
    form.fill("accepted", "\n".join(f"{'y' * 490}{n}" for n in range(190)))
    assert desk.browser.submit(form).status == 200
    form = desk.edit(0).fill("explanation", "x" * ROOMS["rewriting.edit"].body)
    assert desk.browser.submit(form).status == 413


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_are_shown_as_words(desk: Desk, payload: str) -> None:
    desk.browser.submit(desk.edit(0).fill("stem", f"What is {payload}?"))
    shown = " ".join(payload.split())
    for address in ("review", f"review?open=edit&q={desk.ids[0]}", "history", "preview/1"):
        page = desk.browser.open(f"{desk.at}/{address}")
        assert shown in page.text or shown[:40] in page.text
        check_page(page)


def test_an_empty_quiz_says_how_to_go_on(desk: Desk) -> None:
    for question_id in desk.ids:
        desk.press(desk.open(f"?open=drop&q={question_id}"), f"{question_id}/drop")
    page = desk.open()
    assert "There is no question in this quiz." in page.text
    assert "Preview" not in page.text
    check_page(page)
    assert desk.browser.open(f"{desk.at}/preview/1").status == 404


def test_a_deleted_quiz_takes_its_marks_along(desk: Desk) -> None:
    desk.press(desk.open(), f"{desk.ids[0]}/accept")
    desk.store.library.delete(desk.entry.teacher_id, desk.entry.id)
    assert desk.store.reviews.reviewed(desk.entry.id) == frozenset()
