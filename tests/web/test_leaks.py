"""Nothing a student has fetched gives away what is still to be asked."""

import pytest
from flask.testing import FlaskClient

from quiz.exporters import export
from quiz.schema.question import Cloze, ShortAnswer, TrueFalse, key_text
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.samples import studied_quiz
from tests.web.pages import Student
from tests.web.test_take import RIGHT, WRONG


@pytest.mark.parametrize("answers", [RIGHT, WRONG])
def test_no_page_holds_evidence_or_explanation_of_an_open_question(
    student: Student, sample: Quiz, answers: tuple[str, ...]
) -> None:
    """Two sentences of paragraph 1 are evidence: the feedback on one keeps the other back."""
    student.open("/")
    student.start(sample.id)
    for number, question in enumerate(sample.questions, start=1):
        student.open(f"{student.attempt}/question/{number}")
        for page in student.seen:
            for waiting in sample.questions[number - 1 :]:
                assert waiting.evidence.text not in page.text
                assert waiting.explanation not in page.text
                if isinstance(waiting, TrueFalse) and waiting.correction:
                    assert waiting.correction not in page.text
        student.answer(answers[number - 1])
        assert question.evidence.text in student.seen[-1].text


def test_the_form_of_a_typed_question_does_not_hold_its_key(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    for number, question in enumerate(sample.questions, start=1):
        page = student.open(f"{student.attempt}/question/{number}")
        if isinstance(question, ShortAnswer | Cloze):
            for form in question.accepted:
                assert form not in page.html


def test_the_form_of_a_chosen_question_treats_all_options_alike(
    student: Student, sample: Quiz
) -> None:
    """But for its own number, letter and words, no option differs from the others."""
    student.start(sample.id)
    page = student.open(f"{student.attempt}/question/2")
    radios = page.having("input", type="radio")
    assert len({tuple(sorted({**radio, "value": ""}.items())) for radio in radios}) == 1
    assert len({tuple(label.items()) for label in page.having("label", class_="option")}) == 1


def test_what_is_kept_back_says_for_which_question(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    page = student.answer("14 May 2024")
    assert "[kept back for question 5]" in page.text
    student.open(f"{student.attempt}/question/5")
    student.answer("true")
    assert "kept back" not in student.open(f"{student.attempt}/question/1").text


def test_a_quiz_not_answered_is_not_told_by_the_result_page(
    student: Student, client: FlaskClient, sample: Quiz
) -> None:
    student.start(sample.id)
    for name in ("result", "key", "deck"):
        response = client.get(f"{student.attempt}/{name}")
        for question in sample.questions:
            assert question.evidence.text.encode() not in response.data


def test_the_key_of_another_quiz_on_the_list_is_not_on_the_list(store: Store, sample: Quiz) -> None:
    student = Student(create_app([sample], store).test_client())
    pages = [student.open("/"), student.open(f"/quiz/{sample.id}")]
    for question in sample.questions:
        if not isinstance(question, TrueFalse):
            for page in pages:
                assert key_text(question) not in page.text


def test_study_facts_are_on_no_page_and_in_no_sheet_or_key(store: Store) -> None:
    """They are for cards: a student who could read them would learn what no question asks."""
    quiz = studied_quiz()
    client = create_app([quiz], store).test_client()
    student = Student(client)
    student.open("/")
    student.open(f"/quiz/{quiz.id}")
    student.start(quiz.id)
    for number, answer in enumerate(RIGHT, start=1):
        student.open(f"{student.attempt}/question/{number}")
        student.answer(answer)
    student.open(f"{student.attempt}/result")
    sheet, key = (export(quiz, "html", key=with_key).payload.decode() for with_key in (False, True))
    for fact in quiz.study:
        for html in (sheet, key, *(page.html for page in student.seen)):
            assert fact.id not in html
            assert fact.stem not in html
            assert fact.explanation not in html
