"""What comes in: articles and quiz files, from a path or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.errors import LengthError, QuizFileError, SourceNotFoundError

if TYPE_CHECKING:
    from quiz.schema.article import Article
    from quiz.schema.quiz import Quiz

STANDARD = "-"
MAX_BYTES = 64 * 1024 * 1024


def article_from(source: str) -> Article:
    """Return the article at `source`, a path or `-`: plain text, or the JSON of `quiz read`.

    Raises SourceError and its kinds.
    """
    from quiz.readers import read

    if source == STANDARD:
        return read(_standard_input(), name=called(source))
    return read(Path(source))


def quiz_from(source: str) -> Quiz:
    """Return the quiz in the file at `source`, or from standard input for `-`.

    Raises SourceNotFoundError, LengthError, QuizFileError and QuizVersionError.
    """
    from quiz.schema.quiz import load

    payload = _standard_input() if source == STANDARD else _bytes_of(Path(source))
    if not payload.strip():
        raise QuizFileError(f"{called(source)} is empty. Make a quiz with `quiz build SOURCE`.")
    return load(payload, called(source))


def called(source: str) -> str:
    """Return how messages call `source`."""
    return "standard input" if source == STANDARD else source


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise SourceNotFoundError("There is no standard input to read from; name a file.")
    if sys.stdin.isatty():
        click.echo("Reading from the keyboard; end with Ctrl-D on a line of its own.", err=True)
    return _within_limit(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceNotFoundError(f"{path} is a folder. Give the path of a quiz file.")
        with path.open("rb") as stream:
            return _within_limit(stream.read(MAX_BYTES + 1), str(path))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise SourceNotFoundError(
            f"There is no file '{path}'. Check the path and the spelling."
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceNotFoundError(
            f"{path} cannot be read: {reason}. Check the path and the permissions."
        ) from None


def _within_limit(payload: bytes, name: str) -> bytes:
    if len(payload) > MAX_BYTES:
        raise LengthError(f"{name} is over 64 MB; no article and no quiz is. Give another file.")
    return payload
