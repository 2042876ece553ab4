"""What comes in: articles and quiz files, from a path or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli.wording import one_line
from quiz.errors import QuizFileError, SourceNotFoundError

if TYPE_CHECKING:
    from quiz.cli.options import Part
    from quiz.readers import Entry
    from quiz.schema.article import Article
    from quiz.schema.quiz import Quiz

STANDARD = "-"


def article_from(source: str, part: Part | None = None) -> Article:
    """Return the article at `source`, a path or `-`, or `part` of what is there.

    What the teacher should know of it, for example what is left out, is said on standard error.
    Raises SourceError and its kinds.
    """
    from quiz.cli.options import Part
    from quiz.readers import longest, read

    what = source if source != STANDARD else _standard_input(longest())
    name = called(source) if source == STANDARD else None
    return read(what, name=name, say=say, **(part or Part())._asdict())


def entries_of(source: str) -> tuple[Entry, ...]:
    """Return what can be picked in what is at `source`. Raises SourceError and its kinds."""
    from quiz.readers import contents, longest

    if source == STANDARD:
        return contents(_standard_input(longest()), name=called(source))
    return contents(source)


def say(sentence: str) -> None:
    """Say something on standard error, on a line of its own."""
    click.echo(one_line(sentence), file=sys.stderr)


def quiz_from(source: str) -> Quiz:
    """Return the quiz in the file at `source`, or from standard input for `-`.

    Raises SourceNotFoundError, QuizFileError and QuizVersionError.
    """
    from quiz.schema.loading import MAX_BYTES
    from quiz.schema.quiz import load

    if source.lower().startswith(("http://", "https://")):
        raise QuizFileError(f"{source} is a web address, which is not read. Save it as a file.")
    path = Path(source)
    payload = _standard_input(MAX_BYTES) if source == STANDARD else _bytes_of(path, MAX_BYTES)
    if not payload.strip():
        raise QuizFileError(f"{called(source)} is empty. Make a quiz with `quiz build SOURCE`.")
    return load(payload, called(source))


def called(source: str) -> str:
    """Return how messages call `source`."""
    return "standard input" if source == STANDARD else source


def _standard_input(limit: int) -> bytes:
    """Return what comes in, not more than one byte beyond `limit`."""
    if sys.stdin is None:
        raise SourceNotFoundError("There is no standard input to read from; name a file.")
    if sys.stdin.isatty():
        click.echo("Reading from the keyboard; end with Ctrl-D on a line of its own.", err=True)
    return sys.stdin.buffer.read(limit + 1)


def _bytes_of(path: Path, limit: int) -> bytes:
    try:
        if path.is_dir():
            raise SourceNotFoundError(f"{path} is a folder. Give the path of a quiz file.")
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise SourceNotFoundError(
            f"There is no file '{path}'. Check the path and the spelling."
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceNotFoundError(
            f"{path} cannot be read: {reason}. Check the path and the permissions."
        ) from None
