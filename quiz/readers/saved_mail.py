"""The reader for mails as a mail program saves them (`.eml`): headers, and parts in a code.

The parts with text are taken out in the child process and laid out as a pasted mail shows them.
What in it is the article, the reader of plain text tells, as it does for pasted mails.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from quiz.errors import SourceError
from quiz.readers.base import Reader, Source
from quiz.readers.confined import confined_as
from quiz.readers.decoding import decode
from quiz.readers.html_source import is_archive
from quiz.readers.limits import MIN_WORDS, require_bytes, require_text
from quiz.readers.plain_text import PLAIN_TEXT
from quiz.schema.article import Article
from quiz.schema.record import Record

MAX_BYTES = 10_000_000  # as much as may be uploaded: attachments are saved along
_MOST_PARTS = 1_000
_DEEPEST = 20  # mails in mails and parts in parts
_LOOK = 65_536  # bytes in which the headers must end
_HEADERS = re.compile(
    rb"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n|[ \t][^\n]*\n)+(?=\r?\n|\Z)"
)
_PARTS = re.compile(rb"^(?:mime-version|content-type):", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|return-path):", re.IGNORECASE | re.MULTILINE
)
_DELIVERED = re.compile(
    rb"^(?:to|received|message-id|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE
)
_SHOWN = ("From", "To", "Date", "Subject")
_FORWARDED = "---------- Forwarded message ---------"
_LATIN = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}  # as browsers take it
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINE_END = "\ue000"  # for private use: it goes through the reader of web pages
_WAY = "Open it in the mail program, and paste the article's text."


class Mail(Record):
    """A mail as text: its headers, an empty line, its body; mails in it likewise."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass
class _Found:
    """What a part holds: texts to read, and how many attachments are left out."""

    texts: list[str] = field(default_factory=list)
    left_out: int = 0
    of_html: bool = False

    def add(self, other: "_Found") -> None:
        """Add what another part holds."""
        self.texts += other.texts
        self.left_out += other.left_out
        self.of_html = self.of_html or other.of_html

    @property
    def words(self) -> int:
        """How many words the texts have."""
        return sum(len(text.split()) for text in self.texts)


def is_mail(payload: bytes) -> bool:
    """Tell by its headers whether `payload` is a saved mail, and no web page saved in one file."""
    start = payload[:_LOOK].removeprefix(b"\xef\xbb\xbf").lstrip()
    headers = _HEADERS.match(start)
    if not headers or not _PARTS.search(headers[0]) or not _SENT.search(headers[0]):
        return False
    if b"snapshot-content-location:" in headers[0].lower():  # Chromium's, under any type
        return False
    return bool(_DELIVERED.search(headers[0])) or not is_archive(payload)


def parse(payload: bytes, name: str) -> Mail:
    """Return the text of a mail. Runs in the child process.

    Raises SourceError where there is none, or too many parts, and LengthError for too long a text.
    """
    if payload.count(b"\n--") > 2 * _MOST_PARTS:
        raise _too_many(name)
    try:
        # Of the policies this one reads the headers of any mail; "default" fails on malformed ones.
        mail = message_from_bytes(
            payload.removeprefix(b"\xef\xbb\xbf").lstrip(), policy=policy.compat32
        )
        if sum(1 for _ in mail.walk()) > _MOST_PARTS:
            raise _too_many(name)
        found = _whole(mail, name, 0)
    except RecursionError:
        raise _too_many(name) from None
    if not found.words:
        raise SourceError(f"{name} is a mail without text in it{_why(mail, found)}")
    text = f"{_head(mail)}\n\n" + "\n\n".join(found.texts)
    require_text(text, name)
    require_bytes(text.encode("utf-8", "replace"), name)
    many = found.left_out > 1
    notes = (
        f"{found.left_out} attachments are left out." if many else "An attachment is left out.",
    )
    return Mail(text=_clean(text), notes=notes if found.left_out else ())


def _too_many(name: str) -> SourceError:
    return SourceError(
        f"{name} is a mail of more than {_MOST_PARTS:,} parts, or of parts in parts in parts. "
        f"{_WAY}"
    )


def _why(mail: Message, found: _Found) -> str:
    """Return the end of the sentence on a mail without text: the reason and the way out."""
    if mail.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime"):
        return f": it is enciphered. {_WAY}"
    if found.left_out:
        return ". Save what is attached to it, and give that file."
    return f". {_WAY}"


