"""The question sheet and its answer key for a word processor: what a teacher wants to change.

Questions and options are real lists of Word: taking one out numbers the others anew.
"""

from quiz.errors import ExportError
from quiz.exporters.answer_key import answer_key
from quiz.exporters.base import EXPORTERS, Exporter, Printed
from quiz.exporters.sheet import question_sheets
from quiz.exporters.sheet_options import SheetOptions, SheetPart
from quiz.schema.quiz import Quiz


def write(quiz: Quiz, key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the question sheet or the answer key as a Word file, and no losses."""
    return render(quiz, key=key, options=SheetOptions()), ()


def write_sheet(quiz: Quiz, part: SheetPart, options: SheetOptions) -> Printed:
    """Return the sheets or the key to them; an answer sheet is refused, see `limits`."""
    if options.answer_sheet or part == "reading":
        raise ExportError(
            "A word processor does not print to the millimetre, so Word has no answer sheet to "
            "scan; make it as PDF."
        )
    return Printed(render(quiz, key=part == "key", options=options))


def render(quiz: Quiz, *, key: bool, options: SheetOptions) -> bytes:
    """Return the question sheets or the answer key of `quiz` as a Word file."""
    # python-docx takes a while to load, which those who want another format should not wait for.
    from quiz.exporters.docx.key import key_document
    from quiz.exporters.docx.sheet import sheet_document

    if key:
        upright = options.model_copy(update={"layout": "plain"})
        return key_document(answer_key(quiz, options), upright)
    return sheet_document(question_sheets(quiz, options), options)


EXPORTERS.add(
    "docx",
    Exporter(
        name="docx",
        title="Question sheet and answer key (Word)",
        suffix=".docx",
        mimetype="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        write=write,
        write_sheet=write_sheet,
        has_key=True,
        notes=(
            "For Word and LibreOffice, to be changed before printing: real lists, headings and "
            "styles; the key is its own file."
        ),
        limits=(
            "No answer sheet with bubbles: a word processor does not print to the millimetre.",
            "Options stand side by side by the widths of our fonts, with something to spare.",
            "In the layouts with two columns a question may break over a page.",
            "Fonts are those of the machine that opens it.",
        ),
        checked="LibreOffice opens it, and its text is that of the PDF.",
    ),
)
