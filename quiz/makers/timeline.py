"""Events for a timeline: what happened, told without its date.

Pattern: a statement in the simple past that hangs on a calendar date of a day, a month or a year
("last month" too, but no weekday), not after publication. Refused: plans and conditions, hedges,
what somebody said, denials, states that went on, events that tell their place themselves ("after
the vote", a second date).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.language.clause_parts import HEDGES
from quiz.language.statement import Statement
from quiz.language.undated import without_date
from quiz.language.written_dates import in_words
from quiz.makers.workshop import Workshop
from quiz.resources import word_set
from quiz.schema.question import DatedEvent
from quiz.schema.record import Span

_FEWEST, _MOST = 5, 24  # words of an event
_GRANULARITIES = frozenset({"day", "month", "year"})
_NOT_YET = frozenset("will would could should may might must to has have had if unless".split())
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True)
class Told:
    """An event with the fact it is, and how its date follows where it is not written in full."""

    event: DatedEvent
    fact: str
    derivation: str | None


def told_events(workshop: Workshop) -> Iterator[Told]:
    """Yield the events of the article that can be told without their dates, in reading order."""
    for statement in workshop.statements:
        event = _event(workshop, statement)
        if event is not None:
            yield Told(event, statement.fact, _derivation(workshop, event))


def apart(events: list[Told], most: int) -> list[Told]:
    """Return up to `most` events, one of each clear date, in order of time.

    Of two whose dates overlap the one told first in the article stays.
    """
    chosen: list[Told] = []
    for told in events:
        if len(chosen) < most and all(_clear(told.event, other.event) for other in chosen):
            chosen.append(told)
    return sorted(chosen, key=lambda told: told.event.first)


def _clear(one: DatedEvent, other: DatedEvent) -> bool:
    different = one.text.casefold() != other.text.casefold()
    return different and (one.last < other.first or other.last < one.first)


def _event(workshop: Workshop, statement: Statement) -> DatedEvent | None:
    """Return the statement as an event, None where it is none or cannot be told without date."""
    time, published = statement.time, workshop.article.published
    if time is None or time.date.first is None or time.date.last is None:
        return None
    granularity, written = time.date.granularity, time.date.evidence.text
    if granularity not in _GRANULARITIES or (granularity == "day" and not _names_a_day(written)):
        return None
    if (published and time.date.last > published) or not _happened(statement, time.span):
        return None
    text = without_date(statement, time.span, fewest=_FEWEST, most=_MOST)
    if text is None or _tells_its_place(workshop, statement, time.span, text):
        return None
    return DatedEvent(
        text=text,
        when=time.text,
        first=time.date.first,
        last=time.date.last,
        evidence=statement.evidence,
        key_span=Span(start=time.date.evidence.start, end=time.date.evidence.end),
    )


def _names_a_day(written: str) -> bool:
    """Tell whether a day is written as a date: "Tuesday" and "yesterday" are none."""
    return any(c.isdigit() for c in written) and "ago" not in written


def _happened(statement: Statement, date: Span) -> bool:
    """Tell whether the statement says that something happened, on its own account."""
    clause = statement.clause
    if clause.negated or clause.cue is not None or clause.verb.tag_ not in {"VBD", "VBN"}:
        return False
    if clause.verb.lemma_.lower() in word_set("lasting_verbs"):
        return False
    start = clause.passage.start
    words = {t.lower_ for t in clause.tokens if not date.start <= start(t) < date.end}  # not "May"
    helpers = {t.lower_ for t in clause.middle}
    return not (words & HEDGES or helpers & _NOT_YET or words & {"if", "unless"})


def _tells_its_place(workshop: Workshop, statement: Statement, date: Span, text: str) -> bool:
    """Tell whether the event without its date still says when it was."""
    words = {word.strip(".,;:’").lower() for word in text.split()}
    if words & word_set("sequence_words") or _YEAR.search(text):
        return True
    return any(
        statement.span.overlaps(other.evidence) and not date.overlaps(other.evidence)
        for other in workshop.findings.dates
    )


def _derivation(workshop: Workshop, event: DatedEvent) -> str | None:
    """Return how a date that the article writes without its year follows."""
    written, published = workshop.article.at(event.key_span), workshop.article.published
    if event.when.casefold() in written.casefold():
        return None
    if published is None:
        return f"“{written}” is {event.when}."
    return f"“{written}” in an article of {in_words(published)} is {event.when}."
