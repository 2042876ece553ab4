"""Rows of text to the bytes of a CSV or TSV file, and cells that no spreadsheet calculates."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Literal

# What makes a spreadsheet take a cell for a formula, also behind the mark we put before it.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_MARK = "'"


def table_bytes(
    rows: Iterable[Sequence[str]],
    delimiter: Literal[",", "\t"] = ",",
    *,
    quote_all: bool = False,
    bom: bool = False,
) -> bytes:
    """Return `rows` in UTF-8 with CRLF, quoted as RFC 4180 says; `bom` is for Excel."""
    buffer = io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode("utf-8-sig" if bom else "utf-8")


def inert(cell: str) -> str:
    """Return `cell` so that no spreadsheet takes it for a formula: an apostrophe goes before it.

    What begins with apostrophes and then so gets one more: `meant` always gives the text back.
    """
    return _MARK + cell if _FORMULA.match(cell) else cell


def meant(cell: str) -> str:
    """Return the text of which `inert` made `cell`."""
    return cell[1:] if cell.startswith(_MARK) and _FORMULA.match(cell) else cell
