"""The options of verbs that make a deck of cards."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from quiz.errors import OptionError

if TYPE_CHECKING:
    from quiz.exporters.deck_options import Picture

F = TypeVar("F", bound=Callable[..., Any])

# The parameters that `deck_options` adds, by their names in click.
_NAMES = ("deck", "per_article", "tags", "kinds", "most", "views", "images", "previous", "loose")
_NUMBERED = re.compile(r"([0-9]{1,6})=(.+)", re.DOTALL)
_OPTIONS = (
    click.option(
        "--previous",
        metavar="OLD.apkg",
        help=(
            "The deck exported before: what did not change stays as the learner has it, what did "
            "is updated. -o may name the same file."
        ),
    ),
    click.option(
        "--all-cards",
        "loose",
        is_flag=True,
        help="Also what breaks a rule of good cards (docs/anki.md) and would be left out.",
    ),
    click.option(
        "--image",
        "images",
        metavar="[NUMBER=]FILE",
        multiple=True,
        help="A picture for the back of all cards, or of question NUMBER. As often as you like.",
    ),
    click.option(
        "--also",
        "views",
        metavar="CARD,…",
        help=(
            "Second cards of a note: reverse (asked the other way round), type-in (the answer is "
            "typed), choose (among the options).  [default: none]"
        ),
    ),
    click.option(
        "--max-cards",
        "most",
        metavar="NUMBER",
        type=int,
        help=(
            "At most so many notes an article, the surest.  [default: all questions, and study "
            "facts up to 12]"
        ),
    ),
    click.option(
        "--types",
        "kinds",
        metavar="KIND,…",
        help=(
            "What cards are made from: multiple_choice, true_false, cloze, short_answer, matching, "
            "people, figures, timeline.  [default: all]"
        ),
    ),
    click.option(
        "--tag",
        "tags",
        metavar="TAG",
        multiple=True,
        help="A tag on every note, :: between its parts. As often as you like.",
    ),
    click.option(
        "--deck-per-article",
        "per_article",
        is_flag=True,
        help="A deck for each article, below the deck named with --deck.",
    ),
    click.option(
        "--deck",
        metavar="NAME",
        help="The deck the cards go into, :: between its parts.  [default: News]",
    ),
)


def deck_options(function: F) -> F:
    """Add the options that say how a deck is made; `function` gets them as `options`.

    Files are read here, and the clock where there is a deck before. Raises OptionError.
    """

    @wraps(function)
    def gathered(**parameters: Any) -> Any:
        from quiz.exporters.deck_options import CARD_KINDS, VIEWS, DeckOptions

        said = {name: parameters.pop(name) for name in _NAMES}
        options: dict[str, Any] = {"per_article": said["per_article"], "tags": said["tags"]}
        options["strict"] = not said["loose"]
        if said["deck"] is not None:
            options["deck"] = said["deck"]
        if said["kinds"] is not None:
            options["kinds"] = _listed(said["kinds"], CARD_KINDS, "--types")
        if said["views"] is not None:
            options["views"] = _listed(said["views"], VIEWS, "--also")
        if said["most"] is not None:
            options["most"] = _at_least_one(said["most"])
        if said["images"]:
            options["pictures"] = tuple(_picture(each) for each in said["images"])
        if said["previous"] is not None:
            options["previous"] = _previous(said["previous"])
            options["now"] = int(time.time())
        return function(options=DeckOptions(**options), **parameters)

    decorated = cast(F, gathered)
    for option in _OPTIONS:
        decorated = option(decorated)
    return decorated


def deck_options_given(context: click.Context) -> list[str]:
    """Return the deck options that stand on the command line, as they are typed."""
    typed = click.core.ParameterSource.COMMANDLINE
    return [
        parameter.opts[0]
        for parameter in context.command.params
        if parameter.name in _NAMES and context.get_parameter_source(parameter.name) is typed
    ]


def image_paths(context: click.Context) -> list[Path]:
    """Return the files that --image names."""
    return [Path(_split(each)[1]) for each in context.params.get("images", ())]


def _listed(said: str, known: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return those of `known` that `said` lists, in the order of `known`."""
    named = [name.strip().lower() for name in said.split(",") if name.strip()]
    unknown = [name for name in named if name not in known]
    if unknown:
        raise OptionError(f"{option} knows no {unknown[0]!r}; there are {', '.join(known)}.")
    if not named:
        raise OptionError(f"{option} names nothing; there are {', '.join(known)}.")
    return tuple(name for name in known if name in named)


def _at_least_one(most: int) -> int:
    if most < 1:
        raise OptionError(f"--max-cards must be 1 or more, not {most}.")
    return most


def _split(said: str) -> tuple[int | None, str]:
    """Return the number of the question, if there is one, and the path."""
    found = _NUMBERED.fullmatch(said)
    return (int(found[1]), found[2]) if found else (None, said)


def _picture(said: str) -> Picture:
    from quiz.exporters.pictures import LARGEST_PICTURE, picture

    number, path = _split(said)
    if number == 0:
        raise OptionError("--image counts questions from 1; there is no question 0.")
    return picture(_bytes_of(path, LARGEST_PICTURE, "--image"), Path(path).name, number)


def _previous(path: str) -> bytes:
    from quiz.exporters.anki.previous import LARGEST_PACKAGE

    return _bytes_of(path, LARGEST_PACKAGE, "--previous")


def _bytes_of(path: str, limit: int, option: str) -> bytes:
    """Return what is in the file, not more than one byte beyond `limit`."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise OptionError(f"{option}: there is no file '{path}'. Check the spelling.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OptionError(f"{option}: {path} cannot be read: {reason}.") from None
