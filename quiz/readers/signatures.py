"""Tell by its first bytes what a file is, where that is not plain text."""

import re

_MARKUP = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ZIPPED = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/epub", "an e-book (EPUB)"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
)
_STARTS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"ID3", "a sound file (MP3)"),
    (b"OggS", "a sound file (Ogg)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7-Zip)"),
    (b"Rar!\x1a\x07", "a compressed file (RAR)"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (Zstandard)"),
)
# How the answer begins for a file that holds no text that could be saved as such.
NO_ARTICLE = ("a picture", "a sound", "a film", "a program", "a database")
_ONLY_TEXT = {
    b"ID3",
    b"BZh",
    b"OggS",
}  # a text can begin like this too, unless a binary byte follows


def foreign_format(payload: bytes) -> str | None:
    """Return what the file is, with its article ("a PDF"), or None where it may be plain text."""
    if payload.startswith(b"PK\x03\x04"):
        head = payload[:65536] + payload[-65536:]
        return next((title for mark, title in _ZIPPED if mark in head), "a ZIP archive")
    for mark, title in _STARTS:
        if payload.startswith(mark) and (mark not in _ONLY_TEXT or _has_binary(payload)):
            return title
    if payload[:4] == b"RIFF" and payload[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "a picture (WebP)", b"WAVE": "a sound file (WAV)"}.get(
            payload[8:12], "a film (AVI)"
        )
    if payload[4:8] == b"ftyp":
        return "a film or picture (MP4 family)"
    if _MARKUP.match(payload.removeprefix(b"\xef\xbb\xbf")):
        return "a web page (HTML)"
    return None


def _has_binary(payload: bytes) -> bool:
    return any(byte < 9 for byte in payload[:64])
