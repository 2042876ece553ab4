"""The line: source -> Article -> Findings -> candidates, ranked -> Questions -> Quiz -> bytes.

Beside the questions, the findings go into the study guide, which is part of the quiz.

Every arrow is one public function; this module joins them and adds nothing of its own.
"""

from collections.abc import Callable

from quiz.assembly import assemble, difficulty, passed_over
from quiz.exporters import export
from quiz.finders import find
from quiz.guide import outline
from quiz.makers import make
from quiz.ranking import rank
from quiz.readers import read
from quiz.schema.article import Article
from quiz.schema.candidate import Screening
from quiz.schema.quiz import Blueprint, Quiz
from quiz.schema.record import Record
from quiz.screening import screen

__all__ = [
    "Built",
    "assemble",
    "build",
    "difficulty",
    "export",
    "find",
    "make",
    "outline",
    "passed_over",
    "read",
    "screen",
]


class Built(Record):
    """A quiz together with every candidate it was chosen from."""

    quiz: Quiz
    screening: Screening


def build(
    article: Article,
    blueprint: Blueprint | None = None,
    *,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> Built:
    """Build a quiz from `article`. The same article, blueprint and seed give the same bytes.

    `progress` is called with the name of each stage before it starts: "find", "make", "screen",
    "assemble", "outline". Raises LanguageError, LengthError and ModelError.
    """
    progress("find")
    findings = find(article)
    progress("make")
    candidates = rank(make(article, findings, seed=seed), article)
    progress("screen")
    screening = screen(candidates, article)
    progress("assemble")
    quiz = assemble(article, screening, blueprint or Blueprint(), seed=seed)
    progress("outline")
    quiz = quiz.model_copy(update={"guide": outline(article, findings)})
    return Built(quiz=quiz, screening=screening)
