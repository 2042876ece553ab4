"""The quiz and its file format."""

import json
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from quiz.errors import QuizFileError, QuizVersionError
from quiz.schema.article import Article
from quiz.schema.guide import Guide
from quiz.schema.loading import DamageError, parse, record_from, require_size
from quiz.schema.question import (
    QUESTION_TYPES,
    Cloze,
    DifficultyLevel,
    Question,
    QuestionType,
    ShortAnswer,
    proofs,
)
from quiz.schema.record import IS_NUMBER, Id, Record, Span, Title
from quiz.schema.writing import Written, is_written

FORMAT = "broadsheet.quiz"
VERSION = 3
_TYPES_OF_VERSION_1 = ("multiple_choice", "true_false", "cloze", "short_answer")
_BLUEPRINT_OF_VERSION_1 = {"length": 12, "types": _TYPES_OF_VERSION_1}  # where it says nothing else
MAX_LENGTH = 100
StudyFact = Annotated[ShortAnswer | Cloze, Field(discriminator="type")]

# How many questions an article calls for: so many for every 500 words, within these bounds.
_PER_500_WORDS = 7.5
_FEWEST, _MOST = 6, 24


class Blueprint(Record):
    """What a quiz should hold.

    `length` questions (null: as many as the length of the article calls for) of the given `types`
    and of the given `difficulty` (null: any). No type takes more than `type_share` of the quiz
    where another can fill it (of questions that a model wrote: three fifths), true/false no more
    than `true_false_share`, and no key is used more than `key_uses` times.
    """

    length: Annotated[int, Field(ge=1, le=MAX_LENGTH)] | None = None
    types: Annotated[tuple[QuestionType, ...], Field(min_length=1)] = QUESTION_TYPES
    difficulty: DifficultyLevel | None = None
    type_share: Annotated[float, Field(gt=0, le=1)] = 0.4
    true_false_share: Annotated[float, Field(gt=0, le=1)] = 0.25
    key_uses: Annotated[int, Field(ge=1)] = 2

    def wanted(self, article: Article) -> int:
        """Return how many questions a quiz on `article` should have."""
        if self.length is not None:
            return self.length
        called_for = round(_PER_500_WORDS * article.word_count / 500)
        return min(max(called_for, _FEWEST), _MOST)


class Quiz(Record):
    """Questions on one article, with the article. `dropped` counts dropped candidates by rule.

    The questions go from easy to hard. `shortfall` says in one sentence why there are fewer than
    the blueprint asks for. `study` holds further facts of the article (people and posts, figures,
    dates) that no question asks about; only decks of cards use them. `guide` is the study guide of
    the article; a quiz from a file of an earlier version has none. `written` tells of the language
    model that worked on the quiz; where none did, the file does not hold it.
    """

    format: Literal["broadsheet.quiz"] = "broadsheet.quiz"
    version: Annotated[Literal[3], IS_NUMBER] = 3
    id: Id
    title: Title
    article: Article
    blueprint: Blueprint
    seed: int
    questions: tuple[Question, ...]
    study: tuple[StudyFact, ...] = ()
    guide: Guide | None = None
    written: Annotated[Written | None, Field(exclude_if=lambda written: written is None)] = None
    shortfall: str | None = None
    dropped: dict[str, int] = Field(default_factory=dict)

    @property
    def wanted(self) -> int:
        """How many questions the quiz should have."""
        return self.blueprint.wanted(self.article)

    @property
    def account(self) -> str | None:
        """What a language model had to do with the quiz, in two sentences; None if nothing."""
        written = self.written
        if written is None:
            return None
        numbered = list(enumerate(self.questions, start=1))
        wrote = [str(n) for n, question in numbered if is_written(question)]
        bettered = [str(n) for n, question in numbered if question.id in written.edited]
        did = [
            f"{verb} {'question' if len(numbers) == 1 else 'questions'} {', '.join(numbers)}"
            for verb, numbers in (("wrote", wrote), ("bettered the words of", bettered))
            if numbers
        ]
        done = " and ".join(did) or "wrote nothing that is used"
        return (
            f"The language model {written.model} {done}; each is proved by the article. "
            f"To {written.address} went {written.sent}."
        )

    @model_validator(mode="after")
    def _evidence_is_in_the_article(self) -> "Quiz":
        seen: set[str] = set()
        for question in (*self.questions, *self.study):
            if question.id in seen:
                raise ValueError(f"two questions have the id {question.id}")
            seen.add(question.id)
            shown = (proof.evidence for proof in proofs(question))
            if any(self.article.at(evidence) != evidence.text for evidence in shown):
                raise ValueError(f"the evidence of question {question.id} is not in the article")
        lines = self.guide.proofs() if self.guide is not None else ()
        if any(self.article.at(evidence) != evidence.text for evidence in lines):
            raise ValueError("the evidence of the study guide is not in the article")
        return self


