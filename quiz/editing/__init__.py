"""Editing: what a teacher changes in a quiz that was built. A quiz in, the changed quiz out.

Nothing here makes questions from the article: what it offers instead of a question are the
candidates of the screening, and what a teacher writes becomes a question of a closed type or is
refused, by a named fault.
"""

from quiz.editing.changes import drop, moved, put, question_of
from quiz.editing.faults import FAULTS, Fault, UnsoundError
from quiz.editing.forms import TYPED_TYPES, Typed, retyped, typed
from quiz.editing.offers import Offer, here, others
from quiz.editing.sentences import between, sentences
from quiz.editing.writing import edited, written

__all__ = [
    "FAULTS",
    "TYPED_TYPES",
    "Fault",
    "Offer",
    "Typed",
    "UnsoundError",
    "between",
    "drop",
    "edited",
    "here",
    "moved",
    "others",
    "put",
    "question_of",
    "retyped",
    "sentences",
    "typed",
    "written",
]
