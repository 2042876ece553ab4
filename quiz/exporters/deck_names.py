"""Names of decks and tags, as Anki keeps them: what it would change in silence is said here."""

import re
import unicodedata
from functools import lru_cache

from quiz.errors import OptionError

BETWEEN = "::"
LONGEST_NAME = 100
LONGEST_PART = 60  # of what an article's title gives to the name of its deck
_OF_ANKI = frozenset({"leech", "marked"})  # Anki sets them, and drops them from what it imports


def deck_name(raw: str) -> str:
    """Return `raw` as the name of a deck; raise OptionError for one that Anki would change."""
    name = unicodedata.normalize("NFC", raw)
    if len(name) > LONGEST_NAME:
        raise OptionError(f"The name of a deck has at most {LONGEST_NAME} characters.")
    if any(_is_control(character) for character in name):
        raise OptionError("The name of a deck must not hold line ends or control characters.")
    parts = name.split(BETWEEN)
    if not all(_shows(part) for part in parts):
        raise OptionError(
            f"The deck name {raw!r} has an empty part; write it as in News or News{BETWEEN}Sport."
        )
    if any(part != part.strip() or part != part.strip(":") for part in parts):
        raise OptionError(
            f"The deck name {raw!r} has a space or a colon at the edge of a part; leave it out."
        )
    return name


@lru_cache(maxsize=1024)  # asked for by each question of an article
def deck_part(title: str) -> str:
    """Return `title` as one part of a deck name: short, cut at a word; "" where nothing shows."""
    kept = (" " if _is_control(c) else c for c in unicodedata.normalize("NFC", title))
    words = re.sub(":{2,}", ":", "".join(kept)).split()
    part = ""
    for word in words:
        longer = f"{part} {word}" if part else word[:LONGEST_PART]
        if len(longer) > LONGEST_PART:
            part += "…" if len(part) < LONGEST_PART else ""
            break
        part = longer
    part = part.strip(": ")
    return part if _shows(part) else ""


def tag(raw: str) -> str:
    """Return `raw` as a tag, spaces and lone colons written as "-", `*` and `"` left out.

    Raises OptionError where a part is empty, and for the tags that Anki sets itself.
    """
    if len(raw) > LONGEST_NAME:
        raise OptionError(f"A tag has at most {LONGEST_NAME} characters.")
    parts = [_tag_part(part) for part in unicodedata.normalize("NFC", raw).split(BETWEEN)]
    if not all(_shows(part) for part in parts):
        raise OptionError(
            f"The tag {raw!r} has an empty part; write it as in history or school{BETWEEN}history."
        )
    whole = BETWEEN.join(parts)
    if whole.casefold() in _OF_ANKI:
        raise OptionError(f"Anki keeps the tag {whole} for itself; name another one.")
    return whole


def distinct(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return `tags` without those that Anki takes for one of them, as case is nothing to it."""
    first: dict[str, str] = {}
    for each in tags:
        first.setdefault(each.casefold(), each)
    return tuple(first.values())


def _tag_part(raw: str) -> str:
    kept = "".join(c for c in raw if c not in '*"' and (c.isspace() or not _is_control(c)))
    return "-".join(kept.replace(":", " ").split())


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def _shows(part: str) -> bool:
    return any(unicodedata.category(character)[0] not in "ZCM" for character in part)
