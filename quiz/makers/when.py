"""In which year did S V ...?  Statements that hang on a date with a month or a year.

The stem says how exact an answer it wants: "When" would take "last month" for October 2024.

Pattern: subject + past verb + rest + "in September 2022", "on 14 May 2024", or "last month" where
the day of publication anchors it; what a named speaker says of another, where it ends on its date
("according to Anna Vogel, in which year would the bridge open?"). Refused: weekdays and "today"
(worth nothing the week after) but for what begins or ends, reported speech else, negations, plans,
the present perfect (nobody asks "When has ...?").
"""

from collections.abc import Iterator

from quiz.language.clause_parts import FINITE
from quiz.language.dates import forms
from quiz.language.gazetteer import reporting_verbs
from quiz.language.statement import Statement, Word, render, sentence_case
from quiz.language.written_dates import in_words
from quiz.makers.distractors import with_dates
from quiz.makers.told import Told, askable
from quiz.makers.wording import inverted
from quiz.makers.workshop import Draft, Workshop, sourced
from quiz.schema.candidate import Candidate
from quiz.schema.findings import DateExpression
from quiz.schema.record import Span

_TRANSIENT = ("day", "yesterday", "morning", "night", "today", "evening", "afternoon")

# How a stem asks for a date of each granularity.
_ASKED = {"day": "on what date", "month": "in which month and year", "year": "in which year"}


# Verbs of beginning and end, whose day is worth knowing also if the report says "on Tuesday".
_TURNING = frozenset("begin start end open close finish launch resign die".split())
_PREPOSITIONS = ("in", "on", "by")
_LONGEST_SUBJECT = 8  # words


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each dated statement."""
    for statement in askable(workshop):
        if isinstance(statement, Told):
            told = _told(workshop, statement)
            if told is not None:
                yield told[0].short_answer(workshop)
                yield from with_dates(workshop, *told)
            continue
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
    published = workshop.article.published
    if time.date.granularity == "year" and published and time.text == str(published.year):
        return None  # everything in the report is of this year
    if clause.verb.lemma_ == "have":
        return None  # "had 12,500 employees on 30 June": the day on which they were counted
    raw = time.date.evidence.text
    turning = clause.verb.lemma_ in _TURNING and not statement.lead and len(statement.rest) < 3
    if (raw.lower().endswith(_TRANSIENT) and not turning) or clause.verb.tag_ not in {"VBD", "VBN"}:
        return None
    if any(t.lower_ in {"has", "have"} for t in clause.middle):
        return None
    lead = _without(statement.lead, time.span)
    if lead and lead[0].text == ",":
        lead = lead[1:]  # "In 1991, when he resigned": the date was in front
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


def _told(workshop: Workshop, statement: Told) -> tuple[Draft, DateExpression] | None:
    """Return a draft on the date that ends what a speaker says of something else, and the date."""
    clause, rest = statement.clause, statement.rest
    if statement.outer is not None or clause.negated or len(statement.subject) > _LONGEST_SUBJECT:
        return None
    dates = [d for d in workshop.findings.dates if any(w.start == d.evidence.start for w in rest)]
    if len(dates) != 1 or dates[0].granularity not in _ASKED or dates[0].relative:
        return None
    date = dates[0]
    place = next(n for n, w in enumerate(rest) if w.start == date.evidence.start)
    preposition = rest[place - 1].text if place else ""
    ends = all(w.end <= date.evidence.end for w in rest[place:])
    named = workshop.names.at(clause.passage, clause.subject_head) is not None
    kept = rest[: place - 1]
    if preposition not in _PREPOSITIONS or not ends or not named or _drags_on(statement, kept):
        return None
    turned = inverted(statement, kept)
    if turned is None:
        return None
    asked = _ASKED[date.granularity].split(" ", 1)[1]
    text = render(rest[place:])
    draft = Draft(
        maker="when",
        fact=statement.fact,
        stem=sentence_case(f"{render(statement.lead)}, {preposition} {asked} {turned}?"),
        key=text,
        accepted=forms(date, text),
        asks="date",
        evidence=statement.evidence,
        explanation=sourced(statement.text),
        confidence=0.8,
        key_span=Span(start=date.evidence.start, end=date.evidence.end),
    )
    return draft, date


def _drags_on(statement: Statement, words: tuple[Word, ...]) -> bool:
    """Tell whether another clause stands in front of the date: it may be the dated one."""
    starts = {w.start for w in words}
    start_of = statement.clause.passage.start
    tokens = [t for t in statement.clause.rest if start_of(t) in starts]
    return any(t.tag_ in FINITE or t.dep_ in {"acl", "relcl", "advcl"} for t in tokens)


def _derivation(workshop: Workshop, raw: str, text: str) -> str:
    published = workshop.article.published
    day = in_words(published) if published else "the day of publication"
    return f"“{raw}” in an article of {day} is {text}."


def _without(words: tuple[Word, ...], span: Span) -> tuple[Word, ...]:
    return tuple(w for w in words if not (w.start < span.end and span.start < w.end))
