"""From a page of the library to runs of letters: places, sizes and styles of every glyph."""

import ctypes
import math
import re
from collections import Counter
from dataclasses import replace
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from quiz.readers.pdf.limits import MAX_OBJECTS
from quiz.readers.pdf.page import Box, Page, Run, Style
from quiz.readers.pdf.spacing import CERTAIN_SPACE, Glyph, spelt

_VISIBLE = 0.05  # of the type size: a soft hyphen that is drawn
_SPLIT = 0.7  # of the type size: a gap that may part two columns
_RAISED = 0.15  # of the type size: how far above the line a mark of a note stands
_SMALL = 0.8  # of the type size of the line: a raised mark
_DOT = 8  # points: a bullet that is drawn
_FRAME = 12  # points: a frame around words, or the ground behind them
_MOST_DOTS = 200  # of a page; more are an ornament
_BOLD = re.compile(r"bold|black|heavy|semib|demi(?!r)", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slant|-it\b", re.IGNORECASE)
_BOLD_WEIGHT = 650
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HYPHEN_AT_END = "\x02"  # how the library writes a hyphen at the end of a line


class Look(NamedTuple):
    """What all glyphs of a text object share; `turn` is how often it is turned by 90 degrees."""

    style: Style
    turn: int | None


class _Placed(NamedTuple):
    """A glyph with its line and look."""

    character: str
    x0: float
    x1: float
    base: float
    look: Look


def taken(page: pypdfium2.PdfPage, number: int) -> Page:
    """Return what stands on `page`, the `number`-th of the document from 1."""
    width, height = page.get_width(), page.get_height()
    left, bottom, right, top = _shown(page)
    text_page = page.get_textpage()
    try:
        placed, letters, strange = _placed(text_page, (left, bottom, right, top))
    finally:
        text_page.close()
    turn = _usual_turn(placed)
    if turn % 2:
        width, height = height, width
    runs = _runs([_turned(p, turn, (left, bottom, right, top)) for p in placed
                  if p.look.turn == turn])  # fmt: skip
    pictures, dots, frames = (
        [_turned_box(box, turn, (left, bottom, right, top)) for box in boxes]
        for boxes in _drawn(page)
    )
    runs = _with_bullets(runs, dots)
    drawn = tuple(pictures), tuple(frames)
    return Page(number, width, height, tuple(runs), *drawn, letters, strange)


def _shown(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Return the part of the page that is shown: left, bottom, right, top."""
    try:
        left, bottom, right, top = page.get_cropbox()
    except pypdfium2.PdfiumError:
        left, bottom, right, top = 0.0, 0.0, 612.0, 792.0
    return (left, bottom, right, top) if right > left and top > bottom else (0.0, 0.0, 612.0, 792.0)


def _placed(
    text_page: pypdfium2.PdfTextPage, shown: tuple[float, float, float, float]
) -> tuple[list[_Placed], int, int]:
    """Return the glyphs within `shown`, how many there are, and how many have no known meaning."""
    handle = text_page.raw
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    looks: dict[int, Look | None] = {}
    placed: list[_Placed] = []
    letters = strange = 0
    for index in range(text_page.count_chars()):
        item = raw.FPDFText_GetTextObject(handle, index)
        if not item:  # the library's own line ends and spaces
            continue
        key = ctypes.addressof(item.contents)
        if key not in looks:
            looks[key] = _look(item, handle, index)
        look = looks[key]
        code = raw.FPDFText_GetUnicode(handle, index)
        if look is None or code == 0xFFFE:
            continue
        character = _character(code, raw.FPDFText_IsHyphen(handle, index) == 1)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        if character == "\u00ad" and box.right - box.left > _VISIBLE * look.style.size:
            character = _HYPHEN_AT_END  # many programs write the hyphens of a font so
        if not character.isspace():
            letters += 1
            strange += _is_strange(character) or raw.FPDFText_HasUnicodeMapError(handle, index) == 1
        if _is_within(x.value, y.value, shown) and math.isfinite(box.left + box.right):
            placed.append(_oriented(character, box, x.value, y.value, look))
    return placed, letters, strange


def _oriented(character: str, box: Any, x: float, y: float, look: Look) -> _Placed:
    """Return the glyph with its extent along its own line, in coordinates of the file."""
    if look.turn in (1, 3):
        return _Placed(character, box.bottom, box.top, x, look)
    return _Placed(character, box.left, box.right, y, look)


def _character(code: int, is_hyphen: bool) -> str:
    """Return the character of `code`; a surrogate or nothing becomes a mark of what is missing."""
    if is_hyphen or code == 2:
        return _HYPHEN_AT_END
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _is_strange(character: str) -> bool:
    code = ord(character)
    is_control = code < 32 and character not in "\t\n\r\x02"
    return is_control or character == "\ufffd" or 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def _is_within(x: float, y: float, shown: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = shown
    return left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1


def _look(item: Any, handle: Any, index: int) -> Look | None:
    """Return how the text object `item` looks, None where it cannot be seen or told."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    height = math.hypot(matrix.c, matrix.d)
    size = abs(raw.FPDFText_GetFontSize(handle, index)) * height
    if not (math.isfinite(size) and 1 < size < 2000):
        return None
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    quarter = round(angle / 90)
    turn = quarter % 4 if abs(angle - 90 * quarter) < 2 else None
    font = raw.FPDFTextObj_GetFont(item)
    name = _font_name(font)
    weight = raw.FPDFText_GetFontWeight(handle, index)
    style = Style(
        size=round(size, 1),
        is_bold=bool(_BOLD.search(name)) or (not name and weight >= _BOLD_WEIGHT),
        is_italic=bool(_ITALIC.search(name)),
        is_furniture=_is_artifact(item),
        is_recognised=raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE,
    )
    return Look(style, turn)


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, 256)
    return buffer.raw[: min(length, 256)].rstrip(b"\0").decode(errors="replace")


def _is_artifact(item: Any) -> bool:
    """Tell whether the file marks `item` as no content, but a running head or the like."""
    buffer, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    for number in range(min(raw.FPDFPageObj_CountMarks(item), 8)):
        mark = raw.FPDFPageObj_GetMark(item, number)
        if raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length):
            name = bytes(buffer)[: min(length.value, ctypes.sizeof(buffer))]
            if name.decode("utf-16-le", errors="replace").rstrip("\0") == "Artifact":
                return True
    return False


