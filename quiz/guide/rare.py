"""Words to know: the article's rare words, by a list of how often words are met in print.

Left out: names and what they are made of, and parts of compounds ("self-serving").
"""

from functools import cache

from quiz.guide.reading import Read, Reading
from quiz.language.tree import Token
from quiz.resources import words as listed
from quiz.schema.guide import Word

_MOST = 8
_SHORTEST = 4  # letters
_NAMES = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "WORK_OF_ART", "FAC", "LAW", "NORP"})
_KINDS = frozenset({"NOUN", "VERB", "ADJ"})


def rare_words(reading: Reading) -> tuple[Word, ...]:
    """Return the rare words, the rarest first, each with the first sentence it stands in."""
    found: dict[str, tuple[int, Word]] = {}
    for read in reading.sentences:
        for token in read.sentence:
            lemma = token.lemma_.lower()
            rank = _ranks().get(lemma)
            if rank is not None and lemma not in found and _is_plain(reading, read, token):
                found[lemma] = rank, Word(word=lemma, form=token.text, evidence=read.evidence)
    rarest = sorted(found.values(), key=lambda each: -each[0])[:_MOST]
    return tuple(word for _, word in rarest)


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
