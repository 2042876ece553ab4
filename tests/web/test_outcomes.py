"""Results of a class, as the teacher sees and changes them."""

import csv
import io
import zipfile
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient

from quiz.schema.candidate import Candidate, Screening
from quiz.schema.classroom import Assignment, Participant, Rules, Teacher
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web.teacher.outcomes import PLACE
from quiz.web.teacher.regrading import marker
from tests.exporters.test_guide import text_of_pdf
from tests.samples import sample_quiz, several_quiz, studied_quiz
from tests.web.classes import BEGUN, assigned, joined, sat
from tests.web.pages import Page, Student, signed_in

QUIZ = studied_quiz()
WHEN, WHO, HOW_MANY, FALSE, TRUE, POST = (question.id for question in QUIZ.questions)
RIGHT = {
    WHEN: "14 May 2024",
    WHO: "Imke Sandoval",
    HOW_MANY: "4,100",
    FALSE: "false",
    TRUE: "true",
    POST: "director",
}


class Class(NamedTuple):
    """A class that has answered, and the teacher who looks at it."""

    store: Store
    assignment: Assignment
    teacher: Student
    people: dict[str, Participant]
    attempts: dict[str, str]

    @property
    def place(self) -> str:
        return PLACE.replace("<assignment_id>", self.assignment.id)

    def table(self, name: str, **more: str) -> list[dict[str, str]]:
        response = self.teacher.client.get(f"{self.place}/{name}.csv", query_string=more)
        assert response.status_code == 200
        text = response.get_data().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))


GIVEN = {
    "Ana": RIGHT,
    "Ben": {**RIGHT, WHO: "Paul Achterberg", POST: "manager"},
    "=Cem": {**RIGHT, WHEN: "15 May", WHO: "Paul Achterberg", HOW_MANY: None, POST: "manager"},
    "Dee": {WHEN: "14 May 2024", WHO: "Nora Whitlock"},
}


def having_answered(store: Store, teacher: Teacher, client: FlaskClient, quiz: Quiz) -> Class:
    assignment = assigned(store, teacher, quiz, Rules(naming="typed", attempts=2))
    people, attempts = {}, {}
    for name, given in GIVEN.items():
        people[name] = joined(store, assignment, name)
        attempts[name] = sat(store, quiz, people[name], given, hand_in=name != "Dee")
    people["Eva"] = joined(store, assignment, "Eva")
    return Class(store, assignment, Student(client), people, attempts)


@pytest.fixture
def desk(store: Store, teacher: Teacher, teacher_client: FlaskClient) -> Class:
    return having_answered(store, teacher, teacher_client, QUIZ)


def rows(page: Page) -> list[str]:
    """Return the names in the grid, in order."""
    body = page.html.split("<tbody>")[-1].split("</tbody>")[0]
    return [
        name
        for part in body.split('<th scope="row" class="who">')[1:]
        for name in GIVEN.keys() | {"Eva"}
        if f"<bdi>{name}</bdi>" in part
    ]


def test_the_first_screen_says_who_what_and_why(desk: Class) -> None:
    page = desk.teacher.open(desk.place)

    assert page.status == 200
    assert "3 of 5 students are done." in page.text
    help_, _, idea = (
        page.text.split("Who needs help")[1].split("Students and questions")[0].partition("Which")
    )
    assert "=Cem 33%" in help_
    assert "Ana" not in help_
    assert "Dee" not in help_  # still working
    assert "1 of 4 had it right" in idea  # question 2, the worst
    assert idea.index(QUIZ.questions[1].stem) < idea.index(QUIZ.questions[5].stem)
    assert "Paul Achterberg" in idea
    assert "2 of 4 gave this" in idea
    assert "We have waited for this tide" in page.marked


def test_the_grid_tells_by_signs_and_words_and_sorts_by_link(desk: Class) -> None:
    page = desk.teacher.open(desk.place)

    assert rows(page) == ["=Cem", "Ana", "Ben", "Dee", "Eva"]
    body = page.html.split("<tbody>")[-1]
    cem = body.split("<bdi>=Cem</bdi>")[1].split("</tr>")[0]
    assert [cem.count(word) for word in (">right<", ">wrong<", ">no answer<")] == [2, 3, 1]
    assert "is working" in body
    by_score = desk.teacher.open(page.links["Points"])
    assert rows(by_score) == ["Dee", "=Cem", "Ben", "Ana", "Eva"]
    assert rows(desk.teacher.open(f"{desk.place}?sort={POST}"))[-2:] == ["Dee", "Eva"]


