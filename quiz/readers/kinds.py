"""Units to blocks: what each unit of the text is, and where the article's title and date stand."""

import re
from dataclasses import dataclass, field
from datetime import date

from quiz.readers import patterns
from quiz.schema.article import Block, BlockKind

LONGEST_TITLE = 1_000  # characters, as in the schema
_MAX_TITLE = 200
_TITLE_SENTENCE_WORDS = 12
_HEADING_WORDS = 12
_HEADING_LENGTH = 90
_NAVIGATION_WORDS = 3
_NAVIGATION_RUN = 3
_MADE_TITLE = 80
_FINAL = re.compile(r"[.!?…:;,][\"”’')\]]*$")
_BULLET = re.compile(r"[•‣▪●◦·*\-–—]\s+(?=\S)")
_INITIALS_AT_END = re.compile(r"\b(?:[A-Z]\.)+$")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"’][.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")


@dataclass
class Outline:
    """The blocks of a text, and what its head says about the article."""

    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    only_updated: bool = False  # `published` is the day of an update
    in_head: bool = True  # no paragraph has come yet

    def add(self, kind: BlockKind, start: int, end: int) -> None:
        """Add a block."""
        self.blocks.append(Block(kind=kind, start=start, end=end))
        self.in_head = self.in_head and kind != "paragraph"


def outline(text: str, units: list[tuple[int, int]]) -> Outline:
    """Return the blocks that `units` of `text` make, with the title, byline and date found."""
    found = Outline()
    furniture = _navigation([_flat(text[start:end]) for start, end in units])
    for number, (start, end) in enumerate(units):
        if number in furniture:
            found.add("boilerplate", start, end)
        elif found.title is None and found.in_head:
            _head(found, text, start, end, is_last=number == len(units) - 1)
        else:
            _body(found, text, start, end)
    return found


def put(
    found: Outline, text: str, start: int, end: int, *, kind: BlockKind | None, is_last: bool
) -> None:
    """Add the unit from `start` to `end` whose `kind` the format tells, or None where it does not.

    A paragraph is looked at once more, as its words may tell that it is a credit or a byline.
    """
    if kind is None:
        if found.title is None and found.in_head:
            _head(found, text, start, end, is_last=is_last)
        else:
            _body(found, text, start, end)
    elif kind == "paragraph":
        _running(found, text, start, end)
    else:
        found.add(kind, start, end)
        if kind == "title":
            found.title = found.title or _flat(text[start:end])
        elif kind == "byline" and found.in_head:
            _note_date(found, _flat(text[start:end]))


def made_title(text: str, blocks: list[Block]) -> str:
    """Return a title for an article without one: its first sentence, cut at a word if long."""
    first = next((b for b in blocks if b.kind == "paragraph"), None) or next(iter(blocks), None)
    if first is None:
        return ""
    sentence = _SENTENCE_END.split(_flat(text[first.start : first.end]), maxsplit=1)[0]
    if len(sentence) <= _MADE_TITLE:
        return sentence.rstrip(".")
    cut = sentence[:_MADE_TITLE].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:–—-") + "…"


def fitting(title: str) -> str:
    """Return a title that is cut at a word if it is longer than a title may be."""
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _navigation(units: list[str]) -> set[int]:
    """Return the numbers of units that stand in a run of very short lines: a menu."""
    run: list[int] = []
    furniture: set[int] = set()
    for number, unit in enumerate([*units, "."]):
        words = unit.split()
        plain = not _FINAL.search(unit) and not any(c in '“"‘' or c.isdigit() for c in unit)
        if words and len(words) <= _NAVIGATION_WORDS and plain:
            run.append(number)
            continue
        if len(run) >= _NAVIGATION_RUN:
            furniture.update(run)
        run = []
    return furniture