def _whole(part: Message, name: str, depth: int) -> _Found:
    """Return what a part holds, and the parts in it."""
    if depth > _DEEPEST:
        raise _too_many(name)
    kind = part.get_content_type()
    inner = list(_inner(part))
    if inner and kind == "multipart/alternative":
        return _best([_whole(each, name, depth + 1) for each in inner])
    found = _Found()
    if kind == "message/rfc822" and inner:
        found.texts.append(f"{_FORWARDED}\n{_head(inner[0])}")
    for each in inner:
        found.add(_whole(each, name, depth + 1))
    if inner:
        return found
    is_text = kind in ("text/plain", "text/html") or kind.startswith(("multipart/", "message/"))
    if part.get_content_disposition() == "attachment" or not is_text:
        shown_along = kind.startswith("image/") and part.get("Content-ID")  # a logo, say
        return _Found(left_out=0 if shown_along else 1)
    text = _text(part, name)
    if kind != "text/html":
        return _Found([text.strip("\r\n")] if text.strip() else [])
    return _Found(_of_html(text, name), of_html=True)


def _inner(part: Message) -> Iterator[Message]:
    """Yield the parts in a part."""
    inner = part.get_payload() if part.is_multipart() else ()
    for each in inner:
        if isinstance(each, Message):
            yield each


def _best(alternatives: list[_Found]) -> _Found:
    """Return the one of several versions of a text to read: the plain one, unless it is a stub."""
    plain = [each for each in alternatives if each.words and not each.of_html]
    most = max((each.words for each in alternatives), default=0)
    for each in plain:
        if 2 * each.words >= min(most, 2 * MIN_WORDS):
            return each
    return max(alternatives, key=lambda each: each.words, default=_Found())


def _text(part: Message, name: str) -> str:
    """Return the text of a part: in the encoding that it declares, else as plain text is read."""
    body = part.get_payload(decode=True)
    payload = body if isinstance(body, bytes) else b""
    try:
        charset = (part.get_content_charset() or "us-ascii").lower()
        return payload.decode(_LATIN.get(charset, charset))
    except (LookupError, ValueError, TypeError):
        return decode(payload, name)


def _of_html(text: str, name: str) -> list[str]:
    """Return the paragraphs of a part in HTML; none where it holds no running text."""
    from quiz.readers.html import parse as parse_page  # imports much that plain mails do not need

    if not re.sub(r"<[^>]*>|&nbsp;|\s", "", text):
        return []
    marked = _BREAK.sub(_LINE_END + "<br>", text)  # headers in a mail stand on a line each
    page = parse_page(marked.encode("utf-8", "replace"), name)
    pieces = (" ".join(piece.text.split()) for piece in page.pieces)
    return [re.sub(rf" ?{_LINE_END} ?", "\n", "\n\n".join(pieces))]


def _head(mail: Message) -> str:
    """Return the headers that a mail program shows, a line for each."""
    lines = ((field_, _header(mail, field_)) for field_ in _SHOWN)
    return "\n".join(f"{field_}: {value}" for field_, value in lines if value)


def _header(mail: Message, field_: str) -> str:
    """Return a header in plain words, "" where it is missing."""
    value = mail.get(field_)
    if value is None:
        return ""
    shown = str(value)
    with contextlib.suppress(LookupError, ValueError, HeaderParseError):  # broken: as it stands
        shown = str(make_header(decode_header(value)))
    return " ".join(_clean(shown).split())


def _clean(text: str) -> str:
    """Return `text` with what no text can hold as U+FFFD."""
    return text.encode("utf-8", "replace").decode()


def _read(source: Source) -> Article:
    mail = confined_as(Mail, "quiz.readers.saved_mail:parse", source.payload, source.name)
    for note in mail.notes:
        source.say(note)
    return PLAIN_TEXT.read(replace(source, payload=mail.text.encode()))


SAVED_MAIL = Reader(
    name="saved_mail",
    title="Mail as a mail program saves it (`.eml`), with forwarded mails in it",
    accepts=is_mail,
    read=_read,
    max_bytes=MAX_BYTES,
    limits=f"up to {_MOST_PARTS:,} parts; the plain text is read before the HTML; attachments left "
    "out",
)
