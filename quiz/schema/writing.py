"""What a language model had to do with a quiz, and what of its work was refused."""

from typing import Annotated, Literal

from pydantic import Field

from quiz.schema.loading import MaxLength
from quiz.schema.question import Question
from quiz.schema.record import Id, Record

WRITER = "writer:"  # what the `maker` of a question begins with that a language model wrote

Task = Literal["writer", "editor"]
Line = Annotated[str, MaxLength(500)]
Count = Annotated[int, Field(ge=0)]


class Usage(Record):
    """Requests that were answered, and their tokens; `counted` by the endpoint, or estimated."""

    requests: Count = 0
    tokens_in: Count = 0
    tokens_out: Count = 0
    counted: bool = True

    def __add__(self, other: "Usage") -> "Usage":
        """Return both together; a sum is an estimate where a part of it is."""
        return Usage(
            requests=self.requests + other.requests,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            counted=self.counted and other.counted,
        )


class Written(Record):
    """Which model worked on a quiz, where it runs, what it was sent and what that took.

    `sent` is a sentence. `edited` are the ids of rule-made questions with a new wording or new
    options. `trouble` says why the model did less than it was asked to.
    """

    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]
    model: Line
    address: Line
    seed: int
    sent: Line
    usage: Usage
    edited: tuple[Id, ...] = ()
    trouble: Line | None = None


class Refused(Record):
    """A proposal of a model that became no candidate, by which rule, and why in words.

    `type` is a question type, or "edit" for a new wording of a rule-made question.
    """

    type: str
    stem: str
    key: str
    rule: str
    reason: str


def is_written(question: Question) -> bool:
    """Tell whether a language model wrote `question`; its `maker` then names the model."""
    return question.maker.startswith(WRITER)


def model_of(question: Question) -> str:
    """Return the name of the language model that wrote `question`, "" where none did."""
    return question.maker.removeprefix(WRITER) if is_written(question) else ""
