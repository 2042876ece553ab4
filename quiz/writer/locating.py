"""Finding in the article what a model says it copied from there.

Quotation marks, dashes, spaces and the case of letters may differ; every other character counts.
Each place of the simplified text knows where it stands in the article, so that what is found is a
span of the article as it is.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from quiz.schema.article import Article
from quiz.schema.record import Span

_MARKS = str.maketrans(
    dict.fromkeys("“”„«»″‟", '"') | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)
_OUTSIDE = " \"'.,;:!?()[]"
_NOTHING = frozenset({"Cf", "Mn"})  # characters that take no room of their own


class _Simple(NamedTuple):
    text: str
    places: tuple[int, ...]  # of each character in the text it was made from


def simple(text: str) -> str:
    """Return `text` with plain marks and single spaces, in small letters."""
    return _simplified(text).text.strip()


def located(article: Article, within: Span, words: str) -> Span | None:
    """Return where `words` stand inside `within`, None where they do not.

    They must begin and end where words of the article do. Marks round them may be missing in the
    article or differ.
    """
    wanted = simple(words)
    return _found(article, within, wanted) or _found(article, within, wanted.strip(_OUTSIDE))


def _found(article: Article, within: Span, wanted: str) -> Span | None:
    if not any(c.isalnum() for c in wanted):
        return None
    whole = _of_article(article.text)
    start = whole.text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        span = Span(start=whole.places[start], end=whole.places[end - 1] + 1)
        if within.covers(span) and _whole_words(whole.text, start, end):
            return span
        start = whole.text.find(wanted, start + 1)
    return None


def _whole_words(text: str, start: int, end: int) -> bool:
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    ends = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return begins and ends


@lru_cache(maxsize=4)
def _of_article(text: str) -> _Simple:
    return _simplified(text)


def _simplified(text: str) -> _Simple:
    made: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in _plain(character):
            if plain == " " and (not made or made[-1] == " "):
                continue
            made.append(plain)
            places.append(place)
    return _Simple("".join(made), tuple(places))


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    """Return what a character is compared as: nothing, one character, or several ("…")."""
    if character.isspace():
        return " "
    if unicodedata.category(character) in _NOTHING:
        return ""
    marked = character.translate(_MARKS)
    return unicodedata.normalize("NFKD", marked).casefold() if marked.isascii() else _bare(marked)


def _bare(character: str) -> str:
    """Return a character without accents, in small letters."""
    parts = unicodedata.normalize("NFKD", character)
    return "".join(c for c in parts if unicodedata.category(c) not in _NOTHING).casefold()
