"""Where templates, note types and word lists lie. The only module that knows.

In a checkout they are top-level folders; in a wheel the build maps them into `quiz/_resources/`.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = {"templates": "templates", "decks": "decks", "words": "seeds/words"}


def folder(name: str) -> Path:
    """Return the folder called `name`: "templates", "decks" or "words".

    Raises KeyError for any other name.
    """
    place = _CHECKOUT[name]
    packed = _PACKAGE / "_resources" / name
    return packed if packed.is_dir() else _PACKAGE.parent / place


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the lines of the word list `name` in file order, without comments and blank lines.

    A list is UTF-8 text, one entry a line; a line that starts with `#` is a comment.
    Raises FileNotFoundError where there is no such list.
    """
    text = (folder("words") / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the word list `name` as a set."""
    return frozenset(words(name))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the tab-separated list `name`, comments and blank lines left out."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in words(name))
