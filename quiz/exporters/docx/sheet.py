"""The question sheets as a Word document, one section for each form."""

import io
from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from quiz.exporters.codes import qr_image
from quiz.exporters.docx import word
from quiz.exporters.printed import Stem, right_to_left
from quiz.exporters.sheet import Sheet, SheetQuestion
from quiz.exporters.sheet_options import SheetOptions
from quiz.exporters.widths import columns

_SMALL = 9  # points
_BOX = "☐"
_INDENT = 9  # millimetres, of what stands below a stem
_HALVES = 20  # millimetres between the two sides of a page


def sheet_document(sheets: Sequence[Sheet], options: SheetOptions) -> bytes:
    """Return `sheets` as a Word file, each from a new page on with pages of its own."""
    head = sheets[0]
    title = f"{head.words.say('question_sheet')}: {head.title}"
    document = word.new_document(title, head.language, options, head.words)
    each = 2 if options.layout == "compact" else 1
    pages = [sheets[place : place + each] for place in range(0, len(sheets), each)]
    for place, page in enumerate(pages):
        if place:
            document.add_section(WD_SECTION.NEW_PAGE)
        references = " | ".join(dict.fromkeys(map(_reference, page)))
        alone = len(pages) == 1
        word.set_footer(document.sections[-1], references, _SMALL, head.words, alone=alone)
        if each == 1:
            SheetWriter(document, page[0], options).write()
        else:
            _two_up(document, page, options)
    return word.saved(document)


def _reference(sheet: Sheet) -> str:
    return " · ".join(part for part in (sheet.label, sheet.reference) if part)


def _two_up(document: Document, page: Sequence[Sheet], options: SheetOptions) -> None:
    """Write two forms or copies beside each other, or one of them twice."""
    cells = word.side_by_side(document, word.text_width(document), _HALVES)
    for cell, sheet in zip(cells, (page[0], page[-1]), strict=True):
        SheetWriter(document, sheet, options, place=cell).write()


def masthead(place: Document | _Cell, kicker: str, title: str, source: str | None) -> None:
    """Write the top of the first page."""
    top = place.add_paragraph()
    word.write(top, kicker, bold=True).font.size = Pt(_SMALL)
    last = place.add_paragraph(style="Heading 1")
    word.write(last, title)
    top.paragraph_format.keep_with_next = last.paragraph_format.keep_with_next = not isinstance(
        place, _Cell
    )
    if source:
        last = place.add_paragraph()
        word.write(last, source)
    word.rule_below(last)


def write_stem(paragraph: Paragraph, stem: Stem, gap: float, points: str | None) -> None:
    """Write a stem with its gap, and what it gives."""
    word.write(paragraph, stem.before)
    if stem.after is not None:
        word.write_gap(paragraph, gap)
        word.write(paragraph, stem.after)
    if points is not None:
        word.write(paragraph, f" ({points})").font.size = Pt(_SMALL)


