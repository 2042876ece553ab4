"""Exporters: a quiz in, bytes out, and an honest list of what could not be carried."""

from collections.abc import Sequence

from quiz.errors import ExportError, OptionError
from quiz.exporters import anki, html, json, pdf
from quiz.exporters.base import EXPORTERS, Export, Exporter
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.question import TYPE_NAMES
from quiz.schema.quiz import Quiz

__all__ = ["EXPORTERS", "DeckOptions", "Export", "Exporter", "export", "export_deck"]

# Each registers itself when it is imported.
BUILT_IN = (anki, html, json, pdf)


def export(quiz: Quiz, to: str, *, key: bool = False) -> Export:
    """Return `quiz` in the format called `to`; with `key`, its answer key as a file of its own.

    Questions of a type the format does not carry are left out and named in `losses`. Raises
    OptionError for an unknown format or a key the format does not have, ExportError where the quiz
    has no question at all that the format can carry.
    """
    exporter = _exporter(to)
    if key and not exporter.has_key:
        raise OptionError(f"The format {to} has no separate key; leave out --key.")
    carried = tuple(q for q in quiz.questions if q.type in exporter.types)
    if not carried:
        raise ExportError(f"The quiz has no question that the format {to} can carry.")
    losses = tuple(
        f"Question {number} left out: {to} does not carry {TYPE_NAMES[question.type]}."
        for number, question in enumerate(quiz.questions, start=1)
        if question.type not in exporter.types
    )
    payload, more = exporter.write(quiz.model_copy(update={"questions": carried}), key)
    return Export(
        payload=payload,
        suffix=exporter.suffix,
        mimetype=exporter.mimetype,
        losses=losses + more,
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


def _exporter(to: str) -> Exporter:
    if to not in EXPORTERS:
        raise OptionError(f"There is no format {to!r}. Known formats: {', '.join(EXPORTERS)}.")
    return EXPORTERS.get(to)