def paragraph_number(quiz: Quiz, span: Span) -> int | None:
    """Return the number (from 1) of the article's paragraph that holds `span`."""
    found = quiz.article.paragraph_of(span)
    return found[0] if found else None


def dump(quiz: Quiz) -> bytes:
    """Return the quiz as a `quiz.json` file: UTF-8, the same bytes for the same quiz."""
    return (quiz.model_dump_json(indent=1) + "\n").encode()


def load(payload: bytes, name: str = "the file") -> Quiz:
    """Return the quiz in a `quiz.json` file of up to 4 MB; `name` is how messages call the file.

    A file of an earlier version of the format becomes one of the present version. Raises
    QuizFileError for anything that is not a sound quiz file, QuizVersionError for one of a later
    version: it is refused, never guessed at.
    """
    try:
        text, outer = parse(payload)
    except DamageError as damage:
        raise QuizFileError(f"{name} {damage}. Build it again with `quiz build`.") from None
    if not isinstance(outer, dict) or outer.get("format") != FORMAT:
        raise QuizFileError(
            f"{name} is JSON, but not a Broadsheet quiz. Make one with `quiz build SOURCE`."
        )
    version = outer.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise QuizFileError(f"{name} is damaged: its format version is {version!r}.")
    if version > VERSION:
        raise QuizVersionError(
            f"{name} was written by a newer Broadsheet (format version {version}; this one reads "
            f"up to {VERSION}). Update Broadsheet, or build the quiz again."
        )
    try:
        quiz = record_from(Quiz, text if version == VERSION else _from_earlier(outer, version))
        # A file without line ends can be within the limit and what we write of it beyond.
        require_size(dump(quiz))
    except DamageError as damage:
        raise QuizFileError(f"{name} {damage}. Build it again with `quiz build`.") from None
    return quiz


def _from_earlier(outer: dict[str, Any], version: int) -> str:
    """Return a file of version 1 or 2 as one of the present version.

    Version 1 lacks two question types, both lack study facts, the study guide and what tells of
    language models. Raises DamageError for a file that has them all the same: no earlier version
    was written so.
    """
    for later, name in (
        ("study", "study facts"),
        ("guide", "study guide"),
        ("written", "account of a language model"),
    ):
        if later in outer:
            raise DamageError(f"is damaged: format version {version} has no {name}")
    if version == 1:
        outer = _from_version_1(outer)
    return json.dumps({**outer, "version": VERSION}, ensure_ascii=False)


def _from_version_1(outer: dict[str, Any]) -> dict[str, Any]:
    """Return the outermost object of a file of version 1 as version 2 has it."""
    blueprint, questions = outer.get("blueprint"), outer.get("questions")
    for question in questions if isinstance(questions, list) else ():
        kind = question.get("type") if isinstance(question, dict) else None
        if kind in QUESTION_TYPES and kind not in _TYPES_OF_VERSION_1:
            raise DamageError(f"is damaged: format version 1 has no questions of the type {kind}")
    if isinstance(blueprint, dict):
        return {**outer, "blueprint": {**_BLUEPRINT_OF_VERSION_1, **blueprint}}
    return outer
