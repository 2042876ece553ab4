"""Rows to the bytes of an Excel workbook, by openpyxl: text stays text, equal rows equal bytes."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from quiz.exporters.zipped import zipped
from quiz.resources import folder

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel reads _x0041_ in a text as "A"; its underscore written so keeps the text.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PROPERTIES = "docProps/core.xml"  # holds the time of saving

Cell = str | int | None


def workbook(name: str, rows: Iterable[Sequence[Cell]], widths: Mapping[str, int]) -> bytes:
    """Return a workbook with one sheet called `name`; `widths` of columns by letter.

    A text is stored as text whatever it begins with, a whole number as a number; None leaves the
    cell empty.
    """
    # openpyxl takes a while to load, which those who want another format should not wait for.
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book = Workbook()
    sheet = book.active
    sheet.title = name
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row, cells in enumerate(rows, start=1):
        for column, held in enumerate(cells, start=1):
            if held is None:
                continue
            cell = sheet.cell(row, column)
            cell.value = _ESCAPE.sub("_x005F_", held) if isinstance(held, str) else held
            if isinstance(held, str):
                cell.data_type = "s"
                cell.alignment = wrapped
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _timeless(saved: bytes) -> bytes:
    """Return a saved workbook without the time it was saved at."""
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | {_PROPERTIES: _properties()})


@cache
def _properties() -> bytes:
    return (folder("templates") / "exports" / "xlsx" / "core.xml").read_bytes()
