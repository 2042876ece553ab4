"""The reader for feeds: RSS and Atom, of which one article is picked."""

import html
import re
from dataclasses import replace

from quiz.errors import SourceError
from quiz.readers.base import Entry, Reader, SeveralError, Source
from quiz.readers.confined import confined, confined_as
from quiz.readers.draft import composed
from quiz.readers.feed_entries import MAX_ENTRIES, Feed, Item
from quiz.schema.article import Article

_HEAD = 64 * 1024  # bytes in which the first element stands
_ROOT = re.compile(
    r"\ufeff?(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[<>]*(?:\[.*?\]\s*)?>)*+"
    r"<(?:rss|feed|(?:\w+:)?RDF|\w+:feed)\b",
    re.IGNORECASE | re.DOTALL,
)


def _accepts(payload: bytes) -> bool:
    """Tell whether the first element is that of a feed, whatever the encoding."""
    head = payload[:_HEAD].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    return bool(
        _ROOT.match(head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").decode("latin-1"))
    )


def _feed(source: Source) -> Feed:
    return confined_as(
        Feed, "quiz.readers.feed_entries:parse", source.payload, source.name, pick=source.pick
    )


def _entries(source: Source) -> tuple[Entry, ...]:
    return _listed(_feed(source))


def _listed(feed: Feed) -> tuple[Entry, ...]:
    return tuple(
        Entry(title=item.title, published=item.published, url=item.url) for item in feed.items
    )


def _read(source: Source) -> Article:
    feed = _feed(source)
    count = len(feed.items)
    if source.pick is None:
        raise SeveralError(
            f"{source.name} is a feed of {count} {'article' if count == 1 else 'articles'}. "
            "Take one of them.",
            _listed(feed),
        )
    if not 1 <= source.pick <= count:
        raise SourceError(
            f"{source.name} has no article {source.pick}; they are numbered from 1 to {count}.",
            remedy="choose entry",
        )
    item = feed.items[source.pick - 1]
    return _held(item, feed, source) if item.content else _fetched(item, source)


def _held(item: Item, feed: Feed, source: Source) -> Article:
    """Return an article that the feed itself holds, read as a page of nothing else."""
    title = html.escape(item.title)
    page = (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body><main><article><h1>{title}</h1>{item.content}</article></main></body></html>"
    )
    draft = confined("quiz.readers.html:parse", page.encode(), source.name, url=item.url)
    known = {"title": item.title, "byline": item.byline, "published": item.published}
    known |= {"outlet": feed.title, "url": item.url}
    draft = draft.model_copy(update={field: value for field, value in known.items() if value})
    return composed(draft, replace(source, url=item.url))


def _fetched(item: Item, source: Source) -> Article:
    """Return an article that the feed only points to."""
    # Reading an address is the business of the package that this reader is a part of.
    from quiz.readers import read_page

    if item.url is None:
        raise SourceError(
            f"Article {source.pick} of {source.name} has no text in the feed and no web address. "
            "Take another one.",
            remedy="choose entry",
        )
    article = read_page(item.url, title=source.title, published=source.published, say=source.say)
    if article.published is None and item.published is not None:
        return article.model_copy(update={"published": item.published})
    return article


FEED = Reader(
    name="feed",
    title="Feed: RSS or Atom, one article of it",
    accepts=_accepts,
    read=_read,
    max_bytes=5_000_000,
    entries=_entries,
    limits=f"{MAX_ENTRIES:,} articles; one that the feed does not hold whole is fetched",
)
