"""Exporters: a quiz in, bytes out, and an honest list of what could not be carried."""

import math
import re
from collections.abc import Sequence

from quiz.errors import ExportError, OptionError
from quiz.exporters import (
    aiken,
    anki,
    blooket,
    canvas,
    docx,
    gift,
    gimkit,
    google_forms,
    guide,
    h5p,
    html,
    json,
    kahoot,
    markdown,
    moodle,
    pdf,
    qti3,
    qti21,
    quizlet,
    table,
    wayground,
)
from quiz.exporters.base import EXPORTERS, Export, Exporter, Fit, Printed
from quiz.exporters.deck_options import DeckOptions
from quiz.exporters.sheet_options import SheetOptions, SheetPart
from quiz.schema.question import QUESTION_TYPES, TYPE_NAMES, Question
from quiz.schema.quiz import Quiz

__all__ = [
    "EXPORTERS",
    "DeckOptions",
    "Export",
    "Exporter",
    "SheetOptions",
    "export",
    "export_deck",
    "export_sheet",
]

_NUMBERED = re.compile(r"^Question (\d+)")

# Each registers itself when it is imported.
BUILT_IN = (
    anki,
    pdf,
    docx,
    html,
    guide,
    json,
    moodle,
    gift,
    aiken,
    qti21,
    qti3,
    canvas,
    markdown,
    table,
    quizlet,
    kahoot,
    wayground,
    blooket,
    gimkit,
    h5p,
    google_forms,
)


def export(quiz: Quiz, to: str, *, key: bool = False) -> Export:
    """Return `quiz` in the format called `to`; with `key`, its answer key as a file of its own.

    Questions that the format cannot hold are left out and named in `losses`. Raises
    OptionError for an unknown format or a key the format does not have, ExportError where the quiz
    has no question at all that the format can carry.
    """
    exporter = _exporter(to)
    if key and not exporter.has_key:
        raise OptionError(f"The format {to} has no separate key; leave out --key.")
    carried, numbers, losses = _carried(quiz, exporter)
    payload, more = exporter.write(carried, key)
    return _finished(exporter, Printed(payload, more), numbers, losses)


def export_sheet(
    quiz: Quiz, to: str, options: SheetOptions, *, part: SheetPart = "sheet"
) -> Export:
    """Return the printed sheets of `quiz` as `options` say, the key to them, or what reads them.

    Raises OptionError for an unknown format or one that is no printed page, ExportError for what
    cannot be printed.
    """
    exporter = _exporter(to)
    if exporter.write_sheet is None:
        printed = ", ".join(name for name, known in EXPORTERS.items() if known.write_sheet)
        raise OptionError(f"The format {to} is no printed page. Printed pages are {printed}.")
    carried, numbers, losses = _carried(quiz, exporter)
    return _finished(exporter, exporter.write_sheet(carried, part, options), numbers, losses)


def _carried(quiz: Quiz, exporter: Exporter) -> tuple[Quiz, list[int], list[str]]:
    """Return `quiz` with the questions that `exporter` carries, their numbers, and the losses.

    Raises ExportError where it carries none and needs some.
    """
    carried, losses = _sifted(quiz, exporter)
    if not carried and exporter.needs_questions:
        raise ExportError(" ".join((_nothing(exporter), *losses[:1])))
    questions = tuple(question for _, question in carried)
    whole = quiz.model_copy(update={"questions": questions})
    return whole, [number for number, _ in carried], losses


def _finished(
    exporter: Exporter, written: Printed, numbers: list[int], losses: list[str]
) -> Export:
    """Return what was written, with all losses under the numbers of the whole quiz."""
    losses = losses + [_renumbered(loss, numbers) for loss in written.losses]
    return Export(
        payload=written.payload,
        suffix=written.suffix or exporter.suffix,
        mimetype=written.mimetype or exporter.mimetype,
        losses=tuple(sorted(losses, key=_question_number)),
        said=written.said,
    )


def export_deck(quizzes: Sequence[Quiz], to: str, options: DeckOptions | None = None) -> Export:
    """Return all `quizzes` as one deck in the format called `to`.

    Raises OptionError for an unknown format or one that is no deck, ExportError where no question
    of any quiz can be a card.
    """
    exporter = _exporter(to)
    if exporter.write_deck is None:
        decks = ", ".join(name for name, known in EXPORTERS.items() if known.write_deck)
        raise OptionError(f"The format {to} is no deck of cards. Decks are {decks}.")
    written = exporter.write_deck(tuple(quizzes), options or DeckOptions())
    return Export(
        payload=written.payload,
        suffix=exporter.suffix,
        mimetype=exporter.mimetype,
        losses=written.losses,
        said=written.said,
    )


def _nothing(exporter: Exporter) -> str:
    """Return that no question fits, and for a format of few types how to get some that do."""
    said = f"The quiz has no question that the format {exporter.name} can carry"
    if len(exporter.types) == len(QUESTION_TYPES):
        return f"{said}."
    return f"{said}; build one with `quiz build --types {','.join(exporter.types)}`."


def _sifted(quiz: Quiz, exporter: Exporter) -> tuple[list[tuple[int, Question]], list[str]]:
    """Return the questions that the format can hold, numbered, and a sentence for each loss."""
    carried: list[tuple[int, Question]] = []
    losses: list[str] = []
    for number, question in enumerate(quiz.questions, start=1):
        if question.type not in exporter.types:
            why = f"{exporter.name} does not carry {TYPE_NAMES[question.type]}"
            help_ = exporter.instead.get(question.type)
            losses.append(f"Question {number} left out: {why}{'; ' + help_ if help_ else ''}.")
            continue
        fit = exporter.fit(question) if exporter.fit else Fit()
        if fit.left_out:
            losses.append(f"Question {number} left out: {fit.left_out}.")
        else:
            carried.append((number, question))
            losses += (f"Question {number}: {lost}." for lost in fit.lost)
    return carried, losses


def _renumbered(loss: str, numbers: Sequence[int]) -> str:
    """Return a sentence of a writer with the number the question has in the whole quiz.

    A writer counts the questions it was given; `numbers` are those of the whole quiz.
    """
    return _NUMBERED.sub(lambda found: f"Question {numbers[int(found[1]) - 1]}", loss)


def _question_number(loss: str) -> float:
    """Return where a loss stands among the others: by its question, what is about none last."""
    found = _NUMBERED.match(loss)
    return int(found[1]) if found else math.inf


def _exporter(to: str) -> Exporter:
    if to not in EXPORTERS:
        raise OptionError(f"There is no format {to!r}. Known formats: {', '.join(EXPORTERS)}.")
    return EXPORTERS.get(to)
