"""Text to units: which runs of lines belong together as one title, line or paragraph."""

import re
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from quiz.readers.patterns import is_own_line

# A text counts as hard-wrapped where this share of its lines, not counting those before a blank
# line, go on with a small letter. About three in four do in wrapped English prose; hardly any do
# where every line is a paragraph of its own.
_WRAPPED_SHARE = 0.3
_OUTLIER = 1.3
_SHORT_LINE = 0.8
_BULLET = re.compile(r"[•‣▪●◦]\s+(?=\S)")
_MAYBE_BULLET = re.compile(r"[·*\-–—]\s+(?=\S)|\(?\d{1,2}[.)]\s+(?=[^\W\d])")
_VISIBLE_LINE = re.compile(r"\S[^\n]*")
_ENDED = re.compile(r"[.!?…:][\"”’')\]]*$")


class Line(NamedTuple):
    """A line without its surrounding white space; `indent` is the white space before it."""

    start: int
    end: int
    text: str
    indent: int

    @property
    def ended(self) -> bool:
        """Whether the line ends as a sentence does."""
        return bool(_ENDED.search(self.text))


def units(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every unit of `text`, in order, holding all visible characters.

    A unit is a paragraph, a title, a caption, a list entry or a line that stands alone. Blank lines
    divide units always; single line ends do where the text is not hard-wrapped.
    """
    chunks = _chunks(text)
    width = _wrap_width(chunks)
    if width is None:
        return [(line.start, line.end) for chunk in chunks for line in chunk]
    blank_divides = sum(len(chunk) > 1 for chunk in chunks) >= 3
    spans: list[tuple[int, int]] = []
    for chunk in chunks:
        spans.extend(_unwrap(chunk, width, blank_divides))
    first = chunks[0]
    if len(first) > 1 and _is_headline(first[0], first[1], width) and spans[0][1] > first[0].end:
        spans[:1] = [(first[0].start, first[0].end), (first[1].start, spans[0][1])]
    return spans


def _chunks(text: str) -> list[list[Line]]:
    """Return the visible lines of `text`, grouped by the blank lines between them."""
    chunks: list[list[Line]] = []
    previous_end = 0
    for found in _VISIBLE_LINE.finditer(text):
        bare, start = found.group().rstrip(), found.start()
        gap = text[previous_end:start]
        line = Line(start, start + len(bare), bare, len(gap) - gap.rfind("\n") - 1)
        if not chunks or gap.count("\n") > 1:
            chunks.append([])
        chunks[-1].append(line)
        previous_end = line.end
    return chunks


def _wrap_width(chunks: list[list[Line]]) -> int | None:
    """Return the length of the longest wrapped line, or None where the text is not hard-wrapped.

    A line that runs on ends within a sentence that the next one continues. Single lines that are
    much longer were never wrapped and do not count.
    """
    pairs = [pair for chunk in chunks for pair in pairwise(chunk)]
    running_on = [a for a, b in pairs if b.text[0].islower() and not a.ended]
    if not running_on or len(running_on) < _WRAPPED_SHARE * len(pairs):
        return None
    usual = median(len(line.text) for line in running_on)
    lengths = [len(line.text) for chunk in chunks for line in chunk]
    return max(length for length in lengths if length <= _OUTLIER * usual)


def _unwrap(chunk: list[Line], width: int, blank_divides: bool) -> list[tuple[int, int]]:
    """Return the units of the lines between two blank lines of a hard-wrapped text."""
    spans, start = [], chunk[0].start
    for before, after in pairwise(chunk):
        if _divides(before, after, width, blank_divides):
            spans.append((start, before.end))
            start = after.start
    return [*spans, (start, chunk[-1].end)]


def _is_headline(first: Line, second: Line, width: int) -> bool:
    """Tell whether the first line of a hard-wrapped text stands alone: it left room for a word."""
    room = width - len(first.text) - 1 - len(second.text.split()[0])
    return not first.ended and room > 0 and not second.text[0].islower()


def _divides(before: Line, after: Line, width: int, blank_divides: bool) -> bool:
    """Tell whether the line end between two lines of a hard-wrapped text ends a unit."""
    if is_own_line(before.text) or is_own_line(after.text) or _BULLET.match(after.text):
        return True
    if _MAYBE_BULLET.match(after.text):
        return before.ended or len(before.text) < _SHORT_LINE * width
    if after.text[0].islower():
        return False
    if after.indent > before.indent and before.ended:
        return True
    room = width - len(before.text) - 1 - len(after.text.split()[0])
    if blank_divides:
        # A wrapped paragraph fills its lines; a title above its standfirst does not.
        return not before.ended and len(before.text) < width / 2 and room > 0
    return room > 0 and (before.ended or len(before.text) < _SHORT_LINE * width)
