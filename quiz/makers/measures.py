"""For how long ...?  How far ...?  At what age ...?  How tall ...?  Numbers with a unit.

Patterns: "for 12 years" and "lasted 12 years"; "walked 400 km" (`distance_verbs`); "at the age of
85" and "aged 85"; "is 300 metres tall"; "to 12 years in prison". The unit stays in the key, except
of an age. Refused: time that is still going on ("has worked for 12 years"), numbers in reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.language.numbers import plain_forms
from quiz.language.statement import Statement, Word, render
from quiz.language.tree import Token
from quiz.makers.phrases import (
    before_number,
    can_be_asked,
    drafted,
    question,
    tokens_of,
)
from quiz.makers.told import askable
from quiz.makers.wording import base_form
from quiz.makers.workshop import Draft, Workshop
from quiz.schema.candidate import Candidate
from quiz.schema.record import Span

_DURATIONS = frozenset("second minute hour day week month year decade".split())
_LENGTHS = frozenset(
    "metre meter kilometre kilometer mile foot yard centimetre centimeter inch km m cm ft".split()
)
_WEIGHTS = frozenset("kilogram kilogramme kilo kg gram tonne ton pound lb".split())
_ADJECTIVES = {
    "tall": _LENGTHS,
    "high": _LENGTHS,
    "long": _LENGTHS | _DURATIONS,
    "deep": _LENGTHS,
    "wide": _LENGTHS,
    "thick": _LENGTHS,
    "old": frozenset({"year"}),
}
_GOING = frozenset(
    "walk run travel fly drive march swim cycle sail ride row drift ski jump stretch extend fall "
    "climb lie trek hike tow".split()
)
_AT_AN_AGE = frozenset(
    "die marry retire begin start join leave become win graduate emigrate".split()
)


@dataclass(frozen=True)
class _Measure:
    """A number with its unit in the rest of a statement, and the words on either side."""

    hedge: tuple[Word, ...]
    number: tuple[Word, ...]
    unit: Token
    before: tuple[Word, ...]
    after: tuple[Word, ...]

    @property
    def text(self) -> str:
        return render((*self.hedge, *self.number))

    @property
    def span(self) -> Span:
        words = self.number
        return Span(start=words[0].start, end=words[-1].end)


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each duration, distance, age or size that a statement turns on."""
    for statement in askable(workshop):
        if not can_be_asked(statement):
            continue
        draft = _aged(workshop, statement)
        if draft is not None:
            yield draft.short_answer(workshop)
        for measure in _measures(statement):
            draft = _draft(workshop, statement, measure)
            if draft is not None:
                yield draft.short_answer(workshop)


def _measures(statement: Statement) -> Iterator[_Measure]:
    for n, word in enumerate(statement.rest):
        found = tokens_of(statement, [word])
        if len(found) != 1 or found[0].lemma_.lower() not in _DURATIONS | _LENGTHS | _WEIGHTS:
            continue
        unit = found[0]
        first = n
        while first and all(t.like_num for t in tokens_of(statement, [statement.rest[first - 1]])):
            first -= 1
        if first == n or not any(
            t.head == unit for t in tokens_of(statement, statement.rest[first:n])
        ):
            continue
        hedges = before_number(statement.rest[:first])
        yield _Measure(
            hedge=statement.rest[first - hedges : first],
            number=statement.rest[first : n + 1],
            unit=unit,
            before=statement.rest[: first - hedges],
            after=statement.rest[n + 1 :],
        )


def _draft(workshop: Workshop, statement: Statement, measure: _Measure) -> Draft | None:
    beside = {w.text.lower() for w in (*measure.before[-1:], *measure.after[:1])}
    if beside & {
        "and",
        "or",
        "between",
        "-",
        "–",
        "of",
        "ago",
        "earlier",
        "later",
        "before",
        "after",
    }:
        return None
    found = (
        _sentenced(statement, measure)
        or _for_long(statement, measure)
        or _lasted(statement, measure)
        or _far(statement, measure)
        or _tall(statement, measure)
    )
    stem, confidence = found or (None, 0.0)
    if stem is None:
        return None
    return drafted(
        workshop,
        statement,
        maker="measures",
        stem=stem,
        key=measure.text,
        span=measure.span,
        asks="number",
        confidence=confidence,
        accepted=plain_forms(render(measure.number)),
    )


