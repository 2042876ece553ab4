"""Where quotation marks open and close.

Rules of English newspapers: double marks, curly or straight; a quotation that runs over paragraphs
opens anew in each and closes only in the last; single marks only round several words, because a
single mark is an apostrophe far more often.
"""

import re

_PAIRS = {"“": "”", "„": "”", "«": "»"}
_SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=[^\W\d_])(?P<body>[^‘’'\n]{2,}(?:[’'](?=\w)[^‘’'\n]*)*)[’'](?!\w)"
)


def marked(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of everything between quotation marks in a paragraph, marks included.

    A mark that is never closed runs to the end of the paragraph where it opens the paragraph or
    follows white space; elsewhere it is taken for an inch mark or a slip and is left alone.
    """
    spans: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character in _PAIRS or (character == '"' and _opens(text, position)):
            end = _closing(text, position, _PAIRS.get(character, '"'))
            if end is not None:
                if _opens_anew(text, end):  # a quotation of two paragraphs that were run together
                    end -= 1
                    spans.append((position, position + len(text[position:end].rstrip())))
                else:
                    spans.append((position, end))
                position = end
                continue
        position += 1
    spans += [
        (m.start(), m.end())
        for m in _SINGLE.finditer(text)
        if " " in m["body"] and not any(s < m.end() and m.start() < e for s, e in spans)
    ]
    return sorted(spans)


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return (before.isspace() or before in "(—–-[‘'") and not after.isspace()


def _opens_anew(text: str, end: int) -> bool:
    """Tell whether the mark before `end` opens the next paragraph of what it seems to close.

    It does in '"First paragraph. "Second paragraph," she said.'
    """
    before = text[: end - 1].rstrip()
    if text[end - 1] != '"' or len(before) == end - 1 or before[-1] not in ".!?":
        return False
    following = text.find('"', end)
    return _opens(text, end - 1) and following > 0 and not _opens(text, following)


def _closing(text: str, position: int, mark: str) -> int | None:
    """Return the end of the quotation opened at `position`, or None where it opens nothing."""
    marks = mark if mark != "”" else "”“" if "”" not in text[position:] else "”"
    for end in range(position + 1, len(text)):
        if text[end] in marks or (mark == "”" and text[end] == '"'):
            return end + 1
    opens_something = position == 0 or text[position - 1].isspace()
    return len(text) if opens_something and len(text) - position > 2 else None
