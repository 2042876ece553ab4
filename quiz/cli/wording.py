"""How things are said on a terminal."""

import json
import unicodedata
from typing import TYPE_CHECKING

from quiz.errors import BroadsheetError, SourceError

if TYPE_CHECKING:
    from quiz.errors import Remedy
    from quiz.schema.article import Article

_JOINERS = "\u200c\u200d"  # letters of some scripts, and many signs, need them
_UNSEEN = "\u00ad\u200b\u2060\ufeff"  # say where a line may break, and nothing else

_WAYS: "dict[Remedy, str]" = {
    "choose pages": "Say which with --pages, as in --pages 3-5.",
    "no pages": "Leave --pages out.",
    "choose entry": "`quiz read --list` shows them, and --pick takes one, as in --pick 1.",
    "no entry": "Leave --pick out.",
}


def worded(error: BroadsheetError) -> str:
    """Return what an error says, with the option that puts it right, if one does."""
    remedy = error.remedy if isinstance(error, SourceError) else None
    return f"{error} {_WAYS[remedy]}" if remedy else str(error)


def one_line(text: str) -> str:
    """Return `text` on one line, without characters that would steer a terminal."""
    spaced = " ".join(text.split())
    shown = (c for c in spaced if c not in _UNSEEN)
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(c) else c for c in shown)


def harmless_json(text: str) -> str:
    """Return the same JSON with the characters that would steer a terminal as escapes."""
    return "".join(json.dumps(c)[1:-1] if _steers(c) else c for c in text)


def harmless_html(text: str) -> str:
    """Return the same HTML with the characters that would steer a terminal as references."""
    return "".join(f"&#{ord(c)};" if _steers(c) else c for c in text)


def _steers(character: str) -> bool:
    """Tell whether `character` is a control character or sets the direction of text.

    Tabs and line feeds are not among them, nor are the joiners within words.
    """
    if character < "\x7f":
        return character < " " and character not in "\n\t"
    return unicodedata.category(character) in ("Cc", "Cf") and character not in _JOINERS


def spoken(name: str) -> str:
    """Return a name of the code as people say it: "multiple choice", "true/false"."""
    from quiz.schema.question import TYPE_NAMES  # here, so that --help does not load pydantic

    return TYPE_NAMES.get(name) or name.replace("_", " ")


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


def readable(article: "Article") -> str:
    """Return what an article shows, as text that is read as the same article again.

    Page furniture is left out.
    """
    day = article.published
    head = [article.title, f"By {article.byline}" if article.byline else ""]
    head.append(f"{day.day} {day:%B %Y}" if day else "")
    body = (
        ("Picture: " if block.kind == "caption" else "") + one_line(article.at(block))
        for block in article.blocks
        if block.kind in ("heading", "paragraph", "caption")
    )
    return "\n\n".join(filter(None, (*map(one_line, head), *body)))
