"""The reader for ODT, the format of LibreOffice and its relatives.

The text of an OpenDocument file is XML much like a web page, so it is read as it stands. Libraries
that turn it into something else lose what is wanted here: which paragraph is the title or a caption
is a matter of its style, and text boxes and hidden text are passed over or taken in.
"""

from dataclasses import dataclass

from lxml import etree

from quiz.errors import SourceError
from quiz.readers import archive
from quiz.readers.blocks import Blocks, is_layout, single
from quiz.readers.draft import Draft
from quiz.readers.heads import Properties, draft_of
from quiz.schema.article import BlockKind

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE = f"{{{_OASIS}text:1.0}}", f"{{{_OASIS}style:1.0}}"
_DRAW, _TABLE = f"{{{_OASIS}drawing:1.0}}", f"{{{_OASIS}table:1.0}}"
_OFFICE = f"{{{_OASIS}office:1.0}}"
_PARTS = frozenset({"content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"})
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SILENT = frozenset(
    {
        f"{_TEXT}{name}"
        for name in (
            "tracked-changes", "note", "ruby-text", "hidden-text", "hidden-paragraph",
            "table-of-content", "alphabetical-index", "illustration-index", "table-index",
            "bibliography", "user-index", "page-number", "page-count", "sequence-decls",
            "variable-decls", "user-field-decls",
        )
    }
    | {f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_OFFICE}forms"}
    | {f"{{{_OASIS}svg-compatible:1.0}}{name}" for name in ("title", "desc")}
)  # fmt: skip
_STYLES: dict[str, BlockKind] = {
    "title": "title",
    **dict.fromkeys(("caption", "figure", "illustration", "drawing"), "caption"),
    **dict.fromkeys(("figurecaption", "tablecaption", "imagecaption"), "caption"),
    **dict.fromkeys(("author", "byline"), "byline"),
    **dict.fromkeys(("quotations", "quote"), "paragraph"),
}


def draft(payload: bytes, name: str) -> Draft:
    """Return what an ODT holds. Runs in the child process.

    Insertions are taken in, deletions, comments, notes, headers, footers, indexes and hidden text
    left out; a text box stands after the paragraph that it hangs on.
    """
    found = archive.parts(payload, name, lambda path: path in _PARTS)
    if b"encryption-data" in found.get("META-INF/manifest.xml", b""):
        raise archive.locked(name)
    if "content.xml" not in found:
        raise archive.damaged(name)
    content = archive.xml(found["content.xml"], name)
    styles = _Styles.of(content)
    if "styles.xml" in found:
        styles = styles.over(_Styles.of(archive.xml(found["styles.xml"], name)))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise SourceError(
            f"{name} is an OpenDocument file, but no text. Give a text document (ODT)."
        )
    properties = Properties()
    if "meta.xml" in found:
        properties = Properties.within(archive.xml(found["meta.xml"], name))
    blocks = Blocks()
    _walk(body, None, styles, blocks)
    return draft_of(blocks, properties, name)


@dataclass(frozen=True)
class _Styles:
    """The styles of a document: which stands on which, and which hide their text."""

    parents: dict[str, str]
    hidden: frozenset[str]
    automatic: frozenset[str]  # made by the program for one paragraph, on top of a style

    @classmethod
    def of(cls, root: etree._Element) -> "_Styles":
        parents, hidden = {}, set()
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            parents[name] = style.get(f"{_STYLE}parent-style-name", "")
            properties = style.find(f"{_STYLE}text-properties")
            if properties is not None and properties.get(f"{_TEXT}display") == "none":
                hidden.add(name)
        made = root.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style")
        automatic = frozenset(style.get(f"{_STYLE}name", "") for style in made)
        return cls(parents, frozenset(hidden), automatic)

    def over(self, common: "_Styles") -> "_Styles":
        """Return these with those `common` to the document below them."""
        return _Styles(common.parents | self.parents, common.hidden | self.hidden, self.automatic)

    def line(self, name: str) -> list[str]:
        """Return the style and all that it stands on."""
        names: list[str] = []
        while name and name not in names:
            names.append(name)
            name = self.parents.get(name, "")
        return names

    def kind(self, name: str) -> BlockKind | None:
        """Return what a paragraph of this style is, where the style tells.

        What is like a caption is one. What is like a title need not be: a date often stands on it.
        """
        line = self.line(name)
        own = next((style for style in line if style not in self.automatic), "")
        for style in line:
            # LibreOffice writes Heading_20_1 for "Heading 1".
            kind = _STYLES.get(style.replace("_20_", "").casefold())
            if kind and (style == own or kind in {"caption", "paragraph"}):
                return kind
        return None

    def hides(self, name: str) -> bool:
        return not self.hidden.isdisjoint(self.line(name))


def _walk(element: etree._Element, kind: BlockKind | None, styles: _Styles, found: Blocks) -> None:
    """Add the pieces of an element that holds paragraphs."""
    for child in element:
        if child.tag in _PARAGRAPHS:
            _paragraph(child, kind, styles, found)
        elif child.tag == f"{_TABLE}table" and not is_layout(child.iter(*_PARAGRAPHS)):
            found.tables += 1
        elif child.tag == f"{_TEXT}section" and child.get(f"{_TEXT}display") == "none":
            continue
        elif isinstance(child.tag, str) and child.tag not in _SILENT:
            _walk(child, "paragraph" if child.tag == f"{_TEXT}list" else kind, styles, found)


def _paragraph(
    element: etree._Element, kind: BlockKind | None, styles: _Styles, found: Blocks
) -> None:
    """Add a paragraph, then the text boxes that hang on it."""
    style = element.get(f"{_TEXT}style-name", "")
    own: BlockKind | None = "heading" if element.tag == f"{_TEXT}h" else None
    boxes: list[etree._Element] = []
    text = "".join(_texts(element, styles, boxes))
    if not styles.hides(style):
        found.add_lines(text, styles.kind(style) or own or kind)
    for box in boxes:
        _walk(box, None, styles, found)


def _texts(element: etree._Element, styles: _Styles, boxes: list[etree._Element]) -> list[str]:
    """Return the texts of a paragraph in order; text boxes are put into `boxes`."""
    texts = [single(element.text)]
    for child in element:
        if child.tag == f"{_DRAW}text-box":
            boxes.append(child)
        elif child.tag == f"{_TEXT}line-break":
            texts.append("\n")
        elif child.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            texts.append(" ")
        elif not isinstance(child.tag, str) or child.tag in _SILENT:
            pass
        elif not styles.hides(child.get(f"{_TEXT}style-name", "")):
            texts += _texts(child, styles, boxes)
        texts.append(single(child.tail))
    return texts
