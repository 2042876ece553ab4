"""The reader for PDF: printed web pages, cuttings from a database, newspaper pages.

A PDF holds no paragraphs, only letters with places. They become runs on a line (`glyphs`), lose the
page's furniture (`furniture`), are put in the order of reading (`columns`, `asides`), grouped to
blocks (`blocks`, `joining`), and named (`front`, `naming`).
"""

from quiz.readers.base import Reader, Source
from quiz.readers.confined import confined
from quiz.readers.draft import Draft, composed
from quiz.readers.pdf.limits import MAX_BYTES, MAX_PAGES
from quiz.readers.signatures import foreign_format
from quiz.schema.article import Article

__all__ = ["PDF", "parse"]

_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024  # bytes: what may stand before the header, as PDF readers have it


def parse(payload: bytes, name: str, *, pages: list[int] | None = None) -> Draft:
    """Return what stands in the PDF `payload`, of its `pages` (first and last, from 1) if given.

    To be called in the child process. Raises SourceError for what cannot be read as text: locked,
    damaged, scanned, without readable letters; LengthError over MAX_PAGES or MAX_WORDS.
    """
    from quiz.readers.pdf.drafting import drafted  # the library is loaded in the child only

    return drafted(payload, name, (pages[0], pages[1]) if pages else None)


def _accepts(payload: bytes) -> bool:
    """Tell whether `payload` is a PDF; some have other bytes before their header."""
    if payload.lstrip(b"\xef\xbb\xbf\x00 \t\r\n").startswith(_HEADER):
        return True
    is_within = _HEADER in payload[: _HEADER_WITHIN + len(_HEADER)]
    return is_within and b"endobj" in payload and foreign_format(payload) is None


def _read(source: Source) -> Article:
    pages = list(source.pages) if source.pages else None
    draft = confined("quiz.readers.pdf:parse", source.payload, source.name, pages=pages)
    return composed(draft, source)


PDF = Reader(
    name="pdf",
    title="PDF with text: a printed web page, a cutting from a database, a newspaper page",
    accepts=_accepts,
    read=_read,
    max_bytes=MAX_BYTES,
    has_pages=True,
    limits=f"up to {MAX_PAGES} pages at a time; no scans without recognised text, no passwords",
)
