"""Text as the database keeps and compares it: names, search words, ids out of addresses."""

import unicodedata


def kept(text: str) -> str:
    """Return `text` without the sign NUL, which PostgreSQL does not take."""
    return text.replace("\x00", "\ufffd")


def one_line(text: str) -> str:
    """Return `text` as one line: no control characters, no signs of direction, single spaces."""
    shown = (
        " " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text
    )
    bare = (sign for sign in shown if unicodedata.category(sign) != "Cf" or sign in "\u200c\u200d")
    return " ".join("".join(bare).split())


def folded(text: str) -> str:
    """Return `text` as it is compared: "Zoë  Müller" and "ZOE MULLER" are one."""
    apart = unicodedata.normalize("NFKD", one_line(text).casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", letters)


def same_name(text: str) -> str:
    """Return a name as names are compared: without regard to case and width, but to accents."""
    return unicodedata.normalize("NFKC", one_line(text)).casefold()