def test_a_student_s_attempts_stand_in_time_with_late_ones_marked(
    store: Store, teacher: Teacher, desk: Class
) -> None:
    sat(store, QUIZ, desk.people["Ben"], {**RIGHT, WHO: "Nora Whitlock"}, late=[WHO])

    page = desk.teacher.open(f"{desk.place}/student/{desk.people['Ben'].id}")

    assert page.text.index("Attempt 2") < page.text.index("Attempt 1")
    assert "Attempt 2 counts, it is the best" in page.text
    assert "came after the end and waits for your decision: Nora Whitlock" in page.text
    first = page.text.split("Attempt 1")[-1]
    assert first.index(QUIZ.questions[0].stem) < first.index(QUIZ.questions[5].stem)


def test_too_few_answers_are_counted_and_not_judged(desk: Class) -> None:
    question = desk.teacher.open(f"{desk.place}/question/{WHO}")
    items = desk.teacher.open(f"{desk.place}/items")

    assert "4 answers are too few to judge the question" in question.text
    assert "The most frequent wrong answer: Paul Achterberg (2)" in question.text
    for page in (question, items):
        assert "Discrimination" not in page.text
        assert "Facility" not in page.text
        assert "About right" not in page.text
    assert "too few answers to judge the quiz" in items.text


def test_from_thirty_answers_on_there_are_labels_and_a_map_with_a_table(
    store: Store, teacher: Teacher, teacher_client: FlaskClient
) -> None:
    assignment = assigned(store, teacher, QUIZ)
    for number in range(30):
        given = dict(RIGHT)
        for place, name in enumerate((WHO, POST, WHEN)):
            if number % (place + 2) == 0:
                given[name] = "Paul Achterberg"
        sat(store, QUIZ, joined(store, assignment, f"S{number}"), given)
    place = PLACE.replace("<assignment_id>", assignment.id)
    teacher_ = Student(teacher_client)

    items = teacher_.open(f"{place}/items")
    question = teacher_.open(f"{place}/question/{WHO}")

    assert "About right" in items.text
    assert items.html.count("<circle") >= 3
    assert len(items.having("svg", role="img")) == 2
    assert "Discrimination" in question.text
    assert "50% 33% to 67%" in question.text
    assert "%%" not in items.text + question.text


def test_another_answer_is_previewed_accepted_and_taken_back(desk: Class) -> None:
    question = desk.teacher.open(f"{desk.place}/question/{POST}")
    form = next(form for form in question.forms if "form" in dict(form.sent))
    response = desk.teacher.client.get(form.action, query_string={"form": " Manager "})
    preview = Page(response)

    assert "2 students get another score" in preview.text
    assert "Ben 67% 83%" in preview.text
    assert "=Cem 33% 50%" in preview.text
    assert [row["points"] for row in desk.table("gradebook")][1:3] == ["6", "4"]

    (send,) = (form for form in preview.forms if form.action.endswith("/regrade"))
    after = desk.teacher.send(send)

    assert after.status == 200
    assert "Question 6: Manager was accepted" in after.text
    assert "2 scores changed" in after.text
    points = {row["student"]: row["points"] for row in desk.table("gradebook")}
    assert (points["Ben"], points["'=Cem"]) == ("5", "3")
    assert [line.form for line in desk.store.outcomes.regrades(desk.assignment.id)] == ["Manager"]

    (undo,) = (form for form in after.forms if form.action.endswith("/undo"))
    taken_back = desk.teacher.send(undo)

    assert "taken back" in taken_back.text
    points = {row["student"]: row["points"] for row in desk.table("gradebook")}
    assert (points["Ben"], points["'=Cem"]) == ("4", "2")


def test_a_question_left_out_counts_for_nobody_until_it_is_taken_back(desk: Class) -> None:
    address = f"{desk.place}/question/{WHO}/regrade"
    preview = Page(desk.teacher.client.get(address, query_string={"what": "leave-out"}))

    assert "Ben 67% 80%" in preview.text
    assert "Ana" not in preview.text  # all right before and after
    (send,) = (form for form in preview.forms if form.action.endswith("/regrade"))
    after = desk.teacher.send(send)

    assert "left out of the score" in after.text
    book = {row["student"]: row for row in desk.table("gradebook")}
    assert (book["Ben"]["points"], book["Ben"]["of"], book["Ben"]["percent"]) == ("4", "5", "80")
    assert WHO not in {row["question_id"] for row in desk.table("items")}
    assert {row["counts"] for row in desk.table("answers") if row["question_id"] == WHO} == {"no"}

    (undo,) = (form for form in after.forms if form.action.endswith("/undo"))
    desk.teacher.send(undo)
    assert {row["of"] for row in desk.table("gradebook")} == {"6"}


