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
# How the parts of a sheet lie on the paper: article and questions one after the other; beside each
# other on a page that lies on its side; or two copies beside each other, to be cut apart.
Layout = Literal["plain", "facing", "compact"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
# What options are named by.
Alphabet = Literal["latin", "numbers", "cyrillic", "arabic"]
LETTER_KINDS: tuple[Alphabet, ...] = get_args(Alphabet)
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
    `link` is the address of the web quiz, printed as a code to scan. `language` is that of the
    fixed words, one of `languages()`, and `letters` name the options (null: those of the language).
    With the layout "facing" the article is printed, asked for or not.
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
    layout: Layout = "plain"
    language: str = "en"
    letters: Alphabet | None = None
    answer_sheet: bool = False
    link: Annotated[str, Field(max_length=LONGEST_LINK)] | None = None

    @model_validator(mode="after")
    def _forms_or_copies(self) -> "SheetOptions":
        if self.forms > 1 and self.copies:
            raise ValueError("forms and copies exclude each other")
        if self.layout != "plain" and self.look == "large":
            raise ValueError("large print needs the whole page")
        too_much = self.look != "standard" or self.article or self.answer_sheet
        if self.layout == "compact" and too_much:
            raise ValueError("half a page has no room for the article, bubbles or a larger type")
        return self

    @property
    def shows_article(self) -> bool:
        """Whether the article is printed with the questions."""
        return self.article or self.layout == "facing"

    @property
    def has_forms(self) -> bool:
        """Whether there is more than one order of the questions."""
        return self.forms > 1 or bool(self.copies)

    def points_of(self, type_: QuestionType) -> int:
        """Return how many points a right answer to a question of `type_` gives."""
        return (self.points or {}).get(type_, 1)
