"""What a site answers: which answers are a page, and the bytes of one."""

import codecs
import contextlib
import re
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse

from quiz.errors import FetchError
from quiz.readers.fetching.addresses import SAVE, Address, shown

_LEADS_ON = frozenset({301, 302, 303, 307, 308})
_PAGES = frozenset({200, 203})
_PART = 64 * 1024  # bytes taken at a time
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_ENGLISH = {
    "iso-8859-1": "cp1252",  # as every browser takes it
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-15": "iso8859-15",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})

# Which reader takes the page is told by its bytes; these only keep films and programs away.
MEDIA_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "text/plain",
    "application/xml",
    "text/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
)
_OTHER_TYPES = {"image": "a picture", "audio": "a sound", "video": "a film", "font": "a font"}
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,40}/[a-z0-9][a-z0-9.+-]{0,80}")

_REFUSALS = {
    401: f"asks for a name and a password (401). {SAVE}",
    402: f"gives this page to subscribers only (402). {SAVE}",
    403: f"does not give this page to programs (403). {SAVE}",
    404: "has no such page (404). Check the address.",
    407: f"asks for a name and a password (407). {SAVE}",
    408: "gave up waiting (408). Try again later.",
    410: "has taken this page away (410). Look for another copy of the article.",
    429: "has had too many requests from here (429). Wait some minutes and try again.",
    451: "may not show this page here, for legal reasons (451). Give another article.",
}


def leads_to(answer: BaseHTTPResponse, address: Address) -> str | None:
    """Return the address that `answer` to `address` leads on to, as it stands there, or None."""
    place = answer.headers.get("location")
    if answer.status not in _LEADS_ON or not place:
        return None
    with contextlib.suppress(UnicodeError):
        place = place.encode("latin-1").decode()  # as the header is read, and as it is written
    try:
        return urljoin(address.url, place.strip().replace(" ", "%20"))
    except ValueError:
        return place


def require_page(answer: BaseHTTPResponse, host: str) -> None:
    """Raise FetchError for an answer that brings no page."""
    status = answer.status
    if status in _PAGES:
        return
    if status in _REFUSALS:
        raise FetchError(f"{host} {_REFUSALS[status]}")
    if status >= 500:
        raise FetchError(f"{host} has trouble of its own ({status}). Try again later.")
    raise FetchError(f"{host} answers without a page ({status}). Check the address. {SAVE}")


def media_type(answer: BaseHTTPResponse, address: Address) -> str:
    """Return the type of a page. Raises FetchError for one that is not among MEDIA_TYPES."""
    told = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if told in MEDIA_TYPES:
        return told
    page = shown(address.url)
    kind = _OTHER_TYPES.get(told.partition("/")[0])
    if kind:
        raise FetchError(f"{page} is {kind}, not an article. Give the address of the article.")
    what = f"of the type {told}" if _TYPE.fullmatch(told) else "of no type that is known"
    raise FetchError(
        f"{page} is {what}, and only web pages, feeds, PDFs and plain text are fetched. "
        "Save it with a browser and give the file."
    )


def body(answer: BaseHTTPResponse, host: str, limit: int, *, cut: bool = False) -> bytes:
    """Return the bytes of `answer`, not more than `limit`, counted after they are unpacked.

    Raises FetchError for more, unless the rest is to be `cut` off.
    """
    packed = answer.headers.get("content-encoding", "").strip().lower()
    if packed not in _ENCODINGS:
        raise FetchError(f"{host} sends the page packed in a way that is not read. {SAVE}")
    if not cut and (answer.length_remaining or 0) > limit:
        raise _too_large(host, limit)
    parts: list[bytes] = []
    size = 0
    for part in answer.stream(_PART, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > limit:
            if not cut:
                raise _too_large(host, limit)
            break
    return b"".join(parts)[:limit]


def as_utf8(payload: bytes, answer: BaseHTTPResponse) -> bytes:
    """Return the bytes of a page or text in UTF-8 where only the header tells its encoding.

    The header is not kept, so that what it says would be lost. It says so wrongly of many pages in
    UTF-8; those stay as they are, and so do encodings that English is not written in.
    """
    told = _CHARSET.search(answer.headers.get("content-type", ""))
    encoding = _ENGLISH.get(told[1].lower()) if told else None
    if encoding is None or payload.startswith(_MARKS) or _is_utf8(payload):
        return payload
    try:
        return codecs.BOM_UTF8 + payload.decode(encoding).encode()
    except UnicodeError:
        return payload


def _is_utf8(payload: bytes) -> bool:
    try:
        payload.decode()
    except UnicodeError:
        return False
    return b"\0" not in payload


def _too_large(host: str, limit: int) -> FetchError:
    size = f"{limit / 1_000_000:g} MB"
    return FetchError(
        f"The page of {host} is larger than {size}. Give the address of a single article, "
        "or the article as a file."
    )
