"""The reader for what `quiz read` writes: an article as JSON, so that one verb feeds the next."""

import json
import re

from pydantic import ValidationError

from quiz.errors import SourceError
from quiz.readers.base import Reader, Source
from quiz.schema.article import Article

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")


def _read(source: Source) -> Article:
    try:
        outer = json.loads(source.payload)
    except (ValueError, RecursionError):
        raise SourceError(
            f"{source.name} looks like JSON, but is damaged. Make it again with `quiz read`."
        ) from None
    if not isinstance(outer, dict) or outer.get("format") != "broadsheet.article":
        raise SourceError(
            f"{source.name} is JSON, but not an article as `quiz read` writes it. "
            "Give the article as plain text."
        )
    if outer.get("version") != 1:
        raise SourceError(
            f"{source.name} was written by another version of Broadsheet. "
            "Make it again with `quiz read`."
        )
    try:
        article = Article.model_validate(outer)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the article"
        raise SourceError(
            f"{source.name} is damaged at {place}: {first['msg']}. Make it again with `quiz read`."
        ) from None
    changes = {"title": source.title, "published": source.published}
    return article.model_copy(update={name: new for name, new in changes.items() if new})


ARTICLE_JSON = Reader(
    name="article_json",
    title="An article as JSON, as `quiz read` writes it",
    accepts=lambda payload: bool(_BEGINS.match(payload)),
    read=_read,
)
