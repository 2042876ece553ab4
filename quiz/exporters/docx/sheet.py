"""The question sheets as a Word document, one section for each form."""

import io
from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from quiz.exporters.codes import qr_image
from quiz.exporters.docx import word
from quiz.exporters.printed import Stem, right_to_left
from quiz.exporters.sheet import Sheet, SheetQuestion
from quiz.exporters.sheet_options import SheetOptions

_SMALL = 9  # points
_BOX = "☐"


def sheet_document(sheets: Sequence[Sheet], options: SheetOptions) -> bytes:
    """Return `sheets` as a Word file, each from a new page on with pages of its own."""
    head = sheets[0]
    document = word.new_document(f"Question sheet: {head.title}", head.language, options)
    for place, sheet in enumerate(sheets):
        if place:
            document.add_section(WD_SECTION.NEW_PAGE)
        section = document.sections[-1]
        named = (sheet.label, sheet.reference)
        reference = " · ".join(part for part in named if part)
        word.set_footer(section, reference, _SMALL, alone=len(sheets) == 1)
        SheetWriter(document, sheet, options).write()
    return word.saved(document)


def masthead(document: Document, kicker: str, title: str, source: str | None) -> None:
    """Write the top of the first page."""
    top = document.add_paragraph()
    word.write(top, kicker, bold=True).font.size = Pt(_SMALL)
    top.paragraph_format.keep_with_next = True
    word.write(document.add_paragraph(style="Heading 1"), title)
    if source:
        word.write(document.add_paragraph(), source)
    word.rule_below(document.paragraphs[-1])


def write_stem(paragraph: Paragraph, stem: Stem, gap: float, points: int | None) -> None:
    """Write a stem with its gap, and what it gives."""
    word.write(paragraph, stem.before)
    if stem.after is not None:
        word.write_gap(paragraph, gap)
        word.write(paragraph, stem.after)
    if points is not None:
        unit = "point" if points == 1 else "points"
        paragraph.add_run(f" ({points} {unit})").font.size = Pt(_SMALL)


class SheetWriter:
    """One sheet on its way into the document."""

    def __init__(self, document: Document, sheet: Sheet, options: SheetOptions) -> None:
        self.document, self.sheet = document, sheet
        self.room = word.LOOKS[options.look][1] / 11
        section = document.sections[-1]
        width = section.page_width or Mm(210)
        self.width = Length(width - 2 * (section.left_margin or Mm(22)))

    def write(self) -> None:
        """Write head, article and questions."""
        sheet = self.sheet
        kicker = " – ".join(part for part in ("Question sheet", sheet.label) if part)
        masthead(self.document, kicker, sheet.title, sheet.source)
        if sheet.name_block:
            self._name_block()
        word.write(self.document.add_paragraph(), sheet.instructions)
        if sheet.link:
            self._link(sheet.link)
        if sheet.paragraphs:
            self._article()
        self.write_questions()
        closing = self.document.add_paragraph()
        closing.alignment = WD_ALIGN_PARAGRAPH.CENTER
        closing.add_run("End of questions").font.size = Pt(_SMALL)

    def write_questions(self) -> None:
        """Write the questions alone, as a list that numbers itself."""
        questions = word.new_list(self.document, word.NUMBERED)
        for question in self.sheet.questions:
            self._question(question, questions)

    def _name_block(self) -> None:
        """Write blanks by tabs that draw a line: rows of underscores would wrap."""
        name = self.document.add_paragraph()
        name.paragraph_format.space_before = Pt(14)
        word.leader(name, self.width, right=True)
        name.add_run("Name ")
        if self.sheet.student:
            word.write(name, self.sheet.student, bold=True)
        else:
            name.add_run("\t")
        rest = self.document.add_paragraph()
        rest.paragraph_format.space_before, rest.paragraph_format.space_after = Pt(8), Pt(10)
        for share in (0.34, 0.68, 0.9):
            word.leader(rest, Length(int(self.width * share)))
        rest.add_run(f"Class \t Date \t Score \t / {self.sheet.total}")

    def _link(self, link: str) -> None:
        code = self.document.add_paragraph()
        code.paragraph_format.keep_with_next = True
        picture = code.add_run().add_picture(io.BytesIO(qr_image(link)), width=Mm(26))
        word.describe(picture, f"Code to scan with a telephone: {link}")
        word.write(self.document.add_paragraph(), f"The same questions on the web: {link}")

    def _article(self) -> None:
        self.document.add_paragraph("The article", style="Heading 2")
        numbers = word.new_list(self.document, word.ARTICLE)
        for paragraph in self.sheet.paragraphs:
            if paragraph.number is None:
                word.write(self.document.add_paragraph(style="Heading 3"), paragraph.text)
                continue
            shown = self.document.add_paragraph()
            word.write(shown, paragraph.text)
            word.number(shown, numbers)
        if self.sheet.url:
            word.write(self.document.add_paragraph(), self.sheet.url).font.size = Pt(_SMALL)
        self.document.add_paragraph("Questions", style="Heading 2")

    def _question(self, question: SheetQuestion, list_number: int) -> None:
        """Write a question; all its paragraphs stay together, and its number counts itself."""
        first = len(self.document.paragraphs)
        stem = self.document.add_paragraph()
        stem.paragraph_format.space_before = Pt(8 * self.room)
        write_stem(stem, question.stem, self.sheet.gap, question.points)
        word.number(stem, list_number)
        if question.type == "true_false":
            self._indented(f"{_BOX} True\t{_BOX} False")
        for prompt in question.prompts:
            self._prompt(prompt, boxed=question.type == "ordering")
        for option in question.options:
            shown = self.document.add_paragraph()
            word.write(shown, option)
            word.number(shown, list_number, level=1)
        for _ in range(question.lines):
            line = self._indented("\t")
            line.paragraph_format.space_before = Pt(12 * self.room)
            word.leader(line, self.width, right=True)
        for paragraph in self.document.paragraphs[first:]:
            paragraph.paragraph_format.keep_together = True
        for paragraph in self.document.paragraphs[first:-1]:
            paragraph.paragraph_format.keep_with_next = True

    def _prompt(self, text: str, *, boxed: bool) -> None:
        """Write a prompt after a box for a number, or a line for a letter."""
        wide = Mm(9 + 9 * self.room)
        shown = self._indented("")
        shown.paragraph_format.left_indent = Length(wide + Mm(2))
        shown.paragraph_format.first_line_indent = Length(Mm(9) - wide - Mm(2))
        if boxed:
            shown.add_run(_BOX).font.size = Pt(15 * self.room)
            shown.paragraph_format.tab_stops.add_tab_stop(Length(wide + Mm(2)))
            shown.add_run("\t")
        else:
            word.leader(shown, wide)
            shown.add_run("\t ")
        run = shown.add_run(text)
        run.font.rtl = right_to_left(text) or None

    def _indented(self, text: str) -> Paragraph:
        shown = self.document.add_paragraph(text)
        shown.paragraph_format.left_indent = Mm(9)
        return shown
