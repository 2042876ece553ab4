"""Makers: findings in, candidate questions out. Each file holds one kind of thing asked."""

from quiz.makers import cloze, how_many, roles, subject, true_false, when, who_said
from quiz.makers.workshop import MAKERS, Workshop
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Findings

__all__ = ["MAKERS", "make"]

MAKERS.add("who_said", who_said.make)
MAKERS.add("roles", roles.make)
MAKERS.add("when", when.make)
MAKERS.add("subject", subject.make)
MAKERS.add("how_many", how_many.make)
MAKERS.add("cloze", cloze.make)
MAKERS.add("true_false", true_false.make)


def make(article: Article, findings: Findings, *, seed: int = 0) -> tuple[Candidate, ...]:
    """Return every candidate question on `article`, in the order of makers and of reading.

    `seed` decides what is drawn (distractors, swaps); each question draws for itself, so a new
    maker does not change the questions of the others.
    """
    workshop = Workshop(article=article, findings=findings, seed=seed)
    return tuple(candidate for _, maker in MAKERS.items() for candidate in maker(workshop))
