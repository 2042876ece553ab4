"""Changes to the questions of a quiz: taken out, put in, moved."""

from quiz.editing.faults import UnsoundError
from quiz.errors import UnknownQuizError
from quiz.schema.question import Question
from quiz.schema.quiz import MAX_LENGTH, Quiz


def question_of(quiz: Quiz, question_id: str) -> Question:
    """Return the question of `quiz` with this id; raise UnknownQuizError where there is none."""
    return quiz.questions[place_of(quiz, question_id)]


def place_of(quiz: Quiz, question_id: str) -> int:
    """Return the place (from 0) of a question; raise UnknownQuizError where it is not there."""
    for place, question in enumerate(quiz.questions):
        if question.id == question_id:
            return place
    raise UnknownQuizError("There is no such question in the quiz; it may have been dropped.")


def drop(quiz: Quiz, question_id: str) -> Quiz:
    """Return `quiz` without a question. Raises UnknownQuizError."""
    place = place_of(quiz, question_id)
    return _with(quiz, (*quiz.questions[:place], *quiz.questions[place + 1 :]))


def put(quiz: Quiz, question: Question, *, instead_of: str | None = None) -> Quiz:
    """Return `quiz` with `question` at its end, or in the place of the question `instead_of`.

    A study fact that asks the same is no longer one. Raises UnknownQuizError where `instead_of` is
    not there, and UnsoundError where the question is there already or there is no room.
    """
    place = len(quiz.questions) if instead_of is None else place_of(quiz, instead_of)
    if instead_of is None and place >= MAX_LENGTH:
        raise UnsoundError("quiz full")
    rest = (*quiz.questions[:place], *quiz.questions[place + (instead_of is not None) :])
    if any(other.id == question.id for other in rest):
        raise UnsoundError("asked already", question.stem)
    return _with(quiz, (*rest[:place], question, *rest[place:]))


def moved(quiz: Quiz, question_id: str, by: int) -> Quiz:
    """Return `quiz` with a question `by` places further on (negative: back), within its bounds."""
    place = place_of(quiz, question_id)
    rest = [*quiz.questions[:place], *quiz.questions[place + 1 :]]
    rest.insert(min(max(place + by, 0), len(rest)), quiz.questions[place])
    return _with(quiz, tuple(rest))


def _with(quiz: Quiz, questions: tuple[Question, ...]) -> Quiz:
    """Return the quiz with other questions; why it came out short no longer tells anything."""
    ids = {question.id for question in questions}
    study = tuple(fact for fact in quiz.study if fact.id not in ids)
    changed = {"questions": questions, "study": study}
    if len(questions) != len(quiz.questions):
        changed["shortfall"] = None  # type: ignore[assignment]
    return Quiz.model_validate({**dict(quiz), **changed})
