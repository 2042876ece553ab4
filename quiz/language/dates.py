"""Dates as newspapers write them, anchored to the day the article was published.

A relative date is worth nothing the week after, so it is either turned into a calendar date
("last month" in an article of 30 November 2024 is October 2024) or marked as not anchored.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from quiz.language.numbers import WORDS
from quiz.language.written_dates import MONTH_NAMES, MONTHS
from quiz.schema.findings import DateExpression, Granularity
from quiz.schema.record import Evidence

_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NUMBERS = WORDS[1:13]  # "one" to "twelve"

_MONTH = (
    rf"(?P<month>{'|'.join(MONTH_NAMES)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_SHORT_MONTHS = r"(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_COUNT = rf"(?P<count>\d{{1,3}}|an?|{'|'.join(_NUMBERS)})"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<![\w$£€.,-]){pattern}(?![\w%]|,\d|\.\d)"))
    for name, pattern in (
        ("day", rf"(?:the )?{_DAY} (?:of )?{_MONTH},? {_YEAR}"),
        ("day", rf"{_MONTH} {_DAY},? {_YEAR}"),
        ("month", rf"{_MONTH},? (?:of )?{_YEAR}"),
        ("day_only", rf"{_DAY} {_MONTH}"),
        ("day_only", rf"{_MONTH} {_DAY}(?! per cent| percent)"),
        ("decade", r"(?:the )?(?P<decade>(?:1[5-9]|20)\d0)s"),
        ("ago", rf"{_COUNT} (?P<unit>day|week|month|year)s? (?P<back>ago|earlier)"),
        (
            "relative",
            r"(?:[Ee]arlier |[Ll]ater )?(?P<which>[Ll]ast|[Tt]his|[Nn]ext) "
            r"(?P<unit>week|month|year)",
        ),
        (
            "weekday",
            rf"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext) )?(?P<weekday>{'|'.join(_WEEKDAYS)})"
            r"(?: (?:morning|afternoon|evening|night))?",
        ),
        (
            "today",
            r"(?P<today>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his morning|"
            r"[Ll]ast night)",
        ),
        (
            "vague",
            r"(?:[Rr]ecent|[Cc]oming|[Ff]ollowing|[Pp]ast|[Ll]ast|[Nn]ext) "
            rf"(?:few |several |(?:\d{{1,3}}|{'|'.join(_NUMBERS)}) )?"
            r"(?:day|week|month|year|decade)s?|[Rr]ecently|[Nn]owadays|[Cc]urrently",
        ),
        ("last_month", rf"[Ll]ast {_MONTH}(?! [A-Z0-9])"),
        ("vague", rf"(?:[Tt]his|[Nn]ext) {_MONTH}"),
        ("month_only", rf"{_MONTH}(?! [A-Z])"),
        ("year", _YEAR),
    )
)
_FUTURE = re.compile(
    r"\b(?:will|scheduled|set to|due to|due on|upcoming|next|plans? to|begins?|starts?|kicks? off|"
    r"expected to|is to|are to)\b"
)
_FAR = 4  # days: "on Tuesday" in Monday's paper may be any Tuesday
_ALSO_NAMES = frozenset({"April", "August", "June", "March", "May"})
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Dd]uring|[Ff]rom|[Tt]o|[Ee]arly|[Ll]ate|[Oo]f|"
    r"[Aa]fter|[Bb]efore|[Bb]etween|[Tt]hroughout|[Mm]id-|and|or|–|the)\s*|\()$"
)
_COUNTED = re.compile(
    r"(?:\s(?:and|or|to)\s\d{4})?\s(?:per ?cent|people|men|women|[a-z]*children|"
    r"(?!this)[a-z]{3,}s)\b"
)


def find_dates(text: str, offset: int, published: date | None) -> list[DateExpression]:
    """Return the date expressions of `text`, which begins at `offset` in the article.

    `published` anchors relative dates; without it they are left unanchored.
    """
    taken: list[tuple[int, int]] = []
    found: list[DateExpression] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            if name == "year" and not _is_year(text, match):
                continue
            if (
                name == "month_only"
                and match["month"] in _ALSO_NAMES
                and not re.search(
                    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|of|last|next|early|late)\s$",
                    text[: match.start()],
                )
            ):
                continue
            taken.append(match.span())
            ahead = bool(_FUTURE.search(_sentence_round(text, match.start())))
            expression = _expression(name, match, offset, published, ahead=ahead)
            if expression is not None:
                found.append(expression)
    return sorted(found, key=lambda d: d.evidence.start)


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Tell whether four figures are a year, not an amount: "and 2000 people"."""
    before = _YEAR_BEFORE.search(text[: match.start()])
    if before is None:
        return False
    return "in" in before[0].lower() or not _COUNTED.match(text, match.end())


