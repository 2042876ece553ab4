"""The reader for plain text, pasted text and mails."""

from quiz.readers.base import Reader, Source
from quiz.readers.decoding import decode
from quiz.readers.kinds import Outline, fitting, made_title, outline
from quiz.readers.layout import chunks, units
from quiz.readers.limits import require_text
from quiz.readers.mail import Letter, closing, note, opened
from quiz.readers.signatures import foreign_format
from quiz.readers.tidying import tidied
from quiz.schema.article import Article, Block
from quiz.schema.record import digest


def _read(source: Source) -> Article:
    text = decode(source.payload, source.name)
    require_text(text, source.name)
    letter = opened(tidied(text))
    found = _outline(letter)
    title = fitting(source.title or found.title or made_title(letter.text, found.blocks))
    published = source.published or found.published
    day = published.isoformat() if published else ""
    return Article(
        id=digest("article", source.url or f"{title}\n{day}"),
        title=title,
        published=published,
        byline=found.byline,
        url=source.url,
        text=letter.text,
        blocks=tuple(found.blocks),
    )


def _outline(letter: Letter) -> Outline:
    """Return the blocks of the article in a letter, and of what stands around it."""
    text = letter.text
    spans = [
        (letter.start + a, letter.start + b) for a, b in units(text[letter.start : letter.end])
    ]
    said = [text[a:b] for a, b in spans]
    first = note(said)
    last = max(first, closing(said))
    found = outline(text, spans[first:last])
    start, end = (spans[first][0], spans[last - 1][1]) if first < last else (letter.start,) * 2
    subject = letter.subject if found.title is None else None
    if subject:
        found.title = " ".join(text[slice(*subject)].split())
        around = [
            *_aside(text, 0, subject[0]),
            Block(kind="title", start=subject[0], end=subject[1]),
        ]
        found.blocks[:0] = [*around, *_aside(text, subject[1], start)]
    else:
        found.blocks[:0] = _aside(text, 0, start)
    found.blocks += _aside(text, end, len(text))
    return found


def _aside(text: str, start: int, end: int) -> list[Block]:
    """Return what stands between two places as boilerplate, a block for each paragraph."""
    return [
        Block(kind="boilerplate", start=start + lines[0].start, end=start + lines[-1].end)
        for lines in chunks(text[start:end])
    ]


PLAIN_TEXT = Reader(
    name="plain_text",
    title="Plain text, pasted text or a mail",
    accepts=lambda payload: foreign_format(payload) is None,
    read=_read,
    limits="UTF-8, UTF-16 or Windows-1252",
)
