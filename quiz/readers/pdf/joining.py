"""A paragraph that goes over the end of a column or of a page is made one again."""

from itertools import islice

from quiz.readers.pdf.blocks import BULLET, Type, has_ended, is_line_alone, other_size
from quiz.readers.pdf.page import Block

_BETWEEN = 6  # blocks that may stand between the two halves: captions, boxes, notes
_NEARLY_FULL = 8  # times the type size: more room, and the line was the last of its paragraph
_FLUSH = 0.5  # of the type size: how far from the edge a full line ends


def rejoined(found: list[Block], usual: Type) -> list[Block]:
    """Return the blocks with the halves of paragraphs joined; what stood between comes after."""
    left = list(found)
    whole: list[Block] = []
    indents = _indents(found)
    while left:
        block = left.pop(0)
        whole.append(block)
        while (place := _other_half(block, left, usual, indents)) is not None:
            block.lines += left.pop(place).lines
    return whole


def _other_half(block: Block, after: list[Block], usual: Type, indents: bool) -> int | None:
    """Return where the second half of `block` is among the blocks after it, None where nowhere."""
    if block.kind != "paragraph" or block.is_aside:
        return None
    beside = ((place, other) for place, other in enumerate(after) if not other.is_aside)
    for place, other in islice(beside, _BETWEEN):
        if other.kind in {"caption", "footnote", "boilerplate"}:
            continue
        if other.kind != "paragraph" or not _is_elsewhere(block, other):
            return None
        if other_size(block.lines[-1].size, other.lines[0].size, usual):
            return None
        return place if _goes_on(block, other, indents) else None
    return None


def _is_elsewhere(block: Block, other: Block) -> bool:
    """Tell whether `other` stands in another column or on the next page, or below a picture."""
    last, first = block.lines[-1], other.lines[0]
    if last.page != first.page:
        return first.page == last.page + 1
    return first.column is not last.column or first.base - last.base > 4 * last.size


def _goes_on(block: Block, other: Block, indents: bool) -> bool:
    """Tell whether `other` begins in the midst of the paragraph that `block` began."""
    last, first = block.lines[-1], other.lines[0]
    is_single = len(block.lines) == 1
    is_alone = is_single and (is_line_alone(first.text) or is_line_alone(last.text))
    if BULLET.match(first.text) or is_alone:
        return False
    if first.text.lstrip("“‘\"'(")[:1].islower():
        return True
    is_next = last.page != first.page or first.column is not last.column
    room = (last.column.x1 - last.x1) / last.size
    if not has_ended(last.text):
        return is_next and room < _NEARLY_FULL
    # The sentence ends with the column: an indent would tell a new paragraph.
    is_indented = first.x0 - first.column.x0 > _FLUSH * first.size
    return is_next and indents and room < _FLUSH and not is_indented


def _indents(found: list[Block]) -> bool:
    """Tell whether the paragraphs of the document begin with an indent."""
    several = [b for b in found if b.kind == "paragraph" and len(b.lines) > 2]
    indented = sum(
        b.lines[0].x0 - min(line.x0 for line in b.lines[1:]) > _FLUSH * b.lines[0].size
        for b in several
    )
    return bool(several) and 2 * indented > len(several)
