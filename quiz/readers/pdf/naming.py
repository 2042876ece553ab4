"""What each block is: heading, caption, note at the foot, paragraph; by its type and its place."""

import re

from quiz.readers.patterns import byline, dated, is_boilerplate, is_caption
from quiz.readers.pdf.blocks import BULLET, Type, has_ended
from quiz.readers.pdf.page import Block, Box, Page

_HEADING_SIZE = 1.12  # of the running text
_DATE_WORDS = 9
_SMALL = 0.95
_HEADING_WORDS = 20
_HEADING_LINES = 4
_NEAR = 3.0  # of the type size: a caption and its picture
_CAPTION_WORDS = 80
_VERY_SMALL = 0.88
_SHORT_CAPTION = 40
_NOTE = re.compile(r"(?:\d{1,2}|[⁰¹²³⁴-⁹]{1,2}|[*†‡])[.)]?\s*(?=\S)")
_SENTENCE = re.compile(r"[.;,:][\"”’')\]]*$")
_FIGURE = re.compile(r"(?:fig(?:ure)?|table|graphic|chart|map)\.?\s*\d{1,2}\b\s*[.:–—-]?", re.I)
_COVERS = 0.3  # of a page: a picture behind the text is none that a caption belongs to


def name_blocks(found: list[Block], pages: list[Page], usual: Type) -> None:
    """Give each block its kind: "heading", "caption", "footnote" or "paragraph"."""
    by_number = {page.number: page for page in pages}
    for block in found:
        page = by_number[block.page]
        if _is_footnote(block, page, usual):
            block.kind = "footnote"
        elif is_boilerplate(" ".join(line.text for line in block.lines)):
            block.kind = "boilerplate"
        elif _is_caption(block, page, usual):
            block.kind = "caption"
        else:
            block.kind = "heading" if is_heading(block, usual) else "paragraph"


def is_heading(block: Block, usual: Type) -> bool:
    """Tell whether a block stands out as a heading does, and is short."""
    text = " ".join(line.text for line in block.lines)
    words = text.split()
    if len(words) > _HEADING_WORDS or len(block.lines) > _HEADING_LINES or BULLET.match(text):
        return False
    if not any(character.isalpha() for character in text):
        return False
    if _SENTENCE.search(text) and (len(words) > 3 or text.endswith((",", ":"))):
        return False
    is_large = block.size >= _HEADING_SIZE * usual.size and not usual.is_recognised
    is_bold = block.is_bold and not usual.is_bold
    is_capital = text.isupper() and len(words) <= 12 and len(text) > 3
    return is_large or is_bold or is_capital


def is_standfirst(block: Block, usual: Type) -> bool:
    """Tell whether a block of the head stands out, but is no sentence."""
    stands_out = block.is_italic or block.is_bold or block.size >= _HEADING_SIZE * usual.size
    is_line = bool(byline(block.text)) or days_alone(block.text)
    return stands_out and not is_line and not _SENTENCE.search(block.text)


def is_label(block: Block) -> bool:
    """Tell whether a block is one line that is no sentence, nor an entry of a list: a link."""
    is_line = len(block.lines) == 1 and not BULLET.match(block.text)
    return is_line and not has_ended(block.text)


def days_alone(text: str) -> bool:
    """Tell whether a line says little more than a day: "Published 3 May 2025", with an edition."""
    return len(text.split()) <= _DATE_WORDS and bool(dated(text))


def _is_footnote(block: Block, page: Page, usual: Type) -> bool:
    """Tell whether a block is a note: small, in the lower half, beginning with a mark."""
    first = block.lines[0]
    is_low = first.base > 0.5 * page.height
    return block.size < _SMALL * usual.size and is_low and bool(_NOTE.match(first.text))


def _is_caption(block: Block, page: Page, usual: Type) -> bool:
    """Tell whether a block belongs to a picture: by its words, its type, its place."""
    text = " ".join(line.text for line in block.lines)
    stands_out = block.size < _SMALL * usual.size or block.is_italic
    if len(text.split()) > _CAPTION_WORDS or byline(text) or days_alone(text):
        return False
    if is_caption(text) or (_FIGURE.match(text) and stands_out):
        return True
    if text.isupper():
        return False
    if block.size < _VERY_SMALL * usual.size and len(text.split()) <= _SHORT_CAPTION:
        return bool(_shown(page))  # it may stand in the next column
    return stands_out and any(_is_beside(block, picture) for picture in _shown(page))


def _shown(page: Page) -> list[Box]:
    """Return the pictures of a page that are no background and no ornament."""
    area = page.width * page.height
    return [
        box
        for box in page.pictures
        if 400 < (box.x1 - box.x0) * (box.bottom - box.top) < (1 - _COVERS) * area
    ]


def _is_beside(block: Block, picture: Box) -> bool:
    """Tell whether a block stands right below or above a picture, or next to it."""
    x0, x1 = min(line.x0 for line in block.lines), max(line.x1 for line in block.lines)
    top, bottom = block.lines[0].main.top, block.lines[-1].base
    near = _NEAR * block.size
    is_level = x0 < picture.x1 and x1 > picture.x0
    if is_level:
        return -near < top - picture.bottom < near or -near < picture.top - bottom < near
    is_next = -near < x0 - picture.x1 < near or -near < picture.x0 - x1 < near
    return is_next and top < picture.bottom + near and bottom > picture.top - near
