"""Words to know: the article's rare words, by a list of how often words are met in print.

Left out: names and what they are made of, and parts of compounds ("self-serving").
"""

from collections.abc import Sequence
from functools import cache

from quiz.guide.budget import Weighed, within
from quiz.guide.reading import Read, Reading
from quiz.language.tree import Token
from quiz.resources import words as listed
from quiz.schema.guide import Word
from quiz.schema.record import Evidence

_MOST, _MOST_CHARACTERS = 8, 800
_LONGEST = 150  # characters that are shown of a sentence
_SHORTEST = 4  # letters
_NAMES = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "WORK_OF_ART", "FAC", "LAW", "NORP"})
_KINDS = frozenset({"NOUN", "VERB", "ADJ"})


def rare_words(reading: Reading, told: Sequence[Evidence] = ()) -> tuple[Word, ...]:
    """Return the rare words in reading order, each with the first sentence it stands in.

    `told` are the sentences of the summary: they need no more room.
    """
    found: dict[str, Weighed[Word]] = {}
    begun = {sentence.end for sentence in told}
    for read in reading.sentences:
        for token in read.sentence:
            lemma = token.lemma_.lower()
            rank = _ranks().get(lemma)
            if rank is not None and lemma not in found and _is_plain(reading, read, token):
                word = Word(word=lemma, form=token.text, evidence=read.evidence)
                length = len(read.evidence.text)
                shown = 0 if read.evidence.end in begun else min(length, _LONGEST)
                found[lemma] = Weighed(rank, word, len(lemma) + shown)
                begun.add(read.evidence.end)
    return tuple(within(list(found.values()), _MOST, _MOST_CHARACTERS))


@cache
def _ranks() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(listed("rare_words"))}


def _is_plain(reading: Reading, read: Read, token: Token) -> bool:
    """Tell whether a token is a word of its own: no name, no part of one or of a compound."""
    text = token.text
    if token.pos_ not in _KINDS or not (
        text.isalpha() and text.islower() and len(text) >= _SHORTEST
    ):
        return False
    if reading.names.at(read.passage, token) is not None or token.ent_type_ in _NAMES:
        return False
    if token.tag_ in {"JJR", "JJS"} or not text.startswith(token.lemma_.lower()[:-1]):
        return False  # "data", which nobody looks up as "datum"
    around = read.passage.doc[max(0, token.i - 1) : token.i + 2]
    if any(t.text in {"-", "‑"} or t.text.startswith(("@", "#")) for t in around):
        return False
    return not any(
        t.pos_ == "PROPN" and t.i == token.i - 1 and token.dep_ == "compound" for t in around
    )
