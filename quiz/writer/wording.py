"""What the wording of a question leaves open: which year, a share of what, which of two spans.

A rule is a function from `Asked` to a sentence that says what is wrong, or None.
"""

import re

from quiz.schema.question import GAP, spaced
from quiz.writer.asked import Asked
from quiz.writer.case import Case

# What comes round again, every year or every few.
_AWARDS = "Oscars|Grammys|Emmys|Tonys|Brits|Baftas|Golden Globes|Academy Awards|Grammy Awards"
_CONTESTS = "Olympics|Olympic Games|Paralympics|World Cup|Super Bowl|Eurovision Song Contest"
_RECURRING = re.compile(
    rf"\b(?:{_AWARDS}|{_CONTESTS})\b"
    r"|\bthe (?:[\w’-]+ ){0,4}(?:ceremony|awards|festival|championships?|marathon|census|season)\b"
)
_OUTCOME = re.compile(
    r"\b(?:how many|how much|won|win|wins|lost|beat|went|got|received|hosted|performed|attended|"
    r"opened|drew|took place|held|ran)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SPAN = r"(?:[a-z]+|\d+) (?:days|weeks|months|years|decades)"
_REACHING_TO_TODAY = re.compile(
    rf"\b(?:past|last|next|coming|previous|recent) ({_SPAN})\b", re.IGNORECASE
)
_SHARE = re.compile(
    r"\b(?:what|which) (?:share|percentage|proportion|fraction|portion)\b(?! of\b)", re.IGNORECASE
)
_COUNTED = re.compile(r"(?:about|around|some|nearly|almost|over)? ?(?:\d[\d,.]*|[a-z-]+)")
_HAS_NO_NOUN = frozenset(
    "that who which to of in on at by from with for and or but as when while after before during "
    "between among is are was were has have had".split()
)


def which_year(asked: Asked) -> str | None:
    """Object to what came of something that comes round every year, without the year.

    Who won the Oscar for a film is another one every year; what the Oscars are for is not.
    """
    found = _RECURRING.search(asked.own)
    if (
        found is None
        or not _OUTCOME.search(asked.own)
        or _YEAR.search(asked.told)
        or _dated(asked.case, asked.told)
    ):
        return None
    return f"It does not say which year’s “{found.group().removeprefix('the ')}” is meant."


def span_generalised(asked: Asked) -> str | None:
    """Object to "over two months" where the article says "in the past two months".

    A calendar date in the question says which two months.
    """
    told = asked.own.lower()
    if _YEAR.search(asked.own) or _dated(asked.case, asked.own):
        return None
    for found in _REACHING_TO_TODAY.finditer(asked.evidence.text):
        if spaced(found[1]) in spaced(told):
            return f"The article says “{found.group()}”: the question must say until when."
    return None


def _dated(case: Case, text: str) -> bool:
    """Tell whether `text` names a day, a month or a year of the calendar."""
    return any(d.first is not None and not d.relative for d in case.days(text))


def share_of_what(asked: Asked) -> str | None:
    """Object to a share that is asked for without what it is a share of."""
    found = _SHARE.search(asked.own)
    return f"It does not say what the {found.group().split()[1]} is of." if found else None


def gap_without_noun(asked: Asked) -> str | None:
    """Object to the gap of a number that nothing behind it names: "chosen from _____ that"."""
    if asked.type != "cloze" or not asked.number:
        return None
    before, _, rest = asked.stem.partition(GAP)
    key, behind = asked.told[len(before) :].removesuffix(rest), spaced(rest).split()
    alone = _COUNTED.fullmatch(key.lower()) is not None and not _YEAR.search(key)
    if alone and (not behind or behind[0] in _HAS_NO_NOUN):
        return "The gap does not say what is counted: put the noun behind it."
    return None