def _head(found: Outline, text: str, start: int, end: int, *, is_last: bool) -> None:
    """Add the blocks of a unit that comes before the title, or is it."""
    unit = text[start:end]
    flat = _flat(unit)
    if _mark_line(found, flat, start, end):
        return
    for pattern in (patterns.LABELLED_DATE, patterns.BARE_ISO_DATE, patterns.MARKED_DATE):
        label = pattern.match(unit, 0, patterns.LONGEST_LINE)
        if label:
            found.add("dateline", start, start + len(label.group().rstrip()))
            _note_date(found, label.group())
            start += label.end()
            flat = _flat(text[start:end])
            break
    if patterns.is_caption(flat):
        found.add("caption", start, end)
    elif not is_last and _is_title(flat):
        found.title = flat
        found.add("title", start, end)
    else:
        _body(found, text, start, end)


def _is_title(flat: str) -> bool:
    if len(flat) > _MAX_TITLE or _SENTENCE_END.search(flat):
        return False
    ends_like_sentence = flat.endswith((".", ".”", '."')) and not _INITIALS_AT_END.search(flat)
    return not (ends_like_sentence and len(flat.split()) > _TITLE_SENTENCE_WORDS)


def _mark_line(found: Outline, flat: str, start: int, end: int) -> bool:
    """Add a unit that is a date line, a byline or page furniture; tell whether it was one."""
    if patterns.is_date_line(flat):
        found.add("dateline", start, end)
        if found.in_head:
            _note_date(found, flat)
        return True
    names = patterns.byline(flat) or (patterns.dated_name(flat) if found.in_head else None)
    if names:
        found.add("byline", start, end)
        if found.in_head:
            found.byline = found.byline or names
            _note_date(found, flat)
        return True
    if patterns.is_boilerplate(flat):
        found.add("boilerplate", start, end)
        return True
    return False


def _note_date(found: Outline, line: str) -> None:
    """Keep the day of publication in `line`; the day of an update counts where there is no other.

    Datelines come in any order, so a day of update that was kept gives way to a plain one.
    """
    for label, day in patterns.dated(line):
        if found.published is None or (found.only_updated and not label):
            found.published, found.only_updated = day, label


def _body(found: Outline, text: str, start: int, end: int) -> None:
    """Add the blocks of a unit that comes after the title."""
    flat = _flat(text[start:end])
    marked = _mark_line(found, flat, start, end) or _mark_credit(found, flat, start, end)
    if not marked and _is_heading(flat):
        found.add("heading", start, end)
    elif not marked:
        _paragraph(found, text, start, end)


def _running(found: Outline, text: str, start: int, end: int) -> None:
    """Add the blocks of a unit that the format calls a paragraph: never a heading."""
    flat = _flat(text[start:end])
    if not (_mark_line(found, flat, start, end) or _mark_credit(found, flat, start, end)):
        _paragraph(found, text, start, end)


def _mark_credit(found: Outline, flat: str, start: int, end: int) -> bool:
    """Add a unit that is a caption or names who wrote along; tell whether it was one."""
    if patterns.is_tail_byline(flat):
        found.add("byline", start, end)
    elif patterns.is_caption(flat):
        found.add("caption", start, end)
    else:
        return False
    return True


def _paragraph(found: Outline, text: str, start: int, end: int) -> None:
    """Add a paragraph; an agency's dateline or a bullet in front is a block of its own."""
    unit = text[start:end]
    length = patterns.agency_dateline(unit, opening=found.in_head)
    if length:
        found.add("dateline", start, start + len(unit[:length].rstrip()))
        start += length
    else:
        bullet = _BULLET.match(unit)
        if bullet:
            found.add("boilerplate", start, start + 1)
            start += bullet.end()
    found.add("paragraph", start, end)


def _is_heading(flat: str) -> bool:
    words = flat.split()
    if len(words) > _HEADING_WORDS or len(flat) > _HEADING_LENGTH or _BULLET.match(flat):
        return False
    if flat.endswith("?") and not flat.startswith(("“", '"', "‘")):
        return len(words) <= _HEADING_WORDS - 4 and not _SENTENCE_END.search(flat)
    return not _FINAL.search(flat)
