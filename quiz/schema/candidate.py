"""Candidates: what a maker proposes, before screening decides."""

from quiz.schema.question import Question
from quiz.schema.record import Record


class Candidate(Record):
    """A proposed question with what screening and assembly need to know about it.

    `fact` names the fact asked about: two candidates with one `fact` never stand in one quiz.
    `key_names` are the names, aliases included, that would give the key away in the stem. `fault`
    is set for a sentence of the article that cannot stand alone, so that it is seen to be dropped.
    """

    question: Question
    fact: str
    key_names: tuple[str, ...] = ()
    fault: str | None = None


class Rejection(Record):
    """A candidate that was dropped, by which rule, and why in words."""

    candidate: Candidate
    rule: str
    reason: str


class Screening(Record):
    """Candidates kept (in the order they were made) and dropped."""

    kept: tuple[Candidate, ...]
    dropped: tuple[Rejection, ...]
