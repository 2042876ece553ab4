"""The study guide as a Word document."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from quiz.exporters.docx import word
from quiz.exporters.docx.sheet import SheetWriter, masthead
from quiz.exporters.guide.page import GuidePage, Name, Run
from quiz.exporters.guide.pdf import timeline_image
from quiz.exporters.sheet_options import SheetOptions

_SIZE, _SMALL, _HEADING = 9.5, 9.5, 11  # points: Georgia is a large type
_ROOM = 0.6  # of that between the questions of a sheet
_MARGIN = 18  # millimetres
_WIDE = 150  # millimetres: the width of the picture
_FEWEST_IN_COLUMNS = 3


def guide_document(page: GuidePage) -> bytes:
    """Return the study guide as a Word file."""
    options = SheetOptions()
    document = word.new_document(f"Study guide: {page.title}", page.language, options)
    _tighten(document)
    word.set_footer(document.sections[0], f"Study guide · {page.reference}", _SMALL, alone=True)
    masthead(document, "Study guide", page.title, page.source)
    note = "Everything here comes from the article: ¶ 3 is its third paragraph."
    word.write(document.add_paragraph(), note).font.size = Pt(_SMALL)
    writer = _Guide(document, page)
    for section in (
        *(writer.summary, writer.who, writer.places, writer.timeline, writer.figures),
        *(writer.quotations, writer.terms),
    ):
        section()
    if page.sheet is not None:
        document.add_paragraph("Test yourself", style="Heading 2")
        questions = SheetWriter(document, page.sheet, options)
        questions.room = _ROOM
        questions.write_questions()
        document.add_paragraph("Answers", style="Heading 2")
        writer.answers()
    return word.saved(document)


def _tighten(document: Document) -> None:
    """Make room: a guide is meant for one or two pages."""
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(_MARGIN)
    document.styles["Quote"].paragraph_format.left_indent = Mm(5)
    section.top_margin = section.bottom_margin = Mm(15)
    for name, size, above, below in (
        ("Normal", _SIZE, 0, 2),
        ("Quote", _SIZE, 0, 2),
        ("Heading 1", 16, 2, 3),
        ("Heading 2", _HEADING, 6, 2),
    ):
        style: Any = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(below)


@contextmanager
def _columns(document: Document, entries: int, count: int = 2) -> Iterator[None]:
    """Set what is written meanwhile in columns, where there are `entries` enough for it."""
    if entries < _FEWEST_IN_COLUMNS:
        yield
        return
    for number in (count, 1):
        section: Any = document.add_section(WD_SECTION.CONTINUOUS)
        for restart in section._sectPr.findall(qn("w:pgNumType")):
            section._sectPr.remove(restart)
        shape = section._sectPr.find(qn("w:cols"))
        shape.set(qn("w:num"), str(number))
        if number > 1:
            yield


class _Guide:
    """A study guide on its way into the document; a section without lines writes nothing."""

    def __init__(self, document: Document, page: GuidePage) -> None:
        self.document, self.page = document, page

    def summary(self) -> None:
        """Write what happened."""
        self._head("What happened", self.page.summary)
        numbers = word.new_list(self.document, word.NUMBERED) if self.page.summary else 0
        for line in self.page.summary:
            shown = self._paragraph()
            word.write(shown, line.text)
            _where(shown, line.paragraph)
            word.number(shown, numbers)

    def who(self) -> None:
        """Write who is who."""
        both = (*self.page.people, *self.page.organisations)
        self._head("Who is who", both)
        with _columns(self.document, len(both)):
            for name in both:
                self._name(name)

    def places(self) -> None:
        """Write the places, all in one paragraph."""
        self._head("Places", self.page.places)
        shown = self._paragraph() if self.page.places else None
        for number, place in enumerate(self.page.places):
            assert shown is not None
            if number:
                shown.add_run(" · ")
            word.write(shown, place.name, bold=True)
            if place.kind:
                shown.add_run(f" ({place.kind})")
            _where(shown, place.paragraph)

    def timeline(self) -> None:
        """Write the timeline: the picture with words for it, then the events by number."""
        page = self.page
        self._head("Timeline", page.timeline)
        if page.picture is not None:
            self._picture()
        several = len(page.timeline) > 1
        numbers = word.new_list(self.document, word.NUMBERED) if several else None
        for event in page.timeline:
            shown = self._paragraph()
            word.write(shown, event.when, bold=True)
            shown.add_run(" – ")
            word.write(shown, event.text)
            _where(shown, event.paragraph)
            if numbers is not None:
                word.number(shown, numbers)

    def _picture(self) -> None:
        picture = self.page.picture
        assert picture is not None
        place = self._paragraph()
        place.paragraph_format.keep_with_next = True
        image = io.BytesIO(timeline_image(picture, self.page.language))
        word.describe(place.add_run().add_picture(image, width=Mm(_WIDE)), picture.words)
        notes = []
        if picture.stretches:
            notes.append("A ring is a month, a year or another stretch of time, not a day.")
        if not picture.to_scale:
            notes.append("Not drawn to scale.")
        if notes:
            word.write(self._paragraph(), " ".join(notes)).font.size = Pt(_SMALL)

    def figures(self) -> None:
        """Write the numbers in the words that say what they are."""
        self._head("Numbers that matter", self.page.figures)
        with _columns(self.document, len(self.page.figures)):
            for phrase in self.page.figures:
                shown = self._paragraph()
                _runs(shown, phrase.words)
                _where(shown, phrase.paragraph)

    def quotations(self) -> None:
        """Write who said what."""
        self._head("In their own words", self.page.quotations)
        for said in self.page.quotations:
            shown = self.document.add_paragraph(style="Quote")
            word.write(shown, f"“{said.words}”")
            shown.add_run(" – ")
            word.write(shown, said.speaker, bold=True)
            _where(shown, said.paragraph)

    def terms(self) -> None:
        """Write the words to know, each with its sentence."""
        self._head("Words to know", self.page.words)
        with _columns(self.document, len(self.page.words)):
            for term in self.page.words:
                shown = self._paragraph()
                word.write(shown, ", ".join(term.words), bold=True)
                shown.add_run(f" – see {term.see}" if term.see else ": ")
                _runs(shown, term.sentence)
                _where(shown, term.paragraph)

    def answers(self) -> None:
        """Write the answers, numbered as the questions."""
        numbers = word.new_list(self.document, word.NUMBERED)
        with _columns(self.document, len(self.page.answers), 3):
            for answer in self.page.answers:
                shown = self._paragraph()
                word.write(shown, answer.text)
                word.number(shown, numbers)

    def _head(self, title: str, lines: tuple[object, ...]) -> None:
        if lines:
            self.document.add_paragraph(title, style="Heading 2")

    def _name(self, name: Name) -> None:
        shown = self._paragraph()
        word.write(shown, name.name, bold=True)
        for text in filter(None, (name.told, name.kind)):
            shown.add_run(" – ")
            word.write(shown, text)
        if name.sentence:
            shown.add_run(": ")
            word.write(shown, name.sentence).italic = True
        _where(shown, name.paragraph)

    def _paragraph(self) -> Paragraph:
        shown = self.document.add_paragraph()
        shown.paragraph_format.keep_together = True
        return shown


def _runs(paragraph: Paragraph, runs: Iterable[Run]) -> None:
    for run in runs:
        word.write(paragraph, run.text, bold=run.marked)


def _where(paragraph: Paragraph, number: int | None) -> None:
    """Write the number of the paragraph that proves a line."""
    if number is not None:
        paragraph.add_run(f" ¶\u00a0{number}").font.size = Pt(_SMALL)
