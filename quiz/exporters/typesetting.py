"""Typst: a template and a page in, a tagged PDF out, or one sentence on why not.

Text goes to the templates as JSON, never as markup. Fonts are those inside the typst wheel and
those of `fonts`, so that the same quiz gives the same bytes on every machine.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from quiz.errors import ExportError
from quiz.exporters.fonts import font_folders
from quiz.resources import folder

Place = tuple[str, str]  # where a text stands, and the text
_LONG_WORD = re.compile(r"\S{30,}")
_PIECE = 8  # characters
_BREAK = "\u200b"  # zero width space: a line may break here
_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_NAMED = 5  # missing characters that a message lists
_JOINER = "\u200d"
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")


def typeset(template: str, content: Mapping[str, Any], places: Iterable[Place]) -> bytes:
    """Return `content` laid out by `template` as a PDF that meets PDF/UA-1.

    `places` say where the texts of the page stand, for messages. Raises ExportError where a
    character has no glyph in the fonts, or a template is at fault.
    """
    import typst

    try:
        payload, warnings = _compiler().compile_with_warnings(
            input=str(_root() / template),
            root=str(_root()),
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"content": _json(content)},
        )
    except typst.TypstError as error:
        raise ExportError(_explain(template, places, error.message, error.diagnostic)) from None
    # A font that is not found is only a warning to Typst, and the page comes out in another one.
    for warning in warnings:
        if "font" in warning.message:
            raise ExportError(f"The template {template} is at fault: {warning.message}.")
    assert isinstance(payload, bytes)
    return payload


def pictures(template: str, content: Mapping[str, Any], dots: int) -> list[bytes]:
    """Return the pages as PNG, `dots` per inch; `typeset` has to have taken the same content."""
    made = _compiler().compile(
        input=str(_root() / template),
        root=str(_root()),
        format="png",
        ppi=float(dots),
        sys_inputs={"content": _json(content)},
    )
    return made if isinstance(made, list) else [made]


def marked(template: str, content: Mapping[str, Any], label: str) -> list[Any]:
    """Return what the template keeps under `label`, one value for each place that has it."""
    import typst

    found = typst.query(
        str(_root() / template),
        f"<{label}>",
        field="value",
        root=str(_root()),
        font_paths=_font_paths(),
        ignore_system_fonts=True,
        sys_inputs={"content": _json(content)},
    )
    values = json.loads(found)
    assert isinstance(values, list)
    return values


def _root() -> Any:
    return folder("templates") / "typst"


def _font_paths() -> list[str]:
    return [str(place) for place in font_folders()]


@cache
def _compiler() -> Any:
    """Return the one compiler: it keeps fonts and templates between pages.

    Loading Typst takes longer than importing all other exporters together.
    """
    import typst

    return typst.Compiler(font_paths=_font_paths(), ignore_system_fonts=True)


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(_breakable(content), ensure_ascii=False)


def _breakable(shown: Any) -> Any:
    """Return `shown` with room to break inside words that might be longer than a line."""
    if isinstance(shown, str):
        return _LONG_WORD.sub(lambda word: _BREAK.join(clusters(word[0], _PIECE)), shown)
    if isinstance(shown, dict):
        # A picture is markup of our own: nothing may be put into it.
        return {
            name: value if name == "picture" else _breakable(value) for name, value in shown.items()
        }
    if isinstance(shown, list):
        return [_breakable(value) for value in shown]
    return shown


def clusters(text: str, size: int) -> list[str]:
    """Return `text` cut into pieces of `size` characters; a letter keeps the marks on it."""
    pieces = [""]
    count = 0
    for character in text:
        joins = unicodedata.category(character)[0] == "M" or character == _JOINER
        if count >= size and not joins and not pieces[-1].endswith(_JOINER):
            pieces.append("")
            count = 0
        pieces[-1] += character
        count += 1
    return pieces


def _explain(template: str, places: Iterable[Place], message: str, diagnostic: str) -> str:
    """Return one sentence on why Typst refused: which characters are missing, and where."""
    known = tuple(places)
    found = [_unescape(text) for text in _MISSING_GLYPH.findall(diagnostic)]
    missing = list(dict.fromkeys(_name(text, known) for text in found if _stands_out(text)))
    if not missing:
        return f"The page template {template} is at fault: {message}."
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return (
        f"The fonts of the printed page lack {', '.join(missing[:_NAMED])}{more}; "
        "spell it out or take it away."
    )


def _stands_out(text: str) -> bool:
    """Tell whether `text` is what a person would look for, not what only goes along with it.

    A sign that the fonts lack drags its neighbours along: "1\ufe0f\u20e3" (a keycap) is reported
    as the digit, an invisible selector and the frame; a family as four people and their joiners.
    """
    return any(
        ord(character) > 0x7F and unicodedata.category(character) not in ("Cf", "Mn")
        for character in text
    )


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)


def _name(text: str, places: tuple[Place, ...]) -> str:
    """Return `text` with its code points and the first of `places` that holds it."""
    codes = " ".join(f"U+{ord(character):04X}" for character in text)
    where = next((place for place, whole in places if text in whole), "the page")
    return f"“{text}” ({codes}) in {where}"
