"""Questions: a closed union. An invalid question cannot exist, so no exporter checks again."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, model_validator

from quiz.schema.loading import MaxLength
from quiz.schema.record import Evidence, Id, Record, Span

QuestionType = Literal[
    "multiple_choice", "true_false", "cloze", "short_answer", "matching", "ordering"
]
QUESTION_TYPES: tuple[QuestionType, ...] = (
    "multiple_choice",
    "true_false",
    "cloze",
    "short_answer",
    "matching",
    "ordering",
)
# As the field and the command line call them; what a student reads on a page is `quiz.web.wording`.
TYPE_NAMES: Mapping[str, str] = {
    "multiple_choice": "multiple choice",
    "true_false": "true/false",
    "cloze": "cloze",
    "short_answer": "short answer",
    "matching": "matching",
    "ordering": "ordering",
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
    "clause",
    "reason",
    "truth",
    "order",
]
GAP = "_____"  # five underscores, also in quiz.json
LETTERS = "ABCDEFGH"  # of options and choices, on every page and sheet
MOST_CHOICES = len(LETTERS)  # of a matching question: its pairs and two that are left over
_WORD = re.compile(r"[^\W_]+")
_WORD_OR_FIGURE = re.compile(r"\w+(?:[.,’-]\w+)*")
_FIRST_WORD = re.compile(r"(?:^|(?<=[.!?] ))\w+")
_LONGEST_STEM = 1_000

Form = Annotated[str, MaxLength(500)]  # a key, an option, a form that is accepted
Key = Annotated[str, Field(min_length=1), MaxLength(500)]
Accepted = Annotated[tuple[Form, ...], Field(min_length=1, max_length=200)]
Sentences = Annotated[str, MaxLength(5_000)]


def fold(text: str) -> str:
    """Return `text` without case, accents, invisible marks and surplus white space.

    Two answers are compared so.
    """
    return _folded(text) if len(text) > _LONGEST_STEM else _folded_stem(text)


def _folded(text: str) -> str:
    if text.isascii():  # most is, and has neither accents nor invisible marks
        return " ".join(text.casefold().split())
    bare = unicodedata.normalize("NFKD", text)
    if not bare.isascii():
        bare = "".join(c for c in bare if c.isascii() or not _is_unseen(c))
    return " ".join(bare.casefold().split())


def _is_unseen(character: str) -> bool:
    return bool(unicodedata.combining(character)) or unicodedata.category(character) == "Cf"


_folded_stem = lru_cache(maxsize=8192)(_folded)


def spaced(text: str) -> str:
    """Return the folded words of `text` with a space before, between and after them.

    `spaced(name) in spaced(text)` then finds whole words only.
    """
    return _spaced_article(text) if len(text) > _LONGEST_STEM else _spaced_stem(text)


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "


# Both are asked for over and over; of whole articles only the latest few are worth the memory.
_spaced_stem = lru_cache(maxsize=4096)(_spaced)
_spaced_article = lru_cache(maxsize=4)(_spaced)

DifficultyLevel = Literal["easy", "medium", "hard"]
DIFFICULTY_LEVELS: tuple[DifficultyLevel, ...] = ("easy", "medium", "hard")
_MEDIUM_FROM, _HARD_FROM = 0.4, 0.6


class Difficulty(Record):
    """How hard a question is thought to be for a class, from 0 (easy) to 1 (hard), and why.

    An estimate from the question and its article; what share of a class really answers it is
    another matter (the difficulty index).
    """

    estimate: Annotated[float, Field(ge=0, le=1)]
    reasons: Annotated[tuple[Annotated[str, MaxLength(200)], ...], Field(max_length=20)] = ()

    @property
    def level(self) -> DifficultyLevel:
        """The estimate in a word."""
        if self.estimate < _MEDIUM_FROM:
            return "easy"
        return "medium" if self.estimate < _HARD_FROM else "hard"


class _Question(Record):
    """What every question carries.

    The key lies in the evidence (`key_span`), or `derivation` says in a sentence how it follows.
    `confidence` (0 to 1) estimates how likely a demanding teacher is to print it unchanged;
    `difficulty` is set for the questions of a quiz.
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
    difficulty: Difficulty | None = None

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
        if not _distinct(self.options):
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


class Proof(NamedTuple):
    """A sentence of the article and the characters of the key in it, where the key stands there."""

    evidence: Evidence
    key_span: Span | None


class Pair(Record):
    """A prompt (`left`) and its choice (`right`), with the sentence that puts them together.

    `key_span` covers what the article says for `right`; without one the question has a derivation.
    """

    left: Key
    right: Key
    evidence: Evidence
    key_span: Span | None = None


