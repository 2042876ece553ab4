"""The running text of a web page, from what trafilatura takes out of it to pieces in order."""

import re
from dataclasses import dataclass
from html import unescape

from lxml import etree

from quiz.readers.html_text import clean

_KINDS: dict[str, str] = {"head": "heading", "quote": "quote", "item": "item", "code": "code"}
_APART = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "div", "body"})
_HOLD_CODE = frozenset({"p", "item", "heading", "cell"})  # a word of code in a sentence
_BREAK = "\x0b"  # stands for a line break of the page while a piece is put together
_FINAL = re.compile(r"[.!?…:][\"”’')\]]*$")
_BULLET = re.compile(r"^[•‣▪●◦]\.?\s*")
_EMBEDDED = re.compile(r"\bpic\.twitter\.com/\w+|https?://t\.co/\w+")  # of a post's picture
_PROGRAM = re.compile(r"[{}<>;=]\s*$|\w\(\)|[=!<>]=|//|^\s*[#$>]", re.MULTILINE)
_WRITTEN = 0.6  # of the words of prose are letters alone
_SENTENCE = 4  # words from which on a cell that ends like a sentence is one
_PROSE = 12  # words from which on a cell of a table is prose


@dataclass(frozen=True)
class Part:
    """A piece in the making. `kind` also tells items and quotes apart; `at` are its letters."""

    kind: str
    text: str
    at: tuple[int, int] | None = None


def parts_of(body: etree._Element) -> list[Part]:
    """Return the text that trafilatura found, block by block; none of it is lost."""
    return _Reading().run(body)


class _Reading:
    """One walk over the tree that trafilatura returns."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._texts: list[str] = []
        self._around: list[str] = []
        self._cells: list[str] = []

    def run(self, body: etree._Element) -> list[Part]:
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if event == "start":
                self._start(element)
            else:
                self._end(element)
                self._take(element.tail)
        self._flush()
        return self._parts

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        is_inline = bool(self._around) and self._around[-1] in _HOLD_CODE
        is_apart = tag in _APART or (tag == "code" and not is_inline)
        if is_apart:
            self._flush()
            self._around.append(_KINDS.get(tag, tag))
        elif tag == "lb":
            self._texts.append(_BREAK)
        elif tag == "graphic":
            return
        self._take(element.text)

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if not (self._around and self._around[-1] == _KINDS.get(tag, tag)):
            return
        self._flush()
        self._around.pop()
        if tag in ("row", "table"):
            self._end_row()

    def _take(self, text: str | None) -> None:
        if not text:
            return
        if "code" in self._around:  # an old page whose text stands as typed
            text = re.sub(r"\n[ \t]*\n\s*", 2 * _BREAK, text)
        self._texts.append(re.sub(r"[^\S\x0b]+", " ", text))

    def _flush(self) -> None:
        """End the piece at hand."""
        lines = _lines(_EMBEDDED.sub("", "".join(self._texts)))
        self._texts.clear()
        if "cell" in self._around:
            self._cells += lines
            return
        names = ("heading", "quote", "item", "code")
        kind = next((name for name in reversed(self._around) if name in names), "paragraph")
        self._parts += [Part(_unless_prose(kind, line), line) for line in lines]

    def _end_row(self) -> None:
        """Add the row at hand: prose cell by cell, anything else as one line of a table."""
        row: list[str] = []
        for cell in [*self._cells, ""]:
            words = len(cell.split())
            if cell and words < (_SENTENCE if _FINAL.search(cell) else _PROSE):
                row.append(cell)
                continue
            if row:
                self._parts.append(Part("row", " | ".join(row)))
                row = []
            if cell:
                self._parts.append(Part("paragraph", cell))
        self._cells = []


def _unless_prose(kind: str, text: str) -> str:
    """Return `kind`, or "paragraph" for prose in a typewriter's letters, as old pages have it."""
    if kind != "code" or not _FINAL.search(text) or _PROGRAM.search(text):
        return kind
    words = text.split()
    return (
        "paragraph" if sum(map(str.isalpha, words)) >= _WRITTEN * max(_PROSE, len(words)) else kind
    )


def _lines(text: str) -> list[str]:
    """Return the paragraphs of a block with line breaks: two end one, and one after a sentence."""
    lines: list[str] = []
    for chunk in re.split(rf"{_BREAK}\s*(?:{_BREAK}\s*)+", text):
        held = ""
        for line in map(clean, chunk.split(_BREAK)):
            if held and _FINAL.search(held) and line[:1] and not line[0].islower():
                lines.append(held)
                held = line
            else:
                held = f"{held} {line}".strip()
        lines.append(held)
    return [line for line in (_BULLET.sub("", line) for line in lines) if line]


def parts_of_text(text: str) -> list[Part]:
    """Return the paragraphs of an article that stands as one string, with or without markup."""
    text = unescape(text)
    if re.search(r"</?(?:p|br|div)\b", text, re.IGNORECASE):
        text = re.sub(r"(?i)<(?:br|/p|/div|/li|/h\d)\b[^<>]*>", "\n", text)
        text = re.sub(r"<[^<>]{1,2000}>", "", text)
    return [Part("paragraph", line) for line in map(clean, text.splitlines()) if line]
