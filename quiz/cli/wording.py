"""How things are said on a terminal."""

import unicodedata


def one_line(text: str) -> str:
    """Return `text` on one line, without characters that would steer a terminal."""
    spaced = " ".join(text.split())
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(c) else c for c in spaced)


def _steers(character: str) -> bool:
    """Tell whether `character` is a control character or overrides the direction of text."""
    return unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202d\u202e\u2066"


def spoken(name: str) -> str:
    """Return a name of the code as people say it: "multiple choice", "true/false"."""
    return "true/false" if name == "true_false" else name.replace("_", " ")


def counted(number: int, noun: str) -> str:
    """Return `number` with its noun: "1 question", "12 questions"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def size(count: int) -> str:
    """Return a number of bytes as people say it: "840 bytes", "12 kB", "1.4 MB"."""
    if count < 1000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
