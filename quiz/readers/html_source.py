"""Web pages as bytes: telling that they are one, unpacking what a browser saved, and decoding."""

import codecs
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from quiz.errors import SourceError

_LOOK = 65_536  # bytes in which a page must show that it is one
_PRESCAN = 4_096  # where a browser looks for the encoding, with room to spare
_OPENING = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|base|script|style|div|article|section"
    r"|main|header|nav|h[1-3]|p|table|center)(?=[\s>/]))",
    re.IGNORECASE,
)
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n|[ \t][^\n]*\n)+\r?\n")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_DECLARED = re.compile(
    rb"<meta[^>]{1,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s*")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_SAVED_FROM = re.compile(
    r"<!--[^>]{0,40}?(?:saved from url=\(\d+\)|url:)\s*(https?://[^\s>]{1,2000})", re.IGNORECASE
)
# What the encoding standard of the web makes of the names that pages give.
_SAME = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_KNOWN = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-roman|big5"
    r"|gb18030|euc_jp|iso2022_jp"
)
_MOST_PARTS = 5_000  # of a page saved in one file: pictures, styles, frames
_FAR_FROM_UTF_8 = 0.002  # of the bytes; a few bad ones are an accident in a page of UTF-8
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,9})|([0-9]{1,10}));?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LAST_CHARACTER = 0x10FFFF


@dataclass(frozen=True)
class Page:
    """A web page as text, and the address it was saved from, where the file says so."""

    text: str
    url: str | None = None
    damaged: bool = False  # some bytes meant nothing in the page's encoding


def is_page(payload: bytes) -> bool:
    """Tell by its beginning whether `payload` is a web page (HTML or XHTML) or a saved one."""
    return is_archive(payload) or bool(_OPENING.match(_past_comments(_beginning(payload))))


def is_archive(payload: bytes) -> bool:
    """Tell whether `payload` is a page with its pictures in one file (MHTML)."""
    header = _HEADER.match(payload[:_LOOK].lstrip())
    return bool(
        header and _RELATED.search(header.group()) and b"text/html" in payload[:_LOOK].lower()
    )


def opened(payload: bytes, name: str) -> Page:
    """Return the page in `payload`; raises SourceError where a saved page holds none.

    Bytes that mean nothing in its encoding become U+FFFD, and `damaged` says so.
    """
    if is_archive(payload):
        return _unpacked(payload, name)
    text = decoded(payload)
    saved = _SAVED_FROM.search(text[:_LOOK])
    return Page(text, saved[1] if saved else None, "\ufffd" in text)


def decoded(payload: bytes, declared: str | None = None) -> str:
    """Return `payload` as text, by its mark, as UTF-8, by what it declares, as Windows-1252."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if payload.startswith(mark):
            return _bare(payload.decode(codec, "replace"))
    wide = _wide(payload)
    if wide:
        return _bare(payload.decode(wide, "replace"))
    try:
        return _bare(payload.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    codec = _codec(declared) or _codec(_declaration(payload)) or "utf-8"
    text = payload.decode(codec, "replace")
    if codec.startswith("utf-") and text.count("\ufffd") > len(payload) * _FAR_FROM_UTF_8:
        text = payload.decode("cp1252", "replace")
    return _bare(text)


def _unpacked(payload: bytes, name: str) -> Page:
    """Return the main page of an MHTML archive."""
    if payload.count(b"\n--") > _MOST_PARTS:
        raise SourceError(
            f"{name} is a saved web page of more than {_MOST_PARTS:,} parts. "
            "Save the page without pictures, or give the article's text."
        )
    archive = message_from_bytes(payload.lstrip(), policy=policy.compat32)
    parts = [part for part in archive.walk() if part.get_content_type() == "text/html"]
    parts += [p for p in archive.walk() if p.get_content_type() == "application/xhtml+xml"]
    if not parts:
        raise SourceError(
            f"{name} is a saved web page without the page itself. "
            "Open it in a browser, save it again, or give the article's text."
        )
    wanted = _header(archive, "Snapshot-Content-Location")
    part = next((p for p in parts if wanted and _header(p, "Content-Location") == wanted), parts[0])
    body = part.get_payload(decode=True)
    text = decoded(body if isinstance(body, bytes) else b"", part.get_content_charset())
    url = wanted or _header(part, "Content-Location")
    is_web = bool(url and re.match(r"https?://\S+$", url))
    return Page(text, url if is_web else None, "\ufffd" in text)


def _header(part: Message, field: str) -> str | None:
    """Return a header field, None where it is missing or malformed."""
    try:
        value = part.get(field)
    except (ValueError, IndexError, AttributeError):
        return None
    return "".join(str(value).split()) if value else None


def _beginning(payload: bytes) -> str:
    return decoded(payload[:_LOOK])


def _past_comments(text: str) -> str:
    """Return `text` without the comments and XML instructions in front of its first tag."""
    start = 0
    while True:
        start = _SPACE.match(text, start).end()  # type: ignore[union-attr]  # it always matches
        for opening, closing in (("<!--", "-->"), ("<?", "?>")):
            if text.startswith(opening, start):
                end = text.find(closing, start)
                if end < 0:
                    return ""
                start = end + len(closing)
                break
        else:
            return text[start : start + 200]


def _wide(payload: bytes) -> str | None:
    """Return the UTF-16 that a page without a mark is in, told by the NULs beside its "<"."""
    head = payload[:200]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if b"<" not in head or max(even, odd) < 0.4 * len(head) or min(even, odd) > 0.05 * len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declaration(payload: bytes) -> str | None:
    found = _DECLARED.search(payload[:_PRESCAN])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _codec(label: str | None) -> str | None:
    """Return Python's name for an encoding that a page may be in, None for any other label."""
    try:
        found = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    found = _SAME.get(found, found)
    return found if _KNOWN.fullmatch(found) and not found.startswith("utf-16") else None


def _without_control(found: re.Match[str]) -> str:
    """Return a reference as it is, a blank for one to a character that XML does not have."""
    number = int(found[1], 16) if found[1] else int(found[2])
    sound = number <= _LAST_CHARACTER and not _NOT_IN_XML.match(chr(number))
    return found[0] if sound else " "


def _bare(text: str) -> str:
    """Return `text` without mark, control characters and XML declaration.

    Parsers of text stumble over them, also over control characters that a reference spells out.
    """
    text = _REFERENCE.sub(_without_control, text.removeprefix("\ufeff").replace("\x00", ""))
    text = _NOT_IN_XML.sub(" ", text)
    declaration = _XML_DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text
