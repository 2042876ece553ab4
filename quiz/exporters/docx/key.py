"""The answer key as a Word document."""

from docx.document import Document
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from quiz.exporters.answer_key import AnswerKey, Entry, Part, Quote
from quiz.exporters.docx import word
from quiz.exporters.docx.sheet import masthead, write_stem
from quiz.exporters.sheet_options import SheetOptions
from quiz.exporters.sheet_words import Words

_SMALL = 9  # points
_GAP = 16  # millimetres: in the key nobody writes into it


def key_document(key: AnswerKey, options: SheetOptions) -> bytes:
    """Return `key` as a Word file."""
    document = word.new_document(
        f"{key.words.say('answer_key')}: {key.title}", key.language, options, key.words
    )
    called = key.words.say("answer_key")
    reference = f"{called} · {key.reference}"
    word.set_footer(document.sections[0], reference, _SMALL, key.words, alone=True)
    masthead(document, called, key.title, key.source)
    if key.copies:
        _copies(document, key)
    elif key.forms:
        _forms(document, key)
    else:
        _heading(document, key.words.say("overview"))
        numbers = word.new_list(document, word.NUMBERED)
        for entry in key.entries:
            shown = document.add_paragraph()
            word.write(shown, entry.overview)
            word.number(shown, numbers)
    _heading(document, key.words.say("answers"))
    numbers = word.new_list(document, word.NUMBERED)
    for entry in key.entries:
        _entry(document, entry, numbers, key.words)
    return word.saved(document)


def _heading(document: Document, text: str) -> None:
    word.write(document.add_paragraph(style="Heading 2"), text)


def _forms(document: Document, key: AnswerKey) -> None:
    """Write what is right in every form, and which question of one is which of another."""
    say = key.words.say
    _heading(document, say("all_forms"))
    names = [form.name for form in key.forms]
    rows = [
        [f"{row.number}. {row.overview}" for row in rows]
        for rows in zip(*(form.rows for form in key.forms), strict=True)
    ]
    _table(document, [say("form", name=name) for name in names], rows)
    _heading(document, say("which"))
    _table(
        document,
        names,
        [[f"{n}{place}" for n, place in zip(names, row, strict=True)] for row in key.map],
    )


def _copies(document: Document, key: AnswerKey) -> None:
    """Write for every copy which question stands where, and what is right there."""
    _heading(document, key.words.say("copies"))
    word.write(document.add_paragraph(), key.words.say("each_cell"))
    most = 10
    for begin in range(0, len(key.entries), most):
        heads = [str(entry.number) for entry in key.entries[begin : begin + most]]
        rows = [
            [
                " ".join(part for part in (form.name, form.student) if part),
                *(
                    f"{row.question} {row.sign or ''}".rstrip()
                    for row in form.rows[begin : begin + most]
                ),
            ]
            for form in key.forms
        ]
        _table(document, [key.words.say("copy_head"), *heads], rows)
        document.add_paragraph()


def _table(document: Document, heads: list[str], rows: list[list[str]]) -> None:
    """Write a table whose first row is repeated on every page."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        _cell(cell.paragraphs[0], text, bold=True)
    word.repeat(table.rows[0])
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _cell(cell.paragraphs[0], text)


def _cell(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    word.write(paragraph, text, bold=bold).font.size = Pt(_SMALL)
    paragraph.paragraph_format.space_after = Pt(0)


def _entry(document: Document, entry: Entry, numbers: int, words: Words) -> None:
    stem = document.add_paragraph()
    stem.paragraph_format.space_before = Pt(8)
    write_stem(stem, entry.stem, _GAP, entry.points)
    word.number(stem, numbers)
    if not entry.parts:
        letter = f"{entry.letter}{words.mark} " if entry.letter else ""
        _said(document, f"{letter}{entry.answer}", bold=True)
    if entry.correction:
        _said(document, words.say("correction", text=entry.correction))
    if entry.accepted:
        _said(document, words.say("accept", text="; ".join(entry.accepted)))
    _said(document, " ".join(entry.reasons))
    if entry.difficulty:
        _said(document, words.say("difficulty", text=entry.difficulty))
    if entry.parts:
        for part in entry.parts:
            _part(document, part, words)
    else:
        _quote(document, entry.quote, entry.paragraph, words)


def _part(document: Document, part: Part, words: Words) -> None:
    shown = _said(document, "")
    if part.sign:
        word.write(shown, f"{part.sign} ", bold=True)
    word.write(shown, part.prompt)
    shown.add_run(" – ")
    word.write(shown, part.answer, bold=True)
    _quote(document, part.quote, part.paragraph, words)


def _said(document: Document, text: str, *, bold: bool = False) -> Paragraph:
    shown = document.add_paragraph()
    shown.paragraph_format.left_indent = Mm(9)
    shown.paragraph_format.keep_with_next = True
    if text:
        word.write(shown, text, bold=bold)
    return shown


def _quote(document: Document, quote: Quote, paragraph: int | None, words: Words) -> None:
    """Write the evidence with its key in bold, and where it stands."""
    shown = document.add_paragraph(style="Quote")
    shown.paragraph_format.keep_together = True
    word.write(shown, quote.opening + quote.before)
    word.write(shown, quote.key, bold=True)
    word.write(shown, quote.after + quote.closing)
    if paragraph is not None:
        word.write(shown, f" {words.say('paragraph', number=paragraph)}")
