"""What a feed holds, by feedparser: for a child process, as feeds come from strangers."""

import html
import re
import warnings
from datetime import date
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from quiz.errors import LengthError, ParserError, SourceError
from quiz.schema.record import Record

MAX_ENTRIES = 1_000
_WAY_OUT = "Give the address of the article itself."
_ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:\w{1,40}:)?(?:item|entry)[\s>]")
_TAG = re.compile(r"<[^<>]*>")
_CUT_SHORT = re.compile(
    r"(?:\[(?:…|\.\.\.)\]|(?:continue reading|read more|read the rest|the post)\b.{0,200})\W*$",
    re.IGNORECASE,
)
_WHOLE = 80  # words of what the feed calls the content, from which on it is taken for the article
_LONG = 250  # the same of what it calls a summary


class Item(Record):
    """An article of a feed; `content` is its HTML where the feed holds all of it and it is picked.

    `url` is where it stands, if that is a web address.
    """

    title: str
    published: date | None = None
    url: str | None = None
    byline: str | None = None
    content: str | None = None


class Feed(Record):
    """The articles of a feed in its order."""

    title: str | None = None
    items: tuple[Item, ...]


def parse(payload: bytes, name: str, *, pick: int | None = None) -> Feed:
    """Return what a feed holds: RSS 0.9 to 2.0 or Atom; the content only of the item `pick`.

    Raises SourceError for what is damaged beyond reading, is empty or declares entities, and
    LengthError for more than MAX_ENTRIES entries.
    """
    import feedparser

    bare = payload.replace(b"\x00", b"").lower()  # UTF-16 as well
    if b"<!entity" in bare:
        raise SourceError(f"{name} declares entities of its own, as no feed does; it is not read.")
    count = sum(1 for _ in _ENTRY.finditer(bare))  # feedparser would take its time
    if count > MAX_ENTRIES:
        raise LengthError(
            f"{name} has {count:,} entries; a feed may have up to {MAX_ENTRIES:,}. {_WAY_OUT}"
        )
    damaged = f"{name} is a feed that is damaged or holds no articles. {_WAY_OUT}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # feedparser's notes to its programmers
            read = feedparser.parse(
                BytesIO(payload), sanitize_html=False, resolve_relative_uris=False
            )
            base = str(read.feed.get("link") or "")
            items = tuple(
                _item(entry, base, whole=number == pick)
                for number, entry in enumerate(read.entries, start=1)
            )
    except (ValueError, LookupError, TypeError, AttributeError):  # feedparser on damaged input
        raise ParserError(damaged) from None
    if not items:
        raise SourceError(damaged)
    return Feed(title=_plain(read.feed.get("title")) or None, items=items)


def _item(entry: Any, base: str, *, whole: bool) -> Item:
    summary = str(entry.get("summary") or "")
    title = _plain(entry.get("title")) or _beginning(_plain(summary)) or "Without a title"
    url = _joined(base, str(entry.get("link") or ""))
    author = (entry.get("author_detail") or {}).get("name") or entry.get("author")
    byline = _plain(author)
    return Item(
        title=title,
        published=_day(entry),
        url=url if _ADDRESS.fullmatch(url) else None,
        byline=byline if byline and "@" not in byline else None,
        content=_content(entry, summary, alone=not url) if whole else None,
    )


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:  # half an IPv6 address, for example
        return ""


def _content(entry: Any, summary: str, *, alone: bool) -> str | None:
    """Return the article as HTML, or None where the feed holds only its beginning.

    What stands nowhere else (`alone`) is taken as it is.
    """
    contents = [_as_html(part) for part in entry.get("content") or ()]
    content = max(contents, key=len, default="")
    for text, enough in ((content, _WHOLE), (summary, _LONG)):
        plain = _plain(text)
        if len(plain.split()) >= enough and not _CUT_SHORT.search(plain[-300:]):
            return text
    return max(content, summary, key=len) if alone else None


def _as_html(part: Any) -> str:
    value = str(part.get("value") or "")
    if part.get("type") != "text/plain":
        return value
    return "".join(f"<p>{html.escape(text)}</p>" for text in re.split(r"\n\s*\n", value))


def _day(entry: Any) -> date | None:
    """Return the day of an entry as its own clock shows it."""
    for field in ("published", "updated", "created"):
        said = str(entry.get(field) or "").strip()
        try:
            return parsedate_to_datetime(said).date()
        except (ValueError, TypeError, IndexError):
            pass
        try:
            return date.fromisoformat(said[:10])
        except ValueError:
            pass
        told = entry.get(f"{field}_parsed")
        if told:
            return date(*told[:3])
    return None


def _plain(text: object) -> str:
    """Return text or HTML as one line without tags."""
    return " ".join(html.unescape(_TAG.sub(" ", str(text or ""))).split())


def _beginning(text: str) -> str:
    return text if len(text) <= 80 else text[:80].rsplit(" ", 1)[0] + "…"
