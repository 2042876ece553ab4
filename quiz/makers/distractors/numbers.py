"""Other numbers: written as the key is, as round as the key, near it and far from each other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from random import Random

from quiz.language.numbers import NUMBER, WORDS, value_of
from quiz.language.written_dates import MONTH_NAMES
from quiz.makers.distractors.options import FEWEST, WANTED, far_apart, in_order
from quiz.makers.workshop import Draft, Workshop
from quiz.schema.candidate import Candidate
from quiz.schema.question import spaced

_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(WORDS[2:])})(?![\w-])", re.IGNORECASE)
# With "more than 60" as the key, "more than 40" would be true as well.
_BOUND = re.compile(
    r"\b(?:(?:more|less|fewer|other|rather) than|at (?:least|most)|as (?:many|much|few|little) as|"
    r"(?:up|down|close) to|over|under|above|below|between|from|minimum|maximum)\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"\b(?:half|halves|thirds?|quarters?|fifths?|tenths?)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:how old|what age|years? old|year-old)\b", re.IGNORECASE)
_SMALL = 20  # up to here the neighbours of a number are its rivals
_TRIES = 400
_OF_AGE, _OLDEST = 18, 105


def with_numbers(workshop: Workshop, draft: Draft) -> Iterator[Candidate]:
    """Yield `draft`, whose key holds one number, as multiple choice in ascending order.

    The rest of the key ("about", "years", "tonnes") stays. Keys such as "more than 60" are left
    alone: "more than 40" would be true as well.
    """
    key = draft.key
    span = number_in(key)
    if span is None or _BOUND.search(key) or _FRACTION.search(key):
        return
    rng = workshop.rng("numbers", draft.fact, key)
    written = key[span[0] : span[1]]
    age = bool(_AGE.search(f"{draft.stem} {key}")) and (value_of(written) or 0) <= _OLDEST
    others = other_numbers(written, rng, taken=_taken(workshop, draft, written), age=age)
    if len(others) >= FEWEST:
        ordered = sorted([written, *others], key=lambda text: value_of(text) or 0.0)
        yield from in_order(workshop, draft, [key[: span[0]] + n + key[span[1] :] for n in ordered])


def number_in(key: str) -> tuple[int, int] | None:
    """Return where the number stands in a key, None where there is none or more than one."""
    spans = [m.span() for m in (*NUMBER.finditer(key), *_WORD.finditer(key))]
    words = set(key.split())
    if len(spans) != 1 or words & set(MONTH_NAMES) or len(re.findall(r"\d+", key)) > 3:
        return None
    return spans[0]


def _taken(workshop: Workshop, draft: Draft, written: str) -> frozenset[float]:
    """Return the values that may be right or that the reader has before him.

    A small number stands in every article; it is taken only where it counts the same or in the
    evidence itself. Any other number of the article is taken.
    """
    asked = spaced(f"{draft.stem} {draft.key}")
    small = (value_of(written) or 0) <= _SMALL
    found = set()
    for quantity in workshop.findings.quantities:
        same = quantity.counts is None or f" {spaced(quantity.counts).strip()} " in asked
        if same or not small or draft.evidence.covers(quantity.evidence):
            found.add(value_of(quantity.evidence.text) or 0.0)
    shown = f"{draft.stem} {draft.evidence.text}"
    texts = workshop.article.text if not small else shown
    found |= {value_of(m.group()) or 0.0 for m in NUMBER.finditer(texts)}
    found |= {value_of(m.group()) or 0.0 for m in _WORD.finditer(shown)}
    return frozenset(found)


def other_numbers(
    text: str,
    rng: Random,
    *,
    taken: frozenset[float] = frozenset(),
    age: bool = False,
) -> list[str]:
    """Return up to three numbers near `text` in its manner of writing; [] where none are sure.

    As many of them are larger as was drawn, so that the key is no more often in the middle than at
    the end. None has a value in `taken`; a percentage stays below 100, an adult's age that of an
    adult.
    """
    scale = _Scale.of(text, age=age)
    if scale is None:
        return []
    for size in (WANTED, FEWEST):
        for above in rng.sample(range(size + 1), size + 1):
            found = scale.draw(rng, above, size - above, taken)
            if found is not None:
                return found
    return []


@dataclass(frozen=True)
class _Scale:
    """The numbers that can stand beside one number, as multiples of a step."""

    text: str
    start: int  # of the digits in `text`
    end: int
    number: Decimal
    step: Decimal
    low: Decimal
    high: Decimal
    gap: Decimal  # the least distance between two options
    age: bool

    @classmethod
    def of(cls, text: str, *, age: bool) -> "_Scale | None":
        """Return the scale of the number `text`, None where it is no number of two or more."""
        if text.lower() in WORDS:
            start, end, percent, bare = 0, len(text), False, True
        else:
            match = NUMBER.fullmatch(text)
            if match is None:
                return None
            start, end = match.span("digits")
            percent = bool(match["percent"])
            bare = not (match["currency"] or match["scale"] or percent)
        number = _decimal(text[start:end])
        if number <= 0 or (bare and number < 2):
            return None
        step = _step(text[start:end], number, age=age)
        low, high, gap = _bounds(number, step, percent=percent, age=age)
        if bare:
            low = max(low, Decimal(2))
        if text.lower() in WORDS:
            high = min(high, Decimal(len(WORDS) - 1))
        return cls(text, start, end, number, step, low, high, gap, age)

    def draw(
        self, rng: Random, above: int, below: int, taken: frozenset[float]
    ) -> list[str] | None:
        """Return `above` larger and `below` smaller numbers, None where there is no room."""
        least = (self.low / self.step).to_integral_value(ROUND_CEILING)
        most = self.high // self.step
        own = self.number / self.step
        for _ in range(_TRIES):
            chosen = [self.number]
            for count, first, last in ((below, least, own - 1), (above, own + 1, most)):
                if count and last < first:
                    return None
                chosen += [self.step * rng.randint(int(first), int(last)) for _ in range(count)]
            if not far_apart((float(n) for n in chosen), float(self.gap)):
                continue
            texts = [self.written(n) for n in chosen[1:]]
            free = all((value_of(t) or 0) not in taken for t in texts)
            if free and self._as_round(chosen[1:]):
                return texts
        return None

    def _as_round(self, others: list[Decimal]) -> bool:
        """Tell whether roundness gives nothing away: one at least is exactly as round as the key.

        Where the key is quite unround, as 48 or 2,030, all are.
        """
        unit = _unit(self.text[self.start : self.end])
        alike = [(n / unit) % 1 == 0 and (n / unit) % 10 != 0 for n in others]
        if self.step == unit and not self.age and self.number / unit >= 10:
            return all(alike)
        blank = self.number / unit >= 100 and any((n / unit) % 100 == 0 for n in others)
        return any(alike) and not blank

    def written(self, other: Decimal) -> str:
        """Return `other` written as the key is."""
        digits = self.text[self.start : self.end]
        if digits.lower() in WORDS:
            word = WORDS[int(other)]
            return word.capitalize() if digits[0].isupper() else word
        decimals = len(digits.partition(".")[2])
        commas = "," in digits or self.number < 1000 <= other
        form = f"{other:,.{decimals}f}" if commas else f"{other:.{decimals}f}"
        return self.text[: self.start] + form + self.text[self.end :]


def _decimal(digits: str) -> Decimal:
    if digits.lower() in WORDS:
        return Decimal(WORDS.index(digits.lower()))
    return Decimal(digits.replace(",", ""))


def _unit(digits: str) -> Decimal:
    """Return the worth of the last figure that is not a nought: 0.1 for 2.5, 10 for 2,030."""
    if digits.lower() in WORDS:
        return Decimal(1)
    bare = digits.replace(",", "")
    whole, _, decimals = bare.partition(".")
    if decimals.rstrip("0"):
        return Decimal(1).scaleb(-len(decimals.rstrip("0")))
    return Decimal(1).scaleb(len(whole) - len(whole.rstrip("0")))


def _step(digits: str, number: Decimal, *, age: bool) -> Decimal:
    """Return the step between numbers as round as `digits`: 1 for 48, 5 for 45, 500 for 2,000."""
    if age or digits.lower() in WORDS:
        return Decimal(1)
    unit = _unit(digits)
    if (number / unit) % 5 == 0:
        return unit * 5 if number / unit > 5 else unit
    if number / unit < 4 and unit >= 10:
        return unit / 2
    return unit


def _bounds(
    number: Decimal, step: Decimal, *, percent: bool, age: bool
) -> tuple[Decimal, Decimal, Decimal]:
    """Return the smallest and the largest rival and how far apart rivals are."""
    if age:
        adult = number >= _OF_AGE
        low, high = max(Decimal(_OF_AGE if adult else 2), number - 14), number + 14
        return low, min(high, Decimal(_OLDEST if adult else _OF_AGE - 1)), Decimal(1 + adult)
    low = min(number * Decimal("0.5"), number - 4 * step)
    high = max(number * Decimal("1.7"), number + 4 * step)
    gap = max(step, number * Decimal("0.09"))
    if percent and number < 100:
        high = min(high, Decimal(100) - step)
        room = min(number, 100 - number)
        gap = max(step, room * Decimal("0.12"))
        low = max(low, number - max(3 * room, 4 * step))
    return max(low, step), high, gap
