"""Candidates: what a maker proposes, before screening decides."""

from pydantic import Field

from quiz.schema.question import Question
from quiz.schema.record import Record


class Candidate(Record):
    """A proposed question with what screening and assembly need to know about it.

    `fact` names the fact asked about, and `more_facts` the others that the question uses up, as
    matching does: two candidates with a fact in common never stand in one quiz. `key_names` are the
    names, aliases included, that would give the key away in the stem. `fault` is set for a sentence
    of the article that cannot stand alone, so that it is seen to be dropped. `traits` are what the
    makers know about the sentence behind it, for the ranking.
    """

    question: Question
    fact: str
    more_facts: tuple[str, ...] = ()
    key_names: tuple[str, ...] = ()
    fault: str | None = None
    traits: dict[str, float] = Field(default_factory=dict)

    @property
    def facts(self) -> frozenset[str]:
        """Every fact that the question asks about."""
        return frozenset((self.fact, *self.more_facts))


class Rejection(Record):
    """A candidate that was dropped, by which rule, and why in words."""

    candidate: Candidate
    rule: str
    reason: str


class Screening(Record):
    """Candidates kept (in the order they were made) and dropped."""

    kept: tuple[Candidate, ...]
    dropped: tuple[Rejection, ...]
