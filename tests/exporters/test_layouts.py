"""Article and questions facing each other, and two sheets on a page to be cut apart."""

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pydantic import ValidationError

from quiz.exporters import html, pdf
from quiz.exporters.docx import render as word_file
from quiz.exporters.sheet import question_sheets
from quiz.exporters.sheet_options import SheetOptions
from tests.exporters.hostile import long_quiz
from tests.exporters.test_docx import paragraphs
from tests.exporters.test_pdf_text import ask, bare, pages, spoken
from tests.samples import sample_quiz

FACING = SheetOptions(layout="facing")
COMPACT = SheetOptions(layout="compact")


@pytest.mark.pdf
def test_facing_has_the_article_left_and_the_questions_right() -> None:
    payload = pdf.render(sample_quiz(), key=False, options=FACING)
    assert "Page size:       841.89 x 595.276 pts" in ask("pdfinfo", payload)
    left = ask("pdftotext", payload, "-layout", "-x", "0", "-y", "0", "-W", "420", "-H", "600")
    right = ask("pdftotext", payload, "-layout", "-x", "421", "-y", "0", "-W", "420", "-H", "600")
    assert "The harbour town of Brindle opened" in left
    assert "Who said" not in left
    assert "Who said" in right
    assert len(pages(payload)) == 1


@pytest.mark.pdf
def test_facing_is_read_article_first() -> None:
    heard = spoken(pdf.render(sample_quiz(), key=False, options=FACING))
    assert heard.index("Thearticle") < heard.index("4Therival") < heard.index("Questions1.")


@pytest.mark.pdf
@pytest.mark.parametrize("options", [FACING, COMPACT], ids=["facing", "compact"])
def test_no_question_is_broken_over_a_page(options: SheetOptions) -> None:
    leaves = pages(pdf.render(long_quiz(20), key=False, options=options))
    assert len(leaves) > 1
    for number in range(1, 21):
        (leaf,) = (leaf for leaf in leaves if f"begin{number:03d}" in leaf)
        assert f"end{number:03d}" in leaf


@pytest.mark.pdf
def test_compact_shows_a_sheet_twice_and_says_it_once() -> None:
    payload = pdf.render(sample_quiz(), key=False, options=COMPACT)
    (leaf,) = pages(payload)
    assert leaf.count("END OF QUESTIONS") == 2
    assert leaf.count("Page 1 of 1") == 2
    assert spoken(payload).count("ENDOFQUESTIONS") == 1


@pytest.mark.pdf
def test_compact_pairs_the_forms() -> None:
    options = SheetOptions(layout="compact", forms=3)
    payload = pdf.render(sample_quiz(), key=False, options=options)
    leaves = [leaf for leaf in pages(payload) if leaf.strip()]
    assert [[form for form in "ABCD" if f"Form {form} ·" in leaf] for leaf in leaves] == [
        ["A", "B"],
        ["C"],
    ]
    heard = spoken(payload)
    for sheet in question_sheets(sample_quiz(), options):
        assert f"FORM{sheet.form}" in heard
    assert heard.count(bare("Who said")) == 3


def test_the_key_is_the_same_in_every_layout() -> None:
    plain = pdf.render(sample_quiz(), key=True)
    for options in (FACING, COMPACT):
        assert pdf.render(sample_quiz(), key=True, options=options) == plain


@pytest.mark.parametrize(
    "options",
    [
        {"layout": "facing", "look": "large"},
        {"layout": "compact", "look": "dyslexia"},
        {"layout": "compact", "article": True},
        {"layout": "compact", "answer_sheet": True},
    ],
)
def test_what_needs_the_whole_page_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="page"):
        SheetOptions(**options)


@pytest.mark.parametrize("options", [FACING, COMPACT], ids=["facing", "compact"])
def test_word_has_both_sides_in_two_cells_with_lists_of_their_own(options: SheetOptions) -> None:
    payload = word_file(sample_quiz(), key=False, options=options)
    document = docx.Document(io.BytesIO(payload))
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    left, _, right = document.tables[0].rows[0].cells
    assert "Who said" in right._tc.xml
    assert ("Who said" in left._tc.xml) == (options.layout == "compact")
    lists = {
        found.get(qn("w:val")) for cell in (left, right) for found in cell._tc.iter(qn("w:numId"))
    }
    assert len(lists) == 2, "each side counts from 1"
    for cell in (left, right):
        assert cell._tc[-1].tag == qn("w:p"), "Word refuses a cell that ends with a table"


def test_options_of_word_stand_side_by_side_where_they_fit() -> None:
    quiz = sample_quiz()
    for options, shape in (
        (("1964", "1988", "1971", "2005"), (1, 4)),
        (("the ferry channel of it", "the old harbour", "Corran", "Brindle"), (2, 2)),
        (("the ferry channel of the old town of Corran, dredged", "b", "c", "d"), None),
    ):
        question = quiz.questions[1].model_copy(update={"options": options})
        changed = quiz.model_copy(update={"questions": (question,)})
        payload = word_file(changed, key=False, options=SheetOptions())
        tables = docx.Document(io.BytesIO(payload)).tables
        found = [(len(table.rows), len(table.columns)) for table in tables]
        assert found == ([shape] if shape else [])
        numbered = [p for p in paragraphs(payload) if p.text in options]
        assert [p.text for p in numbered] == list(options)
        assert all(p._p.pPr.numPr.ilvl.val == 1 for p in numbered)  # type: ignore[union-attr]


def test_options_of_word_stand_below_each_other_in_large_print() -> None:
    payload = word_file(sample_quiz(), key=False, options=SheetOptions(look="large"))
    assert docx.Document(io.BytesIO(payload)).tables == []


def test_html_hides_the_second_copy_from_screen_readers() -> None:
    page = html.render(sample_quiz(), key=False, options=COMPACT).decode()
    assert page.count("End of questions") == 2
    assert page.count('<section class="sheet again" aria-hidden="true">') == 1
    assert "landscape" in page
    two = html.render(sample_quiz(), key=False, options=SheetOptions(layout="compact", forms=2))
    assert b'aria-hidden="true">\n<header' not in two
