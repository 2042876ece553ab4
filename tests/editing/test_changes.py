"""Questions are dropped, put in and moved, and the quiz stays sound."""

import pytest

from quiz.editing import UnsoundError, drop, moved, put, question_of
from quiz.errors import UnknownQuizError
from quiz.schema.quiz import MAX_LENGTH, Quiz
from tests.samples import sample_quiz

QUIZ = sample_quiz().model_copy(update={"shortfall": "6 of 12 questions."})
IDS = [question.id for question in QUIZ.questions]


def ids(quiz: Quiz) -> list[str]:
    return [question.id for question in quiz.questions]


def test_a_question_is_dropped_and_the_count_no_longer_explained() -> None:
    quiz = drop(QUIZ, IDS[2])
    assert ids(quiz) == IDS[:2] + IDS[3:]
    assert quiz.shortfall is None
    assert len(QUIZ.questions) == 6


def test_a_question_is_put_at_the_end_or_in_the_place_of_another() -> None:
    new = QUIZ.questions[0].model_copy(update={"id": "another"})
    assert ids(put(QUIZ, new)) == [*IDS, new.id]
    replaced = put(QUIZ, new, instead_of=IDS[0])
    assert ids(replaced) == [new.id, *IDS[1:]]
    assert replaced.shortfall == QUIZ.shortfall


def test_a_question_takes_its_own_place() -> None:
    same = QUIZ.questions[3].model_copy(update={"stem": "It was given up in 2018."})
    assert ids(put(QUIZ, same, instead_of=IDS[3])) == IDS


def test_no_question_is_there_twice() -> None:
    with pytest.raises(UnsoundError, match="asked already"):
        put(QUIZ, QUIZ.questions[0])
    with pytest.raises(UnsoundError, match="asked already"):
        put(QUIZ, QUIZ.questions[0], instead_of=IDS[1])


def test_a_study_fact_that_becomes_a_question_is_one_no_longer() -> None:
    fact = QUIZ.questions[0].model_copy(update={"id": "fact"})
    with_fact = Quiz.model_validate({**dict(QUIZ), "study": (fact,)})
    assert put(with_fact, fact).study == ()
    assert drop(with_fact, IDS[0]).study == (fact,)


def test_a_full_quiz_takes_no_more() -> None:
    first = QUIZ.questions[0]
    many = tuple(first.model_copy(update={"id": f"q{n}"}) for n in range(MAX_LENGTH))
    full = QUIZ.model_copy(update={"questions": many})
    with pytest.raises(UnsoundError, match="quiz full"):
        put(full, first)
    assert len(put(full, first, instead_of="q5").questions) == MAX_LENGTH


@pytest.mark.parametrize(
    ("place", "by", "order"),
    [
        (0, 1, [1, 0, 2, 3, 4, 5]),
        (5, -1, [0, 1, 2, 3, 5, 4]),
        (0, -1, [0, 1, 2, 3, 4, 5]),
        (5, 9, [0, 1, 2, 3, 4, 5]),
        (1, 3, [0, 2, 3, 4, 1, 5]),
    ],
)
def test_a_question_is_moved_within_the_quiz(place: int, by: int, order: list[int]) -> None:
    assert ids(moved(QUIZ, IDS[place], by)) == [IDS[n] for n in order]


def test_what_is_not_there_is_said() -> None:
    for change in (question_of, drop, lambda quiz, name: moved(quiz, name, 1)):
        with pytest.raises(UnknownQuizError, match="no such question"):
            change(QUIZ, "none")
