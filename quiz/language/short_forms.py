"""Short forms spelt out: "PUC" where the article writes "Public Utilities Commission" once."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to"})
_FEWEST = 3  # letters; two fit too much by chance


@lru_cache(maxsize=512)
def long_form(short: str, text: str) -> str | None:
    """Return the words of `text` whose first letters spell `short`, None if none or several do.

    Small words may lie between: "Kell Institute of Technology" for "KIT". The words stand side by
    side, with nothing but spaces between them.
    """
    if len(short) < _FEWEST or not (short.isalpha() and short.isupper()):
        return None
    words = list(_WORD.finditer(text))
    found = [
        text[words[n].start() : words[last].end()]
        for n in range(len(words))
        if (last := _spells(short, words, n, text)) is not None
    ]
    if len({form.lower() for form in found}) != 1:
        return None
    plainest = min(found, key=lambda form: sum(c.isupper() for c in form))
    common = plainest[1:].islower()  # "Iodine deficiency disorders" at the head of a sentence
    return plainest[:1].lower() + plainest[1:] if common else plainest


def _spells(short: str, words: list[re.Match[str]], first: int, text: str) -> int | None:
    """Return the last of the words from `first` on that spell `short`."""
    n, last = first, None
    for letter in short:
        while last is not None and n < len(words) and words[n].group() in _SMALL:
            if words[n].group()[0].upper() == letter:
                break
            n += 1
        if n >= len(words) or words[n].group()[0].upper() != letter or words[n].group() == short:
            return None
        if last is not None and _apart(words, last, n, text):
            return None
        last, n = n, n + 1
    return last


def _apart(words: list[re.Match[str]], first: int, second: int, text: str) -> bool:
    """Tell whether more than spaces and small words lie between two words."""
    gaps = [text[words[n].end() : words[n + 1].start()] for n in range(first, second)]
    return any(gap.strip(" ") for gap in gaps)
