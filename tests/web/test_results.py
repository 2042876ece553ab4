"""The result: score, line by line, what to read again, what to study."""

from flask.testing import FlaskClient

from quiz.exporters import export
from quiz.schema.quiz import Quiz
from tests.web.pages import Page, Student
from tests.web.test_take import RIGHT, WRONG, forward


def test_the_result_waits_for_the_last_answer(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    student.answer("14 May 2024")
    page = student.open(f"{student.attempt}/result")
    assert "Question 2 of 6" in page.text
    assert student.at.endswith("/question/2")


def test_all_right(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    last = forward(student, RIGHT)
    assert "Next question" not in last.links
    page = student.follow("See your result")
    assert page.title.startswith("Your result: 6 of 6")
    assert "6 of 6 right" in page.text
    assert "Nothing: every answer was right." in page.text
    assert page.marked == ""


def test_each_question_has_its_line_with_given_and_key(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    forward(student, (RIGHT[0], *WRONG[1:]))
    page = student.follow("See your result")
    assert "1 of 6 right" in page.text
    assert "✗ Not right Question 2. Who said" in page.text
    assert "Your answer Paul Achterberg The answer Imke Sandoval" in page.text
    assert "Your answer 1,400 The answer 4,100" in page.text
    assert "Your answer True The answer False" in page.text
    assert "✓ Right Question 1." in page.text


def test_what_to_read_again_is_quoted_with_its_evidence(student: Student, sample: Quiz) -> None:
    """Questions 3 and 6 are answered by one paragraph: it is quoted once, with both marked."""
    student.start(sample.id)
    forward(student, (RIGHT[0], RIGHT[1], WRONG[2], RIGHT[3], RIGHT[4], WRONG[5]))
    page = student.follow("See your result")
    assert "Questions 3, 6 Paragraph 3" in page.text
    assert sample.questions[2].evidence.text in page.marked
    assert sample.questions[5].evidence.text in page.marked
    assert sample.questions[0].evidence.text not in page.text
    assert len(page.having("blockquote")) == 1


def test_deck_and_key_for_study(student: Student, client: FlaskClient, sample: Quiz) -> None:
    student.start(sample.id)
    forward(student, WRONG)
    page = student.follow("See your result")
    assert client.get(page.links["Anki deck"]).data == export(sample, "anki").payload
    assert client.get(page.links["Answer key"]).data == export(sample, "pdf", key=True).payload


def test_files_with_answers_wait_for_the_last_answer(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    forward(student, RIGHT[:5])
    for name in ("deck", "key"):
        page = student.open(f"{student.attempt}/{name}")
        assert page.status == 404
        assert "once every question is answered" in page.text
    assert student.open(f"{student.attempt}/sheet").status == 404


def test_again_is_a_new_attempt(student: Student, sample: Quiz) -> None:
    student.start(sample.id)
    first = student.attempt
    forward(student, WRONG)
    form = student.follow("See your result").forms[0]
    page = student.send(form)
    assert "Question 1 of 6" in page.text
    assert student.attempt != first
    assert "0 of 6 right" in student.open(f"{first}/result").text


def test_looking_back_from_the_result(student: Student, client: FlaskClient, sample: Quiz) -> None:
    student.start(sample.id)
    forward(student, RIGHT)
    page = Page(client.get(f"{student.attempt}/question/1"))
    assert sample.questions[0].evidence.text == page.marked
    assert "kept back" not in page.text
    assert page.links["See your result"] == f"{student.attempt}/result"
