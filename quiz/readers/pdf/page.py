"""What is taken from a page: runs of letters with their places, and where its pictures are.

Lengths are points. Places are counted from the upper left corner of the page, as it is read.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Style:
    """How the letters of a run look. `is_furniture`: the file itself says that it is no content."""

    size: float
    is_bold: bool = False
    is_italic: bool = False
    is_furniture: bool = False
    is_recognised: bool = False  # invisible letters behind a picture, from text recognition


@dataclass(frozen=True, slots=True)
class Run:
    """Letters on one line without a wide gap; `base` is the line they stand on."""

    text: str
    x0: float
    x1: float
    base: float
    style: Style

    @property
    def size(self) -> float:
        """Size of the type."""
        return self.style.size

    @property
    def top(self) -> float:
        """Where capital letters end."""
        return self.base - 0.7 * self.style.size


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `number` counts from 1; `strange` of its `letters` are none that can be read.

    `frames` are the grounds and the frames that are drawn on it.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    pictures: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    letters: int = 0
    strange: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column: runs from left to right."""

    runs: tuple[Run, ...]
    text: str
    page: int
    column: "Column"

    @property
    def x0(self) -> float:
        """Left end."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return max(run.x1 for run in self.runs)

    @property
    def main(self) -> Run:
        """The run that most of the line is in."""
        return max(self.runs, key=lambda run: len(run.text))

    @property
    def base(self) -> float:
        """Where the letters stand."""
        return self.main.base

    @property
    def size(self) -> float:
        """Size of the type."""
        return self.main.size

    def share(self, what: str) -> float:
        """Return the share of the line's characters whose style has the quality `what`."""
        having = sum(len(run.text) for run in self.runs if getattr(run.style, what))
        return having / max(1, sum(len(run.text) for run in self.runs))


@dataclass(frozen=True, slots=True)
class Column:
    """A part of a page that is read from top to bottom: its edges.

    `is_aside`: the inside of a box that the text goes around. `is_beside`: the room that such a
    box leaves to the text.
    """

    x0: float
    x1: float
    is_aside: bool = False
    is_beside: bool = False


@dataclass(slots=True)
class Block:
    """Lines that belong together: a paragraph, a heading, a caption."""

    lines: list[Line]
    kind: str | None = None
    text: str = ""

    @property
    def page(self) -> int:
        """Number of the page it begins on."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """Size of the type that most of it is in."""
        sizes: dict[float, int] = {}
        for line in self.lines:
            sizes[line.size] = sizes.get(line.size, 0) + len(line.text)
        return max(sizes, key=lambda size: sizes[size])

    @property
    def is_aside(self) -> bool:
        """Whether it stands in a box that the text goes around."""
        return self.lines[0].column.is_aside

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.share("is_bold") > 0.8 for line in self.lines)

    @property
    def is_italic(self) -> bool:
        """Whether all of it is in italics."""
        return all(line.share("is_italic") > 0.8 for line in self.lines)
