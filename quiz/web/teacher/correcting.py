"""The form in which an article is corrected: what it shows, what it sends, what is made of it.

Nothing is kept on the server between reading and building: the form carries the whole article, and
what comes back may be anything.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple, cast, get_args

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from werkzeug.datastructures import MultiDict

from quiz.errors import LengthError, OptionError
from quiz.readers.draft import Draft, Piece
from quiz.readers.revision import flat, taken_apart
from quiz.schema.article import Article, BlockKind
from quiz.schema.question import DIFFICULTY_LEVELS, QUESTION_TYPES
from quiz.schema.quiz import MAX_LENGTH, Blueprint
from quiz.web.limits import MAX_LINE, MAX_NOTES, MAX_PIECES

JOINED = "joined"  # to the piece above
HEADLINE = "headline"  # where the title above all pieces stands among them
LEFT_OUT = "boilerplate"
KIND_NAMES = {
    "paragraph": later("Paragraph"),
    "heading": later("Heading"),
    "caption": later("Caption"),
    "title": later("Title"),
    "byline": later("Author line"),
    "dateline": later("Date line"),
    LEFT_OUT: later("Left out"),
    JOINED: later("Joined to the one above"),
}
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ADDRESS = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)


class Row(NamedTuple):
    """A piece of the article in the form: what it is said to be, and its text."""

    kind: str
    text: str


class Run(NamedTuple):
    """Neighbouring rows, with their numbers: all left out, or none."""

    left_out: bool
    rows: tuple[tuple[int, Row], ...]

    @property
    def words(self) -> str:
        """The beginning of each of the rows, to tell them by."""
        return " · ".join(flat(row.text)[:40] for _, row in self.rows)


@dataclass(frozen=True)
class Review:
    """What the form holds, as it was sent: nothing of it need make sense.

    `tasks` are what a language model is to do, `agreed` what the teacher agreed to in that.
    """

    title: str = ""
    published: str = ""
    outlet: str = ""
    byline: str = ""
    url: str = ""
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    length: str = ""
    types: tuple[str, ...] = QUESTION_TYPES
    difficulty: str = ""
    tasks: tuple[str, ...] = ()
    agreed: str = ""

    @classmethod
    def of(cls, article: Article, notes: Iterable[str] = ()) -> "Review":
        """Return the form for `article`, with what its reader had to say.

        Raises LengthError where it falls into more pieces than a form can hold.
        """
        draft = taken_apart(article)
        if len(draft.pieces) > MAX_PIECES:
            raise LengthError(
                _(
                    "The article falls into %(count)s pieces, and a page can show %(most)s. Give a "
                    "part of it.",
                    count=f"{len(draft.pieces):,}",
                    most=f"{MAX_PIECES:,}",
                )
            )
        kinds = [piece.kind or "paragraph" for piece in draft.pieces]
        first = kinds.index("title") if "title" in kinds else None
        rows = [
            Row("heading" if kind == "title" else kind, piece.text)
            for kind, piece in zip(kinds, draft.pieces, strict=True)
        ]
        if first is not None:
            rows[first] = Row(HEADLINE, "")
        return cls(
            title=flat(article.title),
            published=article.published.isoformat() if article.published else "",
            outlet=flat(article.outlet or ""),
            byline=flat(article.byline or ""),
            url=article.url or "",
            rows=tuple(rows),
            notes=tuple(notes)[:MAX_NOTES],
        )

    def wanting(self, blueprint: Blueprint) -> "Review":
        """Return the same form with what a quiz should hold."""
        return replace(
            self,
            length=str(blueprint.length or ""),
            types=blueprint.types,
            difficulty=blueprint.difficulty or "",
        )

    @classmethod
    def sent(cls, form: MultiDict[str, str]) -> "Review":
        """Return what a form holds; raise OptionError for what no form of ours sends."""
        kinds, texts = form.getlist("kind"), form.getlist("text")
        if len(kinds) != len(texts) or set(kinds) - {*KIND_NAMES, HEADLINE}:
            raise OptionError(_("The pieces of the article came in disorder; read it again."))
        if len(kinds) > MAX_PIECES:
            raise OptionError(
                _("An article may have up to %(most)s pieces.", most=f"{MAX_PIECES:,}")
            )
        return cls(
            title=line(form.get("title", "")),
            published=line(form.get("published", "")),
            outlet=line(form.get("outlet", "")),
            byline=line(form.get("byline", "")),
            url=line(form.get("url", "")),
            rows=tuple(Row(*pair) for pair in zip(kinds, map(_text, texts), strict=True)),
            notes=tuple(line(note)[:MAX_LINE] for note in form.getlist("note")[:MAX_NOTES]),
            length=line(form.get("length", "")),
            types=tuple(name for name in QUESTION_TYPES if name in form.getlist("type")),
            difficulty=line(form.get("difficulty", "")),
            tasks=tuple(form.getlist("task")),
            agreed=form.get("agreed", ""),
        )

    @property
    def runs(self) -> list[Run]:
        """The rows to show, with their numbers from 1; those left out together."""
        shown = enumerate((row for row in self.rows if row.kind != HEADLINE), start=1)
        grouped = groupby(shown, key=lambda numbered: numbered[1].kind == LEFT_OUT)
        return [Run(left_out, tuple(rows)) for left_out, rows in grouped]

    @property
    def headline_at(self) -> int:
        """How many of the rows shown stand before the title; -1 where it is not among them."""
        kinds = [row.kind for row in self.rows]
        return kinds.index(HEADLINE) if HEADLINE in kinds else -1

    def draft(self) -> Draft:
        """Return the article as corrected. Raises OptionError for what makes no sense."""
        most = f"{MAX_LINE:,}"
        if len(self.title) > MAX_LINE:
            raise OptionError(_("Shorten the title to %(most)s characters.", most=most))
        if len(self.outlet) > MAX_LINE:
            raise OptionError(_("Shorten the outlet to %(most)s characters.", most=most))
        if len(self.byline) > MAX_LINE:
            raise OptionError(_("Shorten the author to %(most)s characters.", most=most))
        pieces = _pieces(self.rows)
        marked = [text for kind, text in pieces if kind == "title"]
        if len(marked) > 1:
            raise OptionError(
                _("Two pieces are marked as the title; leave the mark on one of them.")
            )
        title = marked[0] if marked else self.title
        if len(title) > MAX_LINE:
            raise OptionError(_("Shorten the title to %(most)s characters.", most=most))
        return Draft(
            pieces=tuple(_laid(pieces, title if not marked else "")),
            title=title or None,
            byline=self.byline or None,
            outlet=self.outlet or None,
            published=self._day(),
            url=self.url if _ADDRESS.fullmatch(self.url) and len(self.url) <= MAX_LINE else None,
        )

    def blueprint(self) -> Blueprint:
        """Return what the quiz should hold. Raises OptionError for values out of range."""
        length = None
        if self.length:
            length = whole_number(self.length)
            if not 1 <= length <= MAX_LENGTH:
                raise OptionError(
                    _("The number of questions must be from 1 to %(most)s.", most=MAX_LENGTH)
                )
        if not self.types:
            raise OptionError(_("Choose at least one type of question."))
        level = next((known for known in DIFFICULTY_LEVELS if known == self.difficulty), None)
        types = tuple(name for name in QUESTION_TYPES if name in self.types)
        return Blueprint(length=length, types=types, difficulty=level)

    def _day(self) -> date | None:
        if not self.published:
            return None
        try:
            if not _DAY.fullmatch(self.published):
                raise ValueError
            return date.fromisoformat(self.published)
        except ValueError:
            raise OptionError(
                _("There is no such date; write it as year-month-day, as in 2024-05-14.")
            ) from None


def whole_number(words: str) -> int:
    """Return the number that `words` are in digits, 0 for anything else."""
    return int(words) if re.fullmatch(r"[0-9]{1,6}", words) else 0


def line(text: str) -> str:
    """Return `text` as one line without control characters."""
    return flat(_text(text))


def _text(text: str) -> str:
    """Return `text` with line feeds as line ends and without other control characters."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    steers = (sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs") for sign in unified)
    return "".join(" " if bad else sign for sign, bad in zip(unified, steers, strict=True))


