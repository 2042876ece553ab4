"""Taking a quiz: every type, right and wrong, and everything a browser does in between."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from quiz.schema.question import GAP, MultipleChoice
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.web.pages import Page, Student

# The right answer and a wrong one to each question of the sample quiz, as a form sends them.
RIGHT = ("14 May 2024", "1", "4,100", "false", "true", "director")
WRONG = ("15 May 2024", "0", "1,400", "true", "false", "mayor")


def forward(student: Student, answers: tuple[str, ...]) -> Page:
    """Answer question after question and return the last feedback."""
    page = student.seen[-1]
    for place, given in enumerate(answers):
        if place:
            student.follow("Next question")
        page = student.answer(given)
    return page


def test_starting_leads_to_the_first_question(student: Student, sample: Quiz) -> None:
    page = student.start(sample.id)
    assert page.title == f"Question 1 of 6 – {sample.title} – Broadsheet"
    assert "Question 1 of 6" in page.text
    assert sample.questions[0].stem in page.text
    assert student.at.endswith("/question/1")
    assert len(student.attempt.removeprefix("/attempt/")) >= 22  # 128 bits


def test_two_attempts_do_not_share_an_address(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    first = student.attempt
    student.start(sample.id)
    assert student.attempt != first


def test_options_keep_their_order_and_are_native_radios(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    page = student.open(f"{student.attempt}/question/2")
    asked = sample.questions[1]
    assert isinstance(asked, MultipleChoice)
    places = [page.text.index(option) for option in asked.options]
    assert places == sorted(places)
    assert len(page.having("input", type="radio", name="answer")) == 3
    assert len(page.having("fieldset")) == len(page.having("legend")) == 1
    assert not any("checked" in radio for radio in page.having("input", type="radio"))


def test_a_statement_offers_true_before_false(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    page = student.open(f"{student.attempt}/question/4")
    values = [radio["value"] for radio in page.having("input", type="radio")]
    assert values == ["true", "false"]
    assert "True" in page.text
    assert "False" in page.text


def test_a_gap_is_read_out_as_a_gap(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    page = student.open(f"{student.attempt}/question/3")
    assert sample.questions[2].stem.replace(GAP, "(gap)") in page.text
    assert GAP not in page.html
    assert page.having("label", for_="answer")


@pytest.mark.parametrize("number", range(1, 7))
def test_a_right_answer_is_called_right(student: Student, sample: Quiz, number: int) -> None:
    student.start(sample.id)
    student.open(f"{student.attempt}/question/{number}")
    page = student.answer(RIGHT[number - 1])
    asked = sample.questions[number - 1]
    assert page.title.startswith(f"Right: Question {number} of 6")
    assert "✓ Right" in page.text
    assert asked.explanation in page.text
    assert page.marked == asked.evidence.text


@pytest.mark.parametrize("number", range(1, 7))
def test_a_wrong_answer_is_called_wrong_and_put_right(
    student: Student, sample: Quiz, number: int
) -> None:
    student.start(sample.id)
    student.open(f"{student.attempt}/question/{number}")
    page = student.answer(WRONG[number - 1])
    key = ("14 May 2024", "Imke Sandoval", "4,100", "False", "True", "director")[number - 1]
    asked = sample.questions[number - 1]
    assert page.title.startswith(f"Not right: Question {number} of 6")
    assert "✗ Not right" in page.text
    assert f"The answer {key}" in page.text
    assert asked.explanation in page.text
    assert page.marked == asked.evidence.text


def test_a_false_statement_is_corrected(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    student.open(f"{student.attempt}/question/4")
    assert "It was given up in 2019." in student.answer("true").text


def test_the_key_stands_out_within_the_evidence(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    page = student.answer("14 May 2024")
    assert "<strong>14 May 2024</strong>" in page.html
    assert "Paragraph 1" in page.text


def test_an_accepted_form_is_right_and_says_why(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    page = student.answer("May 14, 2024")
    assert "✓ Right" in page.text
    assert "Your answer May 14, 2024" in page.text
    assert "The answer 14 May 2024" in page.text
    assert "Accepted (" in page.text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "Type an answer first."),
        (2, "Choose one of the options first."),
        (4, "Choose True or False first."),
    ],
)
@pytest.mark.parametrize("given", ["", "   ", "\r\n"])
def test_an_empty_answer_brings_the_form_back_with_the_error_tied_to_it(
    student: Student, sample: Quiz, number: int, words: str, given: str
) -> None:
    student.start(sample.id)
    student.open(f"{student.attempt}/question/{number}")
    page = student.answer(given)
    assert page.status == 422
    assert page.title.startswith("Error: Question")
    assert words in page.text
    assert page.having("p", id="trouble", role="alert")
    assert page.having("fieldset", aria_describedby="trouble")
    controls = [*page.having("input", type="text"), *page.having("input", type="radio")]
    assert controls
    assert all(control["aria-describedby"] == "trouble" for control in controls)
    assert "Next question" not in page.links


@pytest.mark.parametrize(("number", "given"), [(2, "3"), (2, "-1"), (2, "Imke"), (4, "maybe")])
def test_an_answer_that_was_not_offered_does_not_count(
    student: Student, sample: Quiz, number: int, given: str
) -> None:
    student.start(sample.id)
    student.open(f"{student.attempt}/question/{number}")
    assert student.answer(given).status == 422
    assert "Check my answer" in student.open(f"{student.attempt}/question/{number}").text


def test_an_answer_that_is_too_long_is_kept_in_the_field(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    page = student.answer("x" * 501)
    assert page.status == 422
    assert "Shorten your answer to 500 characters." in page.text
    assert page.having("input", type="text")[0]["value"] == "x" * 501


def test_the_longest_key_there_can_be_can_be_answered(sample: Quiz, store: Store) -> None:
    key = ("a long key " * 46)[:499] + "."
    long = sample.questions[0].model_copy(update={"key": key, "accepted": (key,)})
    quiz = sample.model_copy(update={"questions": (long, *sample.questions[1:])})
    student = Student(create_app([quiz], store).test_client())
    student.start(quiz.id)
    assert "✓ Right" in student.answer(key).text


def test_control_characters_do_not_reach_the_store(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    page = student.answer("14\x00May\x1b\t2024")
    assert "✓ Right" in page.text
    assert "Your answer 14 May 2024" in page.text


def test_not_knowing_is_an_answer(student: Student, sample: Quiz) -> None:
    page = student.start(sample.id)
    button = next(control for control in page.forms[0].controls if control.get("name") == "pass")
    page = student.send(page.forms[0], **{"answer": "", button["name"]: button["value"]})
    assert "✗ Not right" in page.text
    assert "Your answer no answer" in page.text
    assert "The answer 14 May 2024" in page.text


def test_reloading_shows_the_feedback_again(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    first = student.answer("mayday")
    assert student.open(student.at).text == first.text


def test_the_first_answer_counts(student: Student, sample: Quiz) -> None:
    """A double click, or the back button and another answer, changes nothing."""
    form = student.start(sample.id).forms[0]
    student.send(form, answer="mayday")
    page = student.send(form, answer="14 May 2024")
    assert page.status == 200
    assert "✗ Not right" in page.text
    assert "Your answer mayday" in page.text
    assert "Your answer mayday" in student.send(form, answer="").text


def test_a_second_tab_goes_on_with_the_same_attempt(
    student: Student, client: FlaskClient, sample: Quiz
) -> None:
    student.start(sample.id)
    student.answer("14 May 2024")
    tab = Student(client)
    assert "Question 2 of 6" in tab.open(student.attempt).text
    tab.answer("1")
    assert "Your answer Imke Sandoval" in student.open(f"{student.attempt}/question/2").text


def test_questions_can_be_taken_out_of_order(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    student.open(f"{student.attempt}/question/6")
    student.answer("director")
    assert student.seen[-1].links["Next question"] == f"{student.attempt}/question/1"
    student.open(f"{student.attempt}/question/3")
    student.answer("4,100")
    assert student.seen[-1].links["Next question"] == f"{student.attempt}/question/4"


@pytest.mark.parametrize("secret", [b"the same for ever and ever", None])
def test_a_restart_of_the_server_loses_nothing(
    student: Student, sample: Quiz, store: Store, database: str, secret: bytes | None
) -> None:
    student.start(sample.id)
    student.answer("14 May 2024")
    store.close()
    again = Store(database)
    later = Student(create_app([sample], again, secret=secret).test_client())
    assert "Question 2 of 6" in later.open(student.attempt).text
    assert "✓ Right" in later.open(f"{student.attempt}/question/1").text
    assert "✓ Right" in (later.open(student.attempt), later.answer("1"))[1].text
    again.close()


def test_with_the_same_secret_a_page_outlives_the_server(sample: Quiz, store: Store) -> None:
    before = create_app([sample], store, secret=b"kept").test_client()
    student = Student(before)
    form = student.start(sample.id).forms[0]
    after = create_app([sample], store, secret=b"kept").test_client()
    cookie = before.get_cookie("broadsheet_visitor")
    assert cookie is not None
    after.set_cookie("broadsheet_visitor", cookie.value)
    assert "✓ Right" in Student(after).send(form, answer="14 May 2024").text


def test_a_quiz_taken_off_the_list_can_be_finished(
    student: Student, sample: Quiz, store: Store
) -> None:
    student.start(sample.id)
    other = sample.model_copy(update={"id": "0" * 16})
    later = Student(create_app([other], store).test_client())
    later.open(student.attempt)
    forward(later, RIGHT)
    page = later.follow("See your result")
    assert "6 of 6 right" in page.text
    assert page.forms == []
    assert later.client.get(page.links["Anki deck"]).status_code == 200


@pytest.mark.parametrize("number", ["0", "7", "99999999999999999999"])
def test_there_is_no_question_beyond_the_quiz(student: Student, sample: Quiz, number: str) -> None:
    student.start(sample.id)
    page = student.open(f"{student.attempt}/question/{number}")
    assert page.status == 404
    assert "questions 1 to 6" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/attempt/nobody",
        "/attempt/nobody/question/1",
        "/attempt/nobody/result",
        "/attempt/nobody/deck",
        "/quiz/nothing",
        "/quiz/nothing/deck",
        "/elsewhere",
    ],
)
def test_what_is_not_there_is_a_page_with_a_way_on(student: Student, address: str) -> None:
    page = student.open(address)
    assert page.status == 404
    assert page.links["To the list of quizzes"] == "/"


def test_starting_twice_is_two_attempts_with_times(
    sample: Quiz, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime, timedelta

    moments = iter(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n) for n in range(99))
    clock: Callable[[], datetime] = lambda: next(moments)  # noqa: E731 - typed for mypy
    student = Student(create_app([sample], store, clock=clock).test_client())
    student.start(sample.id)
    kept = store.attempt(student.attempt.removeprefix("/attempt/"))
    assert kept.started == datetime(2026, 1, 1, tzinfo=UTC)
    forward(student, RIGHT)
    kept = store.attempt(kept.id)
    assert kept.finished is not None
    assert kept.finished > kept.started
    # Looking at the result later moves no time: GET changes nothing.
    student.open(f"{student.attempt}/result")
    assert store.attempt(kept.id) == kept
