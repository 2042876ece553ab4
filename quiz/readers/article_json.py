"""The reader for what `quiz read` writes: an article as JSON, so that one verb feeds the next."""

import re
from typing import Any

from quiz.errors import SourceError
from quiz.readers.base import Reader, Source
from quiz.readers.kinds import fitting
from quiz.schema.article import Article, Block
from quiz.schema.loading import MAX_BYTES, DamageError, parse, record_from

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")


# An article of the most words, each a block, has fewer of these. Python takes up to 200 bytes for
# each, so more are not even parsed.
_MOST = {b"{": 21_000, b"[": 21_000, b",": 80_000}


def _read(source: Source) -> Article:
    if source.url is not None:
        raise SourceError(
            f"{source.name} is JSON, which is read from files only. "
            "Give the address of the article's page."
        )
    if any(source.payload.count(sign) > most for sign, most in _MOST.items()):
        raise SourceError(
            f"{source.name} is damaged: it has more parts than an article. "
            "Give the article as plain text."
        )
    try:
        text, outer = parse(source.payload)
    except DamageError as damage:
        raise SourceError(f"{source.name} {damage}. Make it again with `quiz read`.") from None
    if not isinstance(outer, dict) or outer.get("format") != "broadsheet.article":
        raise SourceError(
            f"{source.name} is JSON, but not an article as `quiz read` writes it. "
            "Give the article as plain text."
        )
    if outer.get("version") != 1 or isinstance(outer["version"], bool):
        raise SourceError(
            f"{source.name} was written by another version of Broadsheet. "
            "Make it again with `quiz read`."
        )
    if not _has_shape(outer):
        raise SourceError(
            f"{source.name} is damaged: it holds what no article does. "
            "Make it again with `quiz read`."
        )
    del outer  # or it is in memory twice
    try:
        article = record_from(Article, text)
    except DamageError as damage:
        raise SourceError(f"{source.name} {damage}. Make it again with `quiz read`.") from None
    changes = {"title": source.title and fitting(source.title), "published": source.published}
    return article.model_copy(update={name: new for name, new in changes.items() if new})


def _has_shape(outer: dict[str, Any]) -> bool:
    """Tell whether an article's JSON nests no more than it may.

    Checking it against the schema takes a kilobyte for each part that does not belong.
    """
    blocks = outer.get("blocks", [])
    if not isinstance(blocks, list):
        blocks = [{"blocks": blocks}]
    blocks = [block if isinstance(block, dict) else {"block": block} for block in blocks]
    head = {name: value for name, value in outer.items() if name != "blocks"}
    return (
        all(len(block) <= len(Block.model_fields) and _are_plain(block) for block in blocks)
        and len(head) <= 2 * len(Article.model_fields)
        and _are_plain(head)
    )


def _are_plain(parts: dict[str, Any]) -> bool:
    return not any(isinstance(part, (dict, list)) for part in parts.values())


ARTICLE_JSON = Reader(
    name="article_json",
    title="An article as JSON, as `quiz read` writes it",
    accepts=lambda payload: bool(_BEGINS.match(payload)),
    read=_read,
    max_bytes=MAX_BYTES,
)
