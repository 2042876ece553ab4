"""Whether a rival of a key may be right after all, by what the article says."""

from functools import lru_cache

from quiz.language.parsing import Parsed
from quiz.resources import word_set
from quiz.schema.question import spaced

_ASKING = frozenset("who what which when where how many much said did does has have had".split())
_SHORTEST = 3  # letters of a word that counts
_SHARED = 0.5  # share of a stem's words that a sentence must have to say the same


def names_any(text: str, forms: tuple[str, ...]) -> bool:
    """Tell whether `text` holds one of `forms` as whole words."""
    whole = spaced(text)
    return any(f"{spaced(form)}" in whole for form in forms if spaced(form).strip())


def may_hold(
    parsed: Parsed, stem: str, evidence: str, names: tuple[str, ...], forms: tuple[str, ...]
) -> bool:
    """Tell whether the article may say of a rival, named by `forms`, what `stem` asks about.

    It may where the rival stands in the stem or the `evidence`, in a sentence that has half the
    words of the stem, or side by side with the key, known by `names` ("Norway and Latvia").
    """
    if names_any(f"{stem} {evidence}", forms):
        return True
    if _side_by_side(spaced(parsed.article.text), names, forms):
        return True
    asked = telling_words(stem)
    enough = max(2, _SHARED * len(asked))
    return any(
        len(asked & content) >= enough and names_any(told, forms)
        for told, content in told_sentences(parsed)
    )


def _side_by_side(text: str, names: tuple[str, ...], forms: tuple[str, ...]) -> bool:
    """Tell whether "and" joins one of `names` and one of `forms` in the folded `text`."""
    ones, others = ({spaced(n).removeprefix(" the") for n in both} for both in (names, forms))
    return any(
        f"{first}and{the}{second}" in text
        for one in ones
        for other in others
        for first, second in ((one, other), (other, one))
        for the in ("", " the")
    )


@lru_cache(maxsize=4)
def told_sentences(parsed: Parsed) -> list[tuple[str, set[str]]]:
    """Return every sentence of the article with its words that count."""
    return [
        (sentence.text, telling_words(sentence.text))
        for passage in parsed.passages
        for sentence in passage.doc.sents
    ]


def telling_words(text: str) -> set[str]:
    """Return the words that count, without their endings."""
    return {_bare(w) for w in spaced(text).split() if _counts(w)}


def _counts(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in _ASKING and word not in word_set("function_words")


def _bare(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "d", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
