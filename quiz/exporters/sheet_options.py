"""What a teacher may choose about a printed sheet, whatever file it goes into."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from quiz.schema.question import QuestionType
from quiz.schema.record import Record

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
# How a page is laid out; templates/typst/looks.typ says what each means.
Look = Literal["standard", "large", "dyslexia"]
LOOKS: tuple[Look, ...] = get_args(Look)
# What differs from form to form.
Shuffle = Literal["both", "questions", "options"]
SHUFFLES: tuple[Shuffle, ...] = get_args(Shuffle)
# What is asked for: the sheet for students, the key to it, or what reads a scanned answer sheet.
SheetPart = Literal["sheet", "key", "reading"]

FORM_NAMES = "ABCD"
MOST_FORMS = len(FORM_NAMES)
MOST_COPIES = 40
MOST_POINTS = 100
LONGEST_LINK = 500  # characters; a longer one makes a code that a telephone cannot read


class SheetOptions(Record):
    """How a sheet and its key are made.

    `forms` is how many forms there are: A is the quiz as it is, in the others `shuffle` says what
    stands in another order. `copies` are the names of individual copies, each with an order of its
    own, instead of forms. `seed` decides the orders (null: the seed of the quiz). `points` are
    given for a question of a type (1 where none is named); without any, points are not printed.
    `link` is the address of the web quiz, printed as a code to scan.
    """

    forms: Annotated[int, Field(ge=1, le=MOST_FORMS)] = 1
    copies: Annotated[tuple[str, ...], Field(max_length=MOST_COPIES)] = ()
    shuffle: Shuffle = "both"
    seed: int | None = None
    paper: Paper = "a4"
    look: Look = "standard"
    cream: bool = False
    name_block: bool = True
    instructions: str | None = None
    points: Mapping[QuestionType, Annotated[int, Field(ge=1, le=MOST_POINTS)]] | None = None
    article: bool = False
    answer_sheet: bool = False
    link: Annotated[str, Field(max_length=LONGEST_LINK)] | None = None

    @model_validator(mode="after")
    def _forms_or_copies(self) -> "SheetOptions":
        if self.forms > 1 and self.copies:
            raise ValueError("forms and copies exclude each other")
        return self

    @property
    def has_forms(self) -> bool:
        """Whether there is more than one order of the questions."""
        return self.forms > 1 or bool(self.copies)

    def points_of(self, type_: QuestionType) -> int:
        """Return how many points a right answer to a question of `type_` gives."""
        return (self.points or {}).get(type_, 1)
