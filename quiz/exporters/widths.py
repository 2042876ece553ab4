"""How wide a text is, measured by the letters of our own fonts.

For the pages that a word processor or a browser lays out. Theirs may be other fonts, so what is
measured here is taken a little wider than it is. Typst measures for itself.
"""

import struct
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from quiz.exporters.fonts import font_folders

_UNKNOWN = 1.0  # em: letters that no font of ours has are mostly wide ones
_SPARE = 1.12  # Verdana is so much wider than Open Sans; Georgia is about as wide
_LABEL = 2.0  # em, for "A." with the space after it
_GUTTER = 1.0  # em, between columns


def columns(options: Sequence[str], room: float) -> int:
    """Return how many of `options` stand side by side in `room` em: all of them, two or one."""
    widest = max(width(option) for option in options) * _SPARE + _LABEL
    count = len(options)
    if widest * count + _GUTTER * (count - 1) <= room:
        return count
    return 2 if count % 2 == 0 and widest * 2 + _GUTTER <= room else 1


def width(text: str) -> float:
    """Return the width of `text` in em, letter by letter."""
    known = _widths()
    return sum(known.get(ord(character), _UNKNOWN) for character in text)


class _Font:
    """A TrueType file, as far as it says how wide letters are.

    Source of the layout: the OpenType specification, tables head, hhea, hmtx and cmap (format 4).
    """

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        (count,) = self._read(">H", 4)
        records = (self._read(">4sIII", 12 + 16 * number) for number in range(count))
        self.tables: dict[bytes, int] = {name: offset for name, _, offset, _ in records}

    def widths(self) -> Iterator[tuple[int, float]]:
        """Yield each character and its advance in em."""
        (unit,) = self._read(">H", self.tables[b"head"] + 18)
        (metrics,) = self._read(">H", self.tables[b"hhea"] + 34)
        for character, glyph in self._glyphs():
            place = self.tables[b"hmtx"] + 4 * min(glyph, metrics - 1)
            yield character, self._read(">H", place)[0] / unit

    def _glyphs(self) -> Iterator[tuple[int, int]]:
        start = self._table_of_characters()
        (twice,) = self._read(">H", start + 6)
        at = start + 14
        for segment in range(0, twice, 2):
            (last,) = self._read(">H", at + segment)
            (first,) = self._read(">H", at + twice + 2 + segment)
            (delta,) = self._read(">H", at + 2 * twice + 2 + segment)
            place = at + 3 * twice + 2 + segment
            (offset,) = self._read(">H", place)
            for character in range(first, min(last, 0xFFFE) + 1):
                glyph = character
                if offset:
                    (glyph,) = self._read(">H", place + offset + 2 * (character - first))
                if not offset or glyph:
                    yield character, (glyph + delta) & 0xFFFF

    def _table_of_characters(self) -> int:
        """Return where the characters of the basic plane stand (platform 3, encoding 1)."""
        start = self.tables[b"cmap"]
        (count,) = self._read(">H", start + 2)
        found = (self._read(">HHI", start + 4 + 8 * number) for number in range(count))
        offset: int = next(offset for *kind, offset in found if kind == [3, 1])
        return start + offset

    def _read(self, form: str, place: int) -> tuple[Any, ...]:
        return struct.unpack_from(form, self.payload, place)


@cache
def _widths() -> dict[int, float]:
    """Return the width of every character that an upright font of ours has, in em."""
    found: dict[int, float] = {}
    for folder in font_folders():
        for file in sorted(folder.glob("*.ttf")):
            if "Italic" not in file.name:
                found = dict(_Font(file.read_bytes()).widths()) | found
    return found