def _verb(statement: Statement, token: Token) -> Token | None:
    """Return the verb that `token` hangs on, if it is the main one or one that carries it on."""
    main = statement.clause.verb
    verb = token.head
    return verb if verb == main or (verb.dep_ == "xcomp" and verb.head == main) else None


def _sentenced(statement: Statement, measure: _Measure) -> tuple[str | None, float] | None:
    """Ask "To how many years in prison was S sentenced?"."""
    if base_form(statement.clause.verb) != "sentence" or not measure.before:
        return None
    if measure.before[-1].text != "to" or measure.unit.lemma_ not in _DURATIONS:
        return None
    tail = render(measure.after[:2])
    if tail not in {"in prison", "in jail"}:
        return None
    asked = f"to how many {measure.unit.text} {tail}"
    return question(statement, asked, (*measure.before[:-1], *measure.after[2:])), 0.84


def _for_long(statement: Statement, measure: _Measure) -> tuple[str | None, float] | None:
    """Ask "For how long did S V?" of "for 12 years"."""
    if not measure.before or measure.before[-1].text != "for" or measure.unit.dep_ != "pobj":
        return None
    verb = _verb(statement, measure.unit.head)
    going_on = any(t.lower_ in {"has", "have"} for t in statement.clause.middle)
    if verb is None or going_on or measure.unit.lemma_ not in _DURATIONS:
        return None
    if tokens_of(statement, measure.after[:1]) and measure.after[0].text == "in":
        behind = render(measure.after[:2])
        if behind in {"in prison", "in jail"}:
            return None
    return question(statement, "for how long", (*measure.before[:-1], *measure.after)), 0.8


def _lasted(statement: Statement, measure: _Measure) -> tuple[str | None, float] | None:
    """Ask "How long did S last?" and "How long did S spend in prison?"."""
    verb = _verb(statement, measure.unit)
    if verb is None or measure.unit.lemma_ not in _DURATIONS:
        return None
    if base_form(verb) not in {"last", "spend", "take", "wait"}:
        return None
    return question(statement, "how long", (*measure.before, *measure.after)), 0.82


def _far(statement: Statement, measure: _Measure) -> tuple[str | None, float] | None:
    """Ask "How far did S walk?"."""
    verb = _verb(statement, measure.unit)
    if verb is None or measure.unit.lemma_.lower() not in _LENGTHS or base_form(verb) not in _GOING:
        return None
    return question(statement, "how far", (*measure.before, *measure.after)), 0.8


def _tall(statement: Statement, measure: _Measure) -> tuple[str | None, float] | None:
    """Ask "How tall is S?" and "How much does S weigh?"."""
    verb = statement.clause.verb
    if base_form(verb) == "weigh" and measure.unit.head == verb and not measure.before:
        return question(statement, "how much", measure.after), 0.82
    adjective = measure.after[0].text.lower() if measure.after else ""
    if verb.lemma_ != "be" or measure.unit.lemma_.lower() not in _ADJECTIVES.get(adjective, ()):
        return None
    if measure.before or measure.unit.head.lower_ != adjective:
        return None
    return question(statement, f"how {adjective}", measure.after[1:]), 0.82


def _aged(workshop: Workshop, statement: Statement) -> Draft | None:
    """Ask "At what age did S die?" of "at the age of 85" and "aged 85"."""
    if base_form(statement.clause.verb) not in _AT_AN_AGE:
        return None
    texts = [w.text.lower() for w in statement.rest]
    for opening in (("at", "the", "age", "of"), ("at", "age"), ("aged",)):
        for n in range(len(texts) - len(opening)):
            number = statement.rest[n + len(opening)]
            if tuple(texts[n : n + len(opening)]) != opening or not number.text.isdigit():
                continue
            rest = (*statement.rest[:n], *statement.rest[n + len(opening) + 1 :])
            stem = question(statement, "at what age", rest)
            if stem is None or not 0 < int(number.text) < 120:
                return None
            return drafted(
                workshop,
                statement,
                maker="measures",
                stem=stem,
                key=number.text,
                span=Span(start=number.start, end=number.end),
                asks="number",
                confidence=0.82,
                accepted=(f"{number.text} years", f"aged {number.text}", f"at {number.text}"),
            )
    return None
