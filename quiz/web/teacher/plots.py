"""Where things stand in the plots of item analysis; the templates draw them as SVG.

Every plot has a table with the same figures beside it. Units are those of the drawing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.schema.statistics import Interval, ItemStatistics

WIDTH, HEIGHT = 640, 420
LEFT, RIGHT, TOP, BOTTOM = 76, 20, 16, 64
_LOWEST = -40.0  # per cent of discrimination at the foot of the plot
_HIGHEST = 100.0
_BAR_TOP = 34  # room for a count above the highest bar
BARS_HEIGHT = 270


class Dot(NamedTuple):
    """A question in the scatter: its place, and the ends of the interval of its discrimination."""

    number: int
    question_id: str
    x: float
    y: float
    low: float | None
    high: float | None


class Bar(NamedTuple):
    """A bar of the distribution: its place and size, and what it counts."""

    x: float
    y: float
    width: float
    height: float
    students: int
    first: int
    last: int


class Axis(NamedTuple):
    """A line of the grid: its place and what is written there."""

    at: float
    value: int


class Scatter(NamedTuple):
    """Facility to the right, discrimination upwards."""

    dots: list[Dot]
    xs: list[Axis]
    ys: list[Axis]


def scatter(items: Sequence[ItemStatistics]) -> Scatter:
    """Return the plot of all questions that have both figures."""
    return Scatter(
        dots=[
            Dot(
                item.number,
                item.question_id,
                round(_across(item.facility), 1),
                round(_up(item.discrimination), 1),
                *_ends(item.discrimination_interval),
            )
            for item in items
            if item.facility is not None and item.discrimination is not None
        ],
        xs=[Axis(round(_across(value), 1), value) for value in range(0, 101, 20)],
        ys=[Axis(round(_up(value), 1), value) for value in range(-40, 101, 20)],
    )


def distribution(counts: Sequence[int]) -> list[Bar]:
    """Return a bar for each tenth of the scores."""
    most = max(*counts, 1)
    room = (WIDTH - LEFT - RIGHT) / len(counts)
    base = BARS_HEIGHT - BOTTOM
    bars = []
    for place, count in enumerate(counts):
        height = count / most * (base - _BAR_TOP)
        last = 100 if place == len(counts) - 1 else 10 * place + 9
        x = LEFT + place * room + 2
        bars.append(
            Bar(
                *(round(x, 1), round(base - height, 1), round(room - 4, 1), round(height, 1)),
                *(count, 10 * place, last),
            )
        )
    return bars


def _across(facility: float) -> float:
    return LEFT + facility / 100 * (WIDTH - LEFT - RIGHT)


def _up(discrimination: float) -> float:
    inside = min(max(discrimination, _LOWEST), _HIGHEST)
    share = (inside - _LOWEST) / (_HIGHEST - _LOWEST)
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    if interval is None:
        return None, None
    return round(_up(interval.low), 1), round(_up(interval.high), 1)
