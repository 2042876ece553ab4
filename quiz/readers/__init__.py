"""Readers: a source in, an article out, nothing of it lost."""

import re
from datetime import date
from pathlib import Path

from quiz.errors import SourceError, SourceNotFoundError
from quiz.readers.article_json import ARTICLE_JSON
from quiz.readers.base import READERS, Reader, Source
from quiz.readers.limits import (
    MAX_BYTES,
    MAX_WORDS,
    MIN_WORDS,
    require_bytes,
    require_some,
    require_text,
    require_words,
)
from quiz.readers.plain_text import PLAIN_TEXT
from quiz.readers.signatures import NO_ARTICLE, foreign_format
from quiz.schema.article import Article

__all__ = ["MAX_BYTES", "MAX_WORDS", "MIN_WORDS", "READERS", "Reader", "Source", "longest", "read"]

# A path has lost one of two slashes.
_ADDRESS = re.compile("https?:/", re.IGNORECASE)

READERS.add(ARTICLE_JSON.name, ARTICLE_JSON)
READERS.add(PLAIN_TEXT.name, PLAIN_TEXT)


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    title: str | None = None,
    published: date | None = None,
) -> Article:
    """Return the article in `source`: the path of a file, or the bytes themselves.

    `name` is how messages call the source (default: its path). `title` and `published` override
    what the source says. Raises SourceNotFoundError where there is no readable file, EncodingError
    where the bytes are text in no encoding known, LengthError outside MIN_WORDS to MAX_WORDS or
    over MAX_BYTES, LanguageError where the text is not English, SourceError for anything else
    that is no article.
    """
    called = name or ("the text given" if isinstance(source, bytes) else _printable(source))
    payload = source if isinstance(source, bytes) else _fetch(source, called)
    require_some(payload, called)
    wanted = Source(payload, called, (title or "").strip() or None, published)
    reader = _reader(wanted)  # before the length is looked at: a large PDF is first of all a PDF
    require_bytes(payload, called, reader.max_bytes)
    article = reader.read(wanted)
    require_text(article.text, called)
    require_words(article, called)
    return article


def longest() -> int:
    """Return how many bytes a source may have, for the reader that takes the most."""
    return max(reader.max_bytes for _, reader in READERS.items())


def _printable(source: str | Path) -> str:
    """Return a path as it can be printed: bytes of its name that are no text as escapes."""
    return str(source).encode(errors="backslashreplace").decode()


def _fetch(source: str | Path, called: str) -> bytes:
    """Return the bytes of a file, not more than one beyond the limit."""
    if _ADDRESS.match(str(source)):
        raise SourceError(
            f"{called} is a web address, which is not read. Save the article's text to a file."
        )
    try:
        path = Path(source)
        if path.is_dir():
            raise SourceNotFoundError(f"{called} is a folder. Give the path of a text file.")
        with path.open("rb") as file:
            return file.read(longest() + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise SourceNotFoundError(
            f"There is no file {called!r}. Check the path and the spelling."
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceNotFoundError(
            f"{called} cannot be read: {reason}. Check the path and the permissions."
        ) from None


def _reader(source: Source) -> Reader:
    """Return the reader that takes `source`: a built-in, else one that was added."""
    for _, reader in READERS.items():
        if reader.accepts(source.payload):
            return reader
    what = foreign_format(source.payload) or "in a format that is not known"
    if what.startswith(NO_ARTICLE):
        raise SourceError(f"{source.name} is {what}, not an article. Give the article's text.")
    raise SourceError(f"{source.name} is {what}; save it as text and give the text file.")
