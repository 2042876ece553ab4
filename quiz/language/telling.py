"""Telling: the statements of an article, each standing alone or saying why it does not.

Names are given in full, relative dates become calendar dates, and a pronoun stays only if the
statement itself names who is meant. What cannot be resolved for sure makes the statement faulty,
with the reason in words; it is then used for nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from quiz.language.clauses import Clause, clauses
from quiz.language.dates import month_first
from quiz.language.names import Names
from quiz.language.parsing import Parsed
from quiz.language.resolving import Context, Resolver
from quiz.language.standing_alone import fault_of_clause, fault_of_words, is_a_state
from quiz.language.statement import Statement, Word
from quiz.language.written_dates import month_in_words
from quiz.schema.findings import Findings, Person

_PAST = {"is": "was", "are": "were", "has": "had", "have": "had"}


@lru_cache(maxsize=4)
def statements(parsed: Parsed, findings: Findings) -> tuple[Statement, ...]:
    """Return the statements of an article in reading order, faulty ones included.

    `findings` must hold names, quotations and dates.
    """
    names = Names.of(findings)
    context = Context(
        parsed=parsed,
        names=names,
        dates=findings.dates,
        american=month_first(parsed.article.text),
        speakers=[
            (q.evidence.start, entity)
            for q in findings.quotations
            if q.speaker and isinstance(entity := names.by_name.get(q.speaker), Person)
        ],
    )
    return tuple(_tell(context))


def _tell(context: Context) -> Iterator[Statement]:
    for passage, sentence in context.parsed.sentences():
        found = list(clauses(passage, sentence))
        for clause in found:
            yield _statement(clause, context)
        if found:
            head = found[0].subject_head
            person = context.names.person_at(passage, head)
            if person is not None:
                context.subjects.append((passage.start(head), person))


def _statement(clause: Clause, context: Context) -> Statement:
    resolver = Resolver(context, clause)
    lead = resolver.words(clause.lead)
    subject = resolver.words(clause.subject)
    middle = _in_past_tense(resolver.words(clause.middle), clause.past_of)
    rest = resolver.words(clause.rest)
    fault = (
        clause.fault
        or resolver.fault
        or fault_of_clause(clause, context.names, resolver.named, resolver.settled)
    )
    statement = Statement(
        clause=clause,
        evidence=clause.passage.sentence_evidence(clause.sentence),
        lead=lead,
        subject=subject,
        middle=middle,
        rest=rest,
        time=resolver.time,
        fault=fault,
    )
    if is_a_state(statement):
        statement = _in_its_month(statement, context)
    return replace(statement, fault=fault or fault_of_words(statement, context.names))


def _in_its_month(statement: Statement, context: Context) -> Statement:
    """Return "In November 2024, Germany had 850 soldiers" for "Germany has 850 soldiers".

    Only where the verb is be or have, the subject is named, something is counted and nothing else
    says when; else the statement is returned as it is.
    """
    clause, published = statement.clause, context.published
    named = context.names.at(clause.passage, clause.subject_head) is not None
    counts = any(t.pos_ == "NUM" for t in clause.rest) and clause.verb.lemma_ in {"be", "have"}
    finite = next((t for t in clause.middle if t.tag_ in {"VBZ", "VBP"}), None)
    past = _PAST.get(finite.lower_) if finite is not None else None
    if finite is None or past is None or published is None or not (named and counts):
        return statement
    if statement.time is not None or statement.lead or clause.kind not in {"main", "joined"}:
        return statement
    place = clause.passage.start(finite)
    middle = tuple(replace(w, text=past) if w.start == place else w for w in statement.middle)
    lead = (Word(f"in {month_in_words(published)}", space=True),)
    return replace(statement, lead=lead, middle=middle, dated=True)


def _in_past_tense(words: tuple[Word, ...], past: str | None) -> tuple[Word, ...]:
    """Return the verb group with its last word, the verb, as `past` where that is given."""
    return (*words[:-1], replace(words[-1], text=past)) if past else words
