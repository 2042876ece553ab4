"""Dropping: words that tie a sentence to the day or the sentence before, and that it can spare.

"A recent report" is a report, "another official" an official, what was "also" so was so, and what
is "currently" so was so in the month that the statement names.
"""

import re

from quiz.language.tree import Token

_DAY_WORDS = frozenset("currently nowadays recently lately presently".split())
_DAY_ADJECTIVES = frozenset("recent fresh".split())
_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
_AMOUNTS = frozenset({"number", "range", "series", "variety", "handful"})  # "a number of other"
_VOWELS = "aeiou"
_SOUNDED_WITH_Y = ("eu", "uni", "use", "usu", "ubiq", "uran", "utop", "one-")


def is_spare(token: Token) -> bool:
    """Tell whether a sentence says the same without `token`, but for what it is tied to."""
    lower, noun = token.lower_, token.head
    if lower in _DAY_WORDS:
        whole = noun.dep_ != "amod"  # "the recently named chair" is no "named chair"
        return token.dep_ == "advmod" and whole and noun.pos_ in {"VERB", "AUX", "ADJ"}
    if lower in _DAY_ADJECTIVES:
        return token.dep_ == "amod" and any(c.lower_ in {"a", "an"} for c in noun.children)
    if lower == "also":
        before = token.nbor(-1).lower_ if token.i else ""
        return token.dep_ == "advmod" and before not in {"but", "not"}
    if lower in _SELVES:  # "Keller himself opened it", but not "Keller blamed himself"
        return token.dep_ in {"appos", "npadvmod"} or (
            token.dep_ == "nsubj" and token.i > 0 and token.nbor(-1).pos_ == "PROPN"
        )
    if lower == "instead":
        return token.dep_ == "advmod" and token.i > 0 and token.nbor(-1).lower_ == "but"
    if lower == "other":
        of = noun.head if noun.dep_ == "pobj" else None
        return of is not None and of.lower_ == "of" and of.head.lower_ in _AMOUNTS
    return False


def instead_of(token: Token, following: Token | None) -> str | None:
    """Return what stands for a word that points back: "a" for "another", None for any other."""
    if token.lower_ != "another" or token.dep_ != "det" or following is None:
        return None
    return article_before(following.text)


def article_before(word: str) -> str:
    """Return "a" or "an", whichever goes before `word`, by the sound it begins with."""
    lower = word.lower()
    if word.isupper() and 1 < len(word) <= 5:  # read letter by letter: "an MP", "a US firm"
        return "an" if lower[0] in "aefhilmnorsx" else "a"
    if lower.startswith(_SOUNDED_WITH_Y) or lower in {"one", "once"}:
        return "a"
    silent = lower.startswith(("hour", "honest", "honour", "honor", "heir"))
    figure = re.match(r"(?:8|1[18](?!\d))", word) is not None
    return "an" if lower[:1] in _VOWELS or silent or figure else "a"
