"""The sheet and key for word processors: real lists, whole questions, the words of the PDF."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from quiz.errors import ExportError
from quiz.exporters import export_sheet
from quiz.exporters import pdf as pdf_exporter
from quiz.exporters.docx import render
from quiz.exporters.sheet_options import SheetOptions
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz, long_quiz
from tests.exporters.test_pdf_text import ask, bare
from tests.parts import need
from tests.samples import sample_quiz, several_quiz

BOTH = pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
LINK = "https://quiz.example.org/quiz/1"


def paragraphs(payload: bytes) -> list[Paragraph]:
    """Return all paragraphs in their order, those in tables too."""
    document = docx.Document(io.BytesIO(payload))
    return [Paragraph(found, document) for found in document.element.body.iter(qn("w:p"))]  # type: ignore[arg-type]


def level(paragraph: Paragraph) -> int | None:
    """Return the level of the list that `paragraph` is an item of."""
    properties = paragraph._p.pPr
    numbered = None if properties is None else properties.numPr
    return None if numbered is None else numbered.ilvl.val


def opened(payload: bytes, folder: Path) -> str:
    """Return the text that LibreOffice prints of `payload`."""
    office = need("libreoffice")
    (folder / "made.docx").write_bytes(payload)
    subprocess.run(
        [
            *(office, f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", folder, folder / "made.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return ask("pdftotext", (folder / "made.pdf").read_bytes(), "-raw")


def words(text: str, title: str) -> list[str]:
    """Return the words of a page, sorted; what stands above and below every page is left out."""
    start = title.split()[0]
    lines = text.replace("\f", "\n").splitlines()
    kept: list[str] = []
    for line in lines:
        edge = re.match(r"(?i)question sheet|answer key|end of questions", line)
        foot = re.search(r"Quiz \w{8}, seed 0", line) or (line.startswith(start) and "…" in line)
        head = re.fullmatch(r"[A-D ]+", line)  # of the map, which the PDF breaks into columns
        if not edge and not foot and not head:
            kept.append(line)
    return sorted(re.findall(r"[^\s_☐]+", " ".join(kept)))


def test_questions_and_options_are_lists_that_number_themselves() -> None:
    found = paragraphs(render(sample_quiz(), key=False, options=SheetOptions()))
    numbered = [(level(p), p.text.replace("\u00a0", "")) for p in found if level(p) is not None]
    quiz = sample_quiz()
    assert [text for at, text in numbered if at == 0] == [
        question.stem.replace("_____", "") for question in quiz.questions
    ]
    assert [text for at, text in numbered if at == 1] == list(quiz.questions[1].options)  # type: ignore[union-attr]
    assert not any(re.match(r"\d+\.|[A-E]\.", text) for _, text in numbered)


def test_a_question_stays_on_one_page() -> None:
    found = paragraphs(render(sample_quiz(), key=False, options=SheetOptions()))
    start = next(n for n, p in enumerate(found) if p.text.startswith("Who said"))
    question = found[start : start + 4]
    assert [p.paragraph_format.keep_with_next for p in question] == [True, True, True, None]


@pytest.mark.pdf
@BOTH
@pytest.mark.parametrize("which", [sample_quiz, several_quiz])
@pytest.mark.parametrize("forms", [1, 2])
def test_its_words_are_those_of_the_pdf(
    which: Callable[[], Quiz], key: bool, forms: int, tmp_path: Path
) -> None:
    quiz = which()
    options = SheetOptions(forms=forms, points={"cloze": 2})
    theirs = opened(render(quiz, key=key, options=options), tmp_path)
    ours = ask("pdftotext", pdf_exporter.render(quiz, key=key, options=options), "-raw")
    assert words(theirs, quiz.title) == words(ours, quiz.title)


@BOTH
@pytest.mark.parametrize("kind", [*CARRIED, *NO_GLYPH])
def test_hostile_text_is_in_the_file_to_the_letter(kind: str, key: bool) -> None:
    quiz = hostile_quiz({**CARRIED, **NO_GLYPH}[kind])
    payload = render(quiz, key=key, options=SheetOptions(article=True))
    text = bare("".join(p.text for p in paragraphs(payload)))
    for question in quiz.questions[-4:]:
        shown = question.stem.replace("_____", "")
        assert bare(re.sub("[\x00-\x1f\x85\ufeff\u2028\u202e]", "", shown)) in text


def test_no_time_and_no_name_is_in_the_file() -> None:
    payload = render(sample_quiz(), key=False, options=SheetOptions())
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "2000-01-01" in core
    assert "python-docx" not in core


def test_every_form_is_a_section_with_its_name_below() -> None:
    document = docx.Document(
        io.BytesIO(render(long_quiz(8), key=False, options=SheetOptions(forms=3)))
    )
    footers = [section.footer.paragraphs[0].text for section in document.sections]
    assert [footer.split(" · ")[0] for footer in footers] == ["Form A", "Form B", "Form C"]
    lists = {
        p._p.pPr.numPr.numId.val  # type: ignore[union-attr]
        for p in document.paragraphs
        if level(p) == 0
    }
    assert len(lists) == 3, "each form counts from 1"


def test_arabic_runs_from_right_to_left() -> None:
    quiz = sample_quiz()
    question = quiz.questions[0].model_copy(update={"stem": "متى افتتحت المحطة؟"})
    quiz = quiz.model_copy(update={"questions": (question,)})
    (stem,) = (
        p for p in paragraphs(render(quiz, key=False, options=SheetOptions())) if "متى" in p.text
    )
    assert stem._p.pPr.find(qn("w:bidi")) is not None  # type: ignore[union-attr]
    assert stem.runs[0].font.rtl


def test_properties_stand_in_the_order_that_word_asks_for() -> None:
    """Word refuses a file whose properties are out of order, and LibreOffice does not."""
    order = "pStyle keepNext keepLines numPr pBdr tabs bidi spacing ind jc rPr sectPr".split()
    page = "footerReference type pgSz pgMar pgNumType cols docGrid".split()
    for which in (sample_quiz(), several_quiz(), hostile_quiz(CARRIED["Arabic"])):
        for key in (False, True):
            options = SheetOptions(forms=2, article=True, link=LINK, cream=True)
            document = docx.Document(io.BytesIO(render(which, key=key, options=options)))
            for properties, known in (("w:pPr", order), ("w:sectPr", page)):
                for found in document.element.iter(qn(properties)):
                    names = [child.tag.rsplit("}", 1)[1] for child in found]
                    assert names == sorted(names, key=known.index)


def test_what_a_word_processor_cannot_print_is_refused() -> None:
    with pytest.raises(ExportError, match="make it as PDF"):
        export_sheet(sample_quiz(), "docx", SheetOptions(answer_sheet=True))
    with pytest.raises(ExportError, match="make it as PDF"):
        export_sheet(sample_quiz(), "docx", SheetOptions(), part="reading")


def test_the_code_has_words_for_a_screen_reader() -> None:
    payload = render(sample_quiz(), key=False, options=SheetOptions(link=LINK))
    document = docx.Document(io.BytesIO(payload))
    (picture,) = document.inline_shapes
    assert LINK in picture._inline.docPr.get("descr")
