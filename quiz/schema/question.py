"""Questions: a closed union. An invalid question cannot exist, so no exporter checks again."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, model_validator

from quiz.schema.loading import MaxLength
from quiz.schema.record import Evidence, Id, Record, Span

QuestionType = Literal["multiple_choice", "true_false", "cloze", "short_answer"]
QUESTION_TYPES: tuple[QuestionType, ...] = (
    "multiple_choice",
    "true_false",
    "cloze",
    "short_answer",
)
# As the field and the command line call them; what a student reads on a page is `quiz.web.wording`.
TYPE_NAMES: Mapping[str, str] = {
    "multiple_choice": "multiple choice",
    "true_false": "true/false",
    "cloze": "cloze",
    "short_answer": "short answer",
}
Asks = Literal[
    "speaker",
    "person",
    "role",
    "country",
    "city",
    "region",
    "place",
    "organisation",
    "date",
    "number",
    "term",
    "truth",
]
GAP = "_____"  # five underscores, also in quiz.json
_WORD = re.compile(r"[^\W_]+")
_WORD_OR_FIGURE = re.compile(r"\w+(?:[.,’-]\w+)*")
_FIRST_WORD = re.compile(r"(?:^|(?<=[.!?] ))\w+")


Form = Annotated[str, MaxLength(500)]  # a key, an option, a form that is accepted
Key = Annotated[str, Field(min_length=1), MaxLength(500)]
Accepted = Annotated[tuple[Form, ...], Field(min_length=1, max_length=200)]
Sentences = Annotated[str, MaxLength(5_000)]


def fold(text: str) -> str:
    """Return `text` without case, accents and surplus white space, for comparing two answers."""
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).casefold().split())


@lru_cache(maxsize=4096)
def spaced(text: str) -> str:
    """Return the folded words of `text` with a space before, between and after them.

    `spaced(name) in spaced(text)` then finds whole words only.
    """
    return f" {' '.join(_WORD.findall(fold(text)))} "


class _Question(Record):
    """What every question carries.

    The key lies in the evidence (`key_span`), or `derivation` says in a sentence how it follows.
    `confidence` (0 to 1) estimates how likely a demanding teacher is to print it unchanged.
    """

    id: Id
    stem: Annotated[str, Field(min_length=1), MaxLength(2_000)]
    evidence: Evidence
    key_span: Span | None = None
    derivation: Sentences | None = None
    explanation: Annotated[str, Field(min_length=1), MaxLength(5_000)]
    maker: str
    asks: Asks
    confidence: Annotated[float, Field(ge=0, le=1)]

    @model_validator(mode="after")
    def _can_prove_itself(self) -> "_Question":
        if self.key_span is None and not self.derivation:
            raise ValueError("a question needs the span of its key or a derivation")
        if self.key_span is not None and not self.evidence.covers(self.key_span):
            raise ValueError("the key lies outside the evidence")
        return self


class ShortAnswer(_Question):
    """An open question. `accepted` holds every form that counts as right, the key first."""

    type: Literal["short_answer"] = "short_answer"
    key: Key
    accepted: Accepted

    @model_validator(mode="after")
    def _key_is_accepted(self) -> "ShortAnswer":
        if self.accepted[0] != self.key:
            raise ValueError("the first accepted form must be the key")
        return self


class Cloze(_Question):
    """A sentence with one gap to be filled with the key.

    The gap is written `_____` in the stem: five underscores, once.
    """

    type: Literal["cloze"] = "cloze"
    key: Key
    accepted: Accepted

    @model_validator(mode="after")
    def _has_one_gap(self) -> "Cloze":
        if self.stem.count(GAP) != 1:
            raise ValueError("a cloze stem has exactly one gap")
        if self.accepted[0] != self.key:
            raise ValueError("the first accepted form must be the key")
        return self


class TrueFalse(_Question):
    """A statement that is true or false. A false one says in `correction` what is so."""

    type: Literal["true_false"] = "true_false"
    key: bool
    correction: Sentences | None = None

    @model_validator(mode="after")
    def _false_is_corrected(self) -> "TrueFalse":
        if self.key == (self.correction is not None):
            raise ValueError("a false statement needs a correction, a true one has none")
        return self


class MultipleChoice(_Question):
    """A question with three to five options, exactly one of them right (`key_index`, from 0)."""

    type: Literal["multiple_choice"] = "multiple_choice"
    options: Annotated[tuple[Form, ...], Field(min_length=3, max_length=5)]
    key_index: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _options_are_sound(self) -> "MultipleChoice":
        if self.key_index >= len(self.options):
            raise ValueError("the key is not among the options")
        folded = [fold(option) for option in self.options]
        if not all(folded) or len(set(folded)) < len(folded):
            raise ValueError("options must be distinct and not empty")
        return self

    @property
    def key(self) -> str:
        """The right option."""
        return self.options[self.key_index]

    @property
    def distractors(self) -> tuple[str, ...]:
        """The wrong options, in order."""
        return tuple(o for n, o in enumerate(self.options) if n != self.key_index)


Question = Annotated[MultipleChoice | TrueFalse | Cloze | ShortAnswer, Field(discriminator="type")]


def key_text(question: MultipleChoice | TrueFalse | Cloze | ShortAnswer) -> str:
    """Return the key as a reader sees it: "True" and "False" for a statement."""
    if isinstance(question, TrueFalse):
        return "True" if question.key else "False"
    return question.key


def reasons(question: MultipleChoice | TrueFalse | Cloze | ShortAnswer) -> tuple[str, ...]:
    """Return why the key is right, in one or two sentences for a reader.

    The derivation follows the explanation where the key stands nowhere in the article, or where it
    has a name or a figure that the explanation lacks. That of a statement mostly speaks about the
    statement's own words.
    """
    told = set(_WORD_OR_FIGURE.findall(question.explanation))
    not_written = question.key_span is None and not isinstance(question, TrueFalse)
    if question.derivation and (not_written or not _names(question.derivation) <= told):
        return question.explanation, question.derivation
    return (question.explanation,)


def _names(text: str) -> set[str]:
    """Return the words of `text` that begin with a capital or a figure, or stand in quotes."""
    words = set(_WORD_OR_FIGURE.findall(" ".join(re.findall("“([^”]*)”", text))))
    inner = _FIRST_WORD.sub("", text)
    telling = {w for w in _WORD_OR_FIGURE.findall(inner) if w[0].isupper() or w[0].isdigit()}
    return words | telling
