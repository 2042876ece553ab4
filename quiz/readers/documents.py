"""The readers for word processors' files, books and Markdown.

All of them parse in a child process; the modules named here as text, and the libraries they stand
on, are imported there only.
"""

from collections.abc import Callable

from quiz.readers.base import Entry, Reader, Source
from quiz.readers.confined import confined
from quiz.readers.draft import composed
from quiz.readers.markdown import is_markdown
from quiz.readers.signatures import foreign_format
from quiz.schema.article import Article

MAX_BYTES = 10_000_000
MAX_WHOLE = 5_000  # words; a book of several chapters that is no longer is one article
_LEFT_OUT = "tables, notes, comments, headers and footers left out"


def _by(parser: str) -> Callable[[Source], Article]:
    """Return what reads a source with the function `parser` in a child process."""

    def read(source: Source) -> Article:
        return composed(confined(parser, source.payload, source.name), source)

    return read


def _is(format_: str) -> Callable[[bytes], bool]:
    return lambda payload: foreign_format(payload) == format_


def _chapter(source: Source) -> Article:
    parser = "quiz.readers.books:draft"
    return composed(confined(parser, source.payload, source.name, pick=source.pick), source)


def _chapters(source: Source) -> tuple[Entry, ...]:
    listed = confined("quiz.readers.books:chapters", source.payload, source.name)
    return tuple(Entry(title=piece.text) for piece in listed.pieces)


WORD = Reader(
    name="docx",
    title="Word document (DOCX)",
    accepts=_is("a Word document"),
    read=_by("quiz.readers.word:draft"),
    max_bytes=MAX_BYTES,
    limits=f"{_LEFT_OUT}; at most 50 MB and 2,000 parts when unfolded",
)
OPEN_DOCUMENT = Reader(
    name="odt",
    title="OpenDocument text (ODT)",
    accepts=_is("an OpenDocument text"),
    read=_by("quiz.readers.opendocument:draft"),
    max_bytes=MAX_BYTES,
    limits=f"{_LEFT_OUT}; at most 50 MB and 2,000 parts when unfolded",
)
RICH_TEXT = Reader(
    name="rtf",
    title="Rich Text (RTF)",
    accepts=_is("an RTF document"),
    read=_by("quiz.readers.rich_text:draft"),
    max_bytes=MAX_BYTES,
    limits=f"{_LEFT_OUT}, text boxes too; headings are told by their words",
)
BOOK = Reader(
    name="epub",
    title="E-book (EPUB), a chapter of it",
    accepts=_is("an e-book (EPUB)"),
    read=_chapter,
    max_bytes=MAX_BYTES,
    entries=_chapters,
    limits=f"read whole up to {MAX_WHOLE:,} words, a longer book by the chapter (`--pick`); "
    "at most 50 MB and 2,000 parts when unfolded",
)
MARKDOWN = Reader(
    name="markdown",
    title="Markdown",
    accepts=is_markdown,
    read=_by("quiz.readers.markdown:draft"),
    limits="told from plain text by front matter, headings, links or bold type; tables left out",
)
DOCUMENTS = (WORD, OPEN_DOCUMENT, BOOK, RICH_TEXT, MARKDOWN)
