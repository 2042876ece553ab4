"""The study guide as PDF, Word and HTML: one page record, three layouts."""

from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.guide import html, pdf
from quiz.exporters.guide.page import guide_page
from quiz.schema.quiz import Quiz

_NOTES = (
    "What happened, who is who, places, a timeline as a picture, numbers, quotations and rare "
    "words, each line with the number of its paragraph; then the questions, and the answers last."
)
_LIMITS = (
    "A section is left out where the article has nothing for it.",
    "A quiz built before version 3 of the quiz file has no study guide and is refused.",
)


def write_pdf(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the study guide as a PDF on A4, and no losses."""
    return pdf.render(guide_page(quiz)), ()


def write_html(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the study guide as an HTML file (UTF-8), and no losses."""
    return html.render(guide_page(quiz)), ()


def write_docx(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return the study guide as a Word file, and no losses."""
    # python-docx takes a while to load, which those who want another format should not wait for.
    from quiz.exporters.docx.guide import guide_document

    return guide_document(guide_page(quiz)), ()


EXPORTERS.add(
    "guide",
    Exporter(
        name="guide",
        title="Study guide (PDF)",
        suffix=".guide.pdf",
        mimetype="application/pdf",
        write=write_pdf,
        needs_questions=False,
        notes=f"{_NOTES} One or two pages of A4 for an ordinary report, tagged for screen readers "
        "(PDF/UA-1).",
        limits=(*_LIMITS, "A character that no font of ours has is refused by name."),
        checked="Two checkers of PDF/UA, and poppler for the text.",
    ),
)
EXPORTERS.add(
    "guide-docx",
    Exporter(
        name="guide-docx",
        title="Study guide (Word)",
        suffix=".guide.docx",
        mimetype="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        write=write_docx,
        needs_questions=False,
        notes=f"{_NOTES} To be changed before printing.",
        limits=(*_LIMITS, "Fonts are those of the machine that opens it."),
        checked="LibreOffice prints it: the words are those of the PDF, on two pages at most.",
    ),
)
EXPORTERS.add(
    "guide-html",
    Exporter(
        name="guide-html",
        title="Study guide (HTML)",
        suffix=".guide.html",
        mimetype="text/html",
        write=write_html,
        needs_questions=False,
        notes=f"{_NOTES} One file without scripts, for the screen and for printing.",
        limits=_LIMITS,
        checked="Chromium lays it out, and an accessibility checker (axe) reads it.",
    ),
)