@pytest.mark.parametrize(
    ("name", "sent", "sentence"),
    [
        (POST, {"form": "director"}, "counts as right already"),
        (POST, {"form": "  "}, "Write the answer that should count"),
        (POST, {"form": "x" * 501}, "Write the answer that should count"),
        (TRUE, {"form": "false"}, "it can be left out"),
        ("none", {"form": "x"}, "no such question"),
    ],
)
def test_what_cannot_be_decided_is_said(
    desk: Class, name: str, sent: dict[str, str], sentence: str
) -> None:
    page = Page(desk.teacher.client.get(f"{desk.place}/question/{name}/regrade", query_string=sent))

    assert page.status in (400, 404)
    assert sentence in page.text


def test_late_answers_that_wait_are_said_and_lead_to_where_they_are_decided(desk: Class) -> None:
    late = joined(desk.store, desk.assignment, "Finn")
    sat(desk.store, QUIZ, late, {WHO: "Paul Achterberg"}, late=[WHO])

    page = desk.teacher.open(desk.place)

    assert "1 late answer waits for you" in page.text
    assert "Let it count" in desk.teacher.follow("1 late answer waits for you.").text
    finn = next(row for row in desk.table("answers") if row["student"] == "Finn")
    assert (finn["given"], finn["late_given"], finn["lateness"], finn["points"]) == (
        *("", "Paul Achterberg"),
        *("held", "0"),
    )


def test_a_student_sees_the_decisions_on_her_own_result(desk: Class, client: FlaskClient) -> None:
    desk.store.outcomes.regrade(
        desk.assignment.id, WHO, None, marker(QUIZ.questions[1]), changed=2, now=BEGUN
    )
    phone = Student(client)
    phone.open(f"/j/{desk.assignment.code}")
    name = phone.seen[-1].forms[-1]
    phone.send(name, name="Gil")
    gil = next(
        one for one in desk.store.assignments.participants(desk.assignment.id) if one.name == "Gil"
    )
    sat(desk.store, QUIZ, gil, {**RIGHT, WHO: "Nora Whitlock"})

    page = phone.open(f"/class/{desk.assignment.code}/attempt/1/result")

    assert "5 of 5 right" in page.text
    assert "left this question out of the score" in page.text


def test_tables_have_fixed_columns_and_no_cell_is_a_formula(desk: Class) -> None:
    book, answers, items = (desk.table(name) for name in ("gradebook", "answers", "items"))

    assert list(book[0]) == [
        *("student_id", "student", "state", "attempt", "attempts", "started", "submitted"),
        *("points", "of", "percent", "late_answers", "waiting_answers"),
    ]
    assert [row["student"] for row in book] == ["'=Cem", "Ana", "Ben", "Dee", "Eva"]
    assert [row["state"] for row in book] == ["done", "done", "done", "working", "not_started"]
    assert [row["percent"] for row in book] == ["33.3333", "100", "66.6667", "16.6667", ""]
    assert len(answers) == 6 + 6 + 6 + 2
    assert {row["student"] for row in answers} == {"Ana", "Ben", "'=Cem", "Dee"}
    assert [row["question"] for row in items] == ["1", "2", "3", "4", "5", "6"]
    assert {row["judged"] for row in items} == {"no"}
    assert (items[1]["commonest_wrong"], items[1]["commonest_wrong_count"]) == (
        "Paul Achterberg",
        "2",
    )


def test_a_figure_below_zero_stays_a_number_and_an_answer_like_one_does_not(
    store: Store, teacher: Teacher, teacher_client: FlaskClient
) -> None:
    assignment = assigned(store, teacher, QUIZ)
    strong = {**RIGHT, WHO: "Nora Whitlock"}  # who knows all the rest misses this one
    weak = {**dict.fromkeys(RIGHT, "-2"), FALSE: "true", TRUE: "false", WHO: "Imke Sandoval"}
    people: dict[str, Participant] = {}
    for number in range(6):
        student = joined(store, assignment, f"S{number}")
        sat(store, QUIZ, student, strong if number % 2 else weak)
    desk = Class(store, assignment, Student(teacher_client), people, {})

    item = next(row for row in desk.table("items") if row["question_id"] == WHO)

    assert float(item["discrimination_percent"]) == pytest.approx(-100)
    assert "'-2" in {row["given"] for row in desk.table("answers")}


