"""Mails: where in a pasted or forwarded one the article stands.

A text that is no mail is one long article to this module. In a mail, everything around the
article, that is notes, headers, signatures, older mails, is found, so that it can be set aside.
"""

import re
from typing import NamedTuple

_MARKS = re.compile(r"(?:> ?)+")
_HEADER = re.compile(
    r"\*?(?P<name>from|sent|to|cc|bcc|subject|date|reply-to|sender|importance|priority|attachments"
    r"|return-path|delivered-to|received|message-id|in-reply-to|references|mime-version|user-agent"
    r"|content-[\w-]+|list-[\w-]+|thread-[\w-]+|x-[\w-]+|organi[sz]ation) ?:\*?(?:\s+|$)",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"-{2,} ?(?:(?:forwarded|original) message|original appointment|forwarded by .{1,80}) ?-{2,}"
    r"|(?:begin|start of) forwarded message:?|_{10,}",
    re.IGNORECASE,
)
_WROTE = re.compile(r"(?:On .{0,40}\d{4}.{0,160}|.{1,80}<\S+@\S+> ?)wrote:")
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)(?:\[\d+\])?:\s*|\[[^\]]{1,30}\]\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"--\s*")
_CLOSING = re.compile(
    r"(?:with )?(?:(?:best|kind|kindest|warm|warmest|many) )?(?:wishes|regards|thanks)[,!]?"
    r"|(?:all the best|best|cheers|yours (?:sincerely|faithfully|truly)|sincerely),",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))(?: [^\s.,!:]+){0,5}[,!:]?",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"this (?:e-?mail|message|communication)\b.{0,120}\b(?:confidential|privileged|intended)"
    r"|(?:the )?(?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message)\b"
    r"|if you (?:have|are not)\b.{0,60}\b(?:received|intended)\b.{0,40}\b(?:error|recipient)"
    r"|(?:please )?(?:consider|think of) the environment before printing"
    r"|(?:\W*(?:caution|warning|external)\W+){1,2}.{0,40}\b(?:e-?mail|message|sender)\b"
    r"|\[?external(?: e-?mail| sender)?\]?:?$"
    r"|sent from (?:my|mail for|outlook|yahoo)\b|get outlook for\b"
    r"|you (?:are receiving|received) this (?:e-?mail|message)\b|to unsubscribe\b|unsubscribe\b",
    re.IGNORECASE,
)
# A text without one of these in it is no mail.
_SIGN = re.compile(
    r"^(?:>|\*?(?:from|subject) ?:|-{2,}|_{10,}|(?:begin|start of) forwarded)", re.IGNORECASE | re.M
)
_FEWEST_QUOTED = 2  # lines; one is a sign for "more than"
_LONGEST_SCRAP = 40  # characters of a word or two that wrapping again tore from a quoted line
_LONGEST_HEAD = 300  # characters
_LONGEST_SIGNATURE = 12  # lines
_LONGEST_NOTE = 60  # words between a greeting and the title


class Line(NamedTuple):
    """A line without its quoting marks: how often it is quoted, whether it heads a mail."""

    text: str
    depth: int = 0
    heads: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


class Letter(NamedTuple):
    """A text without quoting marks; the article in it goes from `start` to `end`.

    `subject` is where in `text` the subject of the mail stands, without "Fwd:".
    """

    text: str
    start: int
    end: int
    subject: tuple[int, int] | None = None


