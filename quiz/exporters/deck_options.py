"""What a learner or teacher may choose about an Anki deck, whatever file it goes into."""

from typing import Annotated, Literal, get_args

from pydantic import Field, field_validator, model_validator

from quiz.errors import OptionError
from quiz.exporters.deck_names import deck_name, distinct, tag
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
LARGEST_PICTURES = 20_000_000  # bytes, of all pictures of a deck together
MOST_PICTURES = 100


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
    the package exported before, with `now` (whole seconds since 1970): see `write_deck`. A deck
    name, a tag or a size that will not do raises OptionError.
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

    @field_validator("deck")
    @classmethod
    def _deck_is_as_anki_keeps_it(cls, name: str) -> str:
        return deck_name(name)

    @field_validator("tags")
    @classmethod
    def _tags_are_as_anki_keeps_them(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        return distinct(tuple(tag(each) for each in tags))

    @field_validator("pictures")
    @classmethod
    def _pictures_can_be_carried(cls, pictures: tuple[Picture, ...]) -> tuple[Picture, ...]:
        if len(pictures) > MOST_PICTURES:
            raise OptionError(f"A deck takes up to {MOST_PICTURES} pictures; take fewer.")
        if sum(len(picture.payload) for picture in pictures) > LARGEST_PICTURES:
            most = LARGEST_PICTURES // 1_000_000
            raise OptionError(f"The pictures of a deck are over {most} MB together; take fewer.")
        return pictures

    @model_validator(mode="after")
    def _the_deck_before_has_a_time_after(self) -> "DeckOptions":
        if (self.previous is None) != (self.now is None):
            raise ValueError("previous and now belong together")
        return self
