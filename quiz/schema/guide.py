"""The study guide: what an article says, put in order, every line with its sentence."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from quiz.schema.findings import Granularity, OrganisationKind, PlaceKind
from quiz.schema.loading import MaxLength
from quiz.schema.record import Evidence, Record

MOST_SENTENCES = 5
Name = Annotated[str, Field(min_length=1), MaxLength(500)]
Told = Annotated[str, Field(min_length=1), MaxLength(1_000)]


def _require(words: str, evidence: Evidence) -> None:
    """Raise ValueError unless the evidence has these words, whatever their case and spaces."""
    if " ".join(words.casefold().split()) not in " ".join(evidence.text.casefold().split()):
        raise ValueError(f"{words[:60]!r} does not stand in its evidence")


class Who(Record):
    """A person or an organisation.

    `told` is what the article says they are, in its own words ("president of Ukraine"); empty
    where it only names them. `evidence` is the sentence that tells it, or names them first.
    """

    name: Name
    kind: Literal["person"] | OrganisationKind
    told: Annotated[tuple[Told, ...], Field(max_length=3)] = ()
    evidence: Evidence


class Where(Record):
    """A place, with the sentence that names it first."""

    name: Name
    kind: PlaceKind
    evidence: Evidence


class When(Record):
    """What happened, and when: within the days from `first` to `last`, both included.

    `when` is the date in words, as exact as the article gives it.
    """

    when: Name
    first: date
    last: date
    granularity: Granularity
    text: Told
    evidence: Evidence


class Figure(Record):
    """A number that matters, as the article writes it, and the words that say what it is.

    `phrase` is a piece of the sentence with the number in it ("lost £18.7m in 2023").
    """

    value: Name
    phrase: Told
    evidence: Evidence

    @model_validator(mode="after")
    def _stands_in_its_sentence(self) -> "Figure":
        _require(self.phrase, self.evidence)
        if " ".join(self.value.casefold().split()) not in " ".join(self.phrase.casefold().split()):
            raise ValueError(f"{self.value[:60]!r} does not stand in its phrase")
        return self


class Said(Record):
    """A whole sentence that somebody said, without its quotation marks."""

    words: Told
    speaker: Name
    evidence: Evidence

    @model_validator(mode="after")
    def _stand_in_their_sentence(self) -> "Said":
        _require(self.words, self.evidence)
        return self


class Word(Record):
    """A rare word in its dictionary form, with the sentence it stands in and its form there."""

    word: Name
    form: Name
    evidence: Evidence

    @model_validator(mode="after")
    def _stands_in_its_sentence(self) -> "Word":
        _require(self.form, self.evidence)
        return self


class Guide(Record):
    """A study guide, each list in reading order but the timeline, which goes by date."""

    summary: Annotated[tuple[Evidence, ...], Field(max_length=MOST_SENTENCES)] = ()
    people: tuple[Who, ...] = ()
    organisations: tuple[Who, ...] = ()
    places: tuple[Where, ...] = ()
    timeline: tuple[When, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotations: tuple[Said, ...] = ()
    words: tuple[Word, ...] = ()

    def proofs(self) -> Iterator[Evidence]:
        """Yield the sentence behind every line."""
        yield from self.summary
        for lines in (
            *(self.people, self.organisations, self.places, self.timeline),
            *(self.figures, self.quotations, self.words),
        ):
            yield from (line.evidence for line in lines)
