"""Words that are parted at the end of a line: put together, with the hyphen where it belongs."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑’'][^\W\d_]+)*")
_PARTED = re.compile(r"([^\W_][\w’'-]*)[\x02\-‐\u00ad]$")
_BEGINS = re.compile(r"[^\W_][\w’'-]*")
_HARD = "-‐‑"
# What stands before a hyphen, or behind it, in words that are written with one.
_FIRST = frozenset(
    """all anti co cross deep eight eighty eleven ex far fast fifty first five forty four free fresh
    full half hard high ill left long low multi nine ninety non north off on one part post pre pro
    quarter right second self semi seven seventy short single six sixty south ten third thirty three
    top twelve twenty two ultra vice well wide world year""".split()
)
_ALWAYS = frozenset(
    """well self twenty thirty forty fifty sixty seventy eighty ninety two half
    north-east north-west south-east south-west so-called""".split()
)
_ENDINGS = frozenset(("less", "hood", "ness", "ish", "ing", "ings", "ed", "er", "fish", "some"))
_SECOND = frozenset(
    """based old olds year-old term time led known like scale wide free made born style level class
    long profile quality sized owned backed funded speaking looking minded fashioned elect
    general century hour mile metre minute week storey
    friendly related wing thirds fifths quarters""".split()
)


def words_of(lines: list[str]) -> Counter[str]:
    """Return how often each word stands in the lines, not counting the parted ends of lines."""
    found: Counter[str] = Counter()
    is_parted = False
    for line in lines:
        whole = _BEGINS.sub("", line, count=1) if is_parted else line
        is_parted = bool(_PARTED.search(line))
        found.update(word.casefold() for word in _WORD.findall(_PARTED.sub("", whole)))
    return found


def joined(lines: list[str], known: Counter[str]) -> str:
    """Return the lines of one paragraph as text; `known` are the words of the document."""
    text = ""
    for line in lines:
        text = _append(text, line, known) if text else line
    return _visible(text)


def _append(text: str, line: str, known: Counter[str]) -> str:
    parted = _PARTED.search(text)
    begins = _BEGINS.match(line)
    if not parted or not begins:
        is_open = text.endswith(("—", "–", "/")) and not text.endswith((" —", " –", " /"))
        return text + ("" if is_open and line[:1].isalnum() else " ") + line
    first, second = parted[1], begins[0]
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if _keeps_hyphen(first, second, known):
        return text[:-1] + "-" + line
    if _hangs(first, second):
        return text[:-1] + "- " + line
    return text[:-1] + line


def _hangs(first: str, second: str) -> bool:
    """Tell whether the hyphen stands for what comes later: "two- and three-year plans"."""
    return second.casefold() in {"and", "or", "to"} and first.casefold() in _FIRST


def _keeps_hyphen(first: str, second: str, known: Counter[str]) -> bool:
    """Tell whether `first` and `second` are written with a hyphen."""
    left, right = first.casefold(), second.casefold()
    if not right[0].isalpha() or second[0].isupper() or left[-1].isdigit():
        return True
    if right in {"and", "or", "to"} and left in _FIRST:
        return False
    with_hyphen = known[f"{left}-{right}"] + known[f"{left}‐{right}"]
    without = known[left + right]
    if with_hyphen or without:
        return with_hyphen > without
    tail, head = re.split("[-‐]", left)[-1], re.split("[-‐]", right)[0]
    if tail != left and first[0].isupper():  # "Saint-Rémy-sur-" goes on as it began
        return True
    if (head in _SECOND and len(tail) > 2) or (tail in _ALWAYS and head not in _ENDINGS):
        return len(head) > 2
    return tail in _FIRST and known[head] > 0


def _visible(text: str) -> str:
    """Return `text` with every hyphen as such, and without soft ones."""
    return text.replace("\x02", "-").replace("\u00ad", "").replace("‑", "-")
