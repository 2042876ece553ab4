"""The quiz and its file format."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from quiz.errors import QuizFileError, QuizVersionError
from quiz.schema.article import Article
from quiz.schema.loading import DamageError, parse, record_from, require_size
from quiz.schema.question import QUESTION_TYPES, Question, QuestionType
from quiz.schema.record import IS_NUMBER, Id, Record, Span, Title

FORMAT = "broadsheet.quiz"
VERSION = 1
MAX_LENGTH = 100


class Blueprint(Record):
    """What a quiz should hold.

    `length` questions of the given `types`; no type takes more than `type_share` of the quiz where
    another can fill it, and no key is used more than `key_uses` times.
    """

    length: Annotated[int, Field(ge=1, le=MAX_LENGTH)] = 12
    types: Annotated[tuple[QuestionType, ...], Field(min_length=1)] = QUESTION_TYPES
    type_share: Annotated[float, Field(gt=0, le=1)] = 0.4
    key_uses: Annotated[int, Field(ge=1)] = 2


class Quiz(Record):
    """Questions on one article, with the article. `dropped` counts dropped candidates by rule.

    `shortfall` says in one sentence why there are fewer questions than the blueprint asks for.
    """

    format: Literal["broadsheet.quiz"] = "broadsheet.quiz"
    version: Annotated[Literal[1], IS_NUMBER] = 1
    id: Id
    title: Title
    article: Article
    blueprint: Blueprint
    seed: int
    questions: tuple[Question, ...]
    shortfall: str | None = None
    dropped: dict[str, int] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _evidence_is_in_the_article(self) -> "Quiz":
        seen: set[str] = set()
        for question in self.questions:
            if question.id in seen:
                raise ValueError(f"two questions have the id {question.id}")
            seen.add(question.id)
            if self.article.at(question.evidence) != question.evidence.text:
                raise ValueError(f"the evidence of question {question.id} is not in the article")
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

    Raises QuizFileError for anything that is not a sound quiz file, QuizVersionError for one of
    another version of the format. An unknown version is refused, never guessed at.
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
        quiz = record_from(Quiz, text)
        # A file without line ends can be within the limit and what we write of it beyond.
        require_size(dump(quiz))
    except DamageError as damage:
        raise QuizFileError(f"{name} {damage}. Build it again with `quiz build`.") from None
    return quiz