class SheetWriter:
    """One sheet on its way into the document, or into a cell of it: `place`."""

    def __init__(
        self,
        document: Document,
        sheet: Sheet,
        options: SheetOptions,
        place: Document | _Cell | None = None,
    ) -> None:
        self.document, self.sheet = document, sheet
        self.place: Document | _Cell = place or document
        self.options = options
        self.size = word.size_of(options)
        self.room = self.size / 11
        self.width = word.text_width(document)
        if isinstance(place, _Cell):
            self.width = word.half(self.width, _HALVES)
        self._asked: list[Paragraph] = []

    def write(self) -> None:
        """Write head, article and questions."""
        sheet, words = self.sheet, self.sheet.words
        kicker = " – ".join(part for part in (words.say("question_sheet"), sheet.label) if part)
        masthead(self.place, kicker, sheet.title, sheet.source)
        if sheet.name_block:
            self._name_block()
        word.write(self.place.add_paragraph(), sheet.instructions)
        if sheet.link:
            self._link(sheet.link)
        if self.options.layout == "facing":
            self._facing()
        else:
            if sheet.paragraphs:
                self._article()
                self._heading("questions")
            self.write_questions()
        closing = self.place.add_paragraph()
        closing.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word.write(closing, words.say("end")).font.size = Pt(_SMALL)

    def write_questions(self) -> None:
        """Write the questions alone, as a list that numbers itself."""
        questions = word.new_list(self.document, word.NUMBERED, self.sheet.words)
        for question in self.sheet.questions:
            self._question(question, questions)

    def _facing(self) -> None:
        """Write the article on the left and the questions on the right."""
        whole, width = self.place, self.width
        self.width = word.half(width, _HALVES)
        left, right = word.side_by_side(self.document, width, _HALVES)
        self.place = left
        self._article()
        self.place = right
        self._heading("questions")
        self.write_questions()
        self.place, self.width = whole, width

    def _heading(self, called: str) -> None:
        heading = self.place.add_paragraph(style="Heading 2")
        word.write(heading, self.sheet.words.say(called))
        if isinstance(self.place, _Cell):
            heading.paragraph_format.keep_with_next = False  # see _question

    def _name_block(self) -> None:
        """Write blanks by tabs that draw a line: rows of underscores would wrap."""
        say = self.sheet.words.say
        name = self.place.add_paragraph()
        name.paragraph_format.space_before = Pt(14)
        word.write(name, f"{say('name')} ")
        if self.sheet.student:
            word.write(name, self.sheet.student, bold=True)
        else:
            self._line(name)
        rest = self.place.add_paragraph()
        rest.paragraph_format.space_before, rest.paragraph_format.space_after = Pt(8), Pt(10)
        for share in (0.34, 0.68, 0.9):
            word.leader(rest, Length(int(self.width * share)))
        for called in ("class", "date", "score"):
            word.write(rest, f"{say(called)} ")
            rest.add_run("\t ")
        rest.add_run(f"/ {self.sheet.total}")

    def _link(self, link: str) -> None:
        code = self.place.add_paragraph()
        code.paragraph_format.keep_with_next = True
        picture = code.add_run().add_picture(io.BytesIO(qr_image(link)), width=Mm(26))
        word.describe(picture, self.sheet.words.say("code_to_scan", address=link))
        told = self.place.add_paragraph()
        word.write(told, self.sheet.words.say("web"))
        told.add_run(f" {link}")

    def _article(self) -> None:
        self._heading("article")
        numbers = word.new_list(self.document, word.ARTICLE, self.sheet.words)
        for paragraph in self.sheet.paragraphs:
            if paragraph.number is None:
                word.write(self.place.add_paragraph(style="Heading 3"), paragraph.text)
                continue
            shown = self.place.add_paragraph()
            word.write(shown, paragraph.text)
            word.number(shown, numbers)
        if self.sheet.url:
            word.write(self.place.add_paragraph(), self.sheet.url).font.size = Pt(_SMALL)

    def _question(self, question: SheetQuestion, list_number: int) -> None:
        """Write a question; all its paragraphs stay together, and its number counts itself."""
        self._asked = []
        stem = self._paragraph()
        stem.paragraph_format.space_before = Pt(8 * self.room)
        write_stem(stem, question.stem, self.sheet.gap, question.points)
        word.number(stem, list_number)
        if question.type == "true_false":
            self._true_or_false()
        for prompt in question.prompts:
            self._prompt(prompt, boxed=question.type == "ordering")
        if question.options:
            self._options(question, list_number)
        for _ in range(question.lines):
            line = self._indented("")
            line.paragraph_format.space_before = Pt(12 * self.room)
            self._line(line)
        for paragraph in self._asked:
            paragraph.paragraph_format.keep_together = True
        # In the two sides of a page it would keep all of a side together, and leave a page empty.
        for paragraph in self._asked[:-1] if not isinstance(self.place, _Cell) else ():
            paragraph.paragraph_format.keep_with_next = True

    def _true_or_false(self) -> None:
        shown = self._indented("")
        for place, called in enumerate(("true", "false")):
            shown.add_run(f"\t{_BOX} " if place else f"{_BOX} ")
            word.write(shown, self.sheet.words.say(called))

    def _options(self, question: SheetQuestion, list_number: int) -> None:
        """Write the options below each other, or side by side where the widest fits.

        Side by side they stand in a table without lines, still numbered by one list.
        """
        room = (self.width - Mm(_INDENT)) / Pt(self.size)
        across = 1
        if question.type == "multiple_choice" and self.options.look != "large":
            across = columns(question.options, room)
        if across > 2 and self.options.look == "dyslexia":
            across = 2 if len(question.options) % 2 == 0 else 1
        cells: list[_Cell | None] = [None] * len(question.options)
        if across > 1:
            wide = Length(self.width - Mm(_INDENT))
            cells = [*word.grid(self.place, len(cells) // across, across, wide, Mm(_INDENT))]
        for option, cell in zip(question.options, cells, strict=True):
            shown = self._paragraph(cell)
            word.write(shown, option)
            word.number(shown, list_number, level=1)
            if cell is not None:
                shown.paragraph_format.left_indent = Mm(7)
                shown.paragraph_format.first_line_indent = -Mm(7)

    def _prompt(self, text: str, *, boxed: bool) -> None:
        """Write a prompt after a box for a number, or a line for a letter."""
        wide = Mm(_INDENT + 9 * self.room)
        shown = self._indented("")
        shown.paragraph_format.left_indent = Length(wide + Mm(2))
        shown.paragraph_format.first_line_indent = Length(Mm(_INDENT) - wide - Mm(2))
        if boxed:
            shown.add_run(_BOX).font.size = Pt(15 * self.room)
            shown.paragraph_format.tab_stops.add_tab_stop(Length(wide + Mm(2)))
            shown.add_run("\t")
        else:
            word.leader(shown, wide)
            shown.add_run("\t ")
        run = shown.add_run(text)
        run.font.rtl = right_to_left(text) or None

    def _line(self, paragraph: Paragraph) -> None:
        """Draw a line to write on to the end: by a tab, in a cell as the border of the paragraph.

        LibreOffice draws no tab at the end of a paragraph in a cell.
        """
        if isinstance(self.place, _Cell):
            word.rule_below(paragraph)
            return
        word.leader(paragraph, self.width, right=True)
        paragraph.add_run("\t")

    def _indented(self, text: str) -> Paragraph:
        shown = self._paragraph()
        shown.add_run(text)
        shown.paragraph_format.left_indent = Mm(_INDENT)
        return shown

    def _paragraph(self, cell: _Cell | None = None) -> Paragraph:
        """Return a new paragraph of the question, in the text or as the first of a cell."""
        shown = cell.paragraphs[0] if cell is not None else self.place.add_paragraph()
        self._asked.append(shown)
        return shown
