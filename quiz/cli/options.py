"""Options that several verbs share, and the checks of their values."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.schema.quiz import Blueprint

F = TypeVar("F", bound=Callable[..., Any])

TYPES = "multiple_choice,true_false,cloze,short_answer,matching,ordering"


class Wanted(NamedTuple):
    """What a quiz should hold, as the command line says it."""

    length: int | None
    types: str
    difficulty: str | None
    seed: int


def source_argument(function: F) -> F:
    """Add the argument SOURCE."""
    return click.argument("source")(function)


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
