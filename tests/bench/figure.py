"""A measured figure, as it is printed."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

SEED = Path(__file__).parents[2] / "seeds" / "zelensky-nato-2024-11-30.txt"


class Figure(NamedTuple):
    """One row of the table."""

    what: str
    median: str
    worst: str
    target: str


def figure(what: str, values: Sequence[float], unit: str, target: str) -> Figure:
    """Return a row for `values`, all in `unit`."""
    digits = 0 if unit == "MB" else 2
    middle, worst = (
        f"{value:.{digits}f} {unit}".strip() for value in (median(values), max(values))
    )
    return Figure(what, middle, worst, target)