def _pieces(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return (kind, text) of each piece, split at empty lines and joined where it is said."""
    pieces: list[tuple[str, str]] = []
    for kind, text in rows:
        if kind == HEADLINE:
            pieces.append((HEADLINE, ""))
            continue
        parts = [part for part in map(flat, _EMPTY_LINE.split(text)) if part]
        if kind == JOINED:
            # What was left out between the halves of a paragraph stays there, after both.
            places = [n for n, (known, _) in enumerate(pieces) if known not in (LEFT_OUT, HEADLINE)]
            kind = pieces[places[-1]][0] if places else "paragraph"
            if places and parts:
                pieces[places[-1]] = (kind, f"{pieces[places[-1]][1]} {parts.pop(0)}")
                kind = "paragraph" if kind == "title" else kind
        pieces.extend(_split(kind, parts))
    return pieces


def _split(kind: str, parts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a piece, all of its kind; what follows a title is running text."""
    for number, part in enumerate(parts):
        yield ("paragraph" if kind == "title" and number else kind), part


def _laid(pieces: Iterable[tuple[str, str]], headline: str) -> Iterator[Piece]:
    """Yield the pieces with the headline in its place, or without that place where it is ""."""
    for kind, text in pieces:
        if kind == HEADLINE and headline:
            yield Piece(kind="title", text=headline)
        elif kind in get_args(BlockKind):
            yield Piece(kind=cast(BlockKind, kind), text=text)
