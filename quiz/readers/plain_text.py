"""The reader for plain text."""

from quiz.readers.base import Reader, Source
from quiz.readers.decoding import decode
from quiz.readers.kinds import made_title, outline
from quiz.readers.layout import units
from quiz.readers.limits import require_text
from quiz.readers.signatures import foreign_format
from quiz.schema.article import Article
from quiz.schema.record import digest


def _read(source: Source) -> Article:
    text = decode(source.payload, source.name)
    require_text(text, source.name)
    found = outline(text, units(text))
    title = source.title or found.title or made_title(text, found.blocks)
    published = source.published or found.published
    day = published.isoformat() if published else ""
    return Article(
        id=digest("article", f"{title}\n{day}"),
        title=title,
        published=published,
        byline=found.byline,
        text=text,
        blocks=tuple(found.blocks),
    )


PLAIN_TEXT = Reader(
    name="plain_text",
    title="Plain text: UTF-8, UTF-16 with a byte order mark, or Windows-1252",
    accepts=lambda payload: foreign_format(payload) is None,
    read=_read,
)