def _expression(
    name: str, match: re.Match[str], offset: int, published: date | None, *, ahead: bool
) -> DateExpression | None:
    days: tuple[date, date] | None
    groups = match.groupdict()
    relative = name not in {"day", "month", "year", "decade"}
    granularity: Granularity = "other"
    try:
        if name == "day":
            only = date(int(groups["year"]), _month(groups["month"]), int(groups["day"]))
            granularity, days = "day", (only, only)
        elif name == "month":
            granularity, days = "month", _whole_month(int(groups["year"]), _month(groups["month"]))
        elif name == "year":
            granularity, days = "year", _whole_year(int(groups["year"]))
        elif name == "decade":
            first = int(groups["decade"])
            granularity, days = "decade", (date(first, 1, 1), date(first + 9, 12, 31))
        else:
            granularity, days = _relative(name, groups, match.group(), published, ahead=ahead)
    except ValueError:  # 31 February and the like
        return None
    evidence = Evidence(start=offset + match.start(), end=offset + match.end(), text=match.group())
    return DateExpression(
        evidence=evidence,
        first=days[0] if days else None,
        last=days[1] if days else None,
        granularity=granularity,
        relative=relative,
    )


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _whole_year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _relative(
    name: str,
    groups: dict[str, str | None],
    text: str,
    published: date | None,
    *,
    ahead: bool,
) -> tuple[Granularity, tuple[date, date] | None]:
    """Return the granularity and, where they can be told, the days of a relative date."""
    if name == "day_only":
        return "day", _day_of_some_year(groups, published, ahead=ahead)
    if published is None or name in {"vague", "month_only"}:
        return ("month" if name == "month_only" else "other"), None
    if name == "last_month":
        return "month", _last_month(groups["month"] or "", published)
    if name == "weekday":
        return "day", _weekday(groups, published, ahead=ahead)
    if name == "today":
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(text.lower(), 0)
        only = published + timedelta(days=shift)
        return "day", (only, only)
    unit = groups["unit"] or ""
    if name == "ago":
        if groups["back"] == "earlier":  # than what, only the sentence before may tell
            return "other", None
        return _ago(groups["count"] or "", unit, published)
    which = {"last": -1, "this": 0, "next": 1}[(groups["which"] or "").lower()]
    return _shifted(unit, which, published)


def _last_month(name: str, published: date) -> tuple[date, date] | None:
    """Return "last July" where one July alone can be meant: that of the year before.

    In June "last May" may be this year's or that of the year before.
    """
    month = _month(name)
    return None if month < published.month else _whole_month(published.year - 1, month)


def _shifted(unit: str, by: int, published: date) -> tuple[Granularity, tuple[date, date]]:
    if unit == "year":
        return "year", _whole_year(published.year + by)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + by
        return "month", _whole_month(months // 12, months % 12 + 1)
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=by)
    return "week", (monday, monday + timedelta(days=6))


def _ago(count: str, unit: str, published: date) -> tuple[Granularity, tuple[date, date] | None]:
    number = 1 if count in {"a", "an"} else None
    if count in _NUMBERS:
        number = _NUMBERS.index(count) + 1
    elif count.isdigit():
        number = int(count)
    if number is None or number > 300:
        return "other", None
    if unit == "day":
        only = published - timedelta(days=number)
        return "day", (only, only)
    if unit == "week":  # "three weeks ago" is not exact to the day
        return "other", None
    return _shifted(unit, -number, published)


def _weekday(
    groups: dict[str, str | None], published: date, *, ahead: bool
) -> tuple[date, date] | None:
    """Return the day a weekday of a report means: the nearest such day, today included.

    The next one where the sentence looks ahead, else the last.
    """
    if (groups["which"] or "").lower() in {"next", "this", "last"}:
        return None  # newspapers differ on which week is meant
    away = (_WEEKDAYS.index(groups["weekday"] or "") - published.weekday()) % 7
    if not ahead:
        away = -((-away) % 7)
    if abs(away) > _FAR:
        return None
    only = published + timedelta(days=away)
    return only, only


