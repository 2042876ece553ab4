"""Amounts as students and newspapers write them: "2,030", "sixty-one per cent", "$1.5m", "3rd".

Needs no parse: the whole of a short text is an amount, or it is none.
"""

import re
from decimal import Decimal
from typing import NamedTuple

SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS_IN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: number for number, word in enumerate(SMALL_NUMBERS)}
TENS = {word: 10 * number for number, word in enumerate(_TENS_IN_WORDS.split(), start=2)}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALE_MARKS = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    **{f"{word}th": _SMALL[word] for word in ("four", "six", "seven", "ten", "eleven")},
    **{f"{word}th": n for word, n in _SMALL.items() if word.endswith("teen")},
    **{f"{word[:-1]}ieth": n for word, n in TENS.items()},
    "hundredth": 100,
    "thousandth": 1000,
}
NUMBER_WORDS = frozenset(
    {*_SMALL, *TENS, *SCALES, *_ORDINALS, "hundred", "dozen", "half", "quarter"}
)

_CURRENCIES = {
    "$": "dollar",
    "us$": "dollar",
    "usd": "dollar",
    "us dollar": "dollar",
    "american dollar": "dollar",
    "£": "pound",
    "gbp": "pound",
    "pound sterling": "pound",
    "€": "euro",
    "eur": "euro",
    "¥": "yen",
}
_UNITS = {
    "%": "per cent",
    "percent": "per cent",
    "pc": "per cent",
    "pct": "per cent",
    "percentage point": "point",
    "km": "kilometre",
    "kilometer": "kilometre",
    "kms": "kilometre",
    "meter": "metre",
    "mile per hour": "mph",
    "°": "degree",
    "kg": "kilogram",
    "kilo": "kilogram",
    "kilogramme": "kilogram",
    "hr": "hour",
    "min": "minute",
    "yr": "year",
    "people": "person",
    "percents": "per cent",
    **_CURRENCIES,
}
_PREFIX = re.compile(r"(us\$|[$£€¥])\s*|(usd|eur|gbp)\s+")
_GROUPED = r"\d{1,3}(?:(?P<mark>[,   '’])\d{3})(?:(?P=mark)\d{3})*"
_FIGURE = re.compile(
    rf"(?P<sign>[-−])?(?P<whole>{_GROUPED}|\d+)(?P<rest>\.\d+|,\d{{1,2}})?(?![\d,.'’]*\d)"
)
_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b")
_LONGEST = 120


class Amount(NamedTuple):
    """A number and its unit in the singular ("dollar", "per cent", "ordinal", "home"), or ""."""

    value: Decimal
    unit: str


def parse_amount(text: str) -> Amount | None:
    """Return the amount that the whole of `text` is, or None where it is none.

    Thousands separators, number words, scales ("1.5m", "1.5 million") and currency signs are
    understood. A decimal comma is one only where it cannot part thousands: "1,5" but not "1,500".
    """
    text = " ".join(text.casefold().split(" ")).strip()
    if not text or len(text) > _LONGEST:
        return None
    prefix = _PREFIX.match(text)
    currency = _CURRENCIES[(prefix[1] or prefix[2])] if prefix else ""
    rest = text[prefix.end() :] if prefix else text
    number = _figures(rest) or _in_words(rest)
    if number is None:
        return None
    value, unit, after = number
    written = _unit(after)
    if written is None or (unit and written) or (currency and written not in ("", currency)):
        return None
    return Amount(value, currency or unit or written)


def _figures(text: str) -> tuple[Decimal, str, str] | None:
    """Return (value, unit, what follows) of a number in figures at the head of `text`."""
    found = _FIGURE.match(text)
    if not found:
        return None
    whole = re.sub(r"\D", "", found["whole"])
    fraction = found["rest"] or ""
    if fraction.startswith(",") and found["mark"]:
        return None
    value = Decimal(f"{whole}.{fraction[1:] or '0'}")
    value = -value if found["sign"] else value
    after = text[found.end() :]
    ordinal = _SUFFIX.match(after)
    if ordinal:
        return value, "ordinal", after[ordinal.end() :]
    return _scaled(value, after)


def _scaled(value: Decimal, after: str) -> tuple[Decimal, str, str]:
    """Return the value times the scale words or marks that follow it, and what follows these."""
    while True:
        found = re.match(r"[\s-]*([a-z]+)\b\.?", after)
        word = found[1] if found else ""
        scale = SCALES.get(word) or SCALE_MARKS.get(word) or (100 if word == "hundred" else 0)
        if not found or not scale:
            return value, "", after
        value, after = value * scale, after[found.end() :]


def _in_words(text: str) -> tuple[Decimal, str, str] | None:
    """Return (value, unit, what follows) of a number in words at the head of `text`."""
    total, group, seen, ordinal = 0, 0, False, False
    position = 0
    for found in re.finditer(r"[a-z]+", text):
        word = found.group()
        if word in ("and", "a", "an") and (seen or word != "and"):
            if word != "and" and seen:
                break
            group = group or (0 if word == "and" else 1)
            continue
        step = _step(word, total, group, seen)
        if step is None:
            break
        total, group = step
        seen, position, ordinal = True, found.end(), word in _ORDINALS
        if ordinal:
            break
    if not seen:
        return None
    return Decimal(total + group), "ordinal" if ordinal else "", text[position:]


def _step(word: str, total: int, group: int, seen: bool) -> tuple[int, int] | None:
    """Return (total, group) with one more number word, or None where it does not go on."""
    if word in _SMALL:
        fits = not seen or group % 100 == 0 or (group % 10 == 0 and 0 < _SMALL[word] < 10)
        return (total, group + _SMALL[word]) if fits and group % 100 != 10 else None
    if word in TENS:
        return (total, group + TENS[word]) if group % 100 == 0 else None
    if word == "hundred":
        return (total, (group or 1) * 100) if group < 100 else None
    if word == "dozen":
        return (total, (group or 1) * 12) if group < 100 else None
    if word in SCALES:
        return total + (group or 1) * SCALES[word], 0
    if word in _ORDINALS:
        number = _ORDINALS[word]
        if number >= 100:
            return total, (group or 1) * number
        return (total, group + number) if group % 10 == 0 else None
    return None


def _unit(text: str) -> str | None:
    """Return the unit that `text` names ("" for none), or None where it is no plain unit."""
    bare = " ".join(re.sub(r"[-.]", " ", text).split())
    if not bare:
        return ""
    if bare in _UNITS:
        return _UNITS[bare]
    if len(bare) == 1 or not re.fullmatch(r"[a-z€$£¥%°]+(?: [a-z]+){0,2}", bare):
        return None
    if not NUMBER_WORDS.isdisjoint(bare.split()):
        return None
    singular = " ".join(_singular(word) for word in bare.split())
    return _UNITS.get(singular, singular)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
