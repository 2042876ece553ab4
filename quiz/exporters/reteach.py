"""The re-teach sheet: what to read again with its evidence marked, and what was missed, once more.

One PDF holds a sheet for each reader, a student or the class. It is no format of `quiz export`, as
it needs to know what was missed.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from quiz.errors import ExportError
from quiz.exporters.places import places as places_of_sheet
from quiz.exporters.printed import page_title, printable, running, source_line, voice
from quiz.exporters.sheet import Sheet, question_sheet
from quiz.exporters.sheet_words import words_of
from quiz.exporters.typesetting import typeset
from quiz.schema.article import Block
from quiz.schema.question import Question, proofs
from quiz.schema.quiz import Quiz
from quiz.schema.record import Evidence, Record


class Reader(NamedTuple):
    """Whom a sheet is for, and the ids of the questions missed. Without a name it is the class."""

    name: str | None
    missed: Collection[str]


class Run(Record):
    """A run of a paragraph; `answers` are the numbers of the questions it is the evidence of."""

    text: str
    answers: tuple[int, ...] = ()


class Reread(Record):
    """A paragraph to read again; `number` counts the article’s paragraphs from 1."""

    number: int
    runs: tuple[Run, ...]


class ReteachSheet(Record):
    """What one reader gets; `sheet` holds the questions, numbered anew from 1."""

    name: str | None
    total: int
    paragraphs: tuple[Reread, ...]
    sheet: Sheet


def reteach(quiz: Quiz, readers: Sequence[Reader]) -> bytes:
    """Return the sheets of all `readers` who missed something as one PDF that meets PDF/UA-1.

    Raises ExportError where nobody missed anything, or a character has no glyph in the fonts.
    """
    sheets = [sheet_for(quiz, reader) for reader in readers if _missed(quiz, reader)]
    if not sheets:
        raise ExportError("Nothing was missed, so that there is no sheet to print.")
    where = [place for sheet in sheets for place in _places(sheet)]
    return typeset("reteach.typ", _content(quiz, sheets), where)


def sheet_for(quiz: Quiz, reader: Reader) -> ReteachSheet:
    """Return what the sheet of one reader shows."""
    missed = _missed(quiz, reader)
    return ReteachSheet(
        name=printable(reader.name) if reader.name else None,
        total=len(quiz.questions),
        paragraphs=tuple(_paragraphs(quiz, missed)),
        sheet=question_sheet(quiz.model_copy(update={"questions": missed})),
    )


def _missed(quiz: Quiz, reader: Reader) -> tuple[Question, ...]:
    return tuple(question for question in quiz.questions if question.id in reader.missed)


def _paragraphs(quiz: Quiz, missed: Sequence[Question]) -> Iterator[Reread]:
    """Yield the paragraphs that hold evidence of what was missed, in reading order."""
    proved = [
        (number, proof.evidence)
        for number, question in enumerate(missed, start=1)
        for proof in proofs(question)
    ]
    for number, block in enumerate(quiz.article.paragraphs, start=1):
        inside = [(asked, evidence) for asked, evidence in proved if block.overlaps(evidence)]
        if inside:
            yield Reread(number=number, runs=tuple(_runs(quiz, block, inside)))


def _runs(quiz: Quiz, block: Block, inside: Sequence[tuple[int, Evidence]]) -> Iterator[Run]:
    """Yield the text of a paragraph, cut where the evidence of a question begins or ends."""
    edges = {block.start, block.end}
    for _, evidence in inside:
        edges |= {max(evidence.start, block.start), min(evidence.end, block.end)}
    for start, end in pairwise(sorted(edges)):
        asked = {number for number, ev in inside if ev.start <= start and end <= ev.end}
        text = running(quiz.article.text[start:end])
        if text:
            yield Run(text=text, answers=tuple(sorted(asked)))


def _content(quiz: Quiz, sheets: Sequence[ReteachSheet]) -> dict[str, Any]:
    """Return the content of the template; what is not a sheet of its own prints none."""
    return {
        "title": page_title(quiz),
        "source": source_line(quiz),
        "language": voice(quiz),
        "reference": f"Quiz {printable(quiz.id)[:8]}",
        "readers": [sheet.model_dump(mode="json") for sheet in sheets],
        "sheets": [],
        "link_code": None,
        "paper": "a4",
        "look": "standard",
        "cream": False,
        "fixed_words": words_of().model_dump(mode="json"),
    }


def _places(sheet: ReteachSheet) -> Iterator[tuple[str, str]]:
    """Yield (where it stands, text) for every text of a sheet, for messages."""
    yield "the name of a student", sheet.name or ""
    for paragraph in sheet.paragraphs:
        yield f"paragraph {paragraph.number}", "".join(run.text for run in paragraph.runs)
    yield from places_of_sheet(sheet.sheet)
