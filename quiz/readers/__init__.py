"""Readers: a source in, an article out, nothing of it lost."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from quiz.errors import SourceError, SourceNotFoundError
from quiz.readers.article_json import ARTICLE_JSON
from quiz.readers.base import READERS, Entry, Reader, SeveralError, Source, silent
from quiz.readers.documents import DOCUMENTS
from quiz.readers.feed import FEED
from quiz.readers.html import HTML
from quiz.readers.language import english_only
from quiz.readers.limits import (
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_WORDS,
    MIN_WORDS,
    require_bytes,
    require_some,
    require_text,
    require_words,
)
from quiz.readers.pdf import PDF
from quiz.readers.plain_text import PLAIN_TEXT
from quiz.readers.runs import without_runs
from quiz.readers.saved_mail import SAVED_MAIL
from quiz.readers.signatures import NO_ARTICLE, WAYS_OUT, foreign_format
from quiz.schema.article import Article

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_WORDS",
    "MIN_WORDS",
    "READERS",
    "Entry",
    "Reader",
    "SeveralError",
    "Source",
    "contents",
    "longest",
    "read",
    "read_page",
]

# A path has lost one of two slashes.
_ADDRESS = re.compile(r"\s*(https?):/{1,2}", re.IGNORECASE)

READERS.add(ARTICLE_JSON.name, ARTICLE_JSON)
READERS.add(PDF.name, PDF)
READERS.add(FEED.name, FEED)
READERS.add(SAVED_MAIL.name, SAVED_MAIL)
READERS.add(HTML.name, HTML)
for _document in DOCUMENTS:
    READERS.add(_document.name, _document)
READERS.add(PLAIN_TEXT.name, PLAIN_TEXT)


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    title: str | None = None,
    published: date | None = None,
    pages: tuple[int, int] | None = None,
    pick: int | None = None,
    say: Callable[[str], None] = silent,
) -> Article:
    """Return the article in `source`: the path of a file, a web address, or the bytes themselves.

    `name` is how messages call the source (default: its path). `title` and `published` override
    what the source says. `pages` (first and last, from 1) and `pick` (an entry or chapter, from 1)
    take a part of it. `say` is called with each sentence that the teacher should see of what was
    left out. Raises SourceNotFoundError where there is no readable file, AddressError and
    FetchError (`quiz.readers.fetching`) where a web page does not come, EncodingError
    where the bytes are text in no encoding known, LengthError outside MIN_WORDS to MAX_WORDS or
    over MAX_BYTES, LanguageError where the text is not English, SeveralError, with what there is,
    where an entry has to be picked, SourceError for anything else that is no article.
    """
    reader, wanted = _opened(source, name)
    wanted = replace(wanted, title=title, published=published)
    return _article(reader, replace(wanted, pages=pages, pick=pick, say=say))


def read_page(
    url: str,
    *,
    title: str | None = None,
    published: date | None = None,
    say: Callable[[str], None] = silent,
) -> Article:
    """Return the article at `url`, as `read` does, but never a file: for addresses of strangers."""
    payload, final = _fetched(url)
    wanted = Source(payload, _printable(url), title, published, final, say=say)
    return _article(_reader_of(wanted), wanted)


def _article(reader: Reader, source: Source) -> Article:
    """Return the article in `source`, checked as `read` says."""
    source = replace(source, title=(source.title or "").strip() or None)
    _require_parts(reader, source)
    article = reader.read(source)
    require_text(article.text, source.name, reader.way, reader.remedy)
    article = english_only(without_runs(article, source.say), source.name, source.say)
    require_words(article, source.name)
    return article


def contents(source: str | Path | bytes, *, name: str | None = None) -> tuple[Entry, ...]:
    """Return what can be picked in `source`: articles of a feed, chapters of a book, in order.

    `name` is how messages call the source. Raises as `read` does, and SourceError for a source that
    is one article.
    """
    reader, wanted = _opened(source, name)
    if reader.entries is None:
        raise SourceError(
            f"{wanted.name} is a single article, not a feed or a book; read it as it is."
        )
    return reader.entries(wanted)


def longest() -> int:
    """Return how many bytes a source may have, for the reader that takes the most."""
    return max(reader.max_bytes for _, reader in READERS.items())


def _opened(source: str | Path | bytes, name: str | None) -> tuple[Reader, Source]:
    """Return the reader of `source` and its bytes, neither empty nor more than it takes."""
    called = name or ("the text given" if isinstance(source, bytes) else _printable(source))
    payload, url = (source, None) if isinstance(source, bytes) else _bytes_of(source, called)
    given = Source(payload, called, url=url)
    return _reader_of(given), given


def _reader_of(source: Source) -> Reader:
    """Return the reader of a source that is neither empty nor more than it takes."""
    require_some(source.payload, source.name)
    reader = _reader(source)  # before the length is looked at: a large PDF is first of all a PDF
    require_bytes(source.payload, source.name, reader.max_bytes)
    return reader


def _require_parts(reader: Reader, source: Source) -> None:
    """Raise SourceError where pages or an entry are asked for of what has none."""
    if source.pages is not None and not reader.has_pages:
        raise SourceError(f"{source.name} has no pages to choose from.", remedy="no pages")
    if source.pick is not None and reader.entries is None:
        raise SourceError(
            f"{source.name} is a single article, not one of several.", remedy="no entry"
        )


def _printable(source: str | Path) -> str:
    """Return a path as it can be printed: bytes of its name that are no text as escapes."""
    return str(source).encode(errors="backslashreplace").decode()


def _bytes_of(source: str | Path, called: str) -> tuple[bytes, str | None]:
    """Return what is at `source` and the address it came from in the end, None for a file.

    Of a file, not more than one byte beyond the limit.
    """
    address = _ADDRESS.match(str(source))
    if address is None:
        return _from_file(source, called), None
    return _fetched(f"{address[1]}://{str(source)[address.end() :]}")


def _fetched(url: str) -> tuple[bytes, str]:
    """Return the page at `url` and the address it came from in the end."""
    from quiz.readers.fetching import fetch  # only here: files are read without what it needs

    fetched = fetch(url)
    return fetched.payload, fetched.url


def _from_file(source: str | Path, called: str) -> bytes:
    """Return the bytes of a file, not more than one beyond the limit."""
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
    way = WAYS_OUT.get(what, "save it as text and give the text file")
    raise SourceError(f"{source.name} is {what}; {way}.")
