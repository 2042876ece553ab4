"""PDF files made by hand for the tests: small pages, and files that mean harm."""

import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

FONTS = {"regular": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic"}


class Text(NamedTuple):
    """A line of type on a page: its place from the lower left corner, in points."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "regular"
    more: str = ""  # operators before it, such as "3 Tr"


def pdf(
    objects: Iterable[bytes], *, root: int = 1, info: int | None = None, head: bytes = b"%PDF-1.7\n"
) -> bytes:
    """Return a file of `objects`, numbered from 1, with a table of where they are."""
    parts, places, start = [head], [], len(head)
    for number, content in enumerate(objects, start=1):
        places.append(start)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        start += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"/Size %d /Root %d 0 R" % (len(places) + 1, root)
    trailer += b" /Info %d 0 R" % info if info else b""
    return b"".join(parts) + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(places) + 1, table, trailer, start)
    )


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """Return an object that is a stream."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def deflated(content: bytes, times: int = 1) -> bytes:
    """Return a stream that is packed, `times` over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s]" % (b"/FlateDecode " * times))


def pages(
    contents: Sequence[bytes],
    *,
    title: str = "",
    author: str = "",
    box: tuple[int, int] = (595, 842),
    more: bytes = b"",
    head: bytes = b"%PDF-1.7\n",
) -> bytes:
    """Return a file with a page for each of `contents`, which are stream objects."""
    first = 4 + len(FONTS)
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(contents)))
    fonts = b" ".join(b"/%s %d 0 R" % (n.encode(), 4 + k) for k, n in enumerate(FONTS))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Title <%s> /Author <%s> /CreationDate (D:20110203040506Z) >>"
        % tuple((b"\xfe\xff" + t.encode("utf-16-be")).hex().encode() for t in (title, author)),
        *(
            b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
            % name.encode()
            for name in FONTS.values()
        ),
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R %s"
            b" /Resources << /Font << %s >> >> >>" % (*box, first + 2 * number + 1, more, fonts),
            content,
        ]
    return pdf(objects, info=3, head=head)


def written(texts: Iterable[Text]) -> bytes:
    """Return the operators that set `texts`, in this order."""
    lines = []
    for item in texts:
        shown = item.text.encode("cp1252").replace(b"\\", b"\\\\")
        shown = shown.replace(b"(", b"\\(").replace(b")", b"\\)")
        lines.append(
            b"BT %s /%s %g Tf %g %g Td (%s) Tj ET"
            % (item.more.encode(), item.font.encode(), item.size, item.x, item.y, shown)
        )
    return b"\n".join(lines)


def document(*leaves: Iterable[Text], **settings: object) -> bytes:
    """Return a file with a page for each of `leaves`."""
    return pages([stream(written(leaf)) for leaf in leaves], **settings)  # type: ignore[arg-type]


def column(x: float, y: float, lines: Iterable[str], size: float = 10, **more: str) -> list[Text]:
    """Return lines of type, one below the other from `y`."""
    return [Text(x, y - 1.2 * size * n, line, size, **more) for n, line in enumerate(lines)]
