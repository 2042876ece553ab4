"""Past tense: what a report says of its day, put so that it is still right years later.

"The minister says the port is shut" becomes "The minister said the port was shut" (the sequence of
tenses in reported speech), and "Germany heads the mission" becomes "Germany headed the mission".
"""

import re
from datetime import date
from functools import cache

from quiz.language.tree import Token
from quiz.resources import table
from quiz.schema.findings import DateExpression

_FORMS = {
    "am": "was",
    "is": "was",
    "are": "were",
    "has": "had",
    "have": "had",
    "does": "did",
    "do": "did",
    "will": "would",
    "can": "could",
    "may": "might",
    "shall": "should",
}
_VOWELS = "aeiou"
_BARE = frozenset("help let make have see hear watch feel".split())
# One syllable, one vowel, one consonant: the last letter is doubled ("planned").
_DOUBLES = re.compile(rf"[^{_VOWELS}]*[{_VOWELS}][^{_VOWELS}wxy]")
_DOUBLED_ANYWAY = frozenset(
    "acquit admit commit compel confer control defer deter embed emit equip excel expel infer "
    "occur omit patrol permit prefer propel rebel refer regret remit repel submit transfer".split()
)
_PREFIXES = ("re", "out", "over", "under", "mis")


@cache
def _irregular() -> dict[str, str]:
    return {row[0]: row[1] for row in table("irregular_pasts")}


def past_of(token: Token) -> str | None:
    """Return the past tense of a finite present verb or helper, None where it has none or is past.

    Contracted forms ("'s", "'ll") and those the tagger is not sure of have none.
    """
    lower = token.lower_
    if token.tag_ == "MD":
        return _FORMS.get(lower)
    if token.tag_ not in {"VBZ", "VBP"}:
        return None
    if lower in _FORMS:
        return _FORMS[lower]
    lemma = token.lemma_.lower()
    if (
        not lemma.isalpha()
        or (token.tag_ == "VBZ" and lower == lemma)
        or lower not in {lemma, f"{lemma}s", f"{lemma}es", f"{lemma[:-1]}ies"}
    ):
        return None
    if lower == f"{lemma}es" and _DOUBLES.fullmatch(lemma):
        lemma = f"{lemma}e"  # "hopes", where the tagger says "hop"
    return past_of_lemma(lemma)


def past_of_lemma(lemma: str) -> str | None:
    """Return the past tense of a verb by its infinitive, None for what is no word."""
    if not lemma.isalpha():
        return None
    return irregular_past(lemma) or _regular(lemma)


def irregular_past(lemma: str) -> str | None:
    """Return the past tense of an irregular verb by its infinitive, None for any other."""
    return _irregular().get(lemma) or _of_a_compound(lemma)


def _of_a_compound(lemma: str) -> str | None:
    """Return the past of a verb made from an irregular one: "resold", "outdid"."""
    for prefix in _PREFIXES:
        past = _irregular().get(lemma.removeprefix(prefix))
        if lemma.startswith(prefix) and past and len(lemma) >= len(prefix) + 2:
            return f"{prefix}{past}"
    return None


def _regular(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("ic"):
        return f"{lemma}ked"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}ied"
    if _DOUBLES.fullmatch(lemma) or lemma in _DOUBLED_ANYWAY:
        return f"{lemma}{lemma[-1]}ed"
    return f"{lemma}ed"


def finite_present(tokens: tuple[Token, ...]) -> list[Token]:
    """Return the tokens that carry a clause's present tense, those of questions left aside."""
    return [t for t in tokens if past_of(t) is not None and _carries_tense(t)]


def _carries_tense(token: Token) -> bool:
    helper = token.dep_ in {"aux", "auxpass"}
    verb = token.head if helper else token
    if verb.head.lemma_ in _BARE and verb.dep_ == "ccomp":
        return False  # "helped girls enter Denmark"
    subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children)
    return subject or verb.dep_ in {"conj", "relcl", "ROOT", "ccomp", "advcl"}


def fits_the_tense(
    expression: DateExpression, group: tuple[Token, ...], published: date | None
) -> bool:
    """Tell whether a date worked out from the day of publication fits a verb group's tense."""
    if published is None or expression.first is None or expression.last is None:
        return False
    future = any(t.lower_ in {"will", "'ll", "shall"} for t in group)
    past = any(t.tag_ == "VBD" for t in group)
    if future:
        return expression.last >= published
    return not (past and expression.first > published)
