"""The way from the bytes of a PDF to a draft, one step after the other."""

import re
from collections import Counter
from itertools import pairwise

import pypdfium2

from quiz.errors import ParserError
from quiz.readers.draft import Draft, Piece
from quiz.readers.limits import MAX_WORDS
from quiz.readers.pdf.blocks import Type, blocks, body_type, has_ended, running_type
from quiz.readers.pdf.columns import reading_order
from quiz.readers.pdf.document import (
    is_cut_short,
    metadata,
    opened,
    require_few_words,
    too_many,
    wanted_pages,
)
from quiz.readers.pdf.front import Head, head_of
from quiz.readers.pdf.furniture import Furniture, without_furniture
from quiz.readers.pdf.glyphs import taken
from quiz.readers.pdf.hyphens import joined, words_of
from quiz.readers.pdf.joining import rejoined
from quiz.readers.pdf.legible import require_meaning, require_text, scanned_among
from quiz.readers.pdf.naming import is_label, is_standfirst, name_blocks
from quiz.readers.pdf.page import Block, Line, Page
from quiz.schema.article import BlockKind

_TOLD = ("Title", "Author")
_SHORT = 25  # words: a block of the head, which its words tell
_HIGH = 0.8  # of the type size: lines nearer to each other overlap in height
_SPLICED = 3  # such lines on a page
_QUOTED = 24  # letters: a quotation set large
_QUOTED_SIZE = 1.1  # of the running text
_KINDS: dict[str, BlockKind] = {
    "heading": "heading", "caption": "caption", "paragraph": "paragraph", "byline": "byline",
    "dateline": "dateline", "boilerplate": "boilerplate", "footnote": "boilerplate",
}  # fmt: skip
_MARKS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile("[⁰¹²³⁴-⁹]{1,2}")
_UNIT = re.compile(r"\b(?:[kcdm]?m|ft|in|mi)$")


def drafted(payload: bytes, name: str, pages: tuple[int, int] | None) -> Draft:
    """Return the draft of the PDF `payload`. Raises as `quiz.readers.pdf.parse` does."""
    with opened(payload, name) as document:
        numbers = wanted_pages(len(document), pages, name)
        require_few_words(document, numbers, name)
        told = {key: metadata(document, key) for key in _TOLD}
        read, failed = _pages(document, numbers)
    if not read:
        raise ParserError(
            f"{name} is damaged: none of its pages can be read. "
            "Get it once more, or give the article's text."
        )
    require_text(read, name)
    notes = _notes(read, failed, is_cut_short(payload), name)
    cleared, furniture = without_furniture(read)
    return _draft(cleared, furniture, told, notes, name)


def _pages(document: pypdfium2.PdfDocument, numbers: range) -> tuple[list[Page], list[int]]:
    """Return the pages, and the numbers from 1 of those that cannot be read."""
    read: list[Page] = []
    failed: list[int] = []
    for number in numbers:
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            failed.append(number + 1)
            continue
        try:
            read.append(taken(page, number + 1))
        except pypdfium2.PdfiumError:
            failed.append(number + 1)
        finally:
            page.close()
    return read, failed


def _notes(read: list[Page], failed: list[int], is_cut: bool, name: str) -> list[str]:
    """Return what the teacher should know of pages that are left out."""
    notes = []
    for numbers, one, many in (
        (
            scanned_among(read),
            "is a picture without text and is",
            "are pictures without text and are",
        ),
        (failed, "is damaged and is", "are damaged and are"),
    ):
        if numbers:
            listed = ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")
            is_one = len(numbers) == 1
            notes.append(
                f"Page{'' if is_one else 's'} {listed} {one if is_one else many} left out."
            )
    if is_cut:
        notes.append(f"{name} is cut short: its end is missing. Check that the text is whole.")
    return notes


