"""The result of an attempt."""

import pytest

from quiz.schema.question import key_text
from quiz.scoring import mark, score
from tests.samples import sample_quiz


def test_all_right() -> None:
    quiz = sample_quiz()
    marks = tuple(mark(question, key_text(question)) for question in quiz.questions)
    result = score(quiz, marks)
    assert (result.right, result.total, result.read_again) == (6, 6, ())
    assert result.marks == marks


def test_all_wrong_says_each_paragraph_once_in_reading_order() -> None:
    quiz = sample_quiz()
    result = score(quiz, [mark(question, "?") for question in reversed(quiz.questions)])
    assert result.right == 0
    assert result.read_again == (1, 2, 3, 4)
    for number in result.read_again:
        block = quiz.article.paragraphs[number - 1]
        assert any(block.covers(question.evidence) for question in quiz.questions)


def test_a_question_left_open_is_not_right_but_nothing_to_read_again() -> None:
    quiz = sample_quiz()
    result = score(quiz, [mark(quiz.questions[0], "14 May 2024")])
    assert (result.right, result.total, result.read_again) == (1, 6, ())


def test_a_mark_for_another_quiz_is_refused() -> None:
    quiz = sample_quiz()
    stray = mark(quiz.questions[0], "?").model_copy(update={"question_id": "elsewhere"})
    with pytest.raises(KeyError):
        score(quiz, [stray])
