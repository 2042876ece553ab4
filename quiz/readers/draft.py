"""Drafts: what a reader of some format took out of a file, and how it becomes an article.

A reader of HTML, PDF or a word processor's file knows things that plain text hides: what is a
heading, a caption, the author. It says them as pieces; `composed` lays the pieces out as text, so
that every block knows its characters.
"""

from datetime import date

from quiz.readers.base import Source
from quiz.readers.kinds import Outline, fitting, made_title, put
from quiz.schema.article import Article, BlockKind
from quiz.schema.record import Record, digest

BETWEEN = "\n\n"  # what stands between two pieces


class Piece(Record):
    """A paragraph, heading, caption … in reading order; its white space is of no account.

    `kind` is None where the format does not tell: then it is told by its words, as in plain text. A
    "paragraph" is looked at once more: what is plainly a credit, a byline, an agency's dateline or
    "Read more" is marked as such.
    """

    kind: BlockKind | None = None
    text: str


class Draft(Record):
    """What a reader took out of a file. `title` is laid before the pieces unless they hold it.

    `notes` are sentences that the teacher should see: what was left out, what was guessed.
    """

    pieces: tuple[Piece, ...]
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()


def composed(draft: Draft, source: Source) -> Article:
    """Return the article that `draft` makes; title and date of `source` go before those found.

    The notes of the draft are told to `source.say`. The article's text are the pieces with an empty
    line between them, the white space of each made single.
    """
    for note in draft.notes:
        source.say(note)
    pieces = [Piece(kind=p.kind, text=" ".join(p.text.split())) for p in draft.pieces]
    pieces = [piece for piece in pieces if piece.text]
    title = " ".join((draft.title or "").split())
    marked = any(piece.kind == "title" for piece in pieces)
    if title and not marked and not any(_same(piece.text, title) for piece in pieces[:3]):
        pieces.insert(0, Piece(kind="title", text=title))
    text = BETWEEN.join(piece.text for piece in pieces)
    found = Outline(title=title or None, byline=draft.byline, published=draft.published)
    start = 0
    for number, piece in enumerate(pieces):
        end = start + len(piece.text)
        kind = "title" if title and number < 3 and _same(piece.text, title) else piece.kind
        put(found, text, start, end, kind=kind, is_last=number == len(pieces) - 1)
        start = end + len(BETWEEN)
    named = fitting(source.title or found.title or made_title(text, found.blocks))
    published = source.published or found.published
    url = source.url or draft.url
    day = published.isoformat() if published else ""
    return Article(
        id=digest("article", url or f"{named}\n{day}"),
        title=named,
        published=published,
        byline=found.byline,
        outlet=draft.outlet,
        url=url,
        text=text,
        blocks=tuple(found.blocks),
    )


def _same(one: str, other: str) -> bool:
    """Tell whether two lines are one title, whatever their case and punctuation."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
