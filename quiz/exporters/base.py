"""What an exporter is: a name, what it carries, and one function from a quiz to bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from quiz.registry import Registry
from quiz.schema.question import QUESTION_TYPES, QuestionType
from quiz.schema.quiz import Quiz
from quiz.schema.record import Record


class Export(Record):
    """A finished export. `losses` holds a sentence for each thing the format could not carry."""

    payload: bytes
    suffix: str
    mimetype: str
    losses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exporter:
    """A way out. `write(quiz, key)` returns the payload and the losses.

    `key` asks for the answer key instead of the question sheet; it is passed only where `has_key`.
    A writer raises `ExportError` for what it refuses; it never truncates in silence.
    """

    name: str
    title: str
    suffix: str
    mimetype: str
    write: Callable[[Quiz, bool], tuple[bytes, tuple[str, ...]]]
    types: tuple[QuestionType, ...] = QUESTION_TYPES
    has_key: bool = False
    notes: str = ""


EXPORTERS: Registry[Exporter] = Registry("exporters")
