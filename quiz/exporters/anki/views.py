"""Second views: one more card of the same note, where that teaches more than it gives away.

At most one a note, in the order of `VIEWS`: the other way round, then typed, then chosen.
"""

import re
from statistics import mean

from quiz.exporters.anki.cards import NoteText, content_words
from quiz.exporters.anki.text import text
from quiz.exporters.deck_options import View
from quiz.schema.question import Asks, MultipleChoice, Question, TrueFalse, key_text

_MOST_TYPED_WORDS, _MOST_TYPED_CHARACTERS = 3, 40
_STANDS_OUT = 1.5  # times as long as the other choices are on average
_NAMES: frozenset[Asks] = frozenset(
    ("speaker", "person", "country", "city", "region", "place", "organisation")
)
# Anki compares letter by letter: only what every keyboard has and nobody writes in two ways.
_NAME = re.compile(r"[A-Za-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z'-]*)*")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_YEAR = re.compile(r"[12]\d\d\d")


def second_view(
    question: Question,
    note: NoteText,
    turned: tuple[Question, NoteText] | None,
    views: tuple[View, ...],
) -> dict[str, str]:
    """Return the fields that give `note` its second card, none where there is to be no such card.

    `turned` is the question that asks the same the other way round, with the note it would be.
    """
    if "reverse" in views and turned is not None:
        fields = _reverse(note, *turned)
        if fields:
            return fields
    if "type-in" in views:
        fields = _typed(question, note)
        if fields:
            return fields
    if "choose" in views and isinstance(question, MultipleChoice) and _is_fair(question, note):
        return {"Choose": "1"}
    return {}


def _reverse(note: NoteText, other: Question, turned: NoteText) -> dict[str, str]:
    """Return the fields of a reverse card; the line above it must not give its answer away."""
    if note.note_type != "article-qa" or note.fields.get("Kicker") != turned.fields.get("Kicker"):
        return {}
    return {"Reverse": text(other.stem.strip()), "ReverseAnswer": text(key_text(other))}


def _typed(question: Question, note: NoteText) -> dict[str, str]:
    """Return what is to be typed, and in a hint the form it has; nothing where forms differ."""
    if isinstance(question, TrueFalse) or note.fields.get("OpenChoices"):
        return {}
    key = key_text(question)
    form, typed = _form(key.removeprefix("the ").removeprefix("The "), question.asks)
    if not form or (note.note_type == "article-cloze" and typed != key):
        return {}  # a gap is filled with the key as it stands
    return {"Type": text(typed), "Hint": text(form)}


def _form(key: str, asks: Asks) -> tuple[str, str]:
    """Return in words the form of `key` and the key as it is typed; two empty texts for none."""
    words = len(key.split())
    if words > _MOST_TYPED_WORDS or len(key) > _MOST_TYPED_CHARACTERS:
        return "", ""
    if asks == "number" and _FIGURE.fullmatch(key):
        return "A number in figures, without commas", key.replace(",", "")
    if asks == "date" and _YEAR.fullmatch(key):
        return "A year, in four figures", key
    if asks in {"speaker", "person"} and words > 1 and _NAME.fullmatch(key):
        return "First and last name", key
    if asks in _NAMES and _NAME.fullmatch(key):
        return "A name" if words == 1 else f"A name of {words} words", key
    return "", ""


def _is_fair(question: MultipleChoice, note: NoteText) -> bool:
    """Tell whether the key can be told from the other choices only by knowing it."""
    if note.fields.get("OpenChoices"):
        return False  # the first card shows the choices already
    longest_fair = _STANDS_OUT * mean(len(option) for option in question.distractors)
    shown = content_words(question.stem)
    told = content_words(question.key) & shown
    others = [content_words(option) & shown for option in question.distractors]
    return len(question.key) <= longest_fair and not (told and not any(others))