class Matching(_Question):
    """Three to six pairs to put together; every prompt has one right choice.

    Prompts are shown in the order of `pairs`. `choices` are the right-hand sides as shown, never in
    the order of the prompts, with up to two that belong to none. `evidence` and `key_span` are
    those of the pair that stands first in the article.
    """

    type: Literal["matching"] = "matching"
    pairs: Annotated[tuple[Pair, ...], Field(min_length=3, max_length=6)]
    choices: Annotated[tuple[Form, ...], Field(min_length=3, max_length=MOST_CHOICES)]

    @model_validator(mode="after")
    def _pairs_are_sound(self) -> "Matching":
        rights = [pair.right for pair in self.pairs]
        if not _distinct(pair.left for pair in self.pairs):
            raise ValueError("prompts must be distinct and not empty")
        if not _distinct(self.choices):
            raise ValueError("choices must be distinct and not empty")
        if not _distinct(rights) or not set(rights) <= set(self.choices):
            raise ValueError("every prompt needs a choice of its own among the choices")
        if len(self.choices) > len(rights) + 2:
            raise ValueError("more than two choices belong to no prompt")
        if [choice for choice in self.choices if choice in rights] == rights:
            raise ValueError("the choices stand in the order of their prompts")
        _require_proofs(self, [Proof(pair.evidence, pair.key_span) for pair in self.pairs])
        return self

    @property
    def key(self) -> str:
        """Every prompt with its choice, in one line."""
        return "; ".join(f"{pair.left} – {pair.right}" for pair in self.pairs)

    @property
    def places(self) -> tuple[int, ...]:
        """For each prompt the place of its choice among the choices, from 0."""
        return tuple(self.choices.index(pair.right) for pair in self.pairs)


class DatedEvent(Record):
    """What happened, told without its date; `when` is the date in words, `key_span` as written.

    It happened within the days from `first` to `last`, both included.
    """

    text: Key
    when: Key
    first: date
    last: date
    evidence: Evidence
    key_span: Span


class Ordering(_Question):
    """Four to six events to put into the order in which they happened.

    They are shown in the order of `events`. `order` holds their places there (from 0), the earliest
    event first; it is never the order shown. Each is over before the next begins. `evidence` and
    `key_span` are those of the event that stands first in the article.
    """

    type: Literal["ordering"] = "ordering"
    events: Annotated[tuple[DatedEvent, ...], Field(min_length=4, max_length=6)]
    order: Annotated[tuple[int, ...], Field(min_length=4, max_length=6)]

    @model_validator(mode="after")
    def _order_is_sound(self) -> "Ordering":
        shown = list(range(len(self.events)))
        if sorted(self.order) != shown:
            raise ValueError("the order must name every event once")
        if list(self.order) == shown:
            raise ValueError("the events are shown in the right order already")
        if not _distinct(event.text for event in self.events):
            raise ValueError("events must be distinct and not empty")
        for before, after in pairwise(self.in_order):
            if not before.first <= before.last < after.first <= after.last:
                raise ValueError(f"{before.when} is not over before {after.when}")
        _require_proofs(self, [Proof(event.evidence, event.key_span) for event in self.events])
        return self

    @property
    def in_order(self) -> tuple[DatedEvent, ...]:
        """The events, the earliest first."""
        return tuple(self.events[place] for place in self.order)

    @property
    def key(self) -> str:
        """The events in order with their dates, in one line."""
        numbered = enumerate(self.in_order, start=1)
        return "; ".join(f"{n}. {event.when}: {event.text}" for n, event in numbered)

    @property
    def ranks(self) -> tuple[int, ...]:
        """For each event as shown, its number in the right order, from 1."""
        return tuple(self.order.index(place) + 1 for place in range(len(self.events)))


def _distinct(texts: Iterable[str]) -> bool:
    """Tell whether no text is empty and no two are the same after folding."""
    folded = [fold(text) for text in texts]
    return all(folded) and len(set(folded)) == len(folded)


def _require_proofs(question: Matching | Ordering, found: list[Proof]) -> None:
    """Raise ValueError unless every part of a question is proved, the question by the first."""
    for evidence, span in found:
        if span is None and not question.derivation:
            raise ValueError("a pair needs the span of its key, or the question a derivation")
        if span is not None and not evidence.covers(span):
            raise ValueError("a key lies outside its evidence")
    if (question.evidence, question.key_span) != min(found, key=lambda proof: proof.evidence.start):
        raise ValueError("the evidence must be that of the part that stands first in the article")


Question = Annotated[
    MultipleChoice | TrueFalse | Cloze | ShortAnswer | Matching | Ordering,
    Field(discriminator="type"),
]


def key_text(question: Question) -> str:
    """Return the key as a reader sees it: "True" and "False" for a statement."""
    if isinstance(question, TrueFalse):
        return "True" if question.key else "False"
    return question.key


def proofs(question: Question) -> tuple[Proof, ...]:
    """Return what proves `question`: one sentence, or one for each pair or event as shown."""
    if isinstance(question, Matching):
        return tuple(Proof(pair.evidence, pair.key_span) for pair in question.pairs)
    if isinstance(question, Ordering):
        return tuple(Proof(event.evidence, event.key_span) for event in question.events)
    return (Proof(question.evidence, question.key_span),)


def reasons(question: Question) -> tuple[str, ...]:
    """Return why the key is right, in one or two sentences for a reader.

    The derivation follows the explanation where the key stands nowhere in the article, or where it
    has a name or a figure that the explanation lacks. That of a statement mostly speaks about the
    statement's own words.
    """
    if not question.derivation:
        return (question.explanation,)
    told = set(_WORD_OR_FIGURE.findall(question.explanation))
    not_written = question.key_span is None and not isinstance(question, TrueFalse)
    if not_written or not _names(question.derivation) <= told:
        return question.explanation, question.derivation
    return (question.explanation,)


def _names(text: str) -> set[str]:
    """Return the words of `text` that begin with a capital or a figure, or stand in quotes."""
    words = set(_WORD_OR_FIGURE.findall(" ".join(re.findall("“([^”]*)”", text))))
    inner = _FIRST_WORD.sub("", text)
    telling = {w for w in _WORD_OR_FIGURE.findall(inner) if w[0].isupper() or w[0].isdigit()}
    return words | telling
