"""Opening a PDF: what keeps it shut is said in words; which pages are wanted."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from pypdfium2 import raw

from quiz.errors import LengthError, ParserError, SourceError
from quiz.readers.limits import MAX_WORDS
from quiz.readers.pdf.limits import MAX_GLYPHS, MAX_PAGES

_END_WITHIN = 2048  # bytes at the end of the file that its end mark stands in


@contextmanager
def opened(payload: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Yield the document in `payload`.

    Raises SourceError where it is locked or has no pages, ParserError where it is damaged.
    """
    try:
        document = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError:
        raise _refusal(raw.FPDF_GetLastError(), name) from None
    try:
        if len(document) == 0:
            raise SourceError(f"{name} is a PDF without pages. Give the article's text.")
        yield document
    finally:
        document.close()


def _refusal(code: int, name: str) -> SourceError:
    if code == raw.FPDF_ERR_PASSWORD:
        return SourceError(
            f"{name} is locked with a password. Open it, print it to a new PDF without one, "
            "and give that."
        )
    if code == raw.FPDF_ERR_SECURITY:
        return SourceError(
            f"{name} is locked in a way that is not known. Open it in the program it was made for, "
            "copy the article's text into a file, and give that."
        )
    return ParserError(
        f"{name} is a damaged PDF and cannot be opened. "
        "Get it once more, or give the article's text."
    )


def is_cut_short(payload: bytes) -> bool:
    """Tell whether the end of the file is missing."""
    return b"%%EOF" not in payload[-_END_WITHIN:] and b"startxref" not in payload[-_END_WITHIN:]


def wanted_pages(count: int, pages: tuple[int, int] | None, name: str) -> range:
    """Return the numbers, from 0, of the pages to read of `count`.

    Raises SourceError for `pages` that the file has not, LengthError for more than MAX_PAGES.
    """
    has = f"{name} has {count:,} page{'s' * (count > 1)}"
    first, last = pages or (1, count)
    if not 1 <= first <= last <= count:
        if count == 1:
            raise SourceError(f"{has}; there are no others to choose.", remedy="no pages")
        asked = f"pages {first}-{last} are" if first != last else f"page {first} is"
        raise SourceError(
            f"{has}; {asked} not among them. Give the first and the last one, from 1 to {count:,}.",
            remedy="choose pages",
        )
    if last - first + 1 > MAX_PAGES:
        raise LengthError(
            f"{has}, and up to {MAX_PAGES} are read at a time. Choose those of one article.",
            remedy="choose pages",
        )
    return range(first - 1, last)


def require_few_words(document: pypdfium2.PdfDocument, numbers: range, name: str) -> None:
    """Raise LengthError where the pages hold far more words than an article.

    They are counted in the library, so that a whole book is told from an article in a second or
    two. The exact limit is held by the caller, once furniture is out.
    """
    words = 0
    for number in numbers:
        words += _words(document, number, name)
    if words > 1.2 * MAX_WORDS:
        raise too_many(words, len(numbers), name)


def too_many(words: int, pages: int, name: str) -> LengthError:
    """Return the refusal of too long a text."""
    way = (
        "Choose those of one article."
        if pages > 1
        else "Copy one article into a file, and give that."
    )
    return LengthError(
        f"{name} is too long: {words:,} words on {pages:,} page{'s' * (pages > 1)}, and an article "
        f"may have up to {MAX_WORDS:,}. {way}",
        remedy="choose pages" if pages > 1 else None,
    )


def _words(document: pypdfium2.PdfDocument, number: int, name: str) -> int:
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return 0
    try:
        if text_page.count_chars() > MAX_GLYPHS:
            raise LengthError(
                f"{name} is too long: page {number + 1} holds more text than a newspaper page. "
                "Copy one article into a file, and give that."
            )
        return len(text_page.get_text_bounded().split())
    finally:
        text_page.close()
        page.close()


def metadata(document: pypdfium2.PdfDocument, key: str) -> str:
    """Return an entry of the file's own description, "" where there is none."""
    try:
        return " ".join(document.get_metadata_value(key).split())
    except (pypdfium2.PdfiumError, UnicodeError):
        return ""
