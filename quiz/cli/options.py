"""Options that several verbs share, and the checks of their values."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.schema.quiz import Blueprint

F = TypeVar("F", bound=Callable[..., Any])

LONGEST_TITLE = 1_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PAGES = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?", re.ASCII)
TYPES = "multiple_choice,true_false,cloze,short_answer,matching,ordering"


class Wanted(NamedTuple):
    """What a quiz should hold, as the command line says it."""

    length: int | None
    types: str
    difficulty: str | None
    seed: int


class Part(NamedTuple):
    """What the command line says of the article in a source: which part it is, and what is so."""

    title: str | None = None
    published: date | None = None
    pages: tuple[int, int] | None = None
    pick: int | None = None


def source_options(function: F) -> F:
    """Add the argument SOURCE, and the options on the article in it as `part`."""

    @wraps(function)
    def gathered(
        *, title: str | None, day: str | None, pages: str | None, pick: int | None, **others: Any
    ) -> Any:
        part = Part(_title(title), _day(day), _pages(pages), _pick(pick))
        return function(part=part, **others)

    decorated = cast(F, gathered)
    for option in (
        click.option(
            "--pick",
            metavar="NUMBER",
            type=int,
            help="Which article of a feed or chapter of a book, as `quiz read --list` counts them.",
        ),
        click.option(
            "--pages", metavar="FIRST-LAST", help="Which pages of a PDF, such as 3-5, or 4 alone."
        ),
        click.option(
            "--date",
            "day",
            metavar="YYYY-MM-DD",
            help="The day it was published.  [default: what SOURCE says]",
        ),
        click.option(
            "--title", metavar="TEXT", help="The article's title.  [default: what SOURCE says]"
        ),
    ):
        decorated = option(decorated)
    return click.argument("source")(decorated)


def blueprint_options(function: F) -> F:
    """Add the options that say what a quiz should hold; `function` gets them as `wanted`."""

    @wraps(function)
    def gathered(
        *, length: int | None, types: str, difficulty: str | None, seed: int, **others: Any
    ) -> Any:
        return function(wanted=Wanted(length, types, difficulty, seed), **others)

    decorated = cast(F, gathered)
    for option in (
        click.option(
            "--seed",
            type=int,
            default=0,
            show_default=True,
            help="Any whole number. The same seed gives the same quiz, another one another.",
        ),
        click.option(
            "--difficulty",
            metavar="LEVEL",
            help="Only questions thought to be easy, medium or hard.  [default: any]",
        ),
        click.option(
            "--types",
            metavar="TYPE,…",
            default=TYPES,
            show_default=True,
            help="The question types to use, with commas between them.",
        ),
        click.option(
            "-n",
            "--length",
            "length",
            metavar="NUMBER",
            type=int,
            help="How many questions, 1 to 100.  [default: 6 to 24, by the length of the article]",
        ),
    ):
        decorated = option(decorated)
    return decorated


def address_options(function: F) -> F:
    """Add --host and --port."""
    for option in (
        click.option(
            "--port",
            type=int,
            default=8000,
            show_default=True,
            help="The port to listen at, 1 to 65535, or 0 for any that is free.",
        ),
        click.option(
            "--host",
            default="127.0.0.1",
            show_default=True,
            help="The address to listen at; 0.0.0.0 lets other machines take quizzes.",
        ),
    ):
        function = option(function)
    return function


def json_option(function: F) -> F:
    """Add --json, for verbs whose default is a table for people."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, not a table.")(
        function
    )


def _title(title: str | None) -> str | None:
    if title is None:
        return None
    bare = " ".join(title.split())
    if not 0 < len(bare) <= LONGEST_TITLE:
        raise OptionError(f"--title must have from 1 to {LONGEST_TITLE} characters.")
    return bare


def _day(day: str | None) -> date | None:
    if day is None:
        return None
    try:
        if not _DAY.fullmatch(day):
            raise ValueError
        return date.fromisoformat(day)
    except ValueError:
        raise OptionError(f"--date must be a day such as 2024-11-30, not {day!r}.") from None


def _pages(pages: str | None) -> tuple[int, int] | None:
    if pages is None:
        return None
    found = _PAGES.fullmatch(pages)
    first = int(found[1]) if found else 0
    last = int(found[2] or first) if found else 0
    if not 1 <= first <= last:
        raise OptionError(f"--pages must be page numbers such as 3-5, or 4, not {pages!r}.")
    return first, last


def _pick(pick: int | None) -> int | None:
    if pick is not None and pick < 1:
        raise OptionError(f"--pick counts from 1; there is no {pick}.")
    return pick


def blueprint_from(wanted: Wanted) -> Blueprint:
    """Return the blueprint for the options. Raises OptionError for values out of range."""
    from quiz.schema.question import DIFFICULTY_LEVELS, QUESTION_TYPES
    from quiz.schema.quiz import MAX_LENGTH, Blueprint

    if wanted.length is not None and not 1 <= wanted.length <= MAX_LENGTH:
        raise OptionError(f"-n must be from 1 to {MAX_LENGTH}, not {wanted.length}.")
    named = [name.strip().lower() for name in wanted.types.split(",") if name.strip()]
    unknown = [name for name in named if name not in QUESTION_TYPES]
    if unknown:
        raise OptionError(
            f"There is no question type {unknown[0]!r}; the types are {', '.join(QUESTION_TYPES)}."
        )
    if not named:
        raise OptionError(f"--types names no type; the types are {', '.join(QUESTION_TYPES)}.")
    said = wanted.difficulty.strip().lower() if wanted.difficulty is not None else None
    level = next((known for known in DIFFICULTY_LEVELS if known == said), None)
    if said is not None and level is None:
        raise OptionError(
            f"--difficulty must be one of {', '.join(DIFFICULTY_LEVELS)}, not {said!r}."
        )
    return Blueprint(
        length=wanted.length,
        types=tuple(name for name in QUESTION_TYPES if name in named),
        difficulty=level,
    )
