"""What students type to get in: codes and names, as they come and as they are meant."""

import re
import unicodedata

from quiz.schema.classroom import CODE_LENGTH, CODE_SYMBOLS, MAX_NAME, ROSTER_LENGTH

_BETWEEN = re.compile(r"[\s\-–—.·_]+")


def code_in(typed: str) -> str | None:
    """Return the class code in what was typed, in capitals; None where there is none.

    Small letters, spaces and hyphens do not matter, and the whole link will do.
    """
    words = typed.strip()
    if "/" in words:
        path = re.split("[?#]", words, maxsplit=1)[0]
        parts = [part for part in path.split("/") if part]
        at = next((n for n, part in enumerate(parts) if part in ("j", "class")), None)
        words = parts[at + 1] if at is not None and at + 1 < len(parts) else (parts or [""])[-1]
    return _symbols(words, CODE_LENGTH)


def roster_code_in(typed: str) -> str | None:
    """Return the roster code in what was typed, in capitals; None where there is none."""
    return _symbols(typed, ROSTER_LENGTH)


def tidy_name(typed: str) -> str:
    """Return a display name as one line without control characters, at most 60 characters.

    Marks that would turn the direction of the text around it, and invisible ones but for the
    joiners that some scripts need, are left out.
    """
    kept = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Zs") else sign
        for sign in typed
        if unicodedata.category(sign) not in ("Cs", "Co", "Cn")
        and (unicodedata.category(sign) != "Cf" or sign in "\u200c\u200d")
    )
    return " ".join(kept.split())[:MAX_NAME].strip()


def _symbols(typed: str, length: int) -> str | None:
    code = _BETWEEN.sub("", typed).upper()
    return code if len(code) == length and set(code) <= set(CODE_SYMBOLS) else None
