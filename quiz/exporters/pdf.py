"""The printed question sheet and its answer key: PDF/UA-1 by Typst."""

from typing import Any

from quiz.exporters.answer_key import answer_key
from quiz.exporters.base import EXPORTERS, Exporter, Printed
from quiz.exporters.bubbles import bubble_sheet, reading_templates
from quiz.exporters.codes import qr_picture
from quiz.exporters.forms import forms_of
from quiz.exporters.places import places
from quiz.exporters.sheet import Sheet, question_sheets
from quiz.exporters.sheet_options import SheetOptions, SheetPart
from quiz.exporters.sheet_words import words_for
from quiz.exporters.typesetting import typeset
from quiz.schema.quiz import Quiz

_PAPER = {"a4": "a4", "letter": "us-letter"}  # as Typst calls them
PDF = "application/pdf"
ZIP = "application/zip"


def write(quiz: Quiz, key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the question sheet or the answer key as a PDF on A4, and no losses."""
    return render(quiz, key=key), ()


def write_sheet(quiz: Quiz, part: SheetPart, options: SheetOptions) -> Printed:
    """Return the sheets, the key to them, or what reads their answer sheets (a zip)."""
    if part == "reading":
        return Printed(_reading(quiz, options), suffix=".zip", mimetype=ZIP)
    return Printed(render(quiz, key=part == "key", options=options))


def render(quiz: Quiz, *, key: bool, options: SheetOptions | None = None) -> bytes:
    """Return the question sheets or the answer key of `quiz` as a tagged PDF.

    Raises ExportError where a character has no glyph in the fonts, or a template is at fault.
    """
    options = options or SheetOptions()
    if key:
        page = answer_key(quiz, options)
        shown = page.model_dump(mode="json", exclude={"words"})
        for entry, dumped in zip(page.entries, shown["entries"], strict=True):
            dumped["overview"] = entry.overview
        for form, dumped in zip(page.forms, shown["forms"], strict=True):
            for row, dumped_row in zip(form.rows, dumped["rows"], strict=True):
                dumped_row["overview"] = row.overview
        shown["map"] = page.map
        upright = options.model_copy(update={"layout": "plain"})
        return typeset("key.typ", {**shown, **_page(upright)}, places(page))
    sheets = question_sheets(quiz, options)
    where = [place for sheet in sheets for place in places(sheet)]
    return typeset("sheet.typ", _booklet(sheets, options), where)


def _reading(quiz: Quiz, options: SheetOptions) -> bytes:
    """Return what reads the answer sheets, one template for each form."""
    options = options.model_copy(update={"answer_sheet": True, "layout": "plain"})
    # A page is only shown to be whole by the PDF: pictures leave a missing letter out silently.
    render(quiz, key=False, options=options)
    sheets = question_sheets(quiz, options)
    forms = forms_of(quiz, options)
    return reading_templates(
        [(form, _booklet((sheet,), options)) for form, sheet in zip(forms, sheets, strict=True)],
        words_for(options),
    )


def _booklet(sheets: tuple[Sheet, ...], options: SheetOptions) -> dict[str, Any]:
    """Return the content of the templates that print sheets."""
    shown = [
        sheet.model_dump(mode="json", exclude={"words"}) | {"label": sheet.label}
        for sheet in sheets
    ]
    if options.answer_sheet:
        for sheet, dumped in zip(sheets, shown, strict=True):
            dumped["answers"] = bubble_sheet(sheet).model_dump(mode="json")
            dumped["code"] = {"picture": qr_picture(_whose(sheet))}
    head = sheets[0]
    return {
        "title": head.title,
        "language": head.language,
        "sheets": shown,
        "link_code": {"picture": qr_picture(options.link)} if options.link else None,
        **_page(options),
    }


def _whose(sheet: Sheet) -> str:
    """Return what the code of an answer sheet says, so that a stray one finds its key."""
    return f"{sheet.reference}, {sheet.label}" if sheet.label else sheet.reference


def _page(options: SheetOptions) -> dict[str, Any]:
    return {
        "paper": _PAPER[options.paper],
        "look": options.look,
        "layout": options.layout,
        "cream": options.cream,
        "fixed_words": words_for(options).model_dump(mode="json"),
    }


EXPORTERS.add(
    "pdf",
    Exporter(
        name="pdf",
        title="Question sheet and answer key (PDF)",
        suffix=".pdf",
        mimetype=PDF,
        write=write,
        write_sheet=write_sheet,
        has_key=True,
        notes=(
            "A4 or US Letter, tagged for screen readers (PDF/UA-1); forms A to D, copies for each "
            "student, large print, two layouts with two columns, fixed words in six languages, an "
            "answer sheet with bubbles; the answer key is a file of its own."
        ),
        limits=("A character that no font of ours has is refused by name, with its question.",),
        checked="Two checkers of PDF/UA, poppler for the text, marksense for filled-in bubbles.",
    ),
)
