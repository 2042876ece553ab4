"""Tell by its first bytes what a file is, where that is not plain text."""

import re

_ZIPPED = (  # the first that holds; what a file is called at its beginning goes first
    (b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "an OpenDocument presentation"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"word/document", "a Word document"),
    (b"xl/workbook", "an Excel workbook"),
    (b"ppt/presentation", "a PowerPoint presentation"),
    (b"Index/Document.iwa", "a Pages, Numbers or Keynote document"),
)
_FLAT_ROOT = re.compile(rb"<(?:[\w-]+:)?document\b[^>]{0,4000}urn:oasis:names:tc:opendocument")
_END_OF_ZIP = b"PK\x05\x06"
_WITHIN = 65_536 + 22  # bytes from the end, as there may be a comment
_LOCKED_WORD = "EncryptedPackage".encode("utf-16-le")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (_OLD_OFFICE, "an old Word or Office document"),
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
_UNFINISHED = "a document, an e-book or a ZIP archive that is damaged or breaks off"
_FLAT = "an OpenDocument text in one XML file (FODT)"
# What to do where "save it as text" is not the best advice.
WAYS_OUT = {
    "an old Word or Office document": "open it in Word or LibreOffice and save it as DOCX",
    "a Word document with a password": "open it in Word, save it without the password",
    "an Excel workbook": "copy the article's text into a text file and give that",
    "a PowerPoint presentation": "copy the article's text into a text file and give that",
    "an OpenDocument spreadsheet": "copy the article's text into a text file and give that",
    "an OpenDocument presentation": "copy the article's text into a text file and give that",
    "a Pages, Numbers or Keynote document": "export it as DOCX or EPUB and give that",
    _FLAT: "open it in LibreOffice and save it as ODT",
    "a ZIP archive": "unpack it and give the file with the article",
    _UNFINISHED: "get it once more, or open it in its own program and save it anew",
}
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
        if _END_OF_ZIP not in payload[-_WITHIN:]:
            return _UNFINISHED
        return next((title for mark, title in _ZIPPED if mark in head), "a ZIP archive")
    if payload.startswith(_OLD_OFFICE) and _LOCKED_WORD in payload:
        return "a Word document with a password"
    for mark, title in _STARTS:
        if payload.startswith(mark) and (mark not in _ONLY_TEXT or _has_binary(payload)):
            return title
    if payload[:4] == b"RIFF" and payload[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "a picture (WebP)", b"WAVE": "a sound file (WAV)"}.get(
            payload[8:12], "a film (AVI)"
        )
    if payload[4:8] == b"ftyp":
        return "a film or picture (MP4 family)"
    if payload.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml"):
        return _FLAT if _FLAT_ROOT.search(payload[:4096]) else "an XML file"
    return None


def _has_binary(payload: bytes) -> bool:
    return any(byte < 9 for byte in payload[:64])
