"""Markup to pieces: the blocks of a document that was turned into HTML, or of a book's page.

This is no extractor for web pages: all of the document is the article. Pictures, footnotes and
tables of figures are left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from quiz.readers.draft import Piece
from quiz.schema.article import BlockKind

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    "address article aside blockquote body center caption dd details div dl dt fieldset figcaption "
    "figure footer form header hr html legend li main nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul".split()
)
_SILENT = frozenset(
    "audio button canvas del embed head iframe input map math meta nav noscript object rp rt "
    "script select style svg template textarea title video".split()
)
_NOTES = frozenset(
    "footnote footnotes endnote endnotes rearnote rearnotes noteref pagebreak toc "
    "doc-footnote doc-endnotes doc-endnote doc-noteref doc-pagebreak doc-toc".split()
)
_CAPTIONS = frozenset({"caption", "figcaption", "image-caption", "imagecaption"})
_WHITE = re.compile(r"\s+")
_TWO_BREAKS = re.compile(r"\n[ \xa0]*\n")
PROSE = 25  # words; a piece as long is running text
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass
class Blocks:
    """The pieces of a document, as they come, and how many tables were left out."""

    pieces: list[Piece] = field(default_factory=list)
    tables: int = 0
    picture_texts: bool = False  # the words for a picture that stands alone are its caption

    def add(self, text: str, kind: BlockKind | None) -> None:
        """Add a piece unless it has no letter or figure."""
        text = visible(text)
        if any(character.isalnum() for character in text):
            self.pieces.append(Piece(kind=kind, text=text))

    def add_lines(self, text: str, kind: BlockKind | None) -> None:
        """Add the pieces of a paragraph: two line breaks in a row end one."""
        for part in _TWO_BREAKS.split(text):
            self.add(part, kind)


def visible(text: str) -> str:
    """Return `text` with single spaces and without characters that nobody sees."""
    return " ".join(text.translate(_INVISIBLE).split())


def single(text: str | None) -> str:
    """Return `text` with every white space as a blank: line feeds in markup are no line breaks."""
    return _WHITE.sub(" ", text or "")


def is_layout(paragraphs: Iterable[etree._Element]) -> bool:
    """Tell whether the paragraphs of a table are mostly running text: a page that was laid out."""
    words = [len("".join(paragraph.itertext()).split()) for paragraph in paragraphs]
    return sum(count for count in words if count >= PROSE) > sum(words) / 2


def blocks(root: etree._Element, *, picture_texts: bool = False) -> Blocks:
    """Return the pieces of the document below `root`.

    Paragraphs have no kind, for their words tell what they are; entries of lists and quotations
    are paragraphs. Two line breaks in a row end a paragraph, as people who know no Enter type them.
    """
    found = Blocks(picture_texts=picture_texts)
    _walk(root, None, found)
    return found


def _walk(element: etree._Element, kind: BlockKind | None, found: Blocks) -> None:
    """Add the pieces of a block and of the blocks in it."""
    kind = _kind(element, kind)
    line: list[str] = [_number(element)]
    for step in _steps(element):
        if isinstance(step, str):
            line.append(step)
            continue
        _close(line, kind, found)
        if _name(step) != "table" or is_layout(_paragraphs(step)):
            _walk(step, kind, found)
        else:
            found.tables += 1
    _close(line, kind, found)
    if found.picture_texts and _name(element) == "p":
        _caption(element, found)


def _close(line: list[str], kind: BlockKind | None, found: Blocks) -> None:
    """Add what stands in `line` and empty it."""
    found.add_lines("".join(line), kind)
    line.clear()


def _steps(element: etree._Element) -> Iterator["str | etree._Element"]:
    """Yield the texts within `element` that belong to no inner block, and those blocks, in order.

    White space is single; a line feed stands for a line break.
    """
    yield single(element.text)
    for child in element:
        name = _name(child)
        if name == "br":
            yield "\n"
        elif name in _BLOCKS and not _is_silent(child):
            yield child
        elif name and not _is_silent(child):
            yield from _steps(child)
        yield single(child.tail)


def _name(element: etree._Element) -> str:
    """Return the name without its namespace, "" for a comment or the like."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def _is_silent(element: etree._Element) -> bool:
    """Tell whether an element holds nothing of the running text."""
    if _name(element) in _SILENT or element.get("hidden") is not None:
        return True
    roles = f"{element.get('{http://www.idpf.org/2007/ops}type', '')} {element.get('role', '')}"
    if not _NOTES.isdisjoint(roles.split()):
        return True
    if "display:none" in element.get("style", "").replace(" ", ""):
        return True
    return _name(element) == "sup" and _is_reference(element)


def _is_reference(element: etree._Element) -> bool:
    """Tell whether a raised sign leads to a note."""
    text = "".join(element.itertext()).strip(" []()*†‡")
    return (text.isdigit() or not text) and any(
        "#" in (inner.get("href") or "") for inner in element.iter()
    )


def _kind(element: etree._Element, kind: BlockKind | None) -> BlockKind | None:
    """Return what the texts of `element` are, where those around it are of `kind`."""
    name = _name(element)
    classes = (element.get("class") or "").lower().split()
    if kind == "caption" or name == "figcaption" or not _CAPTIONS.isdisjoint(classes):
        return "caption"
    if name in _HEADINGS or "title" in classes:
        return "title" if "title" in classes else "heading"
    if name == "p" and not {"author", "byline"}.isdisjoint(classes):
        return "byline"
    return "paragraph" if name in {"li", "blockquote", "dd"} else kind


def _number(element: etree._Element) -> str:
    """Return the number of a list's first entry where it is none: "1986. It was a good year."."""
    parent = element.getparent()
    if _name(element) != "li" or parent is None or parent[0] is not element:
        return ""
    start = parent.get("start") or ""
    return f"{start}. " if start.isdigit() and int(start) > 99 else ""


def _paragraphs(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the innermost blocks of a table."""
    for element in table.iter():
        if _name(element) in _BLOCKS and not any(_name(inner) in _BLOCKS for inner in element):
            yield element


def _caption(paragraph: etree._Element, found: Blocks) -> None:
    """Add the words for a picture that stands alone in a paragraph."""
    pictures = [child for child in paragraph.iter() if _name(child) == "img"]
    if pictures and not "".join(paragraph.itertext()).strip():
        for picture in pictures:
            found.add(picture.get("alt") or "", "caption")
