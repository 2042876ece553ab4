"""Characters of web pages: what is invisible in them, and comparing by what is not."""

import re

# Soft hyphens, zero-width spaces and joiners, marks of direction. The joiner U+200D stays: it
# holds emoji together.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_NO_WORD = re.compile(r"[\W_]+")


def clean(text: str) -> str:
    """Return `text` without invisible characters, every run of white space one space."""
    return " ".join(_CONTROL.sub(" ", _INVISIBLE.sub("", text)).split())


def bare(text: str) -> str:
    """Return the letters and digits of `text` alone, small."""
    return _NO_WORD.sub("", _INVISIBLE.sub("", text)).casefold()