def test_what_was_accepted_counts_for_those_who_answer_later(
    desk: Class, client: FlaskClient
) -> None:
    desk.store.outcomes.regrade(
        desk.assignment.id, POST, "manager", marker(QUIZ.questions[5]), changed=2, now=BEGUN
    )
    phone = Student(client)
    phone.open(f"/j/{desk.assignment.code}")
    phone.send(phone.seen[-1].forms[-1], name="Gil")
    phone.send(phone.seen[-1].forms[-1])  # begins
    for _ in QUIZ.questions:  # in an order of the phone's own
        page = phone.seen[-1]
        fields = {"answer": "The Manager"} if QUIZ.questions[5].stem in page.text else {}
        phone.send(page.forms[0], **fields)

    gil = [row for row in desk.table("answers") if row["student"] == "Gil"]
    (answer,) = (row for row in gil if row["question_id"] == POST)

    assert (answer["given"], answer["right"], answer["points"]) == ("The Manager", "yes", "1")


def test_the_mark_for_excel_can_be_left_out(desk: Class) -> None:
    for bom, begins in (("yes", True), ("no", False)):
        payload = desk.teacher.client.get(f"{desk.place}/items.csv?bom={bom}").get_data()
        assert payload.startswith(b"\xef\xbb\xbf") is begins


def notes_in(payload: bytes) -> str:
    """Return the fields of all notes of an Anki package, read as Anki reads them."""
    import sqlite3
    import tempfile
    from pathlib import Path

    with zipfile.ZipFile(io.BytesIO(payload)) as package, tempfile.TemporaryDirectory() as place:
        (name,) = (name for name in package.namelist() if name.startswith("collection.anki2"))
        path = Path(package.extract(name, place))
        connection = sqlite3.connect(path)
        try:
            found = connection.execute("select flds from notes").fetchall()
        finally:
            connection.close()
    return "\n".join(row[0] for row in found)


def test_decks_hold_exactly_what_was_missed(desk: Class) -> None:
    ben = desk.teacher.client.get(f"{desk.place}/student/{desk.people['Ben'].id}/deck")
    whole = desk.teacher.client.get(f"{desk.place}/missed/deck?share=50")

    assert "What post does Paul Achterberg hold" in notes_in(ben.get_data())
    assert "4,100" not in notes_in(ben.get_data()).replace("expects it to supply 4,100", "")
    assert "What post does Paul Achterberg hold" in notes_in(whole.get_data())
    assert "tidal power station open" not in notes_in(whole.get_data())
    ana = Page(desk.teacher.client.get(f"{desk.place}/student/{desk.people['Ana'].id}/deck"))
    assert "Nothing was missed" in ana.text


def test_sheets_are_for_the_class_for_one_and_for_everyone(desk: Class) -> None:
    def sheet(address: str) -> str:
        return text_of_pdf(desk.teacher.client.get(f"{desk.place}/{address}").get_data())

    one = sheet(f"student/{desk.people['Ben'].id}/sheet")
    whole = sheet("missed/sheet?share=50")
    everyone = sheet("missed/sheets")

    assert "2 of the 6 questions" in one
    assert "FOR BEN" in one.upper()
    assert "FOR THE CLASS" in whole.upper()
    assert everyone.upper().count("END OF QUESTIONS") == 2
    assert "FOR ANA" not in everyone.upper()


