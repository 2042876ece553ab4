"""Files that are ZIP archives within (DOCX, ODT, EPUB): checked before anything is parsed.

A few bytes can unfold to gigabytes, a name can point out of the archive, an entity can ask for a
file of this machine. `parts` answers each with a sentence; it is meant to run in the child process
of `confined`. What it returns was counted while it was unfolded, whatever sizes the file declares.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from html.entities import html5
from io import BytesIO

from lxml import etree

from quiz.errors import LengthError, ParserError, SourceError

MAX_TOTAL = 50_000_000  # bytes unfolded, declared or real
MAX_ENTRIES = 2_000
MAX_RATIO = 100  # unfolded to packed
_SMALL = 1_000_000  # bytes; below that any ratio is harmless
_CHUNK = 65_536
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    UnicodeDecodeError,
    struct.error,
)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XHTML_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+html(?:\s+(?:PUBLIC|SYSTEM)(?:\s+(?:\"[^\"]*\"|'[^']*')){1,2})?\s*>",
    re.IGNORECASE,
)
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")


def parts(payload: bytes, name: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return the bytes of those entries of the archive whose path is `wanted`.

    Pictures and all else that is not wanted is never unfolded, so an archive within the archive
    stays shut. Raises LengthError for more than MAX_ENTRIES, MAX_TOTAL or MAX_RATIO, SourceError
    for what is encrypted or holds a name that leads out of it, ParserError for a damaged file.
    """
    try:
        with zipfile.ZipFile(BytesIO(payload)) as archive:
            entries = archive.infolist()
            _check(entries, name)
            found: dict[str, bytes] = {}
            left = MAX_TOTAL
            for entry in entries:
                if not entry.is_dir() and wanted(entry.filename):
                    found[entry.filename] = _unfolded(archive, entry, left, name)
                    left -= len(found[entry.filename])
            return found
    except _BROKEN as error:
        raise damaged(name) from error


def packed(entries: dict[str, bytes]) -> BytesIO:
    """Return a new archive of `entries`, for a parser that wants one."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in entries.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    target.seek(0)
    return target


def xml(content: bytes, name: str) -> etree._Element:
    """Return the root of an XML part. Raises SourceError for a DOCTYPE or an entity in it.

    With these refused there is nothing to expand and nothing to fetch: no need for defusedxml.
    """
    require_plain(content, name)
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        raise _as_fault(error, name) from error
    if root.getroottree().docinfo.doctype:  # in an encoding that the bytes did not show
        raise _with_doctype(name)
    return root


def xhtml(content: bytes, name: str) -> etree._Element:
    """Return the root of a page of a book; a DOCTYPE without entities of its own is harmless."""
    plain = _XHTML_DOCTYPE.sub(b"", require_plain(content, name, page=True), count=1)
    try:
        root = etree.fromstring(_NAMED.sub(_as_number, plain), _parser(recover=True))
    except etree.XMLSyntaxError as error:
        raise _as_fault(error, name) from error
    if root is None:
        raise damaged(name)
    if root.getroottree().docinfo.doctype:
        raise _with_doctype(name)
    return root


def _as_number(found: re.Match[bytes]) -> bytes:
    """Return `&nbsp;` as `&#160;`: XML knows five names only, and the list is not fetched."""
    text = html5.get(found[1].decode() + ";", "")
    return b"".join(b"&#%d;" % ord(character) for character in text) or found[0]


def require_plain(content: bytes, name: str, *, page: bool = False) -> bytes:
    """Return `content`. Raises SourceError where it declares a document type or an entity.

    A `page` of a book may name a document type of HTML, as long as it declares nothing in it.
    """
    flat = content.replace(b"\x00", b"")  # UTF-16 hides nothing
    if page:
        flat = _XHTML_DOCTYPE.sub(b"", flat, count=1)
    if _DECLARATION.search(flat):
        raise _with_doctype(name)
    return content


def damaged(name: str) -> ParserError:
    """Return the error for a file that its own program could not open either."""
    return ParserError(
        f"{name} is damaged or incomplete. Open it in its own program and save it anew, "
        "or get it once more."
    )


def locked(name: str) -> SourceError:
    """Return the error for a file with a password."""
    return SourceError(
        f"{name} is protected with a password. Open it in its own program, "
        "save it without the password and give that."
    )


def _as_fault(error: etree.XMLSyntaxError, name: str) -> ParserError | MemoryError:
    """Return what stands behind a parser's complaint: libxml2 also calls a lack of memory one."""
    lacks_memory = error.code == etree.ErrorTypes.ERR_NO_MEMORY
    return MemoryError() if lacks_memory else damaged(name)


def _parser(recover: bool = False) -> etree.XMLParser:
    # huge_tree stays off: it bounds the depth and the length of one text.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=recover, huge_tree=False
    )


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Raise SourceError for a list of contents that no program of this world writes."""
    if len(entries) > MAX_ENTRIES:
        raise LengthError(
            f"{name} holds {len(entries):,} files, and up to {MAX_ENTRIES:,} are read. "
            "Give a single article or chapter."
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise locked(name)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise _too_large(name)
    for entry in entries:
        if entry.file_size > max(_SMALL, MAX_RATIO * entry.compress_size):
            raise _too_large(name)
        if entry.compress_type not in _METHODS:
            raise damaged(name)
    paths = [entry.filename for entry in entries]
    links = [entry for entry in entries if stat.S_ISLNK(entry.external_attr >> 16)]
    if links or len(set(paths)) < len(paths) or any(_leads_out(path) for path in paths):
        raise SourceError(
            f"{name} holds files with doubled or misleading names, as no word processor writes "
            "them, and is not read. Open it in its own program and save it anew."
        )


def _leads_out(path: str) -> bool:
    steps = path.replace("\\", "/").split("/")
    return path.startswith(("/", "\\")) or ".." in steps or ":" in steps[0]


def _unfolded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, name: str) -> bytes:
    """Return the bytes of an entry, up to `left`: sizes that are declared can lie."""
    content = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            if len(content) > left:
                raise _too_large(name)
    return bytes(content)


def _too_large(name: str) -> LengthError:
    return LengthError(
        f"{name} unfolds to more than {MAX_TOTAL // 1_000_000} MB or {MAX_RATIO} times its size, "
        "which is not read. Take the pictures out, or give the article's text."
    )


def _with_doctype(name: str) -> SourceError:
    return SourceError(
        f"{name} declares a document type or entities of its own, as no word processor writes "
        "them, and is not read. Open it in its own program and save it anew."
    )
