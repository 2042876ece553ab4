"""What makes a sound question a weak one: it is taken only where better ones do not fill the quiz.

A rule is a function from `Asked` to whether it applies. None of them shows that a question is bad,
so that none refuses it.
"""

import re
from collections.abc import Callable

from quiz.schema.question import GAP, spaced
from quiz.writer.asked import Asked

_ASIDES = re.compile(r"\([^()]*\)|\s[-–—] [^-–—]* [-–—]\s")
_STATE = re.compile(r"\b(?:How many|What share|Which (?:two|three|four|five|six))\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:did|had|was|were|would|could)\b")
_LEFT_BEFORE_IF = re.compile(r"\b(?:about|of|on|for|with|to) if\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_POINTING = re.compile(r"\b[Tt]he ([a-z]{3,}ed) [a-z]{3,}\b(?! of\b| that\b| in\b| by\b| for\b)")
_FIGURE = re.compile(r"(?:\d[\d,.]*|[a-z-]+)")


def told_aside(asked: Asked) -> bool:
    """Tell whether the key stands between brackets or dashes: what the article says in passing."""
    span = asked.span
    if span is None or asked.type == "true_false":
        return False
    text = asked.evidence.text
    start, end = span.start - asked.evidence.start, span.end - asked.evidence.start
    return any(m.start() <= start and end <= m.end() for m in _ASIDES.finditer(text))


def true_for_now(asked: Asked) -> bool:
    """Tell whether a count is asked for as it stands, with no year: it may change any day."""
    own = asked.own
    return bool(_STATE.search(own)) and not (_PAST.search(own) or _YEAR.search(asked.told))


def tied_to_the_text(asked: Asked) -> bool:
    """Tell whether "the recycled gases" goes back to a sentence that the question does not have."""
    return _POINTING.search(asked.own) is not None


def left_before_if(asked: Asked) -> bool:
    """Tell whether a preposition stands right before "if", so that one reads on wrongly."""
    return _LEFT_BEFORE_IF.search(asked.own) is not None


def bare_number_gap(asked: Asked) -> bool:
    """Tell whether a gap takes a number of things, where any word for the things would fit."""
    if asked.type != "cloze" or not asked.number:
        return False
    before, _, behind = asked.stem.partition(GAP)
    words = spaced(behind).split()
    plural = bool(words) and len(words[0]) > 3 and words[0].endswith("s")
    key = spaced(asked.told[len(before) :]).split()
    return plural and bool(key) and _FIGURE.fullmatch(key[0]) is not None


WEAKNESSES: tuple[Callable[[Asked], bool], ...] = (
    told_aside,
    true_for_now,
    tied_to_the_text,
    left_before_if,
    bare_number_gap,
)


def is_weak(asked: Asked) -> bool:
    """Tell whether any of the rules applies."""
    return any(rule(asked) for rule in WEAKNESSES)
