"""What a learner or teacher may choose about an Anki deck, whatever file it goes into."""

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from quiz.schema.question import QuestionType
from quiz.schema.record import Record

DECK = "News"
# What a card is made from: a question of the quiz, by its type, or a fact kept beside the quiz.
StudyKind = Literal["people", "figures", "timeline"]
CardKind = QuestionType | StudyKind
STUDY_KINDS: tuple[StudyKind, ...] = get_args(StudyKind)
CARD_KINDS: tuple[CardKind, ...] = (
    *("multiple_choice", "true_false", "cloze", "short_answer", "matching"),
    *STUDY_KINDS,
)
# A second card of the same note, beside the one that asks for recall.
View = Literal["reverse", "type-in", "choose"]
VIEWS: tuple[View, ...] = get_args(View)
PictureSuffix = Literal["png", "jpg", "gif", "webp"]


class Picture(Record):
    """An image the teacher adds: for the card of one question (counted from 1), or of all."""

    payload: bytes
    suffix: PictureSuffix
    alt: str
    question: Annotated[int, Field(ge=1)] | None = None


class DeckOptions(Record):
    """How a deck is made.

    `deck` is its name, `::` between its parts; `per_article` puts each article into a deck below
    it. `tags` come on every note beside our own. `kinds` says what cards are made from, `most` how
    many notes an article gives (null: all its questions). `views` adds second cards. `strict`
    leaves out what breaks a rule of good cards (`quiz/exporters/anki/rules.py`). `previous` is
    the package exported before, with `now` (whole seconds since 1970): see `write_deck`.
    """

    deck: str = DECK
    per_article: bool = False
    tags: tuple[str, ...] = ()
    kinds: Annotated[tuple[CardKind, ...], Field(min_length=1)] = CARD_KINDS
    most: Annotated[int, Field(ge=1)] | None = None
    views: tuple[View, ...] = ()
    pictures: tuple[Picture, ...] = ()
    strict: bool = True
    previous: bytes | None = None
    now: Annotated[int, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _the_deck_before_has_a_time_after(self) -> "DeckOptions":
        if (self.previous is None) != (self.now is None):
            raise ValueError("previous and now belong together")
        return self
