"""Options that several verbs share, and the checks of their values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.schema.quiz import Blueprint

F = TypeVar("F", bound=Callable[..., Any])

TYPES = "multiple_choice,true_false,cloze,short_answer"


def source_argument(function: F) -> F:
    """Add the argument SOURCE."""
    return click.argument("source")(function)


def blueprint_options(function: F) -> F:
    """Add the options that say what a quiz should hold: -n, --types, --seed."""
    for option in (
        click.option(
            "--seed",
            type=int,
            default=0,
            show_default=True,
            help="Any whole number. The same seed gives the same quiz, another one another.",
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
            "length",
            metavar="NUMBER",
            type=int,
            default=12,
            show_default=True,
            help="How many questions, 1 to 100.",
        ),
    ):
        function = option(function)
    return function


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


def blueprint_from(length: int, types: str) -> Blueprint:
    """Return the blueprint for -n and --types. Raises OptionError for values out of range."""
    from quiz.schema.question import QUESTION_TYPES
    from quiz.schema.quiz import MAX_LENGTH, Blueprint

    if not 1 <= length <= MAX_LENGTH:
        raise OptionError(f"-n must be from 1 to {MAX_LENGTH}, not {length}.")
    named = [name.strip().lower() for name in types.split(",") if name.strip()]
    unknown = [name for name in named if name not in QUESTION_TYPES]
    if unknown:
        raise OptionError(
            f"There is no question type {unknown[0]!r}; the types are {', '.join(QUESTION_TYPES)}."
        )
    if not named:
        raise OptionError(f"--types names no type; the types are {', '.join(QUESTION_TYPES)}.")
    return Blueprint(length=length, types=tuple(name for name in QUESTION_TYPES if name in named))
