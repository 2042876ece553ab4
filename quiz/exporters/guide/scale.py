"""The timeline as a picture: where its dots stand on a line, and the picture itself as SVG.

Dots stand as far apart as the events, but never so near that they or their dates would overlap.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from quiz.exporters.printed import printable
from quiz.resources import folder
from quiz.schema.guide import When
from quiz.schema.record import Record

if TYPE_CHECKING:
    from jinja2 import Environment

_FEWEST = 2  # events that make a picture
WIDE, NARROW = 720, 330  # units, about a pixel each
_MARGIN = {WIDE: 62, NARROW: 20}  # room for half a date at both ends
# The least distance of two dots, and of two dates on the same side of the line.
_APART = {WIDE: 46, NARROW: 29}
_DATES_APART = {WIDE: 122, NARROW: 0}
# A date in words. Anything else stands in the list only: a picture has no font to fall back on, and
# a page with a letter that its font lacks would be refused as a whole.
_PLAIN = re.compile(r"[A-Za-z0-9 ,.-]{1,24}")
_MOVED = 0.04  # of the line; a dot farther from its place makes the picture one without a scale


class Dot(Record):
    """An event in the picture: `x` along the line; `whole` is a day, not a stretch of time.

    `when` is empty where the picture cannot show it.
    """

    number: int
    when: str
    x: float
    above: bool
    whole: bool


class Drawing(Record):
    """The picture for one width of page; `name` is what its ids begin with."""

    name: str
    words: str
    width: int
    margin: int
    narrow: bool
    dots: tuple[Dot, ...]


class Picture(Record):
    """The picture of a timeline, for a wide and for a narrow page. `words` say what it shows."""

    words: str
    wide: Drawing
    narrow: Drawing
    to_scale: bool
    stretches: bool

    def svg(self) -> str:
        """Return the wide picture as SVG."""
        return _environment().get_template("timeline.svg").render(drawing=self.wide).strip()


def picture_of(events: Sequence[When]) -> Picture | None:
    """Return the picture of `events`, which stand in order; None where there are too few."""
    if len(events) < _FEWEST:
        return None
    *most, last = (printable(event.when) for event in events)
    words = (
        f"A line in time with a numbered dot for each of {len(events)} events: the first in "
        f"{', the next in '.join(most)} and the last in {last}."
    )
    wide, moved = _places(events, WIDE)
    narrow, _ = _places(events, NARROW)
    return Picture(
        words=words,
        wide=_drawing("wide", words, WIDE, _dots(events, wide)),
        narrow=_drawing("narrow", words, NARROW, _dots(events, narrow)),
        to_scale=moved <= _MOVED,
        stretches=any(event.granularity != "day" for event in events),
    )


def _drawing(name: str, words: str, width: int, dots: tuple[Dot, ...]) -> Drawing:
    return Drawing(
        name=name,
        words=words,
        width=width,
        margin=_MARGIN[width],
        narrow=width == NARROW,
        dots=dots,
    )


def _dots(events: Sequence[When], places: Sequence[float]) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            number=number + 1,
            when=printable(event.when) if _PLAIN.fullmatch(event.when) else "",
            x=round(place, 1),
            above=number % 2 == 0,
            whole=event.granularity == "day",
        )
        for number, (event, place) in enumerate(zip(events, places, strict=True))
    )


def _places(events: Sequence[When], width: int) -> tuple[list[float], float]:
    """Return where the dots stand, and by which share of the line the farthest was moved."""
    margin = _MARGIN[width]
    days = [(event.first.toordinal() + event.last.toordinal()) / 2 for event in events]
    begin, span = days[0], max(days) - days[0]
    length = width - 2 * margin
    true = [margin + (length * (day - begin) / span if span else 0) for day in days]
    apart = min(_APART[width], length / (len(events) - 1))
    dates_apart = min(_DATES_APART[width], 2 * length / max(2, len(events) - 1))
    places = list(true)
    for n in range(1, len(places)):  # to the right, out of the way of those before
        least = places[n - 1] + apart
        if n > 1:
            least = max(least, places[n - 2] + dates_apart)
        places[n] = max(places[n], least)
    most = float(width - margin)
    for n in range(len(places) - 1, -1, -1):  # and back again at the end of the line
        if n + 1 < len(places):
            most = places[n + 1] - apart
        if n + 2 < len(places):
            most = min(most, places[n + 2] - dates_apart)
        places[n] = min(places[n], most)
    moved = max(abs(a - b) for a, b in zip(places, true, strict=True)) / length
    return places, moved


@cache
def _environment() -> "Environment":
    # Jinja takes a while to load, which those who want another format should not wait for.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder("templates") / "guide"),
        autoescape=True,
        undefined=StrictUndefined,
    )
