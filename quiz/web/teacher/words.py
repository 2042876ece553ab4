"""What the pages of review say: faults, reasons to drop, what was changed."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_babel.speaklater import LazyString

from quiz.editing import Fault, UnsoundError
from quiz.schema.question import QuestionType
from quiz.schema.quiz import MAX_LENGTH

TYPES: Mapping[QuestionType, LazyString] = {
    "short_answer": later("Short answer"),
    "multiple_choice": later("Multiple choice"),
    "true_false": later("True or false"),
    "cloze": later("Fill the gap"),
    "matching": later("Match the pairs"),
    "ordering": later("Put in order"),
}
LEVELS = {"easy": later("easy"), "medium": later("medium"), "hard": later("hard")}
BONDS = {
    "same answer": later("The same question in another type"),
    "same fact": later("The same fact, asked in another way"),
    "same sentence": later("Something else from the same sentence"),
}
# Reasons to drop a question, as buttons. What stands in addresses and forms is the name.
REASONS = {
    "unclear": later("It is unclear"),
    "wrong": later("It is wrong"),
    "easy": later("It is too easy"),
    "hard": later("It is too hard"),
    "trifle": later("It asks a trifle"),
    "double": later("It is asked already"),
    "other": later("Another reason"),
}
_FAULTS: Mapping[Fault, LazyString] = {
    "no stem": later("Write the question first."),
    "no key": later("Write the answer; no part of it may be left empty."),
    "too long": later("Shorten “%(detail)s”."),
    "gap missing": later(
        "Put one gap into the sentence: five underscores, _____, where the answer belongs."
    ),
    "too few options": later("Give at least three options."),
    "too many options": later("Give five options at most."),
    "options alike": later("Two options are the same: “%(detail)s”. Change one of them."),
    "no right option": later("Mark the option that is right; it may not be empty."),
    "no correction": later("Say what is so: a false statement needs its correction."),
    "key not in the evidence": later(
        "“%(detail)s” does not stand in the sentence. Use its words, or explain below how the "
        "answer follows from it."
    ),
    "no evidence": later("Choose the sentence that proves the answer, or several in a row."),
    "prompts alike": later("Two of the lines to be matched are the same. Change one of them."),
    "choices alike": later("Two of the choices are the same. Change one of them."),
    "choices in order": later(
        "The choices would stand in the order of their lines, which gives them away. Exchange two "
        "of the choices."
    ),
    "events alike": later("Two of the events are the same. Change one of them."),
    "too many forms": later("Give fewer accepted answers: 200 are the most."),
    "asked already": later("This question is in the quiz already: “%(detail)s”"),
    "quiz full": later("A quiz has %(most)s questions at most. Drop one first."),
    "unsound": later("This does not make a sound question. Go back to its earlier words."),
}


def said(error: UnsoundError) -> str:
    """Return the sentence on what is wrong with a question that was written."""
    return str(_FAULTS[error.fault]) % {"detail": error.detail, "most": MAX_LENGTH}


def short(stem: str) -> str:
    """Return the beginning of a question, to tell it by."""
    return stem if len(stem) <= 70 else f"{stem[:69].rstrip()}…"


def dropped(stem: str, reason: str) -> str:
    """Return what the history says of a question that was dropped."""
    why = str(REASONS.get(reason, REASONS["other"]))
    why = why[:1].lower() + why[1:]  # a noun of German keeps its capital
    return str(_("Dropped “%(stem)s” (%(why)s)", stem=short(stem), why=why))
