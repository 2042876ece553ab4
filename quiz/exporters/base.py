"""What an exporter is: a name, what it carries, and one function from a quiz to bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quiz.exporters.deck_options import DeckOptions
from quiz.exporters.sheet_options import SheetOptions, SheetPart
from quiz.registry import Registry
from quiz.schema.question import QUESTION_TYPES, Question, QuestionType
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


class Fit(NamedTuple):
    """How a format takes a question of a type it carries.

    `left_out` says why it cannot hold the question and what to do, `lost` what else of it is lost.
    Both are clauses without the number of the question and without a full stop.
    """

    left_out: str = ""
    lost: tuple[str, ...] = ()


class Printed(NamedTuple):
    """What a writer of sheets returns, its parts as in `Export`.

    `suffix` and `mimetype` are None where they are those of the exporter.
    """

    payload: bytes
    losses: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    suffix: str | None = None
    mimetype: str | None = None


@dataclass(frozen=True)
class Exporter:
    """A way out. `write(quiz, key)` returns the payload and the losses.

    `key` asks for the answer key instead of the question sheet; it is passed only where `has_key`.
    `write_deck` is there where several quizzes go into one deck, with options, `write_sheet` where
    a sheet, its key or what reads its answer sheet is printed by options. A quiz without a question
    that the format carries is refused where it `needs_questions`. `limits` says in
    sentences what the format cannot hold, `checked` what reads the files back in our tests. `fit`
    tells of a question of one of the `types` how the format takes it, and `write` is given only
    those that are not left out; `instead` says what to do with those of another type. A writer
    raises `ExportError` for what it refuses; it never truncates in silence. A loss of its that
    begins "Question 3" is about the third question it was given, and `export` gives it the number
    of the whole quiz.
    """

    name: str
    title: str
    suffix: str
    mimetype: str
    write: Callable[[Quiz, bool], tuple[bytes, tuple[str, ...]]]
    types: tuple[QuestionType, ...] = QUESTION_TYPES
    has_key: bool = False
    needs_questions: bool = True
    notes: str = ""
    limits: tuple[str, ...] = ()
    checked: str = ""
    fit: Callable[[Question], Fit] | None = None
    instead: Mapping[QuestionType, str] = field(default_factory=dict)
    write_deck: Callable[[tuple[Quiz, ...], DeckOptions], Written] | None = None
    write_sheet: Callable[[Quiz, SheetPart, SheetOptions], Printed] | None = None


EXPORTERS: Registry[Exporter] = Registry("exporters")
