"""What a learner is told once a question is answered, where a format has a place for it."""

from typing import NamedTuple

from quiz.schema.question import Proof, Question, TrueFalse, proofs, reasons
from quiz.schema.quiz import Quiz, paragraph_number


class Shown(NamedTuple):
    """A sentence of the article that proves a key, and its paragraph (from 1), where known."""

    sentence: str
    paragraph: int | None


class Feedback(NamedTuple):
    """Why the key is right: one or two sentences, and what the article says."""

    explanation: str
    evidence: tuple[Shown, ...]

    @property
    def in_one(self) -> str:
        """All of it as one line of plain text."""
        return " ".join((self.explanation, *(_cited(shown) for shown in self.evidence)))


def feedback(question: Question, quiz: Quiz, only: tuple[Proof, ...] | None = None) -> Feedback:
    """Return what to tell about `question` of `quiz`; each sentence of the article once.

    Of a false statement it is told first what is so. With `only`, a part of its proofs, it tells
    about that part of the question.
    """
    told = reasons(question)
    if (
        isinstance(question, TrueFalse)
        and question.correction
        and question.correction not in told[0]
    ):
        told = (question.correction, *told)
    explanation = " ".join(" ".join(told).split())
    shown: dict[str, Shown] = {}
    for proof in proofs(question) if only is None else only:
        sentence = " ".join(quiz.article.at(proof.evidence).split())
        shown.setdefault(sentence, Shown(sentence, paragraph_number(quiz, proof.evidence)))
    return Feedback(explanation, tuple(shown.values()))


def _cited(shown: Shown) -> str:
    where = f" (paragraph {shown.paragraph})" if shown.paragraph else ""
    return f"The article{where}: {shown.sentence}"
