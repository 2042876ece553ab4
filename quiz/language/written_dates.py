"""Dates written out in full: "14 May 2024", "May 14, 2024", "2024-05-14", "Sept 2022".

Needs no parse. Relative dates ("last month") need an article and are found elsewhere.
"""

import re
from datetime import date
from typing import NamedTuple

from quiz.language.amounts import TENS, parse_amount

MONTH_NAMES = (
    "January February March April May June July August September October November December"
).split()
# Every form in lower case with the number of the month: names, and their first three letters.
MONTHS = {
    form: number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for form in (name.lower(), name[:3].lower())
} | {"sept": 9}


def in_words(day: date) -> str:
    """Return `day` as "14 May 2024", whatever the locale."""
    return f"{day.day} {month_in_words(day)}"


def month_in_words(day: date) -> str:
    """Return the month of `day` as "May 2024", whatever the locale."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


_MONTH = r"(?:{})\b\.?".format("|".join(sorted(MONTHS, key=len, reverse=True)))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[5-9]|20)\d\d"

# Every form with named groups; `DAY_PATTERN` holds a whole date, for use inside other patterns.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])",
        rf"{_WEEKDAY}(?:the\s+)?(?P<day>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_MONTH})"
        rf"(?:,?\s+(?P<year>{_YEAR}))?",
        rf"{_WEEKDAY}(?P<name>{_MONTH})\s+(?:the\s+)?(?P<day>{_DAY})(?:st|nd|rd|th)?"
        rf"(?:,?\s+(?P<year>{_YEAR}))?",
        rf"(?P<name>{_MONTH})(?:,|\s+of)?\s+(?P<year>{_YEAR})",
        rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])",
        rf"(?P<name>{_MONTH})",
        rf"(?P<year>{_YEAR})",
    )
)
# Years as they are spoken: "nineteen ninety-eight", "twenty oh four", "two thousand and four".
_UNIT = "(?:one|two|three|four|five|six|seven|eight|nine)"
_PAIR = (
    rf"(?:(?:oh?|nought)[\s-]{_UNIT}|ten|eleven|twelve|\w+teen"
    rf"|(?:{'|'.join(TENS)})(?:[\s-]{_UNIT})?)"
)
_SPOKEN = re.compile(
    rf"\b(?:(?P<century>fifteen|sixteen|seventeen|eighteen|nineteen|twenty)[\s-](?P<pair>{_PAIR})"
    rf"|(?P<hundred>(?:\w+teen\s+hundred|two\s+thousand)(?:\s+(?:and\s+)?(?:{_PAIR}|{_UNIT}))?))$",
    re.IGNORECASE,
)
_SLASHED = re.compile(rf"(?P<first>\d{{1,2}})([/.])(?P<second>\d{{1,2}})\2(?P<year>{_YEAR})")
DAY_PATTERN = (
    rf"(?:{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|{_WEEKDAY}{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}(?!\d)"
    rf"|{_WEEKDAY}{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}(?!\d))"
)


class WrittenDate(NamedTuple):
    """A date as far as it is written: any of the parts may be missing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> date | None:
        """The day, where year, month and day are all there."""
        if self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None


def parse_date(text: str) -> WrittenDate | None:
    """Return the date that `text` is, or None where it is no date or could be two different ones.

    "14/05/2024" has one reading only; "04/05/2024" is 4 May or 5 April, hence None. A year may be
    in words, as it is spoken: "May twenty twenty-four".
    """
    text = _SPOKEN.sub(_year_in_figures, " ".join(text.split()))
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _checked(found.groupdict())
    found = _SLASHED.fullmatch(text)
    return _from_slashes(found) if found else None


def days_in(text: str) -> list[date]:
    """Return every whole date (year, month and day) written in `text`, in order."""
    found = (parse_date(part) for part in re.findall(DAY_PATTERN, text, re.IGNORECASE))
    return [written.whole for written in found if written and written.whole]


def _year_in_figures(found: re.Match[str]) -> str:
    if found["hundred"]:
        amount = parse_amount(found["hundred"])
        return str(amount.value) if amount else found[0]
    century, pair = parse_amount(found["century"]), parse_amount(_OH.sub("", found["pair"]))
    return str(century.value * 100 + pair.value) if century and pair else found[0]


_OH = re.compile(r"^(?:oh?|nought)[\s-]", re.IGNORECASE)


def _checked(parts: dict[str, str | None]) -> WrittenDate | None:
    name = parts.get("name")
    month = MONTHS[name.rstrip(".").lower()] if name else int(parts.get("month") or 0)
    written = WrittenDate(
        int(parts.get("year") or 0) or None, month or None, int(parts.get("day") or 0) or None
    )
    return written if _exists(written) else None


def _exists(written: WrittenDate) -> bool:
    """Tell whether there is such a day; a day without a year may be 29 February."""
    if not (written.month and written.day):
        return True
    try:
        date(written.year or 2000, written.month, written.day)
    except ValueError:
        return False
    return True


def _from_slashes(found: re.Match[str]) -> WrittenDate | None:
    first, second, year = (int(found[group]) for group in ("first", "second", "year"))
    readings = {
        WrittenDate(year, month, day)
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= 31 and _exists(WrittenDate(year, month, day))
    }
    return readings.pop() if len(readings) == 1 else None
