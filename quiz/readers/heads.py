"""What the readers of word processors' files and books share: which piece is the title, who wrote.

Such a file says of itself who made it and when, and means the owner of the program and the day of
saving. So an author counts only where the text names him at its head, and no date is taken from
there; the text's head is asked for both.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from quiz.readers.blocks import PROSE, Blocks, visible
from quiz.readers.draft import Draft, Piece
from quiz.readers.limits import MAX_WORDS, require_text
from quiz.readers.patterns import byline, dated_name, is_date_line

_HEAD = 8  # pieces; title, byline and date stand within them, and before the first prose
_MACHINE_TITLE = re.compile(
    r"untitled.*|(?:document|presentation|unknown|draft)\s*\d*|microsoft word.*|.*\.\w{2,5}", re.I
)
_BY = re.compile(r"(?:(?:words|text|story)\s+)?by:?\s+", re.IGNORECASE)
# Two to four words like "Siân de la Tour" or "J. M. Doe", but not the name of a paper.
_NAME = re.compile(
    r"(?!The\s)[^\W\d_a-z][\w.'’-]*(?:\s(?:[^\W\d_a-z][\w.'’-]*|de|da|di|van|von|der|la|le|bin)){1,3}"
    r"(?<!News)(?<!Times)(?<!Post)(?<!Press)(?<!Journal)(?<!Herald)(?<!Magazine)(?<!Today)"
)
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;&]|\band\b)\s*")


@dataclass(frozen=True)
class Properties:
    """What a file says of itself, as far as it can be believed; `authors` are names."""

    title: str = ""
    authors: tuple[str, ...] = ()

    @classmethod
    def within(cls, root: etree._Element) -> "Properties":
        """Return the title and the authors in a part with Dublin Core metadata."""
        texts: dict[str, list[str]] = {}
        for element in root.iter():
            if isinstance(element.tag, str):
                name = element.tag.rsplit("}", 1)[-1]
                texts.setdefault(name, []).append(visible(element.text or ""))
        authors = texts.get("creator", []) + texts.get("initial-creator", [])
        return cls(next(iter(texts.get("title", [])), ""), tuple(filter(None, authors)))


def draft_of(
    found: Blocks, properties: Properties, name: str, *, title: str = "", believed: bool = False
) -> Draft:
    """Return the draft that the pieces `found` make.

    A `title` is what a person wrote as such; the authors of a book can be `believed`. Raises
    LengthError for more than MAX_WORDS words, before all of them go through a pipe.
    """
    pieces = [_unless_marked(piece) for piece in found.pieces]
    if sum(piece.text.count(" ") + 1 for piece in pieces) > MAX_WORDS:
        require_text(" ".join(piece.text for piece in pieces), name)
    named = title or _title(pieces, properties)
    author = _author(pieces, properties)
    if author is None and believed and properties.authors:
        author = ", ".join(dict.fromkeys(properties.authors))
    notes: tuple[str, ...] = ()
    if found.tables:
        many = found.tables > 1
        notes = (f"{found.tables} tables are left out." if many else "A table is left out.",)
    return Draft(pieces=tuple(pieces), title=named, byline=author, notes=notes)


def _unless_marked(piece: Piece) -> Piece:
    """Return the piece without its kind where it is a date or a byline styled as a heading."""
    is_line = is_date_line(piece.text) or byline(piece.text) or dated_name(piece.text)
    return Piece(text=piece.text) if piece.kind == "heading" and is_line else piece


def same(one: str, other: str) -> bool:
    """Tell whether two lines say the same, whatever their case and punctuation."""
    return bare(one) == bare(other)


def bare(text: str) -> str:
    """Return the letters and figures of `text`, in small letters."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _head(pieces: list[Piece]) -> int:
    """Return how many pieces stand before the first prose."""
    prose = (n for n, piece in enumerate(pieces[:_HEAD]) if len(piece.text.split()) >= PROSE)
    return next(prose, min(_HEAD, len(pieces)))


def _title(pieces: list[Piece], properties: Properties) -> str | None:
    """Return the title and mark its piece; None where the words of the head have to tell.

    It is what has the style of one, else what the file calls itself, where the head says the same
    or there is no head at all, else the first heading of the head.
    """
    head = _head(pieces)
    for wanted in (_styled, _named(properties.title), _heading):
        for number, piece in enumerate(pieces[: _HEAD if wanted is _styled else head]):
            if wanted(piece):
                pieces[number] = Piece(kind="title", text=piece.text)
                _demote(pieces, number)
                return piece.text
    _demote(pieces, None)
    own = properties.title
    is_sound = not head and len(own.split()) > 2 and not _MACHINE_TITLE.fullmatch(own)
    return own if is_sound else None


def _styled(piece: Piece) -> bool:
    return piece.kind == "title"


def _heading(piece: Piece) -> bool:
    return piece.kind == "heading"


def _named(title: str) -> Callable[[Piece], bool]:
    return lambda piece: bool(title) and same(piece.text, title)


def _demote(pieces: list[Piece], title: int | None) -> None:
    """Make headings of all titles but one."""
    for number, piece in enumerate(pieces):
        if piece.kind == "title" and number != title:
            pieces[number] = Piece(kind="heading", text=piece.text)


def _author(pieces: list[Piece], properties: Properties) -> str | None:
    """Return who wrote the article by its head, and mark the line that says so.

    It is a line with the style of one, one that begins with "By", one that says no more than the
    names which the file gives as its author's, or a name between the title and the date.
    """
    head = pieces[: _head(pieces)]
    known = {bare(part) for name in properties.authors for part in _BETWEEN_NAMES.split(name)}
    for number, piece in enumerate(head):
        line = _BY.sub("", piece.text, count=1)
        names = {bare(name) for name in _BETWEEN_NAMES.split(line)}
        is_name = piece.kind == "byline" or names <= known or _is_signature(head, number)
        told = byline(piece.text) or (line if is_name else None)
        if told and piece.kind != "title":
            pieces[number] = Piece(kind="byline", text=piece.text)
            return told
    return None


def _is_signature(head: list[Piece], number: int) -> bool:
    """Tell whether a line is a name, and the next line is the day of publication."""
    dated = number + 1 < len(head) and is_date_line(head[number + 1].text)
    return number > 0 and dated and bool(_NAME.fullmatch(head[number].text))
