"""Boxes that the running text goes around: told by what is drawn there, else by their edges."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

from quiz.readers.pdf.page import Box, Column, Line, Page, Run

_NARROWEST = 4.0  # of the type size: a box with words
_LOWEST = 1.5  # of the type size
_MOST = 0.5  # of the page's letters: more is the text itself
_FEWEST = 2  # lines that stand beside a box
_WORDS = 3.5  # of a line beside it, on the whole: shorter ones are the cells of a table
_NEAR = 15.0  # times the type size: so far above or below it a line may go over the box's edge
_SAME_SIZE = 1.15  # a ratio
_SLACK = 1.0  # points
_MARGIN = 1.5  # times the type size: the white kept above and below a box
_FEWEST_BARE = 3  # lines of a box without a frame
_WORDS_BARE = 2  # of a line of it, on the whole
_LINES_APART = 2.6  # times the type size: the lines of one box
_GUTTER = 0.4  # of the type size: between a box and the text
_SLIGHT = 0.8  # of the width beside it: wider ones are columns
_CLOSE = 2.5  # times the type size: the text goes on so soon below or above a box without a frame
_MOST_LEVEL = 40  # runs at one height
_MOST_BOXES = 60  # of a page, the largest


@dataclass(frozen=True, slots=True)
class Aside:
    """A box, the runs in it, and the runs of the text that goes around it."""

    box: Box
    runs: frozenset[Run]
    beside: frozenset[Run]
    reach: float  # from the lines beside it to the nearest line that goes over its edge


def asides(page: Page, body: float) -> list[Aside]:
    """Return the boxes of the page that text goes around, from above; no run is in two."""
    found: list[Aside] = []
    left = list(page.runs)
    frames = [
        box for box in sorted(page.frames, key=_area)
        if box.x1 - box.x0 > _NARROWEST * body and box.bottom - box.top > _LOWEST * body
    ][-_MOST_BOXES:]  # fmt: skip
    bare = _bare_boxes(left, body)
    for box in (*reversed(frames), *bare):
        aside = _aside(box, left, frames, body)
        if aside and (box not in bare or _is_slight(aside, body)):
            found.append(aside)
            left = [run for run in left if run not in aside.runs]
    return sorted(found, key=lambda aside: aside.box.top)


def _bare_boxes(runs: list[Run], body: float) -> list[Box]:
    """Return where lines begin below each other with other lines beside all of them."""
    groups: list[list[Run]] = []
    for run in sorted(_accompanied(runs, body), key=lambda run: (round(run.x0 / 2), run.base)):
        last = groups[-1][-1] if groups else None
        goes_on = last is not None and abs(run.x0 - last.x0) < 2 * _SLACK
        if last is None or not goes_on or not 0 < run.base - last.base < _LINES_APART * body:
            groups.append([run])
        else:
            groups[-1].append(run)
    return [
        Box(group[0].x0, group[0].top, max(run.x1 for run in group), group[-1].base + _SLACK)
        for group in groups
        if len(group) >= _FEWEST_BARE
    ][:_MOST_BOXES]


def _accompanied(runs: list[Run], body: float) -> list[Run]:
    """Return the runs that have another one beside them, at about the same height."""
    ordered = sorted(runs, key=lambda run: run.base)
    found: set[Run] = set()
    start = 0
    for number, run in enumerate(ordered):
        while run.base - ordered[start].base > body:
            start += 1
        for other in ordered[max(start, number - _MOST_LEVEL) : number]:
            if other.x1 < run.x0 or run.x1 < other.x0:
                found |= {run, other}
    return list(found)


def _is_slight(aside: Aside, body: float) -> bool:
    """Tell whether a box without a frame is one: not a column, nor the first one of a table."""
    lines = aside.beside
    width = max(run.x1 - run.x0 for run in lines)
    box = aside.box
    is_apart = all(
        run.x1 < box.x0 - _GUTTER * body or run.x0 > box.x1 + _GUTTER * body for run in lines
    )
    words = sum(len(run.text.split()) for run in aside.runs)
    return (
        is_apart
        and box.x1 - box.x0 < _SLIGHT * width
        and words >= _WORDS_BARE * len(aside.runs)
        and aside.reach < _CLOSE * body
    )


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _aside(box: Box, runs: list[Run], frames: list[Box], body: float) -> Aside | None:
    """Return what stands in `box`, None where no running text goes around it."""
    within = frozenset(run for run in runs if _holds(box, run))
    letters = sum(len(run.text) for run in runs)
    if not within or sum(len(run.text) for run in within) > _MOST * letters:
        return None
    outside = [run for run in runs if run not in within]
    level = [run for run in outside if box.top < run.base < box.bottom]
    if any(run.x0 < box.x1 - _SLACK and run.x1 > box.x0 + _SLACK for run in level):
        return None  # a line goes over its edge: a rule or a ground for something else
    others = [frame for frame in frames if not _is_in(box, frame)]
    beside = frozenset(
        run for run in level
        if _is_running(run, body) and not any(_holds(frame, run) for frame in others)
    )  # fmt: skip
    lines = len({round(run.base) for run in beside})
    words = sum(len(run.text.split()) for run in beside)
    if lines < _FEWEST or words < _WORDS * len(beside):
        return None
    reach = _reach(box, outside, beside, body)
    return Aside(box, within, beside, reach) if reach < _NEAR * body else None


def _reach(box: Box, outside: list[Run], beside: Iterable[Run], body: float) -> float:
    """Return how far above or below those beside it the next line goes over the edge of `box`."""
    bases = [run.base for run in outside if _is_running(run, body) and _is_level(run, box, body)]
    first, last = min(bases), max(bases)
    # What goes over the edge reaches under the lines beside the box, too.
    spans = [(run.x1, box.x0) for run in beside if run.x1 <= box.x0 + _SLACK]
    before = [(max(spans)[0], box.x0)] if spans else []
    spans = [(box.x1, run.x0) for run in beside if run.x0 >= box.x1 - _SLACK]
    after = [(box.x1, min(spans)[1])] if spans else []
    return min(
        (
            min(abs(run.base - first), abs(run.base - last))
            for run in outside
            for left, right in before + after
            if run.x0 < left - body and run.x1 > right + body and _is_running(run, body)
        ),
        default=inf,
    )


def _is_level(run: Run, box: Box, body: float) -> bool:
    """Tell whether `run` stands beside `box`, the white around it counted in."""
    is_beside = run.x1 <= box.x0 + _SLACK or run.x0 >= box.x1 - _SLACK
    return is_beside and box.top - _MARGIN * body < run.base < box.bottom + _MARGIN * body


def _holds(box: Box, run: Run) -> bool:
    """Tell whether `run` stands in `box`."""
    is_level = box.top < run.base < box.bottom + _SLACK
    return is_level and box.x0 - _SLACK <= run.x0 and run.x1 <= box.x1 + _SLACK


def _is_in(box: Box, frame: Box) -> bool:
    """Tell whether `frame` is around `box`, or the same."""
    return (
        frame.x0 <= box.x0 + _SLACK
        and frame.x1 >= box.x1 - _SLACK
        and frame.top <= box.top + _SLACK
        and frame.bottom >= box.bottom - _SLACK
    )


def _is_running(run: Run, body: float) -> bool:
    """Tell whether `run` is of the size of the running text."""
    return max(run.size, body) / min(run.size, body) < _SAME_SIZE


def beside(lines: list[Line], boxes: Iterable[Box], body: float) -> list[Line]:
    """Return `lines`, those that a box makes shorter with the edges of the room it leaves them."""
    found = list(lines)
    for box in boxes:
        sides: tuple[list[int], list[int]] = [], []
        for number, line in enumerate(found):
            if not box.top - _MARGIN * body < line.base < box.bottom + _MARGIN * body + line.size:
                continue
            if line.x1 <= box.x0 + _SLACK:
                sides[0].append(number)
            elif line.x0 >= box.x1 - _SLACK:
                sides[1].append(number)
        for side in sides:
            held = [found[number] for number in side]
            if not held:
                continue
            whole = held[0].column
            edges = (
                (whole.x0, max(line.x1 for line in held))
                if side is sides[0]
                else (min(line.x0 for line in held), whole.x1)
            )
            column = Column(*edges, is_beside=True)
            for number in side:
                found[number] = replace(found[number], column=column)
    return found
