"""Open registries for readers, finders, makers and exporters.

Built-ins are registered by explicit imports in their package's `__init__`; strangers are found by
entry points of the group `broadsheet.<kind>` (for example `broadsheet.exporters`).
"""

from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named things of one kind, in the order they were registered."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._known: dict[str, T] = {}
        self._strangers_read = False

    def add(self, name: str, thing: T) -> T:
        """Register `thing` under `name` and return it; raise ValueError if the name is taken."""
        if name in self._known:
            raise ValueError(f"two {self.kind} are called {name!r}")
        self._known[name] = thing
        return thing

    def get(self, name: str) -> T:
        """Return the thing called `name`; raise KeyError with the known names in it otherwise."""
        self._read_strangers()
        try:
            return self._known[name]
        except KeyError:
            raise KeyError(f"no {self.kind} called {name!r}; known: {', '.join(self)}") from None

    def __contains__(self, name: str) -> bool:
        self._read_strangers()
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        self._read_strangers()
        return iter(self._known)

    def items(self) -> list[tuple[str, T]]:
        """Return (name, thing) pairs in order of registration."""
        self._read_strangers()
        return list(self._known.items())

    def _read_strangers(self) -> None:
        """Load entry points once, at first use, so that importing the package stays cheap."""
        if self._strangers_read:
            return
        self._strangers_read = True
        for point in entry_points(group=f"broadsheet.{self.kind}"):
            if point.name not in self._known:
                self._known[point.name] = point.load()
