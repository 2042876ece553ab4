"""Taking a quiz: responses, marks and the result."""

from datetime import datetime

from quiz.schema.record import Record


class Response(Record):
    """What a student gave for a question.

    Multiple choice: the text of an option; true/false: "true" or "false"; else the text typed.
    """

    question_id: str
    given: str


class Mark(Record):
    """A marked response. `note` says in words why a form other than the key was accepted."""

    question_id: str
    given: str
    right: bool
    note: str | None = None


class Attempt(Record):
    """One student's go at a quiz. Times carry a time zone; marks are in order of answering."""

    id: str
    quiz_id: str
    started: datetime
    finished: datetime | None = None
    marks: tuple[Mark, ...] = ()


class Result(Record):
    """The score of an attempt: `right` of `total`, and the paragraphs to read again (from 1)."""

    right: int
    total: int
    marks: tuple[Mark, ...]
    read_again: tuple[int, ...]
