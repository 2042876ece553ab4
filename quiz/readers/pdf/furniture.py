"""Running heads and feet, page numbers, what a browser prints around a page: told and taken out."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from quiz.readers.pdf.page import Page, Run

_OUTER = 0.15  # of the height of the page, above and below, where furniture stands
_ROWS = 3  # of the outer rows that are looked at
_APART = 1.5  # of the type size: between a page number and the text
_MOST = 0.3  # of the document's letters: more cannot be furniture, whatever the file says
_SAME_PLACE = 4.0  # points

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|pg\.?|seite)\s*)?(?:[A-Z]?\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
_PAGE_OF = re.compile(r"(?:page\s*)?\d{1,4}\s*(?:/|of)\s*\d{1,4}", re.IGNORECASE)
_PRINTED_AT = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?|file)://\S+|about:blank", re.IGNORECASE)


@dataclass(slots=True)
class Furniture:
    """What was taken out: the `lines` that tell something, and what a browser printed."""

    lines: list[str] = field(default_factory=list)
    printed_title: str | None = None
    address: str | None = None


def without_furniture(pages: list[Page]) -> tuple[list[Page], Furniture]:
    """Return the pages without their furniture, and what was found in it."""
    found = Furniture()
    marked = _marked(pages)
    repeated = _repeated(pages)
    cleared = []
    for page in pages:
        out = {run for run in page.runs if marked and run.style.is_furniture}
        for row in _outer_rows(page):
            out |= _printed_around(row, found)
            out |= {run for run in row if _key(run, page) in repeated}
        out |= _page_numbers(page, out)
        found.lines += [run.text for run in page.runs if run in out]
        cleared.append(replace(page, runs=tuple(run for run in page.runs if run not in out)))
    return cleared, found


def _marked(pages: list[Page]) -> bool:
    """Tell whether the marks in the file can be believed: they do not call all of it furniture."""
    total = sum(len(run.text) for page in pages for run in page.runs)
    marked = sum(len(run.text) for page in pages for run in page.runs if run.style.is_furniture)
    return 0 < marked <= _MOST * total


def _rows(page: Page) -> list[list[Run]]:
    """Return the runs of a page by line, from above."""
    rows: list[list[Run]] = []
    for run in sorted(page.runs, key=lambda run: (run.base, run.x0)):
        if rows and run.base - rows[-1][-1].base < 0.3 * run.size:
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def _outer_rows(page: Page) -> list[list[Run]]:
    """Return the rows near the upper and the lower edge."""
    rows = _rows(page)
    above = [row for row in rows[:_ROWS] if row[0].base < _OUTER * page.height]
    below = [row for row in rows[-_ROWS:] if row[0].base > (1 - _OUTER) * page.height]
    return above + [row for row in below if row not in above]


def _key(run: Run, page: Page) -> tuple[str, int, int]:
    """Return what is the same for a running head on every page; figures differ."""
    bare = re.sub(r"\d+", "#", run.text.casefold())
    from_edge = run.base if run.base < page.height / 2 else run.base - page.height
    return bare, round(from_edge / _SAME_PLACE), round(run.size)


def _repeated(pages: list[Page]) -> set[tuple[str, int, int]]:
    """Return the keys of outer runs that stand on two pages or more at the same height."""
    counts: Counter[tuple[str, int, int]] = Counter()
    for page in pages:
        counts.update({_key(run, page) for row in _outer_rows(page) for run in row})
    least = max(2, len(pages) // 10)
    return {key for key, count in counts.items() if count >= least}


def _printed_around(row: list[Run], found: Furniture) -> set[Run]:
    """Return the runs of an outer row that a browser printed, and note title and address."""
    texts = {run: run.text.strip() for run in row}
    is_printed = [
        run for run, text in texts.items()
        if _PRINTED_AT.fullmatch(text) or _ADDRESS.fullmatch(text) or _PAGE_OF.fullmatch(text)
    ]  # fmt: skip
    for text in texts.values():
        if _ADDRESS.fullmatch(text) and text.startswith("http") and "…" not in text:
            found.address = found.address or text
    has_more = any(not _PAGE_OF.fullmatch(texts[run]) for run in is_printed)
    if not has_more:
        return set(is_printed) if len(is_printed) == len(row) else set()
    others = [text for run, text in texts.items() if run not in is_printed]
    if others and not found.printed_title:
        found.printed_title = " ".join(others)
    return set(row)


def _page_numbers(page: Page, out: set[Run]) -> set[Run]:
    """Return what stands alone at the edge of the page and is a number."""
    rows = [row for row in _rows(page) if not set(row) <= out]
    numbers: set[Run] = set()
    for row, beside in [(rows[0], rows[1:2]), (rows[-1], rows[-2:-1])] if rows else []:
        left = [run for run in row if run not in out]
        text = " ".join(run.text for run in left)
        far = not beside or abs(beside[0][0].base - row[0].base) > _APART * row[0].size
        is_outer = not _OUTER * page.height < row[0].base < (1 - _OUTER) * page.height
        if far and is_outer and text and _PAGE_NUMBER.fullmatch(text):
            numbers |= set(left)
    return numbers
