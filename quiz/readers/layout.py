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
# Lines that end anywhere, not where the next word would not have fitted: that share with room left.
_RAGGED_SHARE = 0.25
_VISIBLE_LINE = re.compile(r"\S[^\n]*")
# How no line ends that stands alone, even where a date or a name is all that the next one holds.
_GOES_ON = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|before|between|by|for|from|in|of|on|or|since|the|to|until|with))$"
)
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


class Rule(NamedTuple):
    """How a hard-wrapped text is wrapped: the longest line, and what divides its paragraphs."""

    width: int
    blank_divides: bool
    ragged: bool


def units(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every unit of `text`, in order, holding all visible characters.

    A unit is a paragraph, a title, a caption, a list entry or a line that stands alone. Blank lines
    divide units always; single line ends do where the text is not hard-wrapped.
    """
    parts = chunks(text)
    width = _wrap_width(parts)
    if width is None:
        return [(line.start, line.end) for chunk in parts for line in chunk]
    rule = Rule(width, sum(len(chunk) > 1 for chunk in parts) >= 3, _is_ragged(parts, width))
    spans: list[tuple[int, int]] = []
    for chunk in parts:
        spans.extend(_unwrap(chunk, rule))
    first = parts[0]
    if len(first) > 1 and _is_headline(first[0], first[1], width) and spans[0][1] > first[0].end:
        spans[:1] = [(first[0].start, first[0].end), (first[1].start, spans[0][1])]
    return spans


def chunks(text: str) -> list[list[Line]]:
    """Return the visible lines of `text`, grouped by the blank lines between them."""
    parts: list[list[Line]] = []
    previous_end = 0
    for found in _VISIBLE_LINE.finditer(text):
        bare, start = found.group().rstrip(), found.start()
        gap = text[previous_end:start]
        line = Line(start, start + len(bare), bare, len(gap) - gap.rfind("\n") - 1)
        if not parts or gap.count("\n") > 1:
            parts.append([])
        parts[-1].append(line)
        previous_end = line.end
    return parts


def _wrap_width(parts: list[list[Line]]) -> int | None:
    """Return the length of the longest wrapped line, or None where the text is not hard-wrapped.

    A line that runs on ends within a sentence that the next one continues. Single lines that are
    much longer were never wrapped and do not count.
    """
    pairs = [pair for chunk in parts for pair in pairwise(chunk)]
    running_on = [a for a, b in pairs if b.text[0].islower() and not a.ended]
    if not running_on or len(running_on) < _WRAPPED_SHARE * len(pairs):
        return None
    usual = median(len(line.text) for line in running_on)
    # The first line may be a title, which is as long as it is.
    lengths = [len(line.text) for chunk in parts for line in chunk if line is not parts[0][0]]
    return max((length for length in lengths if length <= _OUTLIER * usual), default=round(usual))


def _is_ragged(parts: list[list[Line]], width: int) -> bool:
    """Tell whether lines end although the next word, of the same sentence, would have fitted."""
    pairs = [pair for chunk in parts for pair in pairwise(chunk)]
    within = [(a, b) for a, b in pairs if b.text[0].islower() and not a.ended]
    early = sum(_room(a, b, width) > 0 for a, b in within)
    return early > _RAGGED_SHARE * len(within)


def _room(before: Line, after: Line, width: int) -> int:
    """Return how many characters were left when the first word of `after` did not go before."""
    return width - len(before.text) - 1 - len(after.text.split()[0])


def _unwrap(chunk: list[Line], rule: Rule) -> list[tuple[int, int]]:
    """Return the units of the lines between two blank lines of a hard-wrapped text."""
    spans, start = [], chunk[0].start
    for before, after in pairwise(chunk):
        if _divides(before, after, rule):
            spans.append((start, before.end))
            start = after.start
    return [*spans, (start, chunk[-1].end)]


def _is_headline(first: Line, second: Line, width: int) -> bool:
    """Tell whether the first line of a hard-wrapped text stands alone.

    It left room for a word, or is longer than wrapped lines are.
    """
    alone = _room(first, second, width) > 0 or len(first.text) > width
    return alone and not first.ended and not second.text[0].islower()


def _divides(before: Line, after: Line, rule: Rule) -> bool:
    """Tell whether the line end between two lines of a hard-wrapped text ends a unit."""
    if _GOES_ON.search(before.text) and not _BULLET.match(after.text):
        return False
    if is_own_line(before.text) or is_own_line(after.text) or _BULLET.match(after.text):
        return True
    if _MAYBE_BULLET.match(after.text):
        return before.ended or len(before.text) < _SHORT_LINE * rule.width
    if after.text[0].islower():
        return False
    if after.indent > before.indent and before.ended:
        return True
    room = _room(before, after, rule.width)
    if rule.ragged:
        return before.ended and not rule.blank_divides and room > 0
    if rule.blank_divides:
        # A wrapped paragraph fills its lines; a title above its standfirst does not.
        return not before.ended and len(before.text) < rule.width / 2 and room > 0
    return room > 0 and (before.ended or len(before.text) < _SHORT_LINE * rule.width)
