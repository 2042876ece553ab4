"""Moodle XML: what a question bank of Moodle takes, with feedback, tags and every type."""

import html

from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.items import Item, items, title_of
from quiz.exporters.templating import render
from quiz.schema.quiz import Quiz

# A cloze is a short answer to Moodle: it puts the field where the stem has its five underscores.
_TYPES = {
    "multiple_choice": "multichoice",
    "true_false": "truefalse",
    "cloze": "shortanswer",
    "short_answer": "shortanswer",
    "matching": "matching",
    "ordering": "ordering",
}


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return `quiz` as Moodle XML (UTF-8) and the questions that could not be carried."""
    carried, losses = items(quiz)
    title, said = title_of(quiz)
    text = render(
        "moodle/quiz.xml",
        category=category(title),
        items=carried,
        types=_TYPES,
        moves=moves,
        without_wildcards=without_wildcards,
        as_html=as_html,
    )
    return text.encode(), losses + said


def category(title: str) -> str:
    """Return `title` as the last part of a category's path; a stroke in it parts nothing."""
    return title.replace("/", "//")


def moves(item: Item) -> bool:
    """Tell whether Moodle may move the options: it knows no option that keeps its place."""
    return item.shuffle and not any(option.fixed for option in item.options)


def without_wildcards(form: str) -> str:
    """Return an accepted form so that Moodle takes an asterisk in it for itself, for no wildcard.

    Nothing else is escaped: Moodle reads short answers as plain text.
    """
    return form.replace("*", r"\*")


def as_html(text: str) -> str:
    """Return plain text as HTML, with quotation marks as they are."""
    return html.escape(text, quote=False)


EXPORTERS.add(
    "moodle",
    Exporter(
        name="moodle",
        title="Moodle XML",
        suffix=".xml",
        mimetype="application/xml",
        write=write,
        notes=(
            "For Moodle's question bank (Import, Moodle XML format): explanation and evidence as "
            "general feedback, difficulty as a tag, one point a question. Cloze becomes a short "
            "answer with its field in the gap. The fullest of the formats for learning platforms; "
            "prefer it to GIFT and Aiken."
        ),
        limits=(
            "Ordering needs Moodle 4.4 or newer, or the question type Ordering as a plugin.",
            "Short answers count by the accepted forms, without regard to capital letters.",
            "Options are moved about for each student, but for numbers, dates and “none of these”.",
        ),
        checked=(
            "moodle-xml-parser reads multiple choice back; the other types are checked by a strict "
            "reader of our own. Not imported live."
        ),
    ),
)
