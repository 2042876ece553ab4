"""Aiken: the plainest of the text formats, multiple choice only.

Aiken has no escapes. What a reader would take for an option or a key is given a word before it, or
is left out and named.
"""

import re

from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.items import Item, Option, UnfitError, items
from quiz.exporters.templating import render
from quiz.schema.question import LETTERS
from quiz.schema.quiz import Quiz

# A line is an option where it begins with one letter and a full stop or bracket ("J. K. Rowling").
_OPTION = re.compile(r"[A-Za-z][).]")
_KEY = re.compile("answer:", re.IGNORECASE)
_SHORTEST = 2  # characters; Moodle skips a shorter line


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the questions of `quiz` in Aiken (UTF-8) and what could not be carried."""
    carried, losses = items(quiz, _fit)
    return render("aiken/quiz.txt", items=carried, letters=LETTERS).encode(), losses


def safe_stem(number: int, stem: str) -> str:
    """Return `stem`, with a word before it where it would be lost or be taken for an option."""
    if _OPTION.match(stem) or len(stem) < _SHORTEST:
        return f"Question {number}: {stem}"
    return stem


def _fit(item: Item) -> Item:
    """Return `item` as Aiken can hold it; a statement gets the options True and False."""
    if item.type == "true_false":
        options = (Option("True", item.truth, True), Option("False", not item.truth, True))
        item = item._replace(options=options, stem=f"True or false? {item.stem}")
    for text in (item.stem, *(option.text for option in item.options)):
        if _KEY.search(text):
            raise UnfitError("Aiken takes “ANSWER:” for the line with the key; reword it")
    return item._replace(stem=safe_stem(item.number, item.stem))


EXPORTERS.add(
    "aiken",
    Exporter(
        name="aiken",
        title="Aiken",
        suffix=".aiken.txt",
        mimetype="text/plain",
        write=write,
        types=("multiple_choice", "true_false"),
        notes=(
            "The plainest text that Moodle and many others import. True/false becomes a question "
            "with two options."
        ),
        limits=(
            "No titles, points, feedback or evidence, and no typed answers.",
            "A question with “ANSWER:” in it is left out and named.",
            "A stem that begins like an option (“J. K. Rowling …”) gets “Question 3:” before it.",
        ),
        checked=(
            "aiken-to-moodlexml and a strict reader of our own, and qti-package-maker as a second "
            "writer to compare with. Not imported live."
        ),
    ),
)