def _day_of_some_year(
    groups: dict[str, str | None], published: date | None, *, ahead: bool
) -> tuple[date, date] | None:
    """Return the day of a date without year: the next if `ahead`, else the last."""
    month, day = _month(groups["month"] or ""), int(groups["day"] or "")
    if published is None:
        return None
    years = range(published.year - 8, published.year + 9)  # 29 February comes back within eight
    days = [date(y, month, day) for y in years if day <= monthrange(y, month)[1] and day]
    fitting = [d for d in days if d >= published] if ahead else [d for d in days if d <= published]
    if not fitting:
        raise ValueError(f"there is no day {day} in month {month}")
    only = fitting[0] if ahead else fitting[-1]
    return only, only


def _sentence_round(text: str, position: int) -> str:
    """Return roughly the sentence of `text` that holds `position`."""
    start = max(text.rfind(stop, 0, position) for stop in (". ", "? ", "! ")) + 1
    ends = [e for stop in (". ", "? ", "! ") if (e := text.find(stop, position)) >= 0]
    return text[start : min(ends, default=len(text))]


def month_first(text: str) -> bool:
    """Tell whether `text` writes dates the American way ("May 14, 2024")."""
    return bool(
        re.search(
            rf"\b(?:{'|'.join(MONTH_NAMES)}|{_SHORT_MONTHS}) \d{{1,2}}(?:,|\b)(?! {_YEAR})", text
        )
    ) and not (re.search(rf"\b\d{{1,2}} (?:{'|'.join(MONTH_NAMES)})\b", text))


def written(expression: DateExpression, *, american: bool = False) -> str | None:
    """Return an anchored date without preposition: "29 November 2024", "October 2024", "2022"."""
    first, last = expression.first, expression.last
    if first is None or last is None:
        return None
    month = MONTH_NAMES[first.month - 1]
    if expression.granularity == "day":
        return (
            f"{month} {first.day}, {first.year}"
            if american
            else f"{first.day} {month} {first.year}"
        )
    if expression.granularity == "month":
        return f"{month} {first.year}"
    if expression.granularity == "year":
        return str(first.year)
    if expression.granularity == "week":
        middle = first + timedelta(days=3)
        part = "early" if middle.day <= 10 else "mid" if middle.day <= 20 else "late"
        joint = "-" if part == "mid" else " "
        return f"{part}{joint}{MONTH_NAMES[middle.month - 1]} {middle.year}"
    return None


def preposition(expression: DateExpression) -> str:
    """Return the preposition a written date takes: "on" a day, "in" anything longer."""
    return "on" if expression.granularity == "day" else "in"


def anchored_month(expression: DateExpression, published: date) -> DateExpression:
    """Return a month without year as the last such month not after `published`."""
    name = expression.evidence.text.split()[-1]
    if name.rstrip(".").lower() not in MONTHS:
        return expression
    month = _month(name)
    year = published.year if month <= published.month else published.year - 1
    first, last = _whole_month(year, month)
    return expression.model_copy(update={"first": first, "last": last})


def forms(expression: DateExpression, key: str) -> tuple[str, ...]:
    """Return every way to write the date that counts as right, `key` first."""
    return tuple(dict.fromkeys((key, *_forms(expression))))


def _forms(expression: DateExpression) -> Iterator[str]:
    for american in (False, True):
        text = written(expression, american=american)
        if text:
            yield text
    if expression.granularity == "day" and expression.first:
        month = MONTH_NAMES[expression.first.month - 1]
        yield f"{expression.first.day} {month}"
        yield f"{month} {expression.first.day}"


def ends_a_range(text: str, expression: DateExpression) -> bool:
    """Tell whether a date of the article `text` is one end of a range: "between 1997 and 2002"."""
    start, end = expression.evidence.start, expression.evidence.end
    before = text[max(0, start - 20) : start].lower()
    opens = re.search(r"\b(?:between|from)\s+$", before)
    goes_on = re.match(r"\s+(?:and|to)\b|\s?[-–]", text[end : end + 5].lower())
    return bool(opens and goes_on) or bool(re.search(r"\d\s*(?:and|to|[-–])\s*$", before))
