"""Bytes to text: UTF-8, UTF-16 and Windows-1252; nothing else is guessed at.

A text that was damaged before it came here, or is in another encoding, is refused: a question with
wrong letters in it is worse than a sentence that says how to save the file.
"""

import contextlib
import re

from quiz.errors import EncodingError, SourceError

_SAVE_AS = "Save it as UTF-8 text and try again."
_BINARY = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_PAGE_END = re.compile("\n?\x0c\n?")  # a page may end within a paragraph
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
# In real Windows-1252 prose a high byte is a quotation mark, a dash, a currency sign or a small
# accented letter. A capital accented letter inside a small-letter word, or a control position,
# shows that the bytes mean something else (Mac Roman, a DOS code page, another alphabet).
_CAPITAL_INSIDE = re.compile(r"[a-z][À-ÖØ-Þ]\w|[a-z][À-ÖØ-Þ](?=\W)")
_UTF_8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_MAX_HIGH_SHARE = 0.10
_LONG = 50  # bytes
_FEWEST_DIFFERENT = 8  # bytes; in any text of some length there are more


def decode(payload: bytes, name: str) -> str:
    """Return the text of `payload`, every line end a line feed, without byte order mark.

    Raises EncodingError where the encoding is unknown, unsupported or broken, SourceError where the
    bytes are no text at all; `name` is how the message calls the source.
    """
    text = _LINE_ENDS.sub("\n", _repair_c1(_to_text(payload, name)).removeprefix("\ufeff"))
    text = _PAGE_END.sub("\n", text)
    found = _BINARY.search(text) or _C1.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise SourceError(
            f"{name} is not plain text: it holds the control character "
            f"U+{ord(found.group()):04X} in line {line}. {_SAVE_AS}"
        )
    return text


def _to_text(payload: bytes, name: str) -> str:
    if payload.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise EncodingError(f"{name} is UTF-32 text, which is not read. {_SAVE_AS}")
    if payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(payload, "utf-16", "UTF-16", name)
    if payload.startswith(b"\xef\xbb\xbf"):
        return _strictly(payload, "utf-8", "UTF-8", name)
    if b"\x00" in payload:
        return _utf_16_without_mark(payload, name)
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return _windows_1252(payload, name)


def _strictly(payload: bytes, codec: str, title: str, name: str) -> str:
    try:
        return payload.decode(codec)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"{name} is marked as {title}, but is damaged at byte {error.start}. {_SAVE_AS}"
        ) from None


def _utf_16_without_mark(payload: bytes, name: str) -> str:
    """Return bytes with NULs as UTF-16 where nearly every second one is NUL, as in English."""
    even, odd = payload[0:4000:2].count(0), payload[1:4000:2].count(0)
    pairs = min(len(payload), 4000) // 2
    if max(even, odd) > 0.8 * pairs and min(even, odd) < 0.2 * pairs:
        with contextlib.suppress(UnicodeDecodeError):
            return payload.decode("utf-16-be" if even > odd else "utf-16-le")
    raise SourceError(f"{name} is a binary file, not text. Give the article as plain text.")


def _windows_1252(payload: bytes, name: str) -> str:
    """Return bytes that are not UTF-8 as Windows-1252, where they read like prose in it."""
    if sum(byte < 9 or 13 < byte < 32 for byte in payload) > len(payload) * 0.01:
        raise SourceError(f"{name} is a binary file, not text. Give the article as plain text.")
    if len(payload) > _LONG and len(set(payload)) < _FEWEST_DIFFERENT:
        raise SourceError(f"{name} is no text. Give the article as plain text.")
    unknown = EncodingError(
        f"The encoding of {name} cannot be told: it is neither UTF-8 nor Windows-1252. {_SAVE_AS}"
    )
    try:
        text = payload.decode("cp1252")
    except UnicodeDecodeError:
        raise unknown from None
    high = sum(byte > 127 for byte in payload)
    if 2 * sum(map(len, _UTF_8_LETTER.findall(payload))) > high:
        raise EncodingError(f"{name} is UTF-8 text with damaged characters in it. {_SAVE_AS}")
    if high > max(1, len(payload) * _MAX_HIGH_SHARE) or _CAPITAL_INSIDE.search(text):
        raise unknown
    return text


def _repair_c1(text: str) -> str:
    """Return `text` with C1 control characters read as the Windows-1252 characters they stand for.

    Programs that take Windows-1252 for Latin-1 leave them behind; the HTML standard does the same.
    """
    return _C1.sub(_as_windows_1252, text)


def _as_windows_1252(found: re.Match[str]) -> str:
    try:
        return found.group().encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return found.group()
