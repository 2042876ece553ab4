"""Facts and events: the statements of the article that stand alone, with their attribution."""

from quiz.language.clause_parts import HEDGES
from quiz.language.statement import Statement, render
from quiz.schema.findings import Event, Fact


def find_facts(statements: tuple[Statement, ...]) -> tuple[Fact, ...]:
    """Return a fact for each sound statement."""
    return tuple(_fact(s) for s in statements if s.fault is None)


def find_events(statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """Return the facts that hang on an anchored date and are neither claimed nor denied."""
    return tuple(
        Event(fact=_fact(s), date=s.time.date)
        for s in statements
        if s.fault is None and s.time is not None and not s.clause.negated and s.clause.cue is None
    )


def _fact(statement: Statement) -> Fact:
    clause = statement.clause
    subject = render(statement.subject)
    words = {t.lower_ for t in clause.tokens}
    reports = clause.cue is not None
    passive = any(t.dep_ == "auxpass" for t in clause.middle)  # "is said to have left"
    return Fact(
        evidence=statement.evidence,
        statement=statement.text,
        subject=subject,
        verb=clause.verb.lemma_,
        source=subject if reports and not passive else None,
        cue=clause.verb.text if reports else None,
        negated=clause.negated,
        hedged=bool(words & HEDGES),
    )
