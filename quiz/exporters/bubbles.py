"""The answer sheet with bubbles: its rows, and what a reader needs to read a scan of it.

Where each bubble stands comes from the template that prints it (templates/typst/bubbles.typ), so
that sheet and reading template cannot drift apart.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from quiz.errors import ExportError
from quiz.exporters.answer_key import signs_of
from quiz.exporters.forms import Form
from quiz.exporters.sheet import Sheet, SheetQuestion
from quiz.exporters.sheet_words import Words
from quiz.exporters.typesetting import marked, pictures
from quiz.exporters.zipped import zipped
from quiz.schema.record import Record

DOTS = 200  # per inch, of the blank page that a reader compares a scan with
TEMPLATE = "answers.typ"
_PARTS = "abcdefgh"


class BubbleRow(Record):
    """A row of the answer sheet: `label` is "4", or "4b" for the second prompt of question 4."""

    label: str
    question: int
    signs: tuple[str, ...]


class BubbleSheet(Record):
    """An answer sheet. `written` says what is to be written on the question sheet, if anything."""

    rows: tuple[BubbleRow, ...]
    written: str


def bubble_sheet(sheet: Sheet) -> BubbleSheet:
    """Return the answer sheet to `sheet`; raise ExportError where nothing can be filled in."""
    rows = tuple(row for question in sheet.questions for row in _rows(question, sheet.words))
    if not rows:
        raise ExportError(
            "No question of this quiz is answered by choosing, so there is nothing to fill in; "
            "leave out the answer sheet."
        )
    filled = {row.question for row in rows}
    written = [str(q.number) for q in sheet.questions if q.number not in filled]
    numbers = sheet.words.listed(written, "and")
    return BubbleSheet(
        rows=rows,
        written=sheet.words.count("written", len(written), numbers=numbers) if written else "",
    )


def _rows(question: SheetQuestion, words: Words) -> list[BubbleRow]:
    signs: tuple[str, ...]
    if question.type in ("multiple_choice", "matching"):
        signs = words.letters[: len(question.options)]
    elif question.type == "true_false":
        signs = (words.say("true_sign"), words.say("false_sign"))
    elif question.type == "ordering":
        signs = tuple(str(n + 1) for n in range(len(question.prompts)))
    else:
        return []
    parts = _PARTS[: len(question.prompts)] or ("",)
    return [
        BubbleRow(label=f"{question.number}{part}", question=question.number, signs=signs)
        for part in parts
    ]


def reading_templates(sheets: Sequence[tuple[Form, Mapping[str, Any]]], words: Words) -> bytes:
    """Return a zip with what a mark reader needs for the answer sheet of each form.

    Every form comes with the content that `TEMPLATE` prints. For each there is a JSON file, in the
    layout that the reader marksense takes, and a picture of each blank page; the JSON names them,
    says where each bubble is and which one is right.
    """
    members: dict[str, bytes] = {}
    for form, content in sheets:
        stem = f"answers-{form.name}" if form.name else "answers"
        for number, leaf in enumerate(pictures(TEMPLATE, content, DOTS), start=1):
            members[f"{stem}-page-{number}.png"] = leaf
        questions = enumerate(form.quiz.questions, start=1)
        signs = {number: signs_of(question, words) for number, question in questions}
        described = _template(stem, marked(TEMPLATE, content, "bubble"), signs)
        members[f"{stem}.json"] = (json.dumps(described, indent=1) + "\n").encode()
    return zipped(members)


def _template(
    stem: str, places: list[dict[str, Any]], signs: Mapping[int, Sequence[str]]
) -> dict[str, Any]:
    """Return the reading template of one form; `places` are in millimetres on the page."""
    pages: dict[str, Any] = {}
    for place in places:
        page = pages.setdefault(
            str(place["page"]),
            {
                "canonical_size": [_dots(place["width"]), _dots(place["height"])],
                "template_image": f"{stem}-page-{place['page']}.png",
                "questions": [],
            },
        )
        rows = page["questions"]
        if not rows or rows[-1]["label"] != place["label"]:
            rows.append(_row(len(rows) + 1, place, signs))
        radius = place["radius"]
        corner = [_dots(place["x"] - radius), _dots(place["y"] - radius)]
        rows[-1]["options"].append(
            {
                "option_index": len(rows[-1]["options"]),
                "value": place["sign"],
                "expected_mark": "check",
                "roi": [*corner, _dots(2 * radius), _dots(2 * radius)],
            }
        )
    return {"form_type": stem, "canonical_dpi": DOTS, "pages": pages}


def _row(
    number: int, place: Mapping[str, Any], signs: Mapping[int, Sequence[str]]
) -> dict[str, Any]:
    """Return a row without its options: its number on the page, its label, the right sign."""
    label, question = place["label"], place["question"]
    right, part = signs[question], label.removeprefix(str(question))
    return {
        "question_num": number,
        "label": label,
        "key": right[_PARTS.index(part) if part else 0],
        "select_mode": "single",
        "options": [],
    }


def _dots(millimetres: float) -> int:
    return round(millimetres * DOTS / 25.4)
