"""Small DOCX, ODT, EPUB and RTF files made at run time: odd, hostile, or of one feature."""

import io
import zipfile
from collections.abc import Mapping

from tests.readers.texts import PARAGRAPHS, TITLE

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of WordprocessingML."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


ARTICLE_BODY = paragraph(TITLE) + "".join(map(paragraph, PARAGRAPHS))


def zipped(entries: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of `entries`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for path, content in entries.items():
            archive.writestr(path, content)
    return target.getvalue()


def docx(body: str = ARTICLE_BODY, *, head: str = "", **more: str | bytes) -> bytes:
    """Return a DOCX with `body` in it; `head` goes before the root, `more` are further parts."""
    document = f'<?xml version="1.0"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    return zipped({**parts, **more})


def odt(body: str = "", *, head: str = "", **more: str | bytes) -> bytes:
    """Return an ODT with `body` in it; `head` goes before the root."""
    body = body or "".join(f"<text:p>{text}</text:p>" for text in (TITLE, *PARAGRAPHS))
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content xmlns:office="{OFFICE}:office:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0" xmlns:style="{OFFICE}:style:1.0" '
        f'xmlns:table="{OFFICE}:table:1.0" xmlns:draw="{OFFICE}:drawing:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {"mimetype": ODT_TYPE, "content.xml": content}
    return zipped({**parts, **more}, zipfile.ZIP_STORED)


def page(*paragraphs: str, heading: str = "", doctype: str = "") -> str:
    """Return a page of a book."""
    title = f"<h1>{heading}</h1>" if heading else ""
    texts = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<?xml version="1.0"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title/></head><body>{title}{texts}</body></html>"
    )


def epub(pages: Mapping[str, str], metadata: str = "", **more: str | bytes) -> bytes:
    """Return an EPUB with `pages` by file name."""
    items = "".join(
        f'<item id="i{n}" href="{path}" media-type="application/xhtml+xml"/>'
        for n, path in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf" '
        f'version="3.0"><metadata>{metadata}</metadata><manifest>{items}</manifest>'
        f"<spine>{spine}</spine></package>"
    )
    container = (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="O/book.opf"/></rootfiles></container>'
    )
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": container}
    inside = {f"O/{path}": content for path, content in pages.items()}
    return zipped({**parts, "O/book.opf": package, **inside, **more}, zipfile.ZIP_STORED)


def rtf(*paragraphs: str, head: str = "") -> bytes:
    """Return an RTF of paragraphs, written as they are given."""
    return ("{\\rtf1\\ansi\\deff0" + head + "\n" + "\\par\n".join(paragraphs) + "\\par}").encode()
