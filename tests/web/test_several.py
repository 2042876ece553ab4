"""Matching and ordering on the page, as a student without JavaScript answers them."""

import pytest
from flask import Flask

from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.samples import several_quiz
from tests.web.pages import Page, Student
from tests.web.test_look import check_page

RIGHT_PAIRS = {"answer-1": "B", "answer-2": "D", "answer-3": "A"}
RIGHT_ORDER = {"answer-1": "3", "answer-2": "1", "answer-3": "4", "answer-4": "2"}


@pytest.fixture
def sample() -> Quiz:
    return several_quiz()


@pytest.fixture
def app(sample: Quiz, store: Store) -> Flask:
    return create_app([sample], store)


def at(student: Student, sample: Quiz, number: int) -> Page:
    """Start the quiz and open its question `number`."""
    student.start(sample.id)
    return student.open(f"{student.attempt}/question/{number}")


def send(student: Student, **fields: str) -> Page:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return student.send(student.seen[-1].forms[0], **named)


def test_every_prompt_has_a_list_with_a_label(student: Student, sample: Quiz) -> None:
    for number, count, offered in ((2, 3, 4), (3, 4, 4)):
        page = at(student, sample, number)
        check_page(page)
        names = [select["name"] for select in page.having("select")]
        assert names == [f"answer-{place}" for place in range(1, count + 1)]
        labels = [label["for"] for label in page.having("label")]
        assert labels == [select["id"] for select in page.having("select")]
        assert len(page.having("option")) == count * (offered + 1)  # and "Choose …"
        assert "checked" not in page.html
        assert "selected" not in page.html


def test_no_evidence_date_or_explanation_is_there_before_the_answer(
    student: Student, sample: Quiz
) -> None:
    matching, ordering = (at(student, sample, number) for number in (2, 3))
    for page in (matching, ordering):
        for question in sample.questions[1:]:
            assert question.evidence.text not in page.text
            assert question.explanation not in page.text
    for year in ("1964", "1971", "1988", "2005"):
        assert year not in ordering.html


def test_all_pairs_right(student: Student, sample: Quiz) -> None:
    at(student, sample, 2)
    page = student.send(student.seen[-1].forms[0], **RIGHT_PAIRS)
    assert page.title.startswith("Right: Question 2")
    assert page.text.count("Right:") == 3
    check_page(page)


def test_a_right_pair_counts_and_the_others_are_told(student: Student, sample: Quiz) -> None:
    at(student, sample, 2)
    page = student.send(
        student.seen[-1].forms[0], **{**RIGHT_PAIRS, "answer-2": "C", "answer-3": "C"}
    )
    assert page.title.startswith("Partly right: Question 2")
    assert (page.text.count("Right:"), page.text.count("Not right:")) == (1, 2)
    assert "Aldo Renn The answer: Ivo Renn" in page.text
    assert "“My father counted waves, and I count passengers and parking spaces,”" in page.marked


def test_nothing_right_is_not_right(student: Student, sample: Quiz) -> None:
    at(student, sample, 2)
    page = send(student, answer_1="C", answer_2="C", answer_3="C")
    assert page.title.startswith("Not right: Question 2")


def test_events_are_told_in_order_with_their_dates(student: Student, sample: Quiz) -> None:
    at(student, sample, 3)
    page = student.send(student.seen[-1].forms[0], **RIGHT_ORDER)
    assert page.title.startswith("Right: Question 3")
    places = [page.text.index(told) for told in ("1964 –", "March 1971 –", "1988 –", "3 May 2005")]
    assert places == sorted(places)


def test_a_line_left_open_is_asked_for_and_the_others_are_kept(
    student: Student, sample: Quiz
) -> None:
    at(student, sample, 2)
    page = send(student, answer_1="B", answer_3="Z")
    assert page.status == 422
    assert "number 2 in the list is still open" in page.text
    assert [option["value"] for option in page.having("option", selected="")] == ["B"]
    wrong = page.having("select", aria_invalid="true")
    assert [select["name"] for select in wrong] == ["answer-2", "answer-3"]
    assert all(select["aria-describedby"] == "trouble" for select in wrong)
    check_page(page)
    assert student.send(page.forms[0], **RIGHT_PAIRS).title.startswith("Right")


def test_a_number_given_twice_is_refused(student: Student, sample: Quiz) -> None:
    at(student, sample, 3)
    page = send(student, answer_1="3", answer_2="3", answer_3="1", answer_4="2")
    assert page.status == 422
    assert "3 is there twice" in page.text
    chosen = [option["value"] for option in page.having("option", selected="")]
    assert chosen == ["3", "3", "1", "2"]


def test_who_does_not_know_may_pass(student: Student, sample: Quiz) -> None:
    at(student, sample, 3)
    page = send(student, **{"pass": "yes"})
    assert page.title.startswith("Not right: Question 3")
    assert page.text.count("no number") == 4


def test_the_result_counts_points_and_leads_to_what_was_missed(
    student: Student, sample: Quiz
) -> None:
    at(student, sample, 1)
    student.answer("Farkas")
    student.open(f"{student.attempt}/question/2")
    student.send(student.seen[-1].forms[0], **{**RIGHT_PAIRS, "answer-3": "C"})
    student.open(f"{student.attempt}/question/3")
    student.send(student.seen[-1].forms[0], **RIGHT_ORDER)
    page = student.follow("See your result")
    check_page(page)
    assert "2 of 3 right" in page.text
    assert "2.67 of 3 points" in page.text
    assert "Partly right" in page.text
    assert "“A town without its ferry is only a very long car park,”" in page.marked


def test_answers_come_back_from_the_store_as_they_were_given(
    student: Student, sample: Quiz, store: Store
) -> None:
    at(student, sample, 2)
    student.send(student.seen[-1].forms[0], **{**RIGHT_PAIRS, "answer-3": "C"})
    student.open(f"{student.attempt}/question/3")
    student.send(student.seen[-1].forms[0], **RIGHT_ORDER)
    marks = store.attempt(student.attempt.split("/")[-1]).marks
    assert [(mark.given, mark.right) for mark in marks] == [("B D C", False), ("3 1 4 2", True)]
    again = Student(create_app([], store).test_client())
    page = again.open(f"{student.attempt}/question/2")
    assert page.title.startswith("Partly right: Question 2")


def test_a_feedback_keeps_back_what_is_still_to_be_matched(student: Student, sample: Quiz) -> None:
    """The mayor's sentence also proves a pair: to see it would be to have the answer."""
    student.start(sample.id)
    page = student.answer("Farkas")
    assert "[kept back for question 2]" in page.text
    assert "Aldo Renn founded" not in page.text
