"""Lines to blocks: where a paragraph, a heading or a caption ends and the next one begins."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from quiz.readers.patterns import byline, is_date_line
from quiz.readers.pdf.page import Block, Line, Page

_APART = 1.3  # of the usual distance of lines: more is a gap
_BIT_APART = 1.12  # enough where a sentence has ended
_TITLE_APART = 1.75  # of the type size: more is a gap between two lines of a title
_FLUSH = 0.4  # of the type size: how far from the edge a line of a justified text may end
_ROOM = 4  # of the type size: an end of line that was left empty
_INDENT = 0.6  # of the type size
_OTHER_SIZE = 1.07  # a ratio of type sizes that is another kind of text
_OTHER_SIZE_RECOGNISED = 1.4  # where a program guessed them
_ENDED = re.compile(r"[.!?…:][\"”’')\]]*[⁰¹²³⁴-⁹]*$")
BULLET = re.compile(r"[•‣▪●◦·∙⁃○■□–—*-]\s+(?=\S)|\(?(?:\d{1,2}|[a-z])[.)]\s+(?=[^\W\d])|[•‣▪]")


@dataclass(frozen=True)
class Type:
    """The running text of a document: its size, the distance of its lines, its weight."""

    size: float
    leading: float
    is_bold: bool
    is_recognised: bool


@dataclass(frozen=True)
class Edge:
    """The right edge of a column; `is_justified` where the lines of a paragraph all end there."""

    right: float
    is_justified: bool


def body_type(pages: list[Page]) -> float:
    """Return the size of type that most letters are in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            sizes[run.size] += len(run.text)
    if not sizes:
        return 10.0
    # Sizes of one text may differ a little where they were measured from a picture.
    return max(sizes, key=lambda s: (sum(n for o, n in sizes.items() if abs(o - s) <= 0.3), -s))


def running_type(columns: list[list[Line]], size: float) -> Type:
    """Return what the running text of `size` looks like."""
    gaps = [
        b.base - a.base
        for column in columns
        for a, b in pairwise(column)
        if abs(a.size - size) <= 0.3
        and abs(b.size - size) <= 0.3
        and 0 < b.base - a.base < 3 * size
    ]
    usual = _mode(gaps) if gaps else 1.2 * size
    lines = [line for column in columns for line in column]
    weight = sum(len(line.text) for line in lines if line.share("is_bold") > 0.8)
    guessed = sum(len(line.text) for line in lines if line.share("is_recognised") > 0.8)
    total = max(1, sum(len(line.text) for line in lines))
    return Type(size, usual, 2 * weight > total, 2 * guessed > total)


def _mode(gaps: list[float]) -> float:
    """Return the distance most lines have; the least of several."""
    counts = Counter(round(2 * gap) / 2 for gap in gaps)
    usual = min(g for g, n in counts.items() if n >= 0.6 * max(counts.values()))
    return median([gap for gap in gaps if abs(gap - usual) <= 0.5])


def blocks(columns: list[list[Line]], usual: Type) -> list[Block]:
    """Return the blocks of every column, in order; none goes over the end of a column yet."""
    found: list[Block] = []
    for column in columns:
        edge = _right_edge(column)
        for before, line in zip([None, *column], column, strict=False):
            if before is None or _divides(found[-1], before, line, usual, edge):
                found.append(Block([line]))
            else:
                found[-1].lines.append(line)
    return found


def _right_edge(column: list[Line]) -> Edge:
    """Return how far the lines of a column reach, and whether most reach just as far."""
    ends = sorted(line.x1 for line in column)
    right = ends[int(0.9 * (len(ends) - 1))]
    flush = sum(abs(line.x1 - right) < _FLUSH * line.size for line in column)
    return Edge(right, 2 * flush > len(column) > 3)


def is_line_alone(text: str) -> bool:
    """Tell whether a line is a byline or a date, which no sentence runs into."""
    return is_date_line(text) or byline(text) is not None


def has_ended(text: str) -> bool:
    """Tell whether `text` ends as a sentence does."""
    return bool(_ENDED.search(text))


def other_size(one: float, other: float, usual: Type) -> bool:
    """Tell whether two type sizes are those of two kinds of text."""
    limit = _OTHER_SIZE_RECOGNISED if usual.is_recognised else _OTHER_SIZE
    return max(one, other) / min(one, other) > limit


def _divides(block: Block, before: Line, line: Line, usual: Type, edge: Edge) -> bool:
    """Tell whether `line` begins a new block after `before`, the last line of `block`."""
    if other_size(before.size, line.size, usual):
        return True
    leading = usual.leading if usual.is_recognised else usual.leading * line.size / usual.size
    gap = line.base - before.base
    is_large = before.size > 1.15 * usual.size
    goes_on = line.text[0].islower() and not has_ended(before.text)
    if is_large:  # a title: its lines are as long as its words make them
        return not 0 <= gap <= _TITLE_APART * line.size
    if gap < 0 or gap > _APART * leading:
        return True
    if _is_other_style(before, line) and not goes_on:
        return True
    if BULLET.match(line.text) and (has_ended(before.text) or BULLET.match(block.lines[0].text)):
        return not goes_on or not line.text[0].isalpha()
    if goes_on:
        return False
    if gap > _BIT_APART * leading and has_ended(before.text):
        return True
    if is_line_alone(before.text) and len(block.lines) == 1:
        return True
    is_within = len(block.lines) > 1 and not has_ended(before.text)
    if (
        is_line_alone(line.text)
        and not is_within
        and before.column.x1 - before.x1 > _ROOM * line.size
    ):
        return True
    return _is_indented(block, before, line) or _left_room(before, line, edge)


def _is_other_style(before: Line, line: Line) -> bool:
    """Tell whether one of two lines is all bold, or all in italics, and the other is not."""
    for quality in ("is_bold", "is_italic"):
        shares = sorted((before.share(quality), line.share(quality)))
        if shares[0] < 0.2 and shares[1] > 0.9:
            return True
    return False


def _is_indented(block: Block, before: Line, line: Line) -> bool:
    """Tell whether `line` begins a paragraph by its indent, or ends an indented one."""
    moved = line.column.x0 - before.column.x0  # the edge: a box beside the text may end here
    shift = (line.x0 - before.x0 - moved) / line.size
    if abs(shift) < _INDENT or BULLET.match(before.text):
        return False
    if shift > 0:
        is_centred = abs((line.x0 + line.x1) - (before.x0 + before.x1)) < 0.3 * line.size
        return shift < 6 and not is_centred
    return len(block.lines) > 1 and has_ended(before.text)


def _left_room(before: Line, line: Line, edge: Edge) -> bool:
    """Tell whether the first word of `line` would have had room at the end of `before`."""
    if not has_ended(before.text):
        return False
    right = before.column.x1 if before.column.is_beside else edge.right
    if edge.is_justified:
        return right - before.x1 > _FLUSH * before.size
    first = line.text.split()[0]
    width = (line.x1 - line.x0) * (len(first) + 1) / max(1, len(line.text))
    return before.x1 + width + 0.2 * line.size < right