def _usual_turn(placed: list[_Placed]) -> int:
    """Return how most of the page is turned; what stands across is not read."""
    turns = Counter(p.look.turn for p in placed if p.look.turn is not None)
    return max(turns, key=lambda turn: (turns[turn], -turn), default=0)


def _turned(placed: _Placed, turn: int, shown: tuple[float, float, float, float]) -> _Placed:
    """Return a glyph in the coordinates of the reader: from the upper left, as the page is read."""
    left, bottom, right, top = shown
    x0, x1, base = placed.x0, placed.x1, placed.base
    if turn == 0:
        x0, x1, base = x0 - left, x1 - left, top - base
    elif turn == 1:
        x0, x1, base = x0 - bottom, x1 - bottom, base - left
    elif turn == 2:
        x0, x1, base = right - x1, right - x0, base - bottom
    else:
        x0, x1, base = top - x1, top - x0, right - base
    return placed._replace(x0=x0, x1=x1, base=base)


def _turned_box(box: Box, turn: int, shown: tuple[float, float, float, float]) -> Box:
    """Return a box of the file (its `top` the larger number) in the coordinates of the reader."""
    left, bottom, right, top = shown
    if turn == 0:
        return Box(box.x0 - left, top - box.top, box.x1 - left, top - box.bottom)
    if turn == 1:
        return Box(box.bottom - bottom, box.x0 - left, box.top - bottom, box.x1 - left)
    if turn == 2:
        return Box(right - box.x1, box.bottom - bottom, right - box.x0, box.top - bottom)
    return Box(top - box.top, right - box.x1, top - box.bottom, right - box.x0)


