"""Quizzes of questions that a test writes down in a line."""

from typing import Any

from quiz.schema.question import Cloze, MultipleChoice, Question, ShortAnswer, TrueFalse
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest
from tests.samples import sample_quiz


def quiz_of(*questions: Question, title: str | None = None) -> Quiz:
    """Return the sample quiz with other questions, each with an id of its own."""
    named = [q.model_copy(update={"id": digest(str(n), q.id)}) for n, q in enumerate(questions)]
    quiz = sample_quiz()
    return quiz.model_copy(update={"questions": tuple(named), "title": title or quiz.title})


def _proof() -> dict[str, Any]:
    asked = sample_quiz().questions[0]
    return {
        "id": asked.id,
        "evidence": asked.evidence,
        "derivation": "It follows.",
        "explanation": "The article says so.",
        "maker": "by hand",
        "asks": "term",
        "confidence": 1.0,
    }


def multiple(stem: str, *options: str, key: int = 0) -> MultipleChoice:
    return MultipleChoice(stem=stem, options=options, key_index=key, **_proof())


def truth(stem: str, key: bool = True) -> TrueFalse:
    correction = None if key else "It is not so."
    return TrueFalse(stem=stem, key=key, correction=correction, **_proof())


def short(stem: str, *accepted: str) -> ShortAnswer:
    return ShortAnswer(stem=stem, key=accepted[0], accepted=accepted, **_proof())


def cloze(stem: str, *accepted: str) -> Cloze:
    return Cloze(stem=stem, key=accepted[0], accepted=accepted, **_proof())
