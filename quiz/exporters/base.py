"""What an exporter is: a name, what it carries, and one function from a quiz to bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from quiz.exporters.deck_options import DeckOptions
from quiz.registry import Registry
from quiz.schema.question import QUESTION_TYPES, QuestionType
from quiz.schema.quiz import Quiz
from quiz.schema.record import Record


class Export(Record):
    """A finished export.

    `losses` holds a sentence for each thing the format could not carry, `said` one for whatever
    else is worth knowing about what was written.
    """

    payload: bytes
    suffix: str
    mimetype: str
    losses: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class Written(NamedTuple):
    """What a writer of decks returns, its parts as in `Export`."""

    payload: bytes
    losses: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exporter:
    """A way out. `write(quiz, key)` returns the payload and the losses.

    `key` asks for the answer key instead of the question sheet; it is passed only where `has_key`.
    `write_deck` is there where several quizzes go into one deck, with options. `limits` says in
    sentences what the format cannot hold, `checked` what reads the files back in our tests. A
    writer raises `ExportError` for what it refuses; it never truncates in silence. It gets only the
    questions of its `types`; a loss that begins "Question 3" is about the third of those, and is
    given the number of the whole quiz by `export`.
    """

    name: str
    title: str
    suffix: str
    mimetype: str
    write: Callable[[Quiz, bool], tuple[bytes, tuple[str, ...]]]
    types: tuple[QuestionType, ...] = QUESTION_TYPES
    has_key: bool = False
    notes: str = ""
    limits: tuple[str, ...] = ()
    checked: str = ""
    write_deck: Callable[[tuple[Quiz, ...], DeckOptions], Written] | None = None


EXPORTERS: Registry[Exporter] = Registry("exporters")