def opened(text: str) -> Letter:
    """Return `text` without quoting marks, and where in it the article stands."""
    if not _SIGN.search(text):
        return Letter(text, 0, len(text))
    lines = _with_heads(_unquoted(text.split("\n")))
    first, last = _article(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    bare = "\n".join(line.text for line in lines)
    return Letter(bare, starts[first], min(starts[last], len(bare)), _subject(lines, starts, first))


def note(units: list[str]) -> int:
    """Return how many of the first units are a warning, a greeting and what is said with it."""
    count = 0
    while count < len(units) and _FURNITURE.match(units[count]):
        count += 1
    if count == len(units) or not _is_greeting(units[count]):
        return count
    words = 0
    for number, unit in enumerate(units[count + 1 : count + 6], start=count + 1):
        if number < len(units) - 1 and _looks_like_title(unit):
            return number
        words += len(unit.split())
        if words > _LONGEST_NOTE:
            break
    return count + 1


def closing(units: list[str]) -> int:
    """Return the number of the first of the last units that are a disclaimer or good wishes."""
    end = len(units)
    while end and _FURNITURE.match(units[end - 1]):
        end -= 1
    for number in range(max(0, end - 4), end):
        if _CLOSING.fullmatch(units[number].split("\n")[0].strip()):
            return number
    return end


def _is_greeting(unit: str) -> bool:
    first = unit.split("\n", 1)[0].strip()
    return len(first) < 60 and bool(_GREETING.fullmatch(first))


def _looks_like_title(unit: str) -> bool:
    return len(unit.split()) > 3 and unit[-1].isalnum()


def _unquoted(lines: list[str]) -> list[Line]:
    """Return the lines without their quoting marks, where there are enough to be a quotation."""
    marks = [_MARKS.match(line) for line in lines]
    if sum(bool(found) for found in marks) < _FEWEST_QUOTED:
        return [Line(line) for line in lines]
    bare: list[Line] = []
    for line, found in zip(lines, marks, strict=True):
        depth = found.group().count(">") if found else 0
        bare.append(Line(line[found.end() :] if found else line, depth))
    for n in range(1, len(bare) - 1):
        before, this, after = bare[n - 1 : n + 2]
        within = before.depth and after.depth and before.text and after.text
        if within and not this.depth and 0 < len(this.text) < _LONGEST_SCRAP:
            bare[n] = this._replace(depth=before.depth)
    return bare


def _with_heads(lines: list[Line]) -> list[Line]:
    """Return the lines with those marked that head a mail: markers, headers, "Ann Lee wrote:"."""
    marked = list(lines)
    for n, line in enumerate(lines):
        text = line.text[:_LONGEST_HEAD].strip()
        following = lines[n + 1].text[:_LONGEST_HEAD].strip() if n + 1 < len(lines) else ""
        quotes = any(other.depth > line.depth for other in lines[n + 1 : n + 4])
        if _FORWARDED.fullmatch(text) or (quotes and _WROTE.fullmatch(text)):
            marked[n] = line._replace(heads=True)
        elif quotes and following.endswith("wrote:") and _WROTE.fullmatch(f"{text} {following}"):
            marked[n] = line._replace(heads=True)
            marked[n + 1] = lines[n + 1]._replace(heads=True)
    for first, last in _headers(marked):
        for n in range(first, last):
            marked[n] = marked[n]._replace(heads=True)
    return marked


def _headers(lines: list[Line]) -> list[tuple[int, int]]:
    """Return the (first, after the last) number of each run of lines that are headers."""
    runs = []
    n = 0
    while n < len(lines):
        end, names = _run(lines, n)
        alone = names == {"subject"} and not any(line.words for line in lines[:n])
        if alone or (len(names) > 1 and names & {"from", "subject"}):
            runs.append((n, end))
        n = max(end, n + 1)
    return runs


def _run(lines: list[Line], first: int) -> tuple[int, set[str]]:
    """Return where the run of headers that begins with line `first` ends, and their names."""
    names: set[str] = set()
    end = n = first
    while n < len(lines):
        text = lines[n].text
        found = _HEADER.match(text)
        if found:
            names.add(found["name"].lower())
            end = n + 1
        elif not (names and ((text[:1] in (" ", "\t") and text.strip()) or _is_gap(lines, n))):
            break
        elif text.strip():
            end = n + 1
        n += 1
    return end, names


def _is_gap(lines: list[Line], n: int) -> bool:
    """Tell whether line `n` is the blank line between two headers."""
    after = lines[n + 1].text if n + 1 < len(lines) else ""
    return not lines[n].text.strip() and bool(_HEADER.match(after))


def _article(lines: list[Line]) -> tuple[int, int]:
    """Return the (first, after the last) number of the lines of the article."""
    first, last = 0, len(lines)
    if any(line.heads for line in lines) or _is_mostly_quoted(lines):
        first, last = _longest(lines)
    for n in range(max(first + 1, last - _LONGEST_SIGNATURE), last):
        if _SIGNATURE.fullmatch(lines[n].text):
            return first, n
    return first, last


def _is_mostly_quoted(lines: list[Line]) -> bool:
    quoted = sum(line.words for line in lines if line.depth)
    return quoted > sum(line.words for line in lines) / 2


def _longest(lines: list[Line]) -> tuple[int, int]:
    """Return the longest run of lines without heads, quoted as often as most of the text."""
    sizes: dict[int, int] = {}
    for line in lines:
        sizes[line.depth] = sizes.get(line.depth, 0) + line.words * (not line.heads)
    depth = max(sizes, key=lambda often: sizes[often])
    runs: list[list[int]] = [[]]
    for n, line in enumerate(lines):
        if line.heads:
            runs.append([])
        elif line.words and line.depth == depth:
            runs[-1].append(n)
    best = max(runs, key=lambda run: sum(lines[n].words for n in run))
    return (best[0], best[-1] + 1) if best else (0, len(lines))


def _subject(lines: list[Line], starts: list[int], before: int) -> tuple[int, int] | None:
    """Return where the last subject before line `before` stands."""
    for n in range(before - 1, -1, -1):
        found = _HEADER.match(lines[n].text) if lines[n].heads else None
        if found and found["name"].lower() == "subject":
            start = found.end()
            reply = _REPLY.match(lines[n].text, start)
            start = reply.end() if reply else start
            text = lines[n].text.rstrip()
            return (starts[n] + start, starts[n] + len(text)) if start < len(text) else None
    return None
