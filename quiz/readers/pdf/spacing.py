"""Letters to words: where the spaces of a line are, what its odd characters stand for."""

import re
from itertools import pairwise
from statistics import median
from typing import NamedTuple

CERTAIN_SPACE = "\n"  # a space between two glyphs, however close they are
_WORD_GAP = 0.16  # of the type size: between words where no space is written
_NO_GAP = 0.05  # of the type size: too little for the space that is written
_SPACED_OUT = 0.75  # share of single letters in a line that is set wide
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
    # Where old typesetting programs keep them, in files that do not say what a letter means.
    "\x0b": "ff", "\x0c": "fi", "\x0e": "ffi", "\x0f": "ffl",
    "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
    # Bullets of symbol fonts.
    "\uf0b7": "•", "\uf0a7": "•", "\uf076": "•", "\uf0d8": "•", "\u25cf": "•", "\uf02d": "–",
    # Spaces of every width, and what takes no room.
    "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
}  # fmt: skip
_ODD = re.compile("[" + re.escape("".join(_LIGATURES)) + "]")
_SOFT_HYPHEN_INSIDE = re.compile("\u00ad(?=.)")
_CONTROL = re.compile("[\x00-\x01\x03-\x08\x10-\x1a\x7f-\x9f]")


class Glyph(NamedTuple):
    """A character and its left and right edge."""

    character: str
    x0: float
    x1: float


def spelt(glyphs: list[Glyph], size: float) -> str:
    """Return the text of the glyphs of one line, whose type has `size`, with single spaces."""
    written = "".join(_with_gaps(glyphs, size))
    words = written.split()
    single = sum(len(word) == 1 and word.isalpha() for word in words)
    if len(words) >= 4 and single >= _SPACED_OUT * len(words):
        written = _drawn_together(glyphs, size)
    return " ".join(cleaned(written).split())


def cleaned(text: str) -> str:
    """Return `text` with ligatures written out and without characters that cannot be seen."""
    text = _ODD.sub(lambda m: _LIGATURES[m[0]], text)
    return _CONTROL.sub("", _SOFT_HYPHEN_INSIDE.sub("", text))


def _with_gaps(glyphs: list[Glyph], size: float) -> list[str]:
    """Return the characters, with a space in wide gaps, without those that have no room."""
    seen = [glyph for glyph in glyphs if not glyph.character.isspace()]
    gaps = [b.x0 - a.x1 for a, b in pairwise(seen)]
    usual = median(gaps) if gaps else 0.0
    least = max(0.0, usual) + _WORD_GAP * size
    has_true_spaces = _has_true_spaces(glyphs, size)
    parts: list[str] = []
    last: Glyph | None = None
    is_apart = is_certain = False
    for glyph in glyphs:
        if glyph.character.isspace():
            is_apart = True
            is_certain = is_certain or glyph.character == CERTAIN_SPACE
            continue
        gap = glyph.x0 - last.x1 if last else 0.0
        too_close = not is_certain and has_true_spaces and gap < usual + _NO_GAP * size
        if last and ((is_apart and not too_close) or gap > least):
            parts.append(" ")
        parts.append(glyph.character)
        last, is_apart, is_certain = glyph, False, False
    return parts


def _has_true_spaces(glyphs: list[Glyph], size: float) -> bool:
    """Tell whether the spaces that are written have room: else the widths in the file are wrong."""
    gaps = []
    last: Glyph | None = None
    is_apart = False
    for glyph in glyphs:
        if glyph.character.isspace():
            is_apart = True
            continue
        if last and is_apart:
            gaps.append(glyph.x0 - last.x1)
        last, is_apart = glyph, False
    return len(gaps) > 2 and median(gaps) > _WORD_GAP * size


def _drawn_together(glyphs: list[Glyph], size: float) -> str:
    """Return words that were set wide ("M I L L") as words: only wider gaps part them."""
    seen = [glyph for glyph in glyphs if not glyph.character.isspace()]
    gaps = [b.x0 - a.x1 for a, b in pairwise(seen)]
    least = max(1.6 * median(gaps), median(gaps) + 0.1 * size)
    parts = [seen[0].character]
    for gap, glyph in zip(gaps, seen[1:], strict=True):
        parts += [" ", glyph.character] if gap > least else [glyph.character]
    return "".join(parts)
