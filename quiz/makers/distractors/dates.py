"""Other dates: of the key's granularity and manner of writing, near it, never after the article."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from quiz.language.dates import written
from quiz.language.written_dates import MONTH_NAMES
from quiz.makers.distractors.options import FEWEST, WANTED, far_apart, in_order
from quiz.makers.workshop import Draft, Workshop
from quiz.schema.candidate import Candidate
from quiz.schema.findings import DateExpression, Granularity
from quiz.schema.record import Evidence

_TRIES = 300
_FARTHEST: dict[str, int] = {"day": 45, "month": 18, "year": 4, "decade": 4}
_NEAREST: dict[str, int] = {"day": 2, "month": 1, "year": 1, "decade": 1}
_YEARS_A_STEP = 9  # an event so many years ago may lie a year further off


def with_dates(workshop: Workshop, draft: Draft, expression: DateExpression) -> Iterator[Candidate]:
    """Yield `draft`, whose key is a date, as multiple choice with other dates in their order.

    The key may be a bare month ("October"): then the others are months of the same year. A date of
    the report's own month is none to choose: nothing lies after it, so it would always be the last.
    """
    if not _room_on_both_sides(workshop, draft.key, expression, draft.evidence):
        return
    rng = workshop.rng("dates", draft.fact, draft.key)
    options = other_dates(workshop, draft.key, expression, rng, evidence=draft.evidence)
    if len(options) >= FEWEST and expression.first is not None:
        pairs = sorted([*options, (expression.first, draft.key)])
        yield from in_order(workshop, draft, [text for _, text in pairs])


def other_dates(
    workshop: Workshop,
    key: str,
    expression: DateExpression,
    rng: Random,
    *,
    evidence: Evidence | None = None,
) -> list[tuple[date, str]]:
    """Return (first day, text) of up to three dates near `expression` that the article lacks.

    As many of them are later than the key as was drawn, as far as the day of publication and the
    other dates of the `evidence` leave room: what came after one of them did not come before it.
    """
    fitting = _fitting(workshop, key, expression, evidence)
    granularity = expression.granularity
    if not fitting or expression.first is None:
        return []
    own = _number(expression.first, granularity)
    return [fitting[n] for n in _drawn(list(fitting), own, _NEAREST[granularity], rng)]


def _fitting(
    workshop: Workshop, key: str, expression: DateExpression, evidence: Evidence | None
) -> dict[int, tuple[date, str]]:
    """Return (first day, text) of every date that could stand beside the key, by its number."""
    first, granularity = expression.first, expression.granularity
    if first is None or granularity not in _FARTHEST:
        return {}
    own = _number(first, granularity)
    low, high = _limits(workshop, expression, own, evidence)
    if key in MONTH_NAMES:  # a bare month
        low, high = max(low, first.year * 12), min(high, first.year * 12 + 11)
    used = {text for d in workshop.findings.dates if (text := written(d))} | {key}
    found = {}
    for number in range(low, high + 1):
        day = _day(number, granularity)
        text = _text(day, expression, key)
        free = not {text, written(_moved(expression, day))} & used
        if free and abs(number - own) >= _NEAREST[granularity]:
            found[number] = (day, text)
    return found


def _room_on_both_sides(
    workshop: Workshop, key: str, expression: DateExpression, evidence: Evidence
) -> bool:
    """Tell whether the key need not be the first or the last: else it would be guessed unread."""
    days = [day for day, _ in _fitting(workshop, key, expression, evidence).values()]
    first = expression.first
    return first is not None and any(d < first for d in days) and any(d > first for d in days)


def _drawn(fitting: list[int], own: int, gap: int, rng: Random) -> list[int]:
    """Return up to three of the numbers, as many above `own` as was drawn."""
    before, after = [n for n in fitting if n < own], [n for n in fitting if n > own]
    for size in (WANTED, FEWEST):
        for later in rng.sample(range(size + 1), size + 1):
            if later > len(after) or size - later > len(before):
                continue
            for _ in range(_TRIES):
                chosen = [*rng.sample(after, later), *rng.sample(before, size - later)]
                if far_apart([own, *chosen], gap):
                    return chosen
    return []


def _limits(
    workshop: Workshop, expression: DateExpression, own: int, evidence: Evidence | None
) -> tuple[int, int]:
    """Return the first and the last number that a rival of the date may have."""
    granularity = expression.granularity
    published = workshop.article.published
    first = expression.first or date.max
    far = _FARTHEST[granularity]
    if granularity == "year":
        far += max(0, ((published or first).year - first.year) // _YEARS_A_STEP)
    low, high = own - far, own + far
    days = [d.first for d in workshop.findings.dates if d.first is not None]
    latest = _number(published or max(days, default=first), granularity)
    if own > latest:  # what is planned lies ahead in every option
        low = max(low, latest + 1)
    else:
        high = min(high, latest)
    for other in workshop.findings.dates:
        if evidence is None or not evidence.covers(other.evidence):
            continue
        if other.first is None or other.last is None:
            continue
        if other.evidence.start == expression.evidence.start:
            continue
        if other.last < first:
            low = max(low, _number(other.last, granularity))
        elif expression.last is not None and other.first > expression.last:
            high = min(high, _number(other.first, granularity))
    return low, high


def _number(day: date, granularity: Granularity) -> int:
    """Return the number of the day, month, year or decade, counted from the year 0."""
    if granularity == "day":
        return day.toordinal()
    if granularity == "month":
        return day.year * 12 + day.month - 1
    return day.year if granularity == "year" else day.year // 10


def _day(number: int, granularity: Granularity) -> date:
    if granularity == "day":
        return date.min + timedelta(days=number - 1)
    if granularity == "month":
        return date(number // 12, number % 12 + 1, 1)
    return date(number if granularity == "year" else number * 10, 1, 1)


def _text(day: date, expression: DateExpression, key: str) -> str:
    """Return a date written as the key is."""
    if expression.granularity == "decade":
        return f"the {day.year}s" if key.lower().startswith("the ") else f"{day.year}s"
    if key in MONTH_NAMES:
        return MONTH_NAMES[day.month - 1]
    text = written(_moved(expression, day), american=key[:1].isalpha()) or ""
    year = str(day.year)
    if expression.first is not None and str(expression.first.year) not in key:
        return text.replace(f", {year}", "").replace(f" {year}", "")  # "14 May"
    return text


def _moved(expression: DateExpression, day: date) -> DateExpression:
    return expression.model_copy(update={"first": day, "last": day})
