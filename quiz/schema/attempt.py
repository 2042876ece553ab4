"""Taking a quiz: marks and the result."""

from datetime import datetime

from quiz.schema.record import Record


class Mark(Record):
    """A marked response.

    `given` is the text of an option, "true" or "false", or the text typed; for matching the letter
    of the choice for each prompt as shown ("B A C"), for ordering the number given to each event as
    shown ("2 1 4 3"). It is empty where the student passed. `note` says in words why a form other
    than the key was accepted.
    """

    question_id: str
    given: str
    right: bool
    note: str | None = None


class Attempt(Record):
    """One student's go at a quiz. Times carry a time zone; marks are in order of answering.

    `finished` is when the last open question was answered.
    """

    id: str
    quiz_id: str
    started: datetime
    finished: datetime | None = None
    marks: tuple[Mark, ...] = ()


class Result(Record):
    """The score of an attempt: `right` of `total`, and the paragraphs to read again (from 1).

    `points` counts what is partly right with its share.
    """

    right: int
    points: float
    total: int
    marks: tuple[Mark, ...]
    read_again: tuple[int, ...]