def _drawn(page: pypdfium2.PdfPage) -> tuple[list[Box], list[Box], list[Box]]:
    """Return where pictures are, dots that may be bullets, and frames; as the file counts."""
    pictures: list[Box] = []
    dots: list[Box] = []
    frames: list[Box] = []
    for number, item in enumerate(page.get_objects(max_depth=3)):
        if number >= MAX_OBJECTS:
            break
        if item.type not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH):
            continue
        try:
            x0, bottom, x1, top = item.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        if not all(map(math.isfinite, (x0, bottom, x1, top))):
            continue
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(Box(x0, top, x1, bottom))
        elif 1 < x1 - x0 < _DOT and abs((x1 - x0) - (top - bottom)) < 1:
            dots.append(Box(x0, top, x1, bottom))
        elif min(x1 - x0, top - bottom) > _FRAME:
            frames.append(Box(x0, top, x1, bottom))
    return pictures, dots, frames


def _with_bullets(runs: list[Run], dots: list[Box]) -> list[Run]:
    """Return the runs, those with a dot in front of them as entries of a list."""
    found = list(runs)
    for dot in dots[:_MOST_DOTS]:
        middle = (dot.top + dot.bottom) / 2
        for number, run in enumerate(found):
            is_level = run.base - 0.7 * run.size < middle < run.base
            if is_level and 0 < run.x0 - dot.x1 < 2.2 * run.size:
                found[number] = replace(run, text=f"• {run.text}", x0=dot.x0)
    return found


def _runs(placed: list[_Placed]) -> list[Run]:
    """Return the glyphs as runs, in the order of the file."""
    runs: list[Run] = []
    held: list[_Placed] = []
    for glyph in placed:
        if held and not _goes_on(held, glyph):
            runs += _run(held)
            held = []
        held.append(glyph)
    return runs + _run(held)


def _goes_on(held: list[_Placed], glyph: _Placed) -> bool:
    """Tell whether `glyph` stands on the line of those before, right after the last of them."""
    last = held[-1]
    size = max(last.look.style.size, glyph.look.style.size)
    rise = abs(glyph.base - last.base)
    is_mark = rise < 0.6 * size and glyph.look.style.size != last.look.style.size
    if rise > 0.1 * size and not is_mark:
        return False
    if glyph.look.style.is_furniture != last.look.style.is_furniture:
        return False
    if _ratio(glyph.look.style.size, last.look.style.size) > 2.2:
        return False  # a large initial
    return -0.6 * size < glyph.x0 - last.x1 < _SPLIT * size or glyph.character.isspace()


def _ratio(one: float, other: float) -> float:
    return max(one, other) / min(one, other)


def _run(held: list[_Placed]) -> list[Run]:
    """Return the run that glyphs make, with its spaces mended; none for white space alone."""
    seen = [glyph for glyph in held if not glyph.character.isspace()]
    if not seen:
        return []
    usual = Counter(glyph.look.style.size for glyph in seen).most_common(1)[0][0]
    base = Counter(g.base for g in seen if g.look.style.size == usual).most_common(1)[0][0]
    glyphs: list[Glyph] = []
    for before, g in zip([held[0], *held], held, strict=False):
        if g.look is not before.look and g.look.style.is_recognised:
            glyphs.append(Glyph(CERTAIN_SPACE, before.x1, g.x0))  # a word is an object
        glyphs.append(Glyph(_raised(g, usual, base), g.x0, g.x1))
    first = seen[0].look.style
    style = replace(
        first,
        size=usual,
        is_bold=2 * sum(g.look.style.is_bold for g in seen) > len(seen),
        is_italic=2 * sum(g.look.style.is_italic for g in seen) > len(seen),
    )
    text = spelt(glyphs, usual)
    return [Run(text, seen[0].x0, max(g.x1 for g in seen), base, style)] if text else []


def _raised(glyph: _Placed, size: float, base: float) -> str:
    """Return the character, a raised small digit as such."""
    is_raised = base - glyph.base > _RAISED * size and glyph.look.style.size < _SMALL * size
    return glyph.character.translate(_SUPERSCRIPTS) if is_raised else glyph.character
