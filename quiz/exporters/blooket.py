"""Blooket: its import template as a CSV file."""

import re

from quiz.exporters import games, plain
from quiz.exporters.base import EXPORTERS, Exporter, Fit
from quiz.exporters.delimited import table_bytes
from quiz.schema.question import Question
from quiz.schema.quiz import Quiz

_OPTIONS = 4
_SECONDS = (20, 30, 45, 60, 90, 120, 300)
_TITLE = ("Blooket\nImport Template", *("",) * 7)
_HEADERS = (
    "Question #",
    "Question Text",
    "Answer 1",
    "Answer 2",
    "Answer 3\n(Optional)",
    "Answer 4\n(Optional)",
    "Time Limit (sec)\n(Max: 300 seconds)",
    "Correct Answer(s)\n(Only include Answer #)",
)
# Blooket takes these for HTML and shows nothing of them.
_TAG = re.compile(r"<[A-Za-z/!?][^>]*>?")


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the filled template, and no losses."""
    rows = [_row(number, question) for number, question in enumerate(quiz.questions, start=1)]
    return table_bytes((_TITLE, _HEADERS, *rows)), ()


def fit(question: Question) -> Fit:
    """Leave out what Blooket would swallow a part of."""
    found = games.choice_fit(question, "Blooket", most_options=_OPTIONS)
    if found.left_out:
        return found
    choice = plain.choice(question)
    for text in (choice.stem, *choice.options):
        tag = _TAG.search(text)
        if tag:
            return Fit(f"Blooket swallows “{tag[0]}” as a tag; write it without “<”")
    return found


def _row(number: int, question: Question) -> tuple[str, ...]:
    choice = plain.choice(question)
    spare = ("",) * (_OPTIONS - len(choice.options))
    time = games.seconds(choice, _SECONDS)
    return str(number), choice.stem, *choice.options, *spare, str(time), str(choice.key + 1)


EXPORTERS.add(
    "blooket",
    Exporter(
        name="blooket",
        title="Blooket set (CSV)",
        suffix=".csv",
        mimetype="text/csv",
        write=write,
        types=games.CHOICES,
        fit=fit,
        instead=games.instead(),
        notes=(
            "Blooket imports it when a set is created. Do not open it in a spreadsheet before: "
            "there a text that begins with = would be a formula."
        ),
        limits=(
            f"There are at most {_OPTIONS} options.",
            "A question with something like a tag (<x>) is left out, since Blooket swallows it.",
            "There is no place for explanations, evidence or a title.",
        ),
        checked=f"Python's csv module and LibreOffice. {games.UNCHECKED}",
    ),
)
