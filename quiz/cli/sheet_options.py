"""The options of `quiz export` that shape a printed sheet, and the checks of their values."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.exporters.sheet_options import SheetOptions, SheetPart
    from quiz.schema.question import QuestionType

F = TypeVar("F", bound=Callable[..., Any])

_ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?", re.IGNORECASE)
_LARGEST_LIST = 100_000  # bytes of a list of names
_LONGEST_NAME = 60
_LONGEST_TEXT = 1_000


class SheetWanted(NamedTuple):
    """What the command line says of the sheet, as it stands there."""

    forms: int | None = None
    individual: int | None = None
    names: str | None = None
    shuffle: str | None = None
    forms_seed: int | None = None
    points: str | None = None
    article: bool = False
    answer_sheet: bool = False
    reading_template: bool = False
    instructions: str | None = None
    no_name_block: bool = False
    link: str | None = None
    paper: str | None = None
    layout: str | None = None
    sheet_language: str | None = None
    letters: str | None = None
    look: str | None = None
    cream: bool = False

    def said(self) -> list[str]:
        """Return the options that were given, as they are typed."""
        # By identity: a 0 was given, though it equals False.
        values = self._asdict().items()
        given = (name for name, value in values if value is not None and value is not False)
        return [_TYPED.get(name, f"--{name.replace('_', '-')}") for name in given]


_TYPED = {"look": "--print"}

_OPTIONS = (
    click.option("--forms", metavar="NUMBER", type=int, help="Forms A to D: how many, 1 to 4."),
    click.option(
        "--individual",
        metavar="NUMBER",
        type=int,
        help="So many numbered copies, up to 40, each in an order of its own.",
    ),
    click.option(
        "--names",
        metavar="FILE",
        help="A text file with a name on each line, up to 40: a copy for each.",
    ),
    click.option(
        "--shuffle",
        metavar="WHAT",
        help="What differs between forms: questions, options or both.  [default: both]",
    ),
    click.option(
        "--forms-seed",
        metavar="NUMBER",
        type=int,
        help="Any whole number; another one gives other orders.  [default: the seed of the quiz]",
    ),
    click.option(
        "--points",
        metavar="POINTS",
        help="Print points: 2, or by type: short_answer=2,matching=3 (1 for all others).",
    ),
    click.option(
        "--article", is_flag=True, help="The article before the questions, paragraphs numbered."
    ),
    click.option(
        "--answer-sheet", is_flag=True, help="A sheet with bubbles to fill in, for each form."
    ),
    click.option(
        "--reading-template",
        is_flag=True,
        help="What a mark reader needs to read scanned answer sheets, as a zip.",
    ),
    click.option("--instructions", metavar="TEXT", help="Your own, instead of ours."),
    click.option("--no-name-block", is_flag=True, help="No blanks for name, class, date, score."),
    click.option("--link", metavar="URL", help="The address of the web quiz, as a code to scan."),
    click.option("--paper", metavar="PAPER", help="a4 or letter.  [default: a4]"),
    click.option(
        "--print",
        "look",
        metavar="LOOK",
        help="standard, large (18 pt) or dyslexia.  [default: standard]",
    ),
    click.option("--cream", is_flag=True, help="On a cream ground."),
    click.option(
        "--layout",
        metavar="LAYOUT",
        help=(
            "plain; facing: the article left of the questions; compact: two forms, copies or "
            "the same sheet twice on a page to be cut apart.  [default: plain]"
        ),
    ),
    click.option(
        "--sheet-language",
        metavar="CODE",
        help="The language of the fixed words (Name, instructions): ar, de, en, es, fr or uk.  "
        "[default: en]",
    ),
    click.option(
        "--letters",
        metavar="KIND",
        help="What options are named by: latin, numbers, cyrillic or arabic.  "
        "[default: those of the sheet's language]",
    ),
)


def sheet_options(function: F) -> F:
    """Add the options of a printed sheet; `function` gets them as `sheet`."""

    @wraps(function)
    def gathered(**given: Any) -> Any:
        wanted = SheetWanted(**{name: given.pop(name) for name in SheetWanted._fields})
        return function(sheet=wanted, **given)

    decorated = cast(F, gathered)
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def sheet_from(wanted: SheetWanted, *, key: bool) -> tuple[SheetOptions, SheetPart]:
    """Return the options of a sheet, and what is to be printed. Raises OptionError."""
    from quiz.exporters.sheet_options import (
        LAYOUTS,
        LETTER_KINDS,
        LOOKS,
        MOST_FORMS,
        PAPERS,
        SHUFFLES,
        SheetOptions,
    )
    from quiz.exporters.sheet_words import languages

    if key and wanted.reading_template:
        raise OptionError("--key and --reading-template are two files; ask for one at a time.")
    forms = wanted.forms
    if forms is not None and not 1 <= forms <= MOST_FORMS:
        raise OptionError(f"--forms must be from 1 to {MOST_FORMS}, not {forms}.")
    copies = _copies(wanted)
    layout = _one_of("--layout", wanted.layout, LAYOUTS, "plain")
    look = _one_of("--print", wanted.look, LOOKS, "standard")
    _refuse_too_much(layout, look, wanted)
    options = SheetOptions(
        forms=forms or 1,
        copies=copies,
        shuffle=_one_of("--shuffle", wanted.shuffle, SHUFFLES, "both"),
        seed=wanted.forms_seed,
        paper=_one_of("--paper", wanted.paper, PAPERS, "a4"),
        look=look,
        layout=layout,
        language=_one_of("--sheet-language", wanted.sheet_language, languages(), "en"),
        letters=_one_of("--letters", wanted.letters, LETTER_KINDS, None),
        cream=wanted.cream,
        name_block=not wanted.no_name_block,
        instructions=_text(wanted.instructions),
        points=_points(wanted.points),
        article=wanted.article,
        answer_sheet=wanted.answer_sheet,
        link=_link(wanted.link),
    )
    if wanted.reading_template:
        return options, "reading"
    return options, "key" if key else "sheet"


def _copies(wanted: SheetWanted) -> tuple[str, ...]:
    """Return the names of the copies: the lines of a file, or numbers."""
    from quiz.exporters.sheet_options import MOST_COPIES

    ways = ("--forms", wanted.forms), ("--individual", wanted.individual), ("--names", wanted.names)
    given = [option for option, value in ways if value is not None]
    if len(given) > 1:
        raise OptionError(f"{given[0]} and {given[1]} exclude each other; leave one out.")
    if wanted.individual is not None:
        if not 1 <= wanted.individual <= MOST_COPIES:
            raise OptionError(
                f"--individual must be from 1 to {MOST_COPIES}, not {wanted.individual}."
            )
        return tuple(str(number + 1) for number in range(wanted.individual))
    if wanted.names is None:
        return ()
    names = _names(wanted.names)
    if not 1 <= len(names) <= MOST_COPIES:
        raise OptionError(
            f"{wanted.names} has {len(names)} names; a list has from 1 to {MOST_COPIES}, "
            "one on each line."
        )
    long = next((name for name in names if len(name) > _LONGEST_NAME), None)
    if long is not None:
        raise OptionError(f"The name “{long[:20]}…” has more than {_LONGEST_NAME} characters.")
    return names


def _names(place: str) -> tuple[str, ...]:
    try:
        with Path(place).open("rb") as file:
            payload = file.read(_LARGEST_LIST + 1)
        text = payload.decode("utf-8-sig")
    except OSError as error:
        raise OptionError(f"Cannot read the names in {place}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise OptionError(f"{place} is no text in UTF-8; save the names as plain text.") from None
    if len(payload) > _LARGEST_LIST:
        raise OptionError(f"{place} is too long for a list of names, one on each line.")
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def _refuse_too_much(layout: str, look: str, wanted: SheetWanted) -> None:
    """Raise OptionError for what does not fit beside each other on a page."""
    given = {
        f"--print {look}": look == "large" or (look != "standard" and layout == "compact"),
        "--article": wanted.article and layout == "compact",
        "--answer-sheet": wanted.answer_sheet and layout == "compact",
    }
    clash = next((option for option, there in given.items() if there), None)
    if layout != "plain" and clash:
        raise OptionError(
            f"{clash} needs a whole page, and --layout {layout} gives half of one; leave one out."
        )


def _one_of(option: str, said: str | None, known: tuple[Any, ...], otherwise: str | None) -> Any:
    if said is None:
        return otherwise
    value = said.strip().lower()
    if value not in known:
        raise OptionError(f"{option} must be one of {', '.join(known)}, not {said!r}.")
    return value


def _points(said: str | None) -> dict[QuestionType, int] | None:
    """Return "2" as that for every type, "matching=3" as that for one."""
    from quiz.exporters.sheet_options import MOST_POINTS
    from quiz.schema.question import QUESTION_TYPES

    if said is None:
        return None
    found: dict[QuestionType, int] = {}
    for part in said.split(","):
        name, equals, figure = (piece.strip().lower() for piece in part.rpartition("="))
        if not (figure.isascii() and figure.isdigit() and 1 <= int(figure) <= MOST_POINTS):
            raise OptionError(
                f"--points must be from 1 to {MOST_POINTS}, such as 2 or "
                f"short_answer=2,matching=3, not {said!r}."
            )
        if equals and name not in QUESTION_TYPES:
            raise OptionError(
                f"--points: there is no question type {name!r}; the types are "
                f"{', '.join(QUESTION_TYPES)}."
            )
        types = tuple(t for t in QUESTION_TYPES if t == name or not equals)
        found |= dict.fromkeys(types, int(figure))
    return found


def _text(said: str | None) -> str | None:
    if said is None:
        return None
    bare = " ".join(said.split())
    if not 0 < len(bare) <= _LONGEST_TEXT:
        raise OptionError(f"--instructions must have from 1 to {_LONGEST_TEXT} characters.")
    return bare


def _link(said: str | None) -> str | None:
    from quiz.exporters.sheet_options import LONGEST_LINK

    if said is None:
        return None
    if not _ADDRESS.fullmatch(said) or not said.isprintable() or len(said) > LONGEST_LINK:
        raise OptionError(
            f"--link must be an address such as http://192.168.1.5:8000/ of up to {LONGEST_LINK} "
            "characters."
        )
    return said
