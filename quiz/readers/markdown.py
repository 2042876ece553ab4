"""The reader for Markdown, by markdown-it-py.

Plain text may hold an asterisk or a number sign, too: a text counts as Markdown only where it is
clearly written as such, and else goes to the reader for plain text.
"""

import re
from datetime import date

from quiz.errors import SourceError
from quiz.readers.decoding import decode
from quiz.readers.draft import Draft
from quiz.readers.signatures import foreign_format

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)$")
_KNOWN = frozenset({"title", "author", "authors", "date", "published"})
_LINK = re.compile(
    r"(?<!\\)!?\[[^\][\n]{1,300}\]\((?:<[^>\n]*>|[^\s()]{1,500})(?:\s+\"[^\"\n]*\")?\)"
)
_SIGNS = (
    re.compile(r"^#{1,6}[ \t]+[^\s#]", re.MULTILINE),
    re.compile(r"^[^\s>#-][^\n]{2,150}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    re.compile(r"(?<![\w*\\])\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*(?!\w)"),
    re.compile(r"^\[[^\]\n]{1,100}\]:[ \t]+<?https?://\S+", re.MULTILINE),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
)
_OPENS = re.compile(r"\A\s*#[ \t]+[^\s#]")  # a title as only Markdown writes it
_NOTE_TEXT = re.compile(r"^\[\^[^\]\s]{1,40}\]:.*(?:\n(?:[ \t]+\S.*))*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
_ENOUGH = 2  # different signs, or times of one


def is_markdown(payload: bytes) -> bool:
    """Tell whether the bytes are a text that is clearly Markdown.

    A front matter with a title, author or date, a link, a title with `# `, or two other signs: a
    heading, bold type, a fence.
    """
    if foreign_format(payload) is not None:
        return False
    try:
        text = decode(payload, "it")
    except SourceError:
        return False
    if _metadata(text)[0] or _OPENS.match(text) or _LINK.search(text):
        return True
    return sum(len(sign.findall(text)) for sign in _SIGNS) >= _ENOUGH


def draft(payload: bytes, name: str) -> Draft:
    """Return what a Markdown text holds. Runs in the child process.

    Raises EncodingError and SourceError as `decode` does.
    """
    from lxml import html
    from markdown_it import MarkdownIt

    from quiz.readers.blocks import blocks
    from quiz.readers.heads import Properties, draft_of

    told, text = _metadata(decode(payload, name))
    # Indented lines are paragraphs that somebody indented, not program code.
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    page = html.fromstring(
        f"<div>{parser.render(_NOTE_MARK.sub('', _NOTE_TEXT.sub('', text)))}</div>"
    )
    authors = told.get("author") or told.get("authors") or ""
    made = draft_of(
        blocks(page, picture_texts=True), Properties(), name, title=told.get("title", "")
    )
    return made.model_copy(
        update={
            "byline": authors or made.byline,
            "published": _day(told.get("date") or told.get("published") or ""),
        }
    )


def _metadata(text: str) -> tuple[dict[str, str], str]:
    """Return the front matter, where it says title, author or date, and the text after it."""
    front = _FRONT.match(text)
    if not front:
        return {}, text
    told: dict[str, str] = {}
    key = ""
    for line in front[1].split("\n"):
        entry = _ENTRY.match(line)
        if entry:
            key = entry[1].lower()
            told[key] = ", ".join(_values(entry[2]))
        elif key and line.lstrip().startswith("- "):  # a list, one line an entry
            told[key] = ", ".join(filter(None, [told[key], *_values(line.lstrip()[2:])]))
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            return {}, text  # between two rules, but no front matter
    return (told, text[front.end() :]) if _KNOWN & told.keys() else ({}, text)


def _values(written: str) -> list[str]:
    """Return the value of an entry, or those of a list in brackets, without quotation marks."""
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [_bare(value) for value in written[1:-1].split(",") if value.strip()]
    return [_bare(written)]


def _bare(written: str) -> str:
    written = re.sub(r"^name:\s*", "", written.strip())
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        quote = written[0]
        return (
            written[1:-1].replace("\\" + quote, quote).replace("''", "'" if quote == "'" else "''")
        )
    return written


def _day(written: str) -> date | None:
    """Return the day that a date in a front matter begins with, or writes in words."""
    from quiz.readers.patterns import dated

    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return next((day for _, day in dated(written)), None)
