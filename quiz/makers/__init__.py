"""Makers: findings in, candidate questions out. Each file holds one kind of thing asked."""

from quiz.makers import (
    called,
    cloze,
    counts,
    deeds,
    how,
    how_many,
    how_much,
    matching,
    measures,
    objects,
    ordering,
    reported,
    roles,
    subject,
    things,
    titled,
    told_what,
    true_false,
    what_is,
    what_noun,
    when,
    where,
    who_said,
    why,
)
from quiz.makers import complete_quotation as complete
from quiz.makers.traits import traits
from quiz.makers.workshop import MAKERS, Workshop
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Findings

__all__ = ["MAKERS", "make"]

MAKERS.add("who_said", who_said.make)
MAKERS.add("roles", roles.make)
MAKERS.add("when", when.make)
MAKERS.add("subject", subject.make)
MAKERS.add("titled", titled.make)
MAKERS.add("how_many", how_many.make)
MAKERS.add("how_much", how_much.make)
MAKERS.add("counts", counts.make)
MAKERS.add("measures", measures.make)
MAKERS.add("objects", objects.make)
MAKERS.add("things", things.make)
MAKERS.add("told_what", told_what.make)
MAKERS.add("what_noun", what_noun.make)
MAKERS.add("what_is", what_is.make)
MAKERS.add("where", where.make)
MAKERS.add("why", why.make)
MAKERS.add("how", how.make)
MAKERS.add("deeds", deeds.make)
MAKERS.add("called", called.make)
MAKERS.add("cloze", cloze.make)
MAKERS.add("true_false", true_false.make)
MAKERS.add("complete_quotation", complete.make)
MAKERS.add("reported", reported.make)
MAKERS.add("matching", matching.make)
MAKERS.add("ordering", ordering.make)


def make(article: Article, findings: Findings, *, seed: int = 0) -> tuple[Candidate, ...]:
    """Return every candidate question on `article`, in the order of makers and of reading.

    `seed` decides what is drawn (distractors, swaps); each question draws for itself, so a new
    maker does not change the questions of the others.
    """
    workshop = Workshop(article=article, findings=findings, seed=seed)
    stated = {statement.fact: traits(statement) for statement in workshop.statements}
    return tuple(
        candidate.model_copy(
            update={"traits": {**candidate.traits, **stated.get(candidate.fact, {})}}
        )
        for _, maker in MAKERS.items()
        for candidate in maker(workshop)
    )
