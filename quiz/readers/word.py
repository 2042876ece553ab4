"""The reader for DOCX, Word's format, by mammoth."""

import re

from lxml import etree, html

from quiz.errors import SourceError
from quiz.readers import archive
from quiz.readers.blocks import blocks
from quiz.readers.draft import Draft
from quiz.readers.heads import Properties, draft_of

# Word keeps the English names of its own styles in every language; the rest are LibreOffice's
# and pandoc's.
_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1.title:fresh",
        *(
            f"p[style-name='{name}'] => p.caption:fresh"
            for name in (
                "caption", "Image Caption", "Table Caption", "Figure", "FigureCaption",
                "Figure Caption", "Illustration", "Drawing", "Photo", "Photo Caption",
            )
        ),
        *(
            f"p[style-name='{name}'] => blockquote > p:fresh"
            for name in ("Quote", "Intense Quote", "Block Text", "Quotations")
        ),
        "p[style-name^='toc '] => !",
        "p[style-name='TOC Heading'] => !",
        *(f"p[style-name='{name}'] => p.byline:fresh" for name in ("Author", "Byline")),
    ]
)  # fmt: skip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = re.compile(r"word/document\d*\.xml")
_CORE = "docProps/core.xml"


def draft(payload: bytes, name: str) -> Draft:
    """Return what a DOCX holds. Runs in the child process.

    Insertions are taken in, deletions, comments, notes, headers, footers and hidden text left out;
    a text box stands after the paragraph that it hangs on.
    """
    from mammoth import convert_to_html

    found = archive.parts(payload, name, _is_text)
    main = next((path for path in found if _MAIN.fullmatch(path)), None)
    if main is None:
        raise SourceError(
            f"{name} is a ZIP archive without a Word document in it. Give the document itself."
        )
    for path, content in found.items():
        root = archive.xml(content, name)
        if path == main:
            _drop_hidden(root)
            _keep_boxes(root)
        found[path] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    result = convert_to_html(
        archive.packed(found),
        style_map=_STYLES,
        include_embedded_style_map=False,  # a file does not tell us how to read it
        convert_image=_no_picture,
    )
    page = html.fromstring(f"<div>{result.value}</div>")
    _drop_notes(page)
    return draft_of(blocks(page), _properties(found, name), name)


def _is_text(path: str) -> bool:
    """Tell whether a part is one that mammoth reads: XML, but no pictures, charts or fonts."""
    return path.endswith((".xml", ".rels")) and not path.startswith(
        ("word/media/", "word/embeddings/", "word/charts/", "word/theme/", "customXml/")
    )


def _no_picture(_: object) -> list[object]:
    return []


def _drop_hidden(root: etree._Element) -> None:
    """Take out the runs that are set hidden."""
    for word in (_W, _STRICT):
        for mark in list(root.iter(f"{word}vanish")):
            if mark.get(f"{word}val", "1") in {"0", "false", "off"}:
                continue
            properties = mark.getparent()
            run = properties.getparent() if properties is not None else None
            if run is not None and run.tag == f"{word}r" and run.getparent() is not None:
                run.getparent().remove(run)


def _keep_boxes(root: etree._Element) -> None:
    """Put a text box that has no form for old programs, which mammoth reads, into that form."""
    for alternatives in list(root.iter(f"{_COMPATIBLE}AlternateContent")):
        boxes = list(alternatives.iterfind(f"{_COMPATIBLE}Choice//{{*}}txbxContent"))
        old = alternatives.find(f"{_COMPATIBLE}Fallback")
        if not boxes or (old is not None and old.find(".//{*}txbxContent") is not None):
            continue
        if old is None:
            old = etree.SubElement(alternatives, f"{_COMPATIBLE}Fallback")
        etree.SubElement(old, f"{_W}pict").extend(boxes)


def _drop_notes(page: html.HtmlElement) -> None:
    """Take out the list of notes that mammoth puts at the end."""
    for entry in list(page.iter("li")):
        if (entry.get("id") or "").startswith(("footnote-", "endnote-", "comment-")):
            entry.drop_tree()


def _properties(found: dict[str, bytes], name: str) -> Properties:
    """Return the title and the author that the file gives for itself."""
    if _CORE not in found:
        return Properties()
    return Properties.within(archive.xml(found[_CORE], name))
