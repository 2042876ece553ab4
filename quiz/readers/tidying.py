"""What nobody wrote for readers: unseen characters, and the addresses behind links."""

import re

# Soft hyphens, characters of no width and marks of direction hide in text copied from web pages. A
# joiner is kept between signs, where it makes one picture of two.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    r"|(?<=\w)\u200d|\u200d(?=\w)"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINKED = re.compile(r" ?<(?:https?://|mailto:)[^\s<>]{1,2000}>", re.IGNORECASE)


def tidied(text: str) -> str:
    """Return `text` without unseen characters, every space a plain one, tabs included.

    The addresses that mail programs put in angle brackets behind the words of a link go, too.
    """
    return _LINKED.sub("", _SPACES.sub(" ", _UNSEEN.sub("", text)))
