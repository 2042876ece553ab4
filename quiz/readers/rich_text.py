"""The reader for RTF, by striprtf, which knows its alphabets and escapes.

What striprtf does not know is taken out before: text that is hidden or was deleted with changes
tracked, fields and pictures. What is a heading is told by its words, as in plain text.
"""

import re
from dataclasses import dataclass, replace

from quiz.readers.blocks import PROSE, Blocks, visible
from quiz.readers.draft import Draft
from quiz.readers.heads import Properties, draft_of

_TOKEN = re.compile(
    r"\\bin(?P<binary>\d{1,9}) ?|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'[0-9A-Fa-f]{2}|\\[^A-Za-z]|[{}]|[^\\{}]+|\\",
    re.DOTALL,
)
# Groups whose text striprtf would take in, or spend its time on.
_LEFT_OUT = frozenset({"pict", "objdata", "fldinst"})
_CELL = "\x01"  # ends a cell of a table, until the lines are looked at
_BREAK = "\x02"  # a line break, likewise
_BREAKS = re.compile(f"{_BREAK}\\s*{_BREAK}[\\s{_BREAK}]*")
_IN_PLACE_OF = {
    "cell": f"{{{_CELL}}}\\par ",
    "nestcell": f"{{{_CELL}}}\\par ",
    "row": "",
    "line": f"{{{_BREAK}}}",
}
_INFO = re.compile(r"\{\\(title|author)\s((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\[^'{}])*)\}")
_INFO_WITHIN = 100_000  # characters
_LIST_SIGN = re.compile(r"\s*(?:[•‣▪●◦·\ue000-\uf8ff]\s*|(?:\d{1,2}[.)]|[-–*])\t)")


@dataclass(frozen=True)
class _State:
    """What holds within a group of RTF; `fonts`: it is the list of fonts."""

    hidden: bool = False
    deleted: bool = False
    out: bool = False
    fonts: bool = False


def draft(payload: bytes, name: str) -> Draft:
    """Return what an RTF holds. Runs in the child process.

    Insertions are taken in; deletions, comments, notes, headers, footers, text boxes, tables and
    hidden text are left out.
    """
    source = _decoded(payload).translate({ord(_CELL): None, ord(_BREAK): None})
    clean, is_whole = _cleaned(source)
    text = _plain(clean)
    found = Blocks()
    for line in text.split("\n"):
        if _CELL not in line or len(line.split()) >= PROSE:
            sign = _LIST_SIGN.match(line)
            found.add(line[sign.end() :] if sign else line, "paragraph" if sign else None)
        elif line.strip(_CELL + " "):
            found.tables = 1
    made = draft_of(found, _properties(source), name)
    if is_whole:
        return made
    notes = (*made.notes, f"{name} breaks off; the end of the article may be missing.")
    return made.model_copy(update={"notes": notes})


def _decoded(payload: bytes) -> str:
    """Return the file as text: ASCII by the book, but some programs write what they like."""
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return payload.decode("cp1252", errors="replace")


def _cleaned(source: str) -> tuple[str, bool]:
    """Return the RTF without what is not read, and whether all its groups are closed."""
    kept: list[str] = []
    stack: list[_State] = []
    state = _State()
    position = 0
    font = "0"
    while found := _TOKEN.match(source, position):
        position = found.end() + int(found["binary"] or 0)
        part, word, number = found.group(), found["word"], found["number"]
        if part == "{":
            stack.append(state)
        elif part == "}":
            state = stack.pop() if stack else state
        elif word:
            state = _after(state, word, number)
            part = _IN_PLACE_OF.get(word, part)
        if state.fonts and part not in {"{", "}", "\\fonttbl"}:
            # Written anew: on any other list of fonts, striprtf's patterns can take for ever.
            font = number or "0" if word == "f" else font
            part = f"{{\\f{font}\\fcharset{number or 0} x;}}" if word == "fcharset" else ""
        if part in {"{", "}", "\\par "} or not (state.hidden or state.deleted or state.out):
            kept.append("" if found["binary"] else part)
    return "".join(kept), not stack


def _after(state: _State, word: str, number: str | None) -> _State:
    """Return what holds after a control word."""
    if word == "plain":
        return replace(state, hidden=False, deleted=False)
    if word == "v":
        return replace(state, hidden=number != "0")
    if word == "deleted":
        return replace(state, deleted=number != "0")
    if word == "fonttbl":
        return replace(state, fonts=True)
    return replace(state, out=True) if word in _LEFT_OUT else state


def _plain(clean: str) -> str:
    """Return the text of RTF with line breaks as blanks, two of them as a paragraph's end."""
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(clean, errors="replace")  # type: ignore[no-untyped-call]
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves of emoji
    return _BREAKS.sub("\n", whole).replace(_BREAK, " ")


def _properties(source: str) -> Properties:
    """Return the title and the author that the file gives for itself."""
    told: dict[str, str] = {}
    for found in _INFO.finditer(source[:_INFO_WITHIN]):
        value = _plain(f"{{\\rtf1\\ansi {found[2]}}}")
        told.setdefault(found[1], visible(value))
    return Properties(told.get("title", ""), tuple(filter(None, [told.get("author")])))
