"""The order of reading: a page is cut into columns, and into what spans them, by its gutters."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from quiz.readers.pdf.asides import asides, beside
from quiz.readers.pdf.page import Column, Line, Page, Run

_GUTTER = 0.8  # of the type size: how wide the white between columns is at least
_NARROWEST = 6.0  # of the type size: a column
_FEWEST = 3  # lines on one side of a gutter; the last column of a text may have two
_WIDE = 2.0  # of the type size: with such a gutter, two lines on each side are enough
_LOOK_AHEAD = 300  # bands that columns may go on for
_DEEPEST = 12
_CELL = 4  # words: what is shorter on the whole is a table, which is read by rows

_Span = tuple[float, float]


@dataclass(slots=True)
class _Band:
    """Runs that overlap in height, and the white spans between and beside them."""

    runs: list[Run]
    bottom: float
    white: list[_Span]


def reading_order(page: Page, body: float) -> list[list[Line]]:
    """Return the lines of the page by column, in the order in which they are read.

    `body` is the size of the running text, which gutters are measured by.
    """
    if not page.runs:
        return []
    boxes = asides(page, body)
    boxed = {run for aside in boxes for run in aside.runs}
    parts = list(_parts([run for run in page.runs if run not in boxed], body, 0))
    found = [[beside(_lines(part, page.number), (a.box for a in boxes), body)] for part in parts]
    for aside in boxes:  # it is read after the text that goes around it
        counts = [sum(run in aside.beside for run in part) for part in parts]
        found[counts.index(max(counts))] += [
            _lines(part, page.number, is_aside=True) for part in _parts(list(aside.runs), body, 0)
        ]
    return [lines for part in found for lines in part]


def _parts(runs: list[Run], body: float, depth: int) -> Iterator[list[Run]]:
    """Yield the runs of each column or spanning part, in order."""
    bands = _bands(runs)
    alone: list[Run] = []
    start = 0
    while start < len(bands):
        end, cuts = _section(bands, start, body) if depth < _DEEPEST else (start, [])
        if not cuts:
            alone += bands[start].runs
            start += 1
            continue
        while start < end - 1 and _goes_on_above(bands[start].runs, alone, body):
            alone += bands[start].runs
            start += 1
        if alone:
            yield alone
            alone = []
        section = [run for band in bands[start:end] for run in band.runs]
        for part in _cut(section, cuts):
            yield from _parts(part, body, depth + 1)
        start = end
    if alone:
        yield alone


def _goes_on_above(runs: list[Run], above: list[Run], body: float) -> bool:
    """Tell whether `runs` are the short last line of a title that spans the columns."""
    last = max(above, key=lambda run: run.base, default=None)
    if last is None or len({round(run.base) for run in runs}) > 1:
        return False
    is_title = last.size > 1.1 * body
    return is_title and all(
        abs(run.size - last.size) < 0.1 * last.size and run.base - last.base < 1.75 * last.size
        for run in runs
    )


def _bands(runs: list[Run]) -> list[_Band]:
    """Return the runs grouped by rows of white that go through the whole width."""
    edges = min(run.x0 for run in runs), max(run.x1 for run in runs)
    bands: list[_Band] = []
    for run in sorted(runs, key=lambda run: run.top):
        if bands and run.top < bands[-1].bottom:
            bands[-1].runs.append(run)
            bands[-1].bottom = max(bands[-1].bottom, run.base)
        else:
            bands.append(_Band([run], run.base, []))
    for band in bands:
        band.white = _white(band.runs, edges)
    return bands


def _section(bands: list[_Band], start: int, body: float) -> tuple[int, list[float]]:
    """Return where the columns that begin at band `start` end, and where they are cut.

    The white between columns shrinks from band to band. The section is the longest that has columns
    on both sides of some of it; as columns only grow, it is enough to look where white is lost.
    """
    whites: list[list[_Span]] = []
    white = bands[start].white
    for band in bands[start : start + _LOOK_AHEAD]:
        white = _common(white, band.white, _GUTTER * body)
        if not white:
            break
        whites.append(white)
    for number in reversed(range(len(whites))):
        if number + 1 < len(whites) and len(whites[number]) == len(whites[number + 1]):
            continue
        end = start + number + 1
        section = [run for band in bands[start:end] for run in band.runs]
        cuts = [(a + b) / 2 for a, b in whites[number] if _parts_columns((a, b), section, body)]
        if cuts:
            return (start, []) if _is_table(section, cuts) else (end, cuts)
    return start, []


def _white(runs: list[Run], edges: _Span) -> list[_Span]:
    """Return the spans between `edges` that no run covers."""
    spans, right = [], edges[0]
    for run in sorted(runs, key=lambda run: run.x0):
        if run.x0 > right:
            spans.append((right, run.x0))
        right = max(right, run.x1)
    return [*spans, (right, edges[1])] if right < edges[1] else spans


def _common(one: list[_Span], other: list[_Span], least: float) -> list[_Span]:
    """Return the spans that both have, those of at least `least` width."""
    found = []
    for a in one:
        for b in other:
            left, right = max(a[0], b[0]), min(a[1], b[1])
            if right - left >= least:
                found.append((left, right))
    return found


def _parts_columns(span: _Span, runs: list[Run], body: float) -> bool:
    """Tell whether the white `span` has a column on each side, at the same height."""
    sides = [r for r in runs if r.x1 <= span[0] + 0.1], [r for r in runs if r.x0 >= span[1] - 0.1]
    if not all(sides):
        return False
    counts = [len({round(r.base) for r in side}) for side in sides]
    is_wide = span[1] - span[0] >= _WIDE * body
    if min(counts) < 2 or (max(counts) < _FEWEST and not is_wide):
        return False
    for side in sides:
        if max(r.x1 for r in side) - min(r.x0 for r in side) < _NARROWEST * body:
            return False
    top = max(min(r.top for r in side) for side in sides)
    bottom = min(max(r.base for r in side) for side in sides)
    return bottom - top >= body


def _is_table(runs: list[Run], cuts: list[float]) -> bool:
    """Tell whether the cut would go through a table: short cells, the lines of one height."""
    rows = [{round(run.base) for run in part} for part in _cut(runs, cuts)]
    shared = set.intersection(*rows)
    if len(shared) < 0.8 * max(map(len, rows)):
        return False
    cells = [0.0]
    for part in _cut(runs, cuts):
        words = sum(len(run.text.split()) for run in part)
        cells.append(words / len({round(run.base) for run in part}))
    return sum(cells[1:]) / len(cells[1:]) < _CELL


def _cut(runs: list[Run], cuts: list[float]) -> list[list[Run]]:
    """Return the runs between the cuts, from left to right."""
    parts: list[list[Run]] = [[] for _ in range(len(cuts) + 1)]
    for run in runs:
        middle = (run.x0 + run.x1) / 2
        parts[sum(middle > cut for cut in cuts)].append(run)
    return [part for part in parts if part]


def _lines(runs: list[Run], page: int, *, is_aside: bool = False) -> list[Line]:
    """Return the runs of one column as lines, from above; a large initial is put to its word."""
    column = Column(min(run.x0 for run in runs), max(run.x1 for run in runs), is_aside)
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.base, run.x0)):
        row = next((r for r in reversed(rows[-3:]) if _is_beside(r, run)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    lines = [_line(row, page, column) for row in rows]
    return _with_initials(lines)


def _is_beside(row: list[Run], run: Run) -> bool:
    """Tell whether `run` stands on the line of `row`."""
    if max(run.size, row[0].size) > 1.8 * min(run.size, row[0].size):
        return False  # a large initial
    size = max(run.size, row[0].size)
    is_mark = run.size < 0.8 * row[0].size or row[0].size < 0.8 * run.size
    return abs(row[0].base - run.base) < (0.5 if is_mark and size < 40 else 0.25) * min(
        size, 1.6 * min(run.size, row[0].size)
    )


def _line(row: list[Run], page: int, column: Column) -> Line:
    runs = tuple(sorted(row, key=lambda run: run.x0))
    text = runs[0].text
    for before, after in pairwise(runs):
        touches = after.x0 - before.x1 < 0.16 * min(before.size, after.size)
        text += ("" if touches else " ") + after.text
    return Line(runs, text, page, column)


def _with_initials(lines: list[Line]) -> list[Line]:
    """Return the lines with a large first letter, which hangs down, before the line it begins."""
    found: list[Line] = []
    for number, line in enumerate(lines):
        if not (len(line.text) <= 2 and line.text.strip("“‘\"'").isalpha()):
            found.append(line)
            continue
        # It stands on the second or third line of its paragraph; the first is level with its top.
        level = [
            n for n, other in enumerate(found)
            if len(other.text) > 2 and other.size < 0.6 * line.size and other.x0 >= line.x1 - 1
            and line.main.top - 0.3 * other.size <= other.base <= line.base
            and n >= number - 6
        ]  # fmt: skip
        if not level:
            found.append(line)
            continue
        first = found[level[0]]
        found[level[0]] = Line(first.runs, line.text + first.text, first.page, first.column)
    return found
