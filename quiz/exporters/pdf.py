"""The printed question sheet and its answer key: PDF/UA-1 by Typst.

Text goes to the templates as JSON, never as markup. Fonts are those inside the typst wheel, so that
the same quiz gives the same bytes on every machine.
"""

import json
import re
import unicodedata
from typing import Any, Literal

from quiz.errors import ExportError
from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.sheet import AnswerKey, Sheet, answer_key, places, question_sheet
from quiz.resources import folder
from quiz.schema.quiz import Quiz

Paper = Literal["a4", "us-letter"]
_LONG_WORD = re.compile(r"\S{30,}")
_PIECE = 8  # characters
_BREAK = "\u200b"  # zero width space: a line may break here
_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_NAMED = 5  # missing characters that a message lists
_JOINER = "\u200d"
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")


def write(quiz: Quiz, key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the question sheet or the answer key as a PDF on A4, and no losses."""
    return render(quiz, key=key), ()


def render(quiz: Quiz, *, key: bool, paper: Paper = "a4") -> bytes:
    """Return the question sheet or the answer key of `quiz` as a tagged PDF.

    Raises ExportError where a character has no glyph in the fonts, or a template is at fault.
    """
    page: Sheet | AnswerKey = answer_key(quiz) if key else question_sheet(quiz)
    return _compile("key.typ" if key else "sheet.typ", page, paper)


def _compile(template: str, page: Sheet | AnswerKey, paper: Paper) -> bytes:
    # Loading Typst takes longer than importing all other exporters together.
    import typst

    root = folder("templates") / "typst"
    try:
        payload, warnings = typst.compile_with_warnings(
            root / template,
            root=root,
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            sys_inputs={"content": _content(page), "paper": paper},
        )
    except typst.TypstError as error:
        raise ExportError(_explain(template, page, error.message, error.diagnostic)) from None
    # A font that is not found is only a warning to Typst, and the page comes out in another one.
    for warning in warnings:
        if "font" in warning.message:
            raise ExportError(f"The template {template} is at fault: {warning.message}.")
    assert isinstance(payload, bytes)
    return payload


def _content(page: Sheet | AnswerKey) -> str:
    shown = page.model_dump(mode="json")
    if isinstance(page, AnswerKey):
        for entry, dumped in zip(page.entries, shown["entries"], strict=True):
            dumped["overview"] = entry.overview
    return json.dumps(_breakable(shown), ensure_ascii=False)


def _breakable(shown: Any) -> Any:
    """Return `shown` with room to break inside words that might be longer than a line."""
    if isinstance(shown, str):
        return _LONG_WORD.sub(lambda word: _BREAK.join(clusters(word[0], _PIECE)), shown)
    if isinstance(shown, dict):
        return {name: _breakable(value) for name, value in shown.items()}
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


def _explain(template: str, page: Sheet | AnswerKey, message: str, diagnostic: str) -> str:
    """Return one sentence on why Typst refused: which characters are missing, and where."""
    found = [_unescape(text) for text in _MISSING_GLYPH.findall(diagnostic)]
    missing = list(dict.fromkeys(_name(text, page) for text in found if _stands_out(text)))
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


def _name(text: str, page: Sheet | AnswerKey) -> str:
    """Return `text` with its code points and the first place of `page` that holds it."""
    codes = " ".join(f"U+{ord(character):04X}" for character in text)
    where = next((place for place, whole in places(page) if text in whole), "the page")
    return f"“{text}” ({codes}) in {where}"


EXPORTERS.add(
    "pdf",
    Exporter(
        name="pdf",
        title="Question sheet and answer key (PDF)",
        suffix=".pdf",
        mimetype="application/pdf",
        write=write,
        has_key=True,
        notes="A4, tagged for screen readers (PDF/UA-1); the answer key is a file of its own.",
        checked="A checker of PDF/UA (page-validation), and poppler for the text.",
    ),
)
