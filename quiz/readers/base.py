"""What a reader is: something that turns the bytes of a source into an article."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from quiz.errors import Remedy, SourceError
from quiz.readers.limits import GIVE_ONE, MAX_BYTES
from quiz.registry import Registry
from quiz.schema.article import Article


def silent(_: str) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Source:
    """What a reader is given: the bytes, how messages call them, and what the teacher overrides.

    `url` is where the bytes were fetched from. `pages` are the first and the last page to read,
    counted from 1, `pick` is which entry of a feed or chapter of a book, counted from 1; None for
    all of it. A reader that has no pages or entries is never given them. `say` is called with each
    sentence that the teacher should see: "Two paragraphs in German are left out."
    """

    payload: bytes
    name: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    pages: tuple[int, int] | None = None
    pick: int | None = None
    say: Callable[[str], None] = silent


@dataclass(frozen=True)
class Entry:
    """One article of a feed, or one chapter of a book, as `quiz read --list` shows it.

    `url` is where a feed's article stands, None for what lies in the source itself.
    """

    title: str
    published: date | None = None
    url: str | None = None


class SeveralError(SourceError):
    """The source holds several articles, or the chapters of a book, and one is to be picked."""

    def __init__(self, message: str, entries: tuple[Entry, ...]) -> None:
        super().__init__(message, remedy="choose entry")
        self.entries = entries


@dataclass(frozen=True)
class Reader:
    """A way in. `accepts(payload)` tells by content, never by file name, whether to use it.

    `read(source)` returns the article or raises a SourceError. It need not check length and
    language; `quiz.readers.read` does so for what every reader returns. It is given at most
    `max_bytes`. `has_pages` says that a range of pages can be asked for, `entries(source)` lists
    what can be picked. `limits` says in a phrase what else bounds it, for `docs/formats.md`.
    """

    name: str
    title: str
    accepts: Callable[[bytes], bool]
    read: Callable[[Source], Article]
    max_bytes: int = MAX_BYTES
    has_pages: bool = False
    entries: Callable[[Source], tuple[Entry, ...]] | None = None
    limits: str = ""

    @property
    def way(self) -> str:
        """What to do about a source that is too long."""
        if self.has_pages:
            return "Take some of its pages."
        return GIVE_ONE

    @property
    def remedy(self) -> Remedy | None:
        """What to ask of a source that is too long."""
        if self.has_pages:
            return "choose pages"
        return "choose entry" if self.entries is not None else None


READERS: Registry[Reader] = Registry("readers")
