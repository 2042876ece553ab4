"""Numbers as newspapers write them: reading a value, and writing another in the same manner."""

import re
from math import floor, log10
from random import Random

from quiz.language.amounts import SCALE_MARKS, SCALES, SMALL_NUMBERS

WORDS = (*SMALL_NUMBERS, "twenty")  # newspapers write larger numbers in figures
_SCALES = {"hundred": 100} | SCALES | SCALE_MARKS
NUMBER = re.compile(
    r"(?<![\w.,/:-])(?P<currency>US\$|A\$|NZ\$|C\$|HK\$|[$£€¥])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<space>[ -]?)(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|tn|m|k|b)\b)?"
    r"(?P<percent> ?%| per cent| percent| percentage points?)?"
    r"(?![\w]|,\d|\.\d|/\d|-\d|:\d)"
)

_LEAST, _MOST = 0.1, 0.65  # share by which a figure may change once it is rounded


def value_of(text: str) -> float | None:
    """Return the value of a number as written ("2,030", "$1.5m", "eleven"), None if it is none."""
    lower = text.strip().lower()
    if lower in WORDS:
        return float(WORDS.index(lower))
    match = NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    return float(match["digits"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1.0)


def plain_forms(text: str) -> tuple[str, ...]:
    """Return `text` and, for a number, other common ways to write it."""
    match = NUMBER.fullmatch(text)
    forms = [text]
    if match:
        forms.append(text.replace(",", ""))
        if match["percent"] and "point" not in match["percent"]:
            forms += [f"{match['digits']}%", f"{match['digits']} per cent"]
    elif text.lower() in WORDS:
        forms.append(str(WORDS.index(text.lower())))
    return tuple(dict.fromkeys(forms))


def another(text: str, rng: Random) -> str | None:
    """Return a number near `text` in the same manner of writing, or None where none is sure.

    A figure changes by 15 to 60 per cent up or down and is then rounded to as many significant
    digits as the original has, so that neither size nor roundness gives it away; a number word
    becomes one at most three away.
    """
    lower = text.lower()
    if lower in WORDS:
        number = WORDS.index(lower)
        choices = [n for n in range(max(2, number - 3), number + 4) if n != number]
        choices = [n for n in choices if n < len(WORDS)]
        if number < 2 or not choices:
            return None
        word = WORDS[rng.choice(choices)]
        return word.capitalize() if text[0].isupper() else word
    match = NUMBER.fullmatch(text)
    if match is None:
        return None
    changed = _other_digits(match["digits"], rng, percent=bool(match["percent"]))
    if changed is None:
        return None
    start, end = match.span("digits")
    return text[:start] + changed + text[end:]


def _other_digits(digits: str, rng: Random, *, percent: bool) -> str | None:
    decimals = len(digits.partition(".")[2])
    number = float(digits.replace(",", ""))
    if number == 0:
        return None
    significant = _significant(digits)
    for _ in range(20):
        factor = rng.choice((rng.uniform(0.45, 0.85), rng.uniform(1.18, 1.6)))
        other = _rounded(number * factor, significant)
        if percent and number <= 100 < other:
            continue
        commas = "," in digits or number < 1000 <= other
        text = f"{other:,.{decimals}f}" if commas else f"{other:.{decimals}f}"
        change = abs(float(text.replace(",", "")) / number - 1)
        if _LEAST <= change <= _MOST and _significant(text) >= significant:
            return text
    return None


def _significant(digits: str) -> int:
    """Return how many digits of a number count: 850 has two, 2,030 three."""
    return max(1, len(digits.replace(",", "").replace(".", "").strip("0")))


def _rounded(number: float, significant: int) -> float:
    return round(number, significant - 1 - floor(log10(number)))
