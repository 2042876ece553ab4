"""In their own words: whole sentences that somebody named said.

The telling ones: neither short nor long, of content words, of who speaks in the report at length.
Refused: what is cut by the reporting clause, what needs the words before it.
"""

import re
from collections import Counter

from quiz.guide.budget import Weighed, within
from quiz.guide.reading import Reading
from quiz.guide.weights import Weights
from quiz.language.gazetteer import HONORIFICS
from quiz.resources import word_set
from quiz.schema.findings import Quotation
from quiz.schema.guide import Said

_MOST, _EACH = 5, 2  # quotations, and of one speaker
_MOST_CHARACTERS = 600
_SHORTEST, _LONGEST = 6, 45  # words
_GOOD = (10, 30)
_FEWEST_TELLING = 3
_VAGUE = frozenset(
    "right feel little really think know want going good great like thing things look very much "
    "sure always never still well happy proud nice best better pleased every".split()
)
_BEGINS_BACK = re.compile(
    r"(?:and|but|so|or|he|she|they|it|that|this|those|these|because|which|who|him|her|them|then|"
    r"yes|no|well|there)\b",
    re.IGNORECASE,
)
_BACK = 0.6
_SURE = {"named": 1.0, "pronoun": 0.9, "described": 0.9, "continued": 0.85, "none": 0.0}


def sayings(reading: Reading) -> tuple[Said, ...]:
    """Return the quotations worth keeping in reading order."""
    weights = Weights(reading)
    quotations = reading.findings.quotations
    found: list[tuple[float, Said]] = []
    for number, quotation in enumerate(quotations):
        following = quotations[number + 1] if number + 1 < len(quotations) else None
        if _is_cut(reading, quotation, following):
            continue
        said = _said(reading, quotation)
        read = reading.at(quotation.content.start)
        if said is not None and read is not None and all(said.words != o.words for _, o in found):
            found.append((_worth(quotation, said) * (0.01 + weights.of(read)), said))
    chosen: list[Weighed[Said]] = []
    of_speaker: Counter[str] = Counter()
    for worth, said in sorted(found, key=lambda each: -each[0]):
        if of_speaker[said.speaker] < _EACH:
            of_speaker[said.speaker] += 1
            chosen.append(Weighed(worth, said, len(said.words)))
    kept = within(chosen, _MOST, _MOST_CHARACTERS)
    return tuple(sorted(kept, key=lambda said: said.evidence.start))


def _worth(quotation: Quotation, said: Said) -> float:
    count = len(said.words.split())
    length = 1.0 if _GOOD[0] <= count <= _GOOD[1] else 0.6
    back = _BACK if _BEGINS_BACK.match(said.words) else 1.0
    return length * back * _SURE[quotation.attribution]


def _said(reading: Reading, quotation: Quotation) -> Said | None:
    """Return a whole sentence of a named speaker, None for any other quotation."""
    if quotation.speaker is None or not quotation.complete:
        return None
    words = " ".join(quotation.content.text.split())
    words = words[:-1].rstrip() if words.endswith((",", ";")) else words
    proof = reading.proof(quotation.evidence)
    full = len(quotation.speaker.split()) > 1
    if proof is None or not full or quotation.speaker in HONORIFICS:
        return None
    if not _SHORTEST <= len(words.split()) <= _LONGEST or any(mark in words for mark in "[(…"):
        return None
    if words.endswith("...") or len(_content(words)) < _FEWEST_TELLING:
        return None
    return Said(words=words, speaker=quotation.speaker, evidence=proof)


def _content(words: str) -> set[str]:
    """Return the longer words that are no function words."""
    plain = (word.strip(".,;:!?’'").casefold() for word in words.split())
    return {word for word in plain if len(word) > 3} - word_set("function_words") - _VAGUE


def _is_cut(reading: Reading, quotation: Quotation, following: Quotation | None) -> bool:
    """Tell whether the sentence goes on behind "he said": "“We wait,” he said, “for rain.”"."""
    if following is None or quotation.content.text[-1:] not in {",", ";", "–", "—"}:
        return False
    gap = reading.article.text[quotation.evidence.end : following.evidence.start]
    begins = next((c for c in following.content.text if c.isalnum()), "")
    return "\n" not in gap and not re.search("[.!?]", gap.strip()[:-1]) and begins.islower()
