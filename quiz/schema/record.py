"""What all records share."""

import hashlib
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from quiz.schema.loading import MaxLength


def _no_truth(value: object) -> object:
    """Refuse `true`, which Python takes for 1 and JSON does not."""
    if isinstance(value, bool):
        raise ValueError("a number is wanted, not true or false")
    return value


# What stands in addresses, file names and tags.
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Title = Annotated[str, MaxLength(1_000)]
IS_NUMBER = BeforeValidator(_no_truth)


class Record(BaseModel):
    """A frozen record that refuses unknown fields, so that a typing error never passes as data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A half-open range of characters (Unicode code points) of `Article.text`."""

    start: int
    end: int

    @model_validator(mode="after")
    def _holds_something(self) -> "Span":
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}:{self.end} is empty or begins before the text")
        return self

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Evidence(Span):
    """A span together with the characters it covers: `article.text[start:end] == text`."""

    text: str

    @model_validator(mode="after")
    def _length_agrees(self) -> "Evidence":
        if len(self.text) != self.end - self.start:
            raise ValueError(f"evidence {self.start}:{self.end} has {len(self.text)} characters")
        return self


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits that stand for `parts` (SHA-256, cut): what ids are made of."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
