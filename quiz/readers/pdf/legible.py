"""Whether there is text in a PDF at all: not in a scan, nor where letters have no meaning."""

import re
import unicodedata

from quiz.errors import SourceError
from quiz.readers.pdf.page import Page

_FEW_LETTERS = 60  # on a page: less is a stamp or a page number
_STRAY = 10  # letters on a page: less is its number
_COVERED = 0.3  # of the page: a picture
_STRANGE = 0.15  # of the letters
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile(r"[aeiouyæœøı]", re.IGNORECASE)  # once accents are off
_LATIN = re.compile(r"[A-Za-z]")
_WITHOUT_VOWEL = 0.35  # of the words; about 2 % in English, 0 in most languages
_ENOUGH = 40  # words to judge by

OCR = (
    "Run it through a program that recognises text (OCR), such as OCRmyPDF, NAPS2 or "
    "Adobe Acrobat, and give the result"
)


def require_text(pages: list[Page], name: str) -> None:
    """Raise SourceError where hardly any page has text."""
    bare = [page for page in pages if page.letters < _FEW_LETTERS]
    if len(bare) < len(pages):
        return
    if any(_is_picture(page) for page in bare):
        raise SourceError(f"{name} is a scan: pictures of pages, not text. {OCR}.")
    if sum(page.letters for page in pages) > _STRAY * len(pages):
        return  # a text that is too short; that is said elsewhere
    raise SourceError(
        f"{name} has hardly any text; its letters may be drawn as lines, or its pages are empty. "
        f"{OCR}, or give the article's text."
    )


def _is_picture(page: Page) -> bool:
    """Tell whether pictures cover much of the page."""
    covered = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in page.pictures)
    return covered > _COVERED * page.width * page.height


def scanned_among(pages: list[Page]) -> list[int]:
    """Return the numbers of pages that are pictures without text."""
    return [page.number for page in pages if page.letters < _FEW_LETTERS and _is_picture(page)]


def require_meaning(pages: list[Page], text: str, name: str) -> None:
    """Raise SourceError where the file does not say which letters its signs are."""
    letters = sum(page.letters for page in pages)
    strange = sum(page.strange for page in pages)
    if strange > _STRANGE * max(1, letters) or _is_gibberish(text):
        raise SourceError(
            f"{name} shows text, but does not say which letters it is made of, so that it reads as "
            f"gibberish. {OCR}, or copy the article from where it was published."
        )


def _is_gibberish(text: str) -> bool:
    bare = unicodedata.normalize("NFD", text)
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    words = [word for word in _WORD.findall(bare) if _LATIN.match(word)]
    if len(words) < _ENOUGH:
        return False
    return sum(not _VOWEL.search(word) for word in words) > _WITHOUT_VOWEL * len(words)
