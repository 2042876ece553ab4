"""What a reader is: something that turns the bytes of a source into an article."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from quiz.readers.limits import MAX_BYTES
from quiz.registry import Registry
from quiz.schema.article import Article


@dataclass(frozen=True)
class Source:
    """What a reader is given: the bytes, how messages call them, and what the teacher overrides."""

    payload: bytes
    name: str
    title: str | None = None
    published: date | None = None


@dataclass(frozen=True)
class Reader:
    """A way in. `accepts(payload)` tells by content, never by file name, whether to use it.

    `read(source)` returns the article or raises a SourceError. It need not check length and
    language; `quiz.readers.read` does so for what every reader returns. It is given at most
    `max_bytes`.
    """

    name: str
    title: str
    accepts: Callable[[bytes], bool]
    read: Callable[[Source], Article]
    max_bytes: int = MAX_BYTES


READERS: Registry[Reader] = Registry("readers")
