"""How much of a section is shown: the weightiest lines, as long as there is room for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Line = TypeVar("Line")


@dataclass(frozen=True)
class Weighed(Generic[Line]):
    """A line, how much it matters beside the others of its section, and its length (characters)."""

    weight: float
    line: Line
    length: int


def within(found: Sequence[Weighed[Line]], most: int, characters: int) -> list[Line]:
    """Return up to `most` lines of together no more than `characters`, in the order given.

    The weightiest go first; one that is too long for the room that is left makes way for a lighter
    one. The weightiest of all is always there. Of two alike the earlier goes first.
    """
    kept: list[int] = []
    room = characters
    for place in sorted(range(len(found)), key=lambda place: (-found[place].weight, place)):
        if len(kept) < most and (not kept or found[place].length <= room):
            kept.append(place)
            room -= found[place].length
    return [found[place].line for place in sorted(kept)]
