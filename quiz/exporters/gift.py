"""GIFT: the text format of Moodle that other platforms read, too."""

import re
from typing import NamedTuple

from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.items import Item, UnfitError, items, title_of
from quiz.exporters.moodle import as_html, category, without_wildcards
from quiz.exporters.printed import printable
from quiz.exporters.templating import render
from quiz.schema.quiz import Quiz

_SPECIAL = re.compile(r"[\\~=#{}:]")
# What only a reader of the format can mean: an arrow makes a pair of matching, the second begins an
# ordering question, the third is how Moodle marks an escaped character while it reads.
_TAKEN = re.compile(r"->|\{>|&&0\d\d;")
# What would be read as a weight or as the name of a text format at the beginning of a text.
_NEEDS_FORMAT = ("%", "[")
_WAY_OUT = "reword it, or export to Moodle XML"


class _Question(NamedTuple):
    """A question with every text escaped; each of `answers` is a line of the file."""

    id: str
    level: str | None
    title: str
    stem: str
    answers: tuple[str, ...]
    feedback: str


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return `quiz` as GIFT (UTF-8) and what could not be carried."""
    carried, losses = items(quiz, _fit)
    title, said = title_of(quiz)
    text = render(
        "gift/quiz.txt",
        said="Import into a question bank as “GIFT format”, file encoding UTF-8.",
        # A category takes no escapes: a backslash before one of the signs would swallow it.
        category=category(title).replace("\\", " "),
        questions=[_question(item) for item in carried],
    )
    return text.encode(), losses + tuple(_forms_lost(quiz)) + said


def escaped(text: str) -> str:
    """Return plain text or HTML so that a reader of GIFT gives it back to the letter."""
    shown = _SPECIAL.sub(r"\\\g<0>", re.sub(r"\r\n?", "\n", text))
    return shown.replace("\n", r"\n")


def answer_text(text: str) -> str:
    """Return plain text as an answer in HTML: never read as a weight or as a format."""
    return ("[html]" if text.startswith(_NEEDS_FORMAT) else "") + escaped(as_html(text))


def typed_text(form: str) -> str:
    """Return a form that a student types: Moodle reads it as plain text, whatever the format."""
    prefix = "[plain]" if form.startswith(_NEEDS_FORMAT) else ""
    return prefix + escaped(without_wildcards(form))


def can_type(form: str) -> bool:
    """Tell whether GIFT can hold `form` as an answer that a student types."""
    return not _TAKEN.search(form)


def _fit(item: Item) -> Item:
    """Return `item` with only the accepted forms that GIFT can hold."""
    if not item.accepted:
        return item
    if not can_type(item.accepted[0]):
        raise UnfitError(f"GIFT has a meaning of its own for a sign in its key; {_WAY_OUT}")
    return item._replace(accepted=tuple(f for f in item.accepted if can_type(f)))


def _forms_lost(quiz: Quiz) -> list[str]:
    return [
        f"Question {number}: the accepted form “{printable(form)}” is left out, because GIFT has a "
        f"meaning of its own for a sign in it; {_WAY_OUT}."
        for number, question in enumerate(quiz.questions, start=1)
        if question.type in ("cloze", "short_answer") and can_type(question.key)
        for form in question.accepted
        if not can_type(form)
    ]


def _question(item: Item) -> _Question:
    told = render("gift/feedback.html", feedback=item.feedback)
    for reference, sign in (("&#39;", "'"), ("&#34;", '"')):
        told = told.replace(reference, sign)  # to spare the reader of the file the escaped signs
    return _Question(
        id=item.id,
        level=item.level,
        title=escaped(item.label),
        stem=escaped(as_html(item.stem)),
        answers=_answers(item),
        feedback=escaped(told.strip()),
    )


def _answers(item: Item) -> tuple[str, ...]:
    if item.type == "multiple_choice":
        return tuple("~="[option.right] + answer_text(option.text) for option in item.options)
    if item.type == "true_false":
        return ("TRUE" if item.truth else "FALSE",)
    if item.type == "matching":
        pairs = [(answer_text(p.text), item.choices[p.place]) for p in item.prompts]
        pairs += [("", choice) for choice in item.left_over]
        return tuple(f"={left} -> {escaped(as_html(right))}" for left, right in pairs)
    return tuple(f"={typed_text(form)}" for form in item.accepted)


EXPORTERS.add(
    "gift",
    Exporter(
        name="gift",
        title="GIFT (Moodle and others)",
        suffix=".gift.txt",
        mimetype="text/plain",
        write=write,
        types=("multiple_choice", "true_false", "cloze", "short_answer", "matching"),
        notes=(
            "Text for Moodle's question bank and other platforms that read GIFT: explanation and "
            "evidence as general feedback, difficulty as a tag. Cloze becomes a short answer."
        ),
        limits=(
            "No ordering: GIFT has none of its own; Moodle XML has.",
            "A short answer with “->” or “{>” in it cannot be written; it is left out and named.",
            "GIFT cannot say whether options may be moved about.",
        ),
        checked=(
            "gift-pegjs reads every question back, and so does a reader of our own by the rules of "
            "Moodle's importer. Not imported live."
        ),
    ),
)
