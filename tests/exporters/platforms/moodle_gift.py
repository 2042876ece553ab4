"""GIFT by the rules of Moodle's importer, laxer than gift-pegjs and with traps of its own.

Written from what the importer is known to do with a file, in the order in which it does it.
"""

import html
import re
from itertools import groupby

from tests.exporters.platforms.reading import Read, text_of

_SIGNS = ":#={}~"
_WEIGHT = re.compile(r"%-*\d{1,2}\.?\d*%")
_FORMATS = ("html", "plain", "markdown", "moodle")


def read(text: str) -> list[Read]:
    """Return the questions; a block that Moodle would not take is an error."""
    lines = [line.strip() for line in text.splitlines()]
    groups = groupby(lines, key=lambda line: line in ("", "0"))
    blocks = ["\n".join(block) for is_gap, block in groups if not is_gap]
    kept = (re.sub("(?m)^//.*$", "", block).strip() for block in blocks)
    return [_question(block) for block in kept if block and not block.startswith("$CATEGORY:")]


def _hidden(text: str) -> str:
    """Return `text` with every escaped sign out of the way, as a private character."""
    text = text.replace("\\\\", "\ue000")
    for number, sign in enumerate(_SIGNS, start=1):
        text = text.replace("\\" + sign, chr(0xE000 + number))
    return text.replace("\\n", "\ue009").replace("\ue000", "\\")


def _shown(text: str) -> str:
    for number, sign in enumerate(_SIGNS, start=1):
        text = text.replace(chr(0xE000 + number), sign)
    return text.replace("\ue009", "\n").strip()


def _formatted(text: str, inherited: str) -> tuple[str, str]:
    """Return the format and the text; a name in brackets at the beginning is a format."""
    named = re.match(r"\[(\w+)\]", text.strip())
    if named and named[1] in _FORMATS:
        return named[1], _shown(text.strip()[named.end() :])
    return inherited, _shown(text)


def _question(block: str) -> Read:
    assert not re.search(r"\{>", block), "the question type Ordering would take it"
    block = _hidden(block)
    name, block = re.fullmatch(r"::(.*?)::(.*)", block, re.DOTALL).groups()  # type: ignore[union-attr]
    assert _shown(name)
    assert block.count("{") == block.count("}") == 1, "there is another brace"
    before, answers = block.removesuffix("}").split("{")
    kind, stem = _formatted(before, "moodle")
    assert kind == "html"
    answers, _, told = answers.rpartition("####")
    kind, feedback = _formatted(told, kind)
    found = Read("", text_of(stem), feedback=text_of(feedback))
    return _answered(found, answers.strip())


def _answered(found: Read, answers: str) -> Read:
    if "~" in answers:
        pieces = answers.replace("=", "~=").split("~")[1:]
        return found._replace(
            type="multiple_choice", options=tuple(_option(piece.strip()) for piece in pieces)
        )
    if "=" in answers and "->" in answers:
        pairs = [piece.split("->", 1) for piece in answers.split("=")[1:]]
        shown = [(_in_html(left.strip()), html.unescape(_shown(right))) for left, right in pairs]
        return found._replace(
            type="matching",
            pairs=tuple(pair for pair in shown if pair[0]),
            left_over=frozenset(right for left, right in shown if not left),
        )
    if answers in ("TRUE", "FALSE"):
        return found._replace(type="true_false", truth=answers == "TRUE")
    forms = []
    for piece in answers.split("=")[1:]:
        assert not _WEIGHT.match(piece.strip()), "a weight"
        assert "#" not in piece
        forms.append(re.sub(r"\\\*", "*", _formatted(piece, "html")[1]))
    return found._replace(type="typed", accepted=tuple(forms))


def _option(piece: str) -> tuple[str, bool]:
    right = piece.startswith("=")
    assert right or not _WEIGHT.match(piece), "a weight"
    assert "#" not in piece
    return _in_html(piece.removeprefix("=")), right


def _in_html(piece: str) -> str:
    kind, shown = _formatted(piece, "html")
    assert kind == "html"
    return text_of(shown) if shown else ""
