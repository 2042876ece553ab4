"""Codes to scan with a telephone, as pictures that a page takes in."""

import io
from typing import Any

from quiz.errors import ExportError

_QUIET = 4  # modules of white around the code, as the standard asks


def qr_picture(text: str) -> str:
    """Return a QR code that says `text`, as SVG. Raises ExportError where it is too long."""
    return _drawn(text, kind="svg", xmldecl=False, svgns=True, nl=False).decode("ascii")


def qr_image(text: str) -> bytes:
    """Return a QR code that says `text`, as PNG. Raises ExportError where it is too long."""
    return _drawn(text, kind="png", scale=8)


def _drawn(text: str, **options: Any) -> bytes:
    import segno

    try:
        code = segno.make(text, error="m", micro=False)
    except segno.DataOverflowError:
        raise ExportError("The link is too long for a code to scan; give a shorter one.") from None
    buffer = io.BytesIO()
    code.save(buffer, border=_QUIET, dark="#000", **options)
    return buffer.getvalue()
