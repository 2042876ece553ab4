"""Distractors: plausible, of the key's own kind, and certainly wrong.

Names come from the article only. A name is no distractor if it stands in the stem or in the
evidence, if it points at the key in any form, or if the article makes it the subject of the same
verb elsewhere. Dates and numbers are written in the manner of the key, and no date is later than
the article.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from quiz.language.dates import written
from quiz.language.gazetteer import HONORIFICS
from quiz.language.names import Entity, sex_of_person
from quiz.language.numbers import another, value_of
from quiz.language.statement import sentence_case
from quiz.language.written_dates import MONTH_NAMES
from quiz.makers.workshop import Draft, Workshop, display_name, giveaways, kind_of
from quiz.schema.candidate import Candidate
from quiz.schema.findings import DateExpression, Organisation, Person
from quiz.schema.question import fold

WANTED = 3  # distractors of a multiple-choice question
_FARTHEST_DAYS = 45  # how far another day may lie from the one asked for
_COST = 0.08  # confidence a choice loses against its open question


def with_choices(
    workshop: Workshop, draft: Draft, key: Entity, *, verb: str | None = None
) -> Iterator[Candidate]:
    """Yield `draft` as multiple choice if the article offers enough names of the key's kind.

    `verb` is the lemma of the verb that the key is the subject of, where the question turns on it.
    Organisations are not offered: a bank is no likely answer where a union is.
    """
    if isinstance(key, Organisation):
        return
    shown = f"{draft.stem} {draft.evidence.text}"
    fitting = rivals(workshop, key, shown=shown, fact=draft.fact, verb=verb)
    if draft.asks == "speaker":  # who is quoted nowhere is no likely speaker
        speakers = {q.speaker for q in workshop.findings.quotations}
        fitting = [e for e in fitting if e.name in speakers]
    names = [display_name(e) for e in fitting]
    if len(names) >= WANTED:
        rng = workshop.rng("options", draft.fact, draft.key)
        options = [draft.key, *names[:WANTED]]
        rng.shuffle(options)
        begun = [sentence_case(option) for option in options]  # "the US" opens its line
        yield _chosen(replace(draft, key=sentence_case(draft.key)), workshop, begun)


def with_dates(workshop: Workshop, draft: Draft, expression: DateExpression) -> Iterator[Candidate]:
    """Yield `draft`, whose key is a date, as multiple choice with other dates."""
    rng = workshop.rng("dates", draft.fact, draft.key)
    options = other_dates(workshop, draft.key, expression, rng)
    if len(options) >= WANTED:
        pairs = sorted([*options[:WANTED], (expression.first or date.min, draft.key)])
        yield _chosen(draft, workshop, [text for _, text in pairs])


def with_numbers(workshop: Workshop, draft: Draft) -> Iterator[Candidate]:
    """Yield `draft`, whose key is a number, as multiple choice in ascending order."""
    rng = workshop.rng("numbers", draft.fact, draft.key)
    options = {draft.key}
    for _ in range(40):
        other = another(draft.key, rng)
        if other is not None and other not in workshop.article.text:
            options.add(other)
        if len(options) == WANTED + 1:
            ordered = sorted(options, key=lambda text: value_of(text) or 0.0)
            yield _chosen(draft, workshop, ordered)
            return


def _chosen(draft: Draft, workshop: Workshop, options: list[str]) -> Candidate:
    cheaper = replace(draft, confidence=draft.confidence - _COST)
    return cheaper.multiple_choice(workshop, tuple(options), options.index(draft.key))


def rivals(
    workshop: Workshop, key: Entity, *, shown: str, fact: str, verb: str | None = None
) -> list[Entity]:
    """Return entities of the key's kind that are wrong in its place, the likeliest first.

    `shown` is the text that must not name them, `fact` what is asked about, and `verb` the lemma
    of the verb that none of them is the subject of.
    """
    findings = workshop.findings
    pool: list[Entity] = [*findings.people, *findings.places]
    shown = fold(shown)
    doers = workshop.doers.get(verb or "", set())
    taken = {fold(form) for form in giveaways(key)}
    found: list[Entity] = []
    for entity in pool:
        forms = giveaways(entity)
        if kind_of(entity) != kind_of(key) or taken & {fold(form) for form in forms}:
            continue
        if entity.name in doers or any(_stands_in(fold(form), shown) for form in forms):
            continue
        if isinstance(entity, Person) and isinstance(key, Person) and not _alike(entity, key):
            continue
        found.append(entity)
    rng = workshop.rng("rivals", fact, key.name)
    rng.shuffle(found)
    return sorted(found, key=lambda e: -min(len(e.mentions), 3))


def _stands_in(folded: str, text: str) -> bool:
    return f" {folded} " in f" {''.join(c if c.isalnum() else ' ' for c in text)} "


def _alike(one: Person, other: Person) -> bool:
    """Tell whether two people look alike as options: full names, no different known sex."""
    sexes = {sex_of_person(one), sex_of_person(other)} - {None}
    return len(sexes) < 2 and _full(one) and _full(other)


def _full(person: Person) -> bool:
    """Tell whether the article gives the person's full name, not just "Mr X"."""
    words = person.name.split()
    return len(words) > 1 and words[0] not in HONORIFICS


def other_dates(
    workshop: Workshop, key: str, expression: DateExpression, rng: Random
) -> list[tuple[date, str]]:
    """Return (first day, text) of dates near `expression` that the article does not use."""
    first = expression.first
    if first is None or expression.granularity not in {"year", "month", "day"}:
        return []
    latest = workshop.article.published or date(first.year + 3, 12, 31)
    texts = {key}
    used = {text for d in workshop.findings.dates if (text := written(d))}
    found: list[tuple[date, str]] = []
    later = rng.randrange(WANTED + 1) if _room_after(expression, latest) else 0
    wanted = {True: later, False: WANTED - later}  # by whether they are later than the key
    for _ in range(300):
        moved, text = _moved(first, expression, rng, american=key[:1].isalpha())
        if moved > latest or text in texts | used or not wanted[moved > first]:
            continue
        wanted[moved > first] -= 1
        texts.add(text)
        found.append((moved, text))
        if len(found) == WANTED:
            break
    return found


def _room_after(expression: DateExpression, latest: date) -> bool:
    """Tell whether there is room between a date and publication for three later dates."""
    days = {"year": 4 * 366, "month": 150, "day": _FARTHEST_DAYS}
    return (latest - (expression.first or latest)).days > days.get(expression.granularity, 0)


def _moved(
    first: date, expression: DateExpression, rng: Random, *, american: bool
) -> tuple[date, str]:
    """Return a date of the same granularity, some years, months or weeks away, with its text."""
    if expression.granularity == "year":
        year = first.year + rng.choice((-4, -3, -2, -1, 1, 2, 3))
        return date(year, 1, 1), str(year)
    year, month = first.year + rng.choice((-1, -1, 0, 0, 1)), rng.randrange(1, 13)
    if expression.granularity == "month":
        return date(year, month, 1), f"{MONTH_NAMES[month - 1]} {year}"
    day = first + timedelta(days=rng.randrange(1, _FARTHEST_DAYS) * rng.choice((-1, 1)))
    moved = expression.model_copy(update={"first": day, "last": day})
    return day, written(moved, american=american) or ""
