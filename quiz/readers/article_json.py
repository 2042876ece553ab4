"""The reader for what `quiz read` writes: an article as JSON, so that one verb feeds the next."""

import re

from quiz.errors import SourceError
from quiz.readers.base import Reader, Source
from quiz.schema.article import Article
from quiz.schema.loading import MAX_BYTES, DamageError, parse, record_from

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")


def _read(source: Source) -> Article:
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
    try:
        article = record_from(Article, text)
    except DamageError as damage:
        raise SourceError(f"{source.name} {damage}. Make it again with `quiz read`.") from None
    changes = {"title": source.title, "published": source.published}
    return article.model_copy(update={name: new for name, new in changes.items() if new})


ARTICLE_JSON = Reader(
    name="article_json",
    title="An article as JSON, as `quiz read` writes it",
    accepts=lambda payload: bool(_BEGINS.match(payload)),
    read=_read,
    max_bytes=MAX_BYTES,
)
