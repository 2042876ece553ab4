"""In which year did S V ...?  Statements that hang on a date with a month or a year.

The stem says how exact an answer it wants: "When" would take "last month" for October 2024.

Pattern: subject + past verb + rest + "in September 2022", "on 14 May 2024", or "last month" where
the day of publication anchors it. Refused: weekdays and "today" (worth nothing the week after),
reported speech, negations, plans, the present perfect (nobody asks "When has ...?").
"""

from collections.abc import Iterator

from quiz.language.dates import forms
from quiz.language.gazetteer import reporting_verbs
from quiz.language.statement import Statement, Word, render, sentence_case
from quiz.language.written_dates import in_words
from quiz.makers.distractors import with_dates
from quiz.makers.wording import inverted
from quiz.makers.workshop import Draft, Workshop, sourced
from quiz.schema.candidate import Candidate
from quiz.schema.record import Span

_TRANSIENT = ("day", "yesterday", "morning", "night", "today", "evening", "afternoon")

# How a stem asks for a date of each granularity.
_ASKED = {"day": "on what date", "month": "in which month and year", "year": "in which year"}


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each dated statement."""
    for statement in workshop.statements:
        draft = _draft(workshop, statement)
        if draft is not None and statement.time is not None:
            yield draft.short_answer(workshop)
            yield from with_dates(workshop, draft, statement.time.date)


def _draft(workshop: Workshop, statement: Statement) -> Draft | None:
    clause, time = statement.clause, statement.time
    if time is None or clause.negated or time.date.granularity not in _ASKED:
        return None
    if clause.verb.lemma_.lower() in reporting_verbs() and clause.cue is not None:
        return None
    raw = time.date.evidence.text
    if raw.lower().endswith(_TRANSIENT) or clause.verb.tag_ not in {"VBD", "VBN"}:
        return None
    if any(t.lower_ in {"has", "have"} for t in clause.middle):
        return None
    lead = _without(statement.lead, time.span)
    rest = _without(statement.rest, time.span)
    question = inverted(statement, rest)
    others = (d for d in workshop.findings.dates if d.evidence.start != time.date.evidence.start)
    second = any(w.start == d.evidence.start for d in others for w in (*lead, *rest))
    if question is None or second:
        return None
    asked = _ASKED[time.date.granularity]
    stem = f"{sentence_case(asked)} {question}?"
    if lead:
        stem = f"{sentence_case(render(lead))}, {asked} {question}?"
    evidence = statement.evidence
    key_span = Span(start=time.date.evidence.start, end=time.date.evidence.end)
    return Draft(
        maker="when",
        fact=statement.fact,
        stem=stem,
        key=time.text,
        accepted=forms(time.date, time.text),
        asks="date",
        evidence=evidence,
        explanation=sourced(statement.text),
        confidence=0.85,
        key_span=key_span,
        derivation=_derivation(workshop, raw, time.text) if time.date.relative else None,
    )


def _derivation(workshop: Workshop, raw: str, text: str) -> str:
    published = workshop.article.published
    day = in_words(published) if published else "the day of publication"
    return f"“{raw}” in an article of {day} is {text}."


def _without(words: tuple[Word, ...], span: Span) -> tuple[Word, ...]:
    return tuple(w for w in words if not (w.start < span.end and span.start < w.end))
