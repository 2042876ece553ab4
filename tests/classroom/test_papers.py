"""What a student sees of a quiz, and what her answers mean in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.classroom import in_paper_order, in_quiz_order, order_within, paper
from quiz.errors import OptionError
from quiz.schema.classroom import LateAnswer, Response, Rules
from quiz.schema.question import Matching, MultipleChoice, Ordering, key_text, proofs, reasons
from quiz.schema.quiz import Quiz
from quiz.scoring import mark, share
from tests.classroom.test_times import NOON
from tests.samples import sample_quiz, several_quiz
from tests.web.student.classes import key_on

SEEDS = st.integers(0, 2**31 - 1)
QUIZZES = (sample_quiz(), several_quiz())


@pytest.mark.parametrize("quiz", QUIZZES)
@given(seed=SEEDS)
def test_every_paper_holds_the_same_and_its_right_answers_are_right(quiz: Quiz, seed: int) -> None:
    made = paper(quiz, Rules(), seed, [])
    asked = in_paper_order(quiz, Rules(), seed)
    assert {each.id for each in asked} == {each.id for each in quiz.questions}
    for question, shown in zip(asked, made.questions, strict=True):
        order = order_within(question, Rules(), seed)
        assert sorted(order) == list(range(len(order)))
        told = in_quiz_order(question, order, key_on(question, shown))
        assert mark(question, told).right
        assert share(question, told) == 1


@pytest.mark.parametrize("quiz", QUIZZES)
@given(seed=SEEDS, data=st.data())
def test_an_answer_comes_back_as_it_was_given(quiz: Quiz, seed: int, data: st.DataObject) -> None:
    for question in quiz.questions:
        order = order_within(question, Rules(), seed)
        if isinstance(question, MultipleChoice):
            answer: tuple[str, ...] = (str(data.draw(st.sampled_from(range(len(order))))),)
        elif isinstance(question, Matching | Ordering):
            offered = "ABCDEFGH" if isinstance(question, Matching) else "123456"
            lines = len(question.pairs if isinstance(question, Matching) else question.events)
            choice = st.sampled_from(["", *offered[: len(order)]])
            answer = tuple(data.draw(choice) for _ in range(lines))
        else:
            answer = ("true",)
        given_ = in_quiz_order(question, order, answer)
        response = Response(question_id=question.id, seen=NOON, given=given_, turn=4)
        shown = next(
            each
            for each, asked in zip(
                paper(quiz, Rules(), seed, [response]).questions,
                in_paper_order(quiz, Rules(), seed),
                strict=True,
            )
            if asked.id == question.id
        )
        assert shown.answer == (answer if any(answer) else ())
        assert shown.turn == 4


def test_the_order_stays_where_nothing_is_to_be_shuffled() -> None:
    rules = Rules(shuffle_questions=False, shuffle_options=False)
    quiz = several_quiz()
    assert in_paper_order(quiz, rules, 7) == quiz.questions
    for question in quiz.questions:
        order = order_within(question, rules, 7)
        assert order == tuple(range(len(order)))


def test_papers_differ_between_students() -> None:
    papers = {tuple(q.stem for q in paper(sample_quiz(), Rules(), n, []).questions)
              for n in range(20)}  # fmt: skip
    assert len(papers) > 10


def test_a_paper_holds_no_key_no_reason_and_no_evidence() -> None:
    quiz = sample_quiz()
    text = paper(quiz, Rules(), 5, []).model_dump_json()
    for question in quiz.questions:
        assert question.id not in text
        for secret in (*reasons(question), *(proof.evidence.text for proof in proofs(question))):
            assert secret not in text
        if question.type in ("short_answer", "cloze"):
            assert key_text(question) not in text


@pytest.mark.parametrize("answer", [("7",), ("-1",), ("a",), ("0", "1"), ("true",)])
def test_what_a_paper_does_not_offer_is_refused(answer: tuple[str, ...]) -> None:
    question = next(q for q in sample_quiz().questions if isinstance(q, MultipleChoice))
    with pytest.raises(OptionError):
        in_quiz_order(question, order_within(question, Rules(), 1), answer)


@pytest.mark.parametrize("answer", [("A", "B"), ("Z",) * 3, ("A", "B", "C", "D", "E", "F", "G")])
def test_lines_that_do_not_fit_are_refused(answer: tuple[str, ...]) -> None:
    quiz = several_quiz()
    for kind in (Matching, Ordering):
        question = next(q for q in quiz.questions if isinstance(q, kind))
        with pytest.raises(OptionError):
            in_quiz_order(question, order_within(question, Rules(), 1), answer)


def test_the_student_sees_the_answer_she_gave_last_even_if_it_waits() -> None:
    quiz = sample_quiz()
    late = LateAnswer(given="15 May", right=False, points=0, answered=NOON)
    response = Response(
        question_id=quiz.questions[0].id, seen=NOON, given="14 May", late=late, lateness="held"
    )
    rules = Rules(shuffle_questions=False)
    assert paper(quiz, rules, 1, [response]).questions[0].answer == ("15 May",)


def test_states_of_questions() -> None:
    quiz = several_quiz()
    matching = next(q for q in quiz.questions if isinstance(q, Matching))
    made = paper(
        quiz,
        Rules(),
        1,
        [
            Response(
                question_id=matching.id, seen=NOON, given="A" + " -" * (len(matching.pairs) - 1)
            ),
            Response(question_id=quiz.questions[-1].id, seen=NOON),
        ],
    )
    assert made.count("part") == 1
    assert made.count("open") == len(quiz.questions) - 1
    assert sum(each.seen for each in made.questions) == 2
    at_once = paper(
        quiz,
        Rules(feedback="at_once"),
        1,
        [Response(question_id=matching.id, seen=NOON, given="")],
    )
    assert at_once.count("answered") == 1, "who did not know has answered, where that stays"