def _draft(
    pages: list[Page], furniture: Furniture, told: dict[str, str], notes: list[str], name: str
) -> Draft:
    """Return the draft of pages without furniture."""
    size = body_type(pages)
    columns = [column for page in pages for column in reading_order(page, size)]
    notes = [*notes, *_spliced(columns, size)]
    usual = running_type(columns, size)
    found = blocks(columns, usual)
    name_blocks(found, pages, usual)
    found = rejoined(found, usual)
    _write(found)
    text = "\n".join(block.text for block in found)
    require_meaning(pages, text, name)
    words = len(text.split())
    if words > MAX_WORDS:
        raise too_many(words, len(pages), name)
    if not found:
        return Draft(pieces=(), notes=tuple(notes))
    head = head_of(found, usual, furniture, told)
    _settle(found, head, usual)
    return Draft(
        pieces=tuple(_pieces(found, head, usual)),
        title=head.title,
        byline=head.byline,
        outlet=head.outlet,
        published=head.published,
        url=furniture.address,
        notes=tuple(notes),
    )


def _spliced(columns: list[list[Line]], body: float) -> list[str]:
    """Return a note on the pages where lines of two texts alternate, which could not be parted."""
    counts: Counter[int] = Counter()
    for column in columns:
        for a, b in pairwise(column):
            is_apart = a.x1 < b.x0 or b.x1 < a.x0
            counts[b.page] += is_apart and abs(b.base - a.base) < _HIGH * body and a.size == b.size
    pages = sorted(page for page, count in counts.items() if count >= _SPLICED)
    if not pages:
        return []
    listed = ", ".join(map(str, pages[:12])) + (" …" if len(pages) > 12 else "")
    where = f"page{'s' * (len(pages) > 1)} {listed}"
    return [f"Text stood beside text on {where}; check the paragraphs."]


def _write(found: list[Block]) -> None:
    """Write out the text of every block, words at line ends put together; marks of notes go."""
    known = words_of([line.text for block in found for line in block.lines])
    noted = {_number(block) for block in found if block.kind == "footnote"} - {""}
    for block in found:
        text = joined([line.text for line in block.lines], known)
        block.text = text if block.kind == "footnote" else _without_marks(text, noted)


def _number(block: Block) -> str:
    """Return the number that a note at the foot begins with, "" where it is a star."""
    begin = re.match(r"\d{1,2}", block.lines[0].text.translate(_MARKS))
    return begin[0] if begin else ""


def _without_marks(text: str, noted: set[str]) -> str:
    """Return `text` without raised numbers that a note explains: not those of a square metre."""

    def mark(found: re.Match[str]) -> str:
        is_unit = bool(_UNIT.search(text[: found.start()])) and found[0] in "²³"
        return "" if found[0].translate(_MARKS) in noted and not is_unit else found[0]

    return _MARK.sub(mark, text) if noted else text


def _settle(found: list[Block], head: Head, usual: Type) -> None:
    """Give the blocks around the title their last kind: pull quotes and notes are no text."""
    begun = False  # the running text
    for before, block in pairwise(found):
        begun = begun or len(before.text.split()) > _SHORT
        is_link = len(block.lines) == 1 and not has_ended(block.text) and block.kind == "paragraph"
        if begun and before.kind == "boilerplate" and before.page == block.page and is_link:
            block.kind = "boilerplate"  # below "More on this story"
    whole = "\n".join(_bare(block.text) for block in found if block.kind == "paragraph")
    for block in found:
        is_large = block.size >= _QUOTED_SIZE * usual.size
        if block is head.title_block or block.kind not in {"heading", "paragraph"} or not is_large:
            continue
        bare = _bare(block.text)
        if len(bare) > _QUOTED and whole.count(bare) > (block.kind == "paragraph"):
            block.kind = "boilerplate"


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _pieces(found: list[Block], head: Head, usual: Type) -> list[Piece]:
    """Return the pieces: what comes before the running text is told by its words, notes go last."""
    pieces: list[Piece] = []
    in_head = True
    for block in found:
        kind = _KINDS.get(block.kind or "paragraph")
        in_head = in_head and not (block.kind == "paragraph" and len(block.text.split()) > _SHORT)
        if block is head.title_block:
            kind = "title"
        elif in_head and kind in {"heading", "paragraph"}:
            kind = "heading" if is_standfirst(block, usual) else None
        elif kind == "paragraph" and is_label(block):
            kind = None
        if block.kind != "footnote":
            pieces.append(Piece(kind=kind, text=block.text))
    notes = [Piece(kind="boilerplate", text=b.text) for b in found if b.kind == "footnote"]
    return [*pieces, *notes]
