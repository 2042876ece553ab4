"""What a running quiz must be able to rely on, in both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UnknownAttemptError, UnknownQuizError
from quiz.schema.attempt import Attempt, Mark
from quiz.schema.quiz import Quiz
from quiz.store import Store
from tests.samples import sample_quiz

NOON = datetime(2024, 12, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)


def reworded(quiz: Quiz, title: str = "Another title") -> Quiz:
    return quiz.model_copy(update={"title": title})


def mark(question_id: str, given: str = "Imke Sandoval", right: bool = True) -> Mark:
    return Mark(question_id=question_id, given=given, right=right, note=None if right else "no")


def test_a_quiz_kept_is_there_again(store: Store) -> None:
    quiz = sample_quiz()
    store.keep(quiz)
    assert store.quiz(quiz.id) == quiz
    assert store.quizzes() == (quiz,)


def test_a_secret_is_drawn_once_and_is_not_that_of_another_name(store: Store) -> None:
    first = store.secret("forms")
    assert len(first) == 32
    assert store.secret("forms") == first
    assert store.secret("others") != first


def test_keeping_twice_changes_nothing(store: Store) -> None:
    store.keep(sample_quiz())
    store.keep(sample_quiz())
    assert store.quizzes() == (sample_quiz(),)


def test_a_quiz_built_again_replaces_the_old_one(store: Store) -> None:
    quiz = sample_quiz()
    for version in (quiz, reworded(quiz)):
        store.keep(version)
    assert store.quizzes() == (reworded(quiz),)
    store.keep(quiz)
    assert store.quizzes() == (quiz,), "an old version can become the present one again"


def test_a_running_attempt_keeps_the_version_it_began_with(store: Store) -> None:
    quiz = sample_quiz()
    store.keep(quiz)
    attempt = store.start(quiz.id, now=NOON)
    store.keep(reworded(quiz))
    assert store.quiz_of(attempt.id).title == quiz.title
    assert store.quiz_of(store.start(quiz.id, now=NOON).id).title == "Another title"


def test_an_attempt_can_begin_with_a_quiz_that_was_not_kept(store: Store) -> None:
    quiz = sample_quiz()
    attempt = store.start(quiz, now=NOON)
    assert attempt == Attempt(id=attempt.id, quiz_id=quiz.id, started=NOON)
    assert store.quiz_of(attempt.id) == quiz


def test_ids_cannot_be_guessed_and_can_be_given(url: str) -> None:
    with Store(url) as store:
        ids = {store.start(sample_quiz(), now=NOON).id for _ in range(20)}
    assert len(ids) == 20
    assert all(len(each) >= 22 for each in ids)
    with Store(url, new_id=lambda: "first") as store:
        assert store.start(sample_quiz(), now=NOON).id == "first"


def test_marks_come_back_in_order_of_answering(store: Store) -> None:
    attempt = store.start(sample_quiz(), now=NOON)
    marks = tuple(mark(q, right=n % 2 == 0) for n, q in enumerate("cab"))
    for each in marks:
        returned = store.record(attempt.id, each, now=LATER)
    assert returned == store.attempt(attempt.id)
    assert returned.marks == marks


def test_the_first_answer_counts(store: Store) -> None:
    attempt = store.start(sample_quiz(), now=NOON)
    store.record(attempt.id, mark("q", "first", right=False), now=NOON)
    again = store.record(attempt.id, mark("q", "second"), now=LATER)
    assert again.marks == (mark("q", "first", right=False),)


def test_attempts_do_not_see_each_other(store: Store) -> None:
    one, other = (store.start(sample_quiz(), now=NOON) for _ in range(2))
    store.record(one.id, mark("q", "mine"), now=NOON)
    store.record(other.id, mark("q", "yours"), now=NOON)
    assert [m.given for m in store.attempt(one.id).marks] == ["mine"]
    assert [m.given for m in store.attempt(other.id).marks] == ["yours"]


def test_the_answer_to_the_last_open_question_finishes_the_attempt(store: Store) -> None:
    attempt = store.start(sample_quiz(), now=NOON)
    *first, last = reversed(sample_quiz().questions)
    for question in (*first, first[0]):
        assert store.record(attempt.id, mark(question.id), now=NOON).finished is None
    assert store.record(attempt.id, mark(last.id), now=NOON).finished == NOON
    again = store.record(attempt.id, mark(last.id, "second"), now=LATER)
    assert again.finished == NOON
    assert again.marks[-1] == mark(last.id)


def test_times_keep_their_moment_whatever_their_zone(store: Store) -> None:
    kyiv = NOON.astimezone(timezone(timedelta(hours=2)))
    attempt = store.start(sample_quiz(), now=kyiv)
    assert store.attempt(attempt.id).started == NOON
    assert store.attempt(attempt.id).started.utcoffset() == timedelta(0)


def test_a_time_without_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="without a zone"):
        store.start(sample_quiz(), now=NOON.replace(tzinfo=None))
    assert store.quizzes() == (), "nothing half-written"


@pytest.mark.parametrize("unknown", ["", "nowhere", "\x00", "\ud800", "x" * 5000, "'; --"])
def test_what_is_not_there_is_said(store: Store, unknown: str) -> None:
    for ask in (store.attempt, store.quiz_of):
        with pytest.raises(UnknownAttemptError):
            ask(unknown)
    with pytest.raises(UnknownAttemptError):
        store.record(unknown, mark("q"), now=NOON)
    with pytest.raises(UnknownQuizError):
        store.quiz(unknown)
    with pytest.raises(UnknownQuizError):
        store.start(unknown, now=NOON)


def test_two_threads_answer_the_same_questions_at_once(store: Store) -> None:
    """Each question gets one mark, and every caller sees a state that holds it."""
    attempt = store.start(sample_quiz(), now=NOON)
    questions = [f"question {n}" for n in range(40)]

    def answer(name: str) -> None:
        for question in questions:
            state = store.record(attempt.id, mark(question, name), now=NOON)
            assert question in {m.question_id for m in state.marks}

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(answer, ["one", "other"]))
    assert [m.question_id for m in store.attempt(attempt.id).marks] == questions


def test_many_students_at_once(store: Store) -> None:
    """Thirty students start and answer at the same time in eight threads."""

    def take(student: int) -> Attempt:
        attempt = store.start(sample_quiz(), now=NOON)
        for question in sample_quiz().questions:
            attempt = store.record(attempt.id, mark(question.id, f"student {student}"), now=LATER)
        return attempt

    with ThreadPoolExecutor(8) as threads:
        attempts = list(threads.map(take, range(30)))
    for student, attempt in enumerate(attempts):
        assert {m.given for m in attempt.marks} == {f"student {student}"}
        assert len(attempt.marks) == len(sample_quiz().questions)
        assert attempt.finished == LATER
        assert store.attempt(attempt.id) == attempt


def test_it_is_all_there_after_opening_again(url: str) -> None:
    with Store(url) as store:
        attempt = store.start(sample_quiz(), now=NOON)
        state = store.record(attempt.id, mark("q", "Zaporizhzhia – “Запоріжжя” 🌻"), now=NOON)
    with Store(url) as store:
        assert store.attempt(attempt.id) == state
        assert store.quiz_of(attempt.id) == sample_quiz()


def test_nothing_about_the_student_is_stored(store: Store) -> None:
    """The columns are these and no more; a name or an address would need a new one."""
    from quiz.store.tables import ATTEMPTS, MARKS

    assert {c.name for c in ATTEMPTS.columns} == {"attempt_id", "version", "started", "finished"}
    assert {c.name for c in MARKS.columns} == {
        "mark_id",
        "attempt_id",
        "question_id",
        "given",
        "is_right",
        "note",
        "answered",
    }


@given(typed=st.text())
def test_any_text_typed_comes_back(typed: str) -> None:
    with Store("sqlite://") as store:
        attempt = store.start(sample_quiz(), now=NOON)
        state = store.record(attempt.id, mark("q", typed), now=NOON)
    assert [m.given for m in state.marks] == [typed.replace("\x00", "\ufffd")]


@pytest.mark.postgresql
def test_a_typed_nul_does_not_stop_postgresql(postgresql_url: str) -> None:
    with Store(postgresql_url) as store:
        attempt = store.start(sample_quiz(), now=NOON)
        assert store.record(attempt.id, mark("q", "a\x00b"), now=NOON).marks[0].given == "a\ufffdb"