def test_a_practice_quiz_asks_the_same_fact_in_another_way_where_it_can(
    store: Store, teacher: Teacher, teacher_client: FlaskClient
) -> None:
    # The quiz asks all but the last; what screening kept has one more question on the mayor.
    quiz = sample_quiz()
    *_, mayor, post = quiz.questions
    other = post.model_copy(update={"id": "another", "stem": "Who runs Brindle Energy?"})
    kept = (
        Candidate(question=mayor, fact="mayor"),
        Candidate(question=post, fact="post"),
        Candidate(question=other, fact="post"),
    )
    assignment = assigned(store, teacher, quiz, screening=Screening(kept=kept, dropped=()))
    student = joined(store, assignment, "Ben")
    sat(store, quiz, student, {**RIGHT, POST: "manager", TRUE: "false"})
    page = Student(teacher_client).open(PLACE.replace("<assignment_id>", assignment.id))
    (form,) = (form for form in page.forms if form.action.endswith("/practice"))

    response = teacher_client.post(form.action, data={**form.fields, "student": student.id})

    assert response.status_code == 303
    entry_id = response.location.rpartition("/")[2]
    made = store.library.quiz(teacher.id, entry_id)
    assert [question.id for question in made.questions] == [TRUE, "another"]
    assert made.title == f"Practice: {quiz.title}"
    assert "Ben" not in made.model_dump_json()
    assert made.id != quiz.id


def test_matching_and_ordering_are_shown_too(
    store: Store, teacher: Teacher, teacher_client: FlaskClient
) -> None:
    quiz = several_quiz()
    assignment = assigned(store, teacher, quiz)
    _, matching, ordering = (question.id for question in quiz.questions)
    student = joined(store, assignment, "Ana")
    sat(store, quiz, student, {matching: "B A C", ordering: "2 1 4 3"})
    looking = Student(teacher_client)
    place = PLACE.replace("<assignment_id>", assignment.id)

    for address in ("", f"/student/{student.id}", f"/question/{matching}", "/items"):
        assert looking.open(f"{place}{address}").status == 200
    assert "partly right" in looking.open(place).text


PAGES = ("", "/items", "/question/{question}", "/student/{student}")
FILES = ("/gradebook.csv", "/answers.csv", "/items.csv", "/missed/deck", "/missed/sheet")


@pytest.mark.parametrize("address", [*PAGES, *FILES, "/missed/sheets", "/student/{student}/sheet"])
def test_nobody_else_sees_it(desk: Class, store: Store, app: object, address: str) -> None:
    there = desk.place + address.format(question=WHO, student=desk.people["Ben"].id)
    stranger = desk.teacher.client.application.test_client()
    other = signed_in(
        desk.teacher.client.application.test_client(),
        store,
        store.teachers.add("Mr Okafor", "no hash", now=desk.assignment.created),
    )

    assert desk.teacher.client.get(there).status_code == 200
    assert stranger.get(there).status_code == 303
    assert other.get(there).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/question/{question}/regrade", "/practice", "/regrade/1/undo"],
)
def test_nobody_else_decides(desk: Class, store: Store, address: str) -> None:
    there = desk.place + address.format(question=WHO)
    other = signed_in(
        desk.teacher.client.application.test_client(),
        store,
        store.teachers.add("Mr Okafor", "no hash", now=desk.assignment.created),
    )
    fields = Student(other).open("/desk").forms[0].fields
    stranger = Student(desk.teacher.client.application.test_client())
    theirs = stranger.open("/sign-in").forms[0].fields

    assert other.post(there, data={**fields, "what": "leave-out"}).status_code == 404
    assert stranger.client.post(there, data={**theirs, "what": "leave-out"}).status_code == 401
    assert desk.teacher.client.post(there, data={"what": "leave-out"}).status_code == 400
    assert desk.store.outcomes.regrades(desk.assignment.id) == ()


def test_names_and_answers_are_shown_as_typed(
    store: Store, teacher: Teacher, teacher_client: FlaskClient
) -> None:
    assignment = assigned(store, teacher, QUIZ)
    hostile = "<b>{{7*7}}</b>"
    student = joined(store, assignment, hostile)
    sat(store, QUIZ, student, {POST: hostile, WHEN: "\u202ereversed"})
    looking = Student(teacher_client)
    place = PLACE.replace("<assignment_id>", assignment.id)

    for address in ("", "/items", f"/student/{student.id}", f"/question/{POST}"):
        page = looking.open(f"{place}{address}")
        assert "<b>" not in page.html
    assert hostile in looking.open(f"{place}/student/{student.id}").text


def test_a_student_who_was_sent_out_is_in_no_result(desk: Class, teacher: Teacher) -> None:
    desk.store.assignments.remove(teacher.id, desk.people["Ben"].id, now=desk.assignment.created)

    assert "Ben" not in desk.teacher.open(desk.place).text
    assert "Ben" not in {row["student"] for row in desk.table("gradebook")}
    assert desk.teacher.open(f"{desk.place}/student/{desk.people['Ben'].id}").status == 404
