"""True or false?  A statement as it is, or with one number, date or name swapped for another.

The swap is of the same kind and manner of writing: a number 15 to 60 per cent away, a date of the
same granularity, or for the subject a name of the same kind from elsewhere in the article. Never a
"not" put in. Refused: swaps of a name that the same sentence uses, swaps in negated statements.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from quiz.language.dates import ends_a_range
from quiz.language.known_as import kind_of
from quiz.language.names import Entity, Named, sex_of_person
from quiz.language.numbers import another
from quiz.language.statement import Statement, Word, render, sentence_case
from quiz.makers.distractors import other_dates, rivals
from quiz.makers.workshop import Draft, Workshop, display_name, worth_asking
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Person
from quiz.schema.record import Span

_BOUND = re.compile(
    r"\b(?:more than|at least|over|up to|as many as|as much as|fewer than|less than|under|nearly|"
    r"almost)\s+[$£€]?$",
    re.IGNORECASE,
)

_ARTICLE = re.compile(r"\ban?\s+$", re.IGNORECASE)
_JOINED_ON = re.compile(r"-year-old| (?:to|or|and) [$£€]?\d|[-–]\d")


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield the true version and at most one false version of each statement.

    Statements that cannot stand alone come with their fault, for screening to drop.
    """
    for statement in workshop.statements:
        if statement.denies and statement.time is None:
            continue  # "gave no details": of what, and when?
        yield _true(workshop, statement)
        if statement.clause.negated:
            continue
        false = (
            _false_number(workshop, statement)
            or _false_date(workshop, statement)
            or _false_name(workshop, statement)
        )
        if false is not None:
            yield false
    for statement in workshop.unfit:  # dropped in screening, with the reason in words
        told = _true(workshop, statement, confidence=0.0)
        yield told.model_copy(update={"fault": statement.fault})


def _true(workshop: Workshop, statement: Statement, *, confidence: float = 0.66) -> Candidate:
    return Draft(
        maker="true_false",
        fact=statement.fact,
        stem=statement.text,
        key="True",
        accepted=("True",),
        asks="truth",
        evidence=statement.evidence,
        explanation="The article says so.",
        confidence=confidence,
        derivation="The statement puts its words so that they stand alone.",
    ).true_false(workshop, true=True, correction=None)


def _false(
    workshop: Workshop,
    statement: Statement,
    span: Span,
    replacement: str,
    confidence: float,
) -> Candidate | None:
    """Return the statement with the words of `span` replaced."""
    words: list[Word] = []
    replaced: list[Word] = []
    for word in statement.words:
        if word.start >= 0 and word.start < span.end and span.start < word.end:
            if word.start < span.start or word.end > span.end:
                return None
            if not replaced:
                words.append(replace(word, text=replacement))
            replaced.append(word)
        else:
            words.append(word)
    if not replaced or not statement.evidence.covers(span):
        return None
    text = sentence_case(render(words)) + "."
    if text == statement.text:
        return None
    return Draft(
        maker="true_false",
        fact=statement.fact,
        stem=text,
        key=f"False:{workshop.article.at(span)}",
        accepted=("False",),
        asks="truth",
        evidence=statement.evidence,
        explanation=f"The article says “{render(replaced)}”, not “{replacement}”.",
        confidence=confidence,
        key_span=span,
    ).true_false(workshop, true=False, correction=statement.text)


def _false_number(workshop: Workshop, statement: Statement) -> Candidate | None:
    for quantity in workshop.findings.quantities:
        if not statement.evidence.covers(quantity.evidence) or not worth_asking(quantity):
            continue
        if any(w.start <= quantity.evidence.start < w.end for w in statement.lead):
            continue  # a wrong figure in passing, before the statement begins, is a trick
        if _BOUND.search(workshop.article.text[: quantity.evidence.start]):
            continue  # "more than 70" is true of more than 100
        if _ARTICLE.search(workshop.article.text[: quantity.evidence.start]) and (
            quantity.evidence.text[0].isdigit()
        ):
            continue  # "a 12-day trip" and "an 18-day trip"
        if _JOINED_ON.match(workshop.article.text, quantity.evidence.end):
            continue  # ages and ranges
        rng = workshop.rng("false number", statement.fact)
        other = another(quantity.evidence.text, rng)
        if other is None or other in workshop.article.text:
            continue
        span = Span(start=quantity.evidence.start, end=quantity.evidence.end)
        made = _false(workshop, statement, span, other, 0.74)
        if made is not None:
            return made
    return None


def _false_date(workshop: Workshop, statement: Statement) -> Candidate | None:
    for date in workshop.findings.dates:
        if date.relative or not statement.evidence.covers(date.evidence):
            continue
        if ends_a_range(workshop.article.text, date):
            continue
        rng = workshop.rng("false date", statement.fact)
        others = other_dates(workshop, date.evidence.text, date, rng)
        if others:
            span = Span(start=date.evidence.start, end=date.evidence.end)
            made = _false(workshop, statement, span, others[0][1], 0.74)
            if made is not None:
                return made
    return None


def _false_name(workshop: Workshop, statement: Statement) -> Candidate | None:
    for named in workshop.named_in(statement):
        other = _swap(workshop, statement, named)
        if other is None:
            continue
        span = Span(start=named.start, end=named.end)
        text = display_name(other)
        if _has_article(workshop, named):
            text = text.removeprefix("the ")
        made = _false(workshop, statement, span, text, 0.7)
        if made is not None:
            return made
    return None


def _has_article(workshop: Workshop, named: Named) -> bool:
    return workshop.article.text[max(0, named.start - 4) : named.start].lower() == "the "


def _same_sex(one: Entity, other: Entity) -> bool:
    if not isinstance(one, Person) or not isinstance(other, Person):
        return True
    return sex_of_person(one) is not None and sex_of_person(one) == sex_of_person(other)


def _swap(workshop: Workshop, statement: Statement, named: Named) -> Entity | None:
    """Return a name that makes the statement false, well known from the article itself."""
    entity = named.entity
    if kind_of(entity) not in {"country", "person"}:
        return None
    words = [w for w in statement.subject if w.text.lower() != "the"]
    if len(words) != 1 or not (named.start <= words[0].start and words[0].end <= named.end):
        return None  # elsewhere a swap is too often absurd
    candidates = rivals(
        workshop,
        entity,
        shown=f"{statement.text} {statement.evidence.text}",
        fact=statement.fact,
        verb=statement.clause.verb.lemma_,
    )
    fitting = [e for e in candidates if len(e.mentions) >= 2]
    if any(t.lower_ in {"he", "she", "his", "her", "him"} for t in statement.clause.tokens):
        fitting = [e for e in fitting if _same_sex(e, entity)]
    if _has_article(workshop, named):
        fitting = [e for e in fitting if display_name(e).startswith("the ")]
    return fitting[0] if fitting else None
