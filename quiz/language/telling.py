"""Telling: the statements of an article, each standing alone or saying why it does not.

Names are given in full, relative dates become calendar dates, and a pronoun stays only if the
statement itself names who is meant. What cannot be resolved for sure makes the statement faulty,
with the reason in words; it is then used for nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from quiz.language.antecedents import Antecedents
from quiz.language.clause_shape import shortened
from quiz.language.clauses import Clause, clauses
from quiz.language.dates import month_first
from quiz.language.half_told import fault_of_telling
from quiz.language.names import Entity, Names
from quiz.language.parsing import Parsed, Passage
from quiz.language.past_tense import finite_present, past_of, past_of_lemma
from quiz.language.resolving import Context, Resolver
from quiz.language.standing_alone import (
    LONGEST,
    TOO_LONG,
    fault_of_clause,
    fault_of_words,
    is_a_state,
)
from quiz.language.statement import Statement, Word
from quiz.language.tree import Token
from quiz.language.written_dates import month_in_words
from quiz.schema.findings import Findings

_SINCE = frozenset({"since", "until", "from"})
# Verbs of speaking that hang on what was said before.
_GOING_ON = frozenset({"add", "continue", "reiterate", "conclude"})


def statements(parsed: Parsed, findings: Findings) -> tuple[Statement, ...]:
    """Return the statements of an article in reading order, faulty ones included.

    `findings` must hold names, quotations and dates.
    """
    return _statements(parsed, _before_facts(findings))


@lru_cache(maxsize=4)
def _statements(parsed: Parsed, findings: Findings) -> tuple[Statement, ...]:
    return tuple(_tell(_context(parsed, findings)))


def _before_facts(findings: Findings) -> Findings:
    """Return the findings without what is made from statements, so that these are told once."""
    return findings.model_copy(update={"facts": (), "events": ()})


def retold(
    parsed: Parsed,
    findings: Findings,
    statement: Statement,
    *,
    middle: tuple[Token, ...],
    rest: tuple[Token, ...],
) -> Statement:
    """Return a statement with only `middle` and `rest` of its clause left, for a question.

    Its fault is that of the words left; a question may be shorter than a statement.
    """
    clause = replace(statement.clause, middle=middle, rest=rest)
    return _statement(clause, _context(parsed, _before_facts(findings)), whole=False)


def tell(parsed: Parsed, findings: Findings, clause: Clause) -> Statement:
    """Return a clause that is not among the statements of the article, told like one of them.

    Its fault is that of its words; whether it says enough on its own is not asked.
    """
    return _statement(clause, _context(parsed, _before_facts(findings)), whole=False)


def antecedent(
    parsed: Parsed, findings: Findings, passage: Passage, pronoun: Token
) -> Entity | None:
    """Return who a he or she outside quotation marks is, if only one person can be meant."""
    found = _context(parsed, _before_facts(findings)).antecedents.at(passage, pronoun)
    return found.entity if found is not None else None


@lru_cache(maxsize=4)
def _context(parsed: Parsed, findings: Findings) -> Context:
    names = Names.of(findings)
    return Context(
        parsed=parsed,
        names=names,
        dates=findings.dates,
        american=month_first(parsed.article.text),
        antecedents=Antecedents(parsed, names),
    )


def _tell(context: Context) -> Iterator[Statement]:
    for passage, sentence in context.parsed.sentences():
        for clause in clauses(passage, sentence):
            statement = _statement(clause, context)
            shorter = shortened(clause, LONGEST) if statement.fault == TOO_LONG else None
            yield statement if shorter is None else _statement(shorter, context)


def _statement(clause: Clause, context: Context, *, whole: bool = True) -> Statement:
    resolver = Resolver(context, clause)
    lead = resolver.words(clause.lead)
    subject = resolver.words(clause.subject)
    middle = _in_past_tense(resolver.words(clause.middle), clause.past_of)
    rest = resolver.words(clause.rest)
    if clause.lead_in is not None and lead:
        lead = (Word(clause.lead_in, True, lead[0].start, lead[0].start), *lead)
    if clause.helper is not None:
        middle = (Word(clause.helper, space=True), *middle)
    if clause.kind == "told":
        rest = (Word("that", space=True), *rest)
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
        doubt=resolver.doubt,
        fault=fault,
    )
    fault = fault or fault_of_telling(statement, context.names)
    statement = replace(statement, fault=fault)
    if clause.cue is not None and clause.past_of is None:
        if len(clause.middle) == 1:  # "has agreed that it is" stays
            statement = _shifted(statement, finite_present((*clause.middle, *clause.rest)))
        if clause.cue in _GOING_ON:
            statement = replace(statement, middle=_in_past_tense(statement.middle, "said"))
    if not whole:
        return statement
    if clause.cue is None:
        statement = _in_its_month(statement, context)
    return replace(statement, fault=fault or fault_of_words(statement, context.names))


def _in_its_month(statement: Statement, context: Context) -> Statement:
    """Return "In November 2024, Germany had 850 soldiers" for "Germany has 850 soldiers".

    Only of what is so in the present tense, and of somebody or something named or in a state; with
    a date of its own that is past, the verb alone changes. Else the statement is returned as it is.
    """
    clause, published = statement.clause, context.published
    finite = finite_present(clause.middle)
    if finite and finite[0].tag_ != "MD" and any(t.tag_ == "MD" for t in clause.middle):
        return statement  # "could have to pay"
    named = context.names.at(clause.passage, clause.subject_head) is not None
    named = named or any(word.names for word in statement.subject)
    if not finite or published is None:
        return statement
    perfect = finite[0].lemma_ == "have" and clause.verb.tag_ == "VBN"
    if not (named or perfect or is_a_state(statement)):
        return statement
    time = statement.time
    past = time is not None and time.date.last is not None and time.date.last <= published
    if finite[0].lower_ == "will" and time is not None:
        return _planned(statement, finite[0])
    if perfect and past and len(clause.middle) == 2:
        return _simple_past(statement)
    if finite[0].tag_ == "MD" or clause.kind not in {"main", "joined", "relative"}:
        return statement
    if past and not perfect:
        return _shifted(statement, finite)
    since = any(t.lower_ in _SINCE and t.head == clause.verb for t in clause.rest)
    if time is not None or since or statement.lead:
        return statement
    when = "by" if perfect else "in"  # "By May 2024, Norway had closed its embassy."
    lead = (Word(f"{when} {month_in_words(published)}", space=True),)
    shifted = _shifted(statement, finite)
    return replace(shifted, lead=lead, dated=True, doubt=statement.doubt + 0.03)


def _planned(statement: Statement, will: Token) -> Statement:
    """Return "was to open on 3 December 2024" for "will open on 3 December 2024"."""
    head = statement.clause.subject_head
    several = head.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in head.children)
    place = statement.clause.passage.start(will)
    text = "were to" if several else "was to"
    middle = tuple(replace(w, text=text) if w.start == place else w for w in statement.middle)
    return replace(statement, middle=middle, shifted=True)


def _simple_past(statement: Statement) -> Statement:
    """Return "won on 14 May" for "have won on 14 May", where the verb has a sure past tense."""
    verb = statement.clause.verb
    past = past_of_lemma(verb.lemma_.lower())
    if past is None or verb.tag_ != "VBN":
        return statement
    return replace(statement, middle=_in_past_tense(statement.middle[1:], past))


def _shifted(statement: Statement, present: list[Token]) -> Statement:
    """Return the statement with the verbs in `present`, unless they are quoted, in the past."""
    passage = statement.clause.passage
    pasts = {passage.start(t): past_of(t) or t.text for t in present if not passage.is_quoted(t)}
    if not pasts:
        return statement

    def told(words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(replace(w, text=pasts.get(w.start, w.text)) for w in words)

    return replace(
        statement, middle=told(statement.middle), rest=told(statement.rest), shifted=True
    )


def _in_past_tense(words: tuple[Word, ...], past: str | None) -> tuple[Word, ...]:
    """Return the verb group with its last word, the verb, as `past` where that is given."""
    return (*words[:-1], replace(words[-1], text=past)) if past else words
