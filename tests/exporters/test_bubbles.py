"""The answer sheet with bubbles: what is printed is what a reader of scans finds."""

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from quiz.errors import ExportError
from quiz.exporters import export_sheet
from quiz.exporters.bubbles import bubble_sheet
from quiz.exporters.sheet import question_sheets
from quiz.exporters.sheet_options import Paper, SheetOptions
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest
from tests.parts import need
from tests.samples import sample_quiz, several_quiz

CLOZE_ALONE = sample_quiz().model_copy(update={"questions": sample_quiz().questions[2:3]})


def forty_rows() -> Quiz:
    """Return a quiz of forty questions to choose an answer for."""
    quiz = sample_quiz()
    questions = tuple(
        quiz.questions[1 if number % 3 else 3].model_copy(update={"id": digest("q", str(number))})
        for number in range(40)
    )
    return quiz.model_copy(update={"questions": questions})


def reading(quiz: Quiz, options: SheetOptions | None = None) -> dict[str, bytes]:
    """Return the members of the reading template of `quiz`."""
    made = export_sheet(quiz, "pdf", options or SheetOptions(), part="reading")
    assert (made.suffix, made.mimetype) == (".zip", "application/zip")
    with zipfile.ZipFile(io.BytesIO(made.payload)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_choice_has_a_row_and_written_answers_are_named() -> None:
    sheet = bubble_sheet(question_sheets(sample_quiz(), SheetOptions())[0])
    assert [(row.label, row.signs) for row in sheet.rows] == [
        ("2", ("A", "B", "C")),
        ("4", ("T", "F")),
        ("5", ("T", "F")),
    ]
    assert sheet.written == "Write the answers to questions 1, 3 and 6 on the question sheet."


def test_a_prompt_and_an_event_have_a_row_each() -> None:
    sheet = bubble_sheet(question_sheets(several_quiz(), SheetOptions())[0])
    assert [row.label for row in sheet.rows] == ["2a", "2b", "2c", "3a", "3b", "3c", "3d"]
    assert sheet.rows[0].signs == ("A", "B", "C", "D")
    assert sheet.rows[-1].signs == ("1", "2", "3", "4")


def test_a_quiz_without_choices_is_refused() -> None:
    with pytest.raises(ExportError, match="leave out the answer sheet"):
        export_sheet(CLOZE_ALONE, "pdf", SheetOptions(answer_sheet=True))
    with pytest.raises(ExportError, match="leave out the answer sheet"):
        export_sheet(CLOZE_ALONE, "pdf", SheetOptions(), part="reading")


def test_the_template_knows_what_is_right_in_each_form() -> None:
    members = reading(several_quiz(), SheetOptions(forms=2))
    first = json.loads(members["answers-A.json"])["pages"]["1"]
    assert first["template_image"] == "answers-A-page-1.png"
    assert members[first["template_image"]].startswith(b"\x89PNG")
    told = {row["label"]: row["key"] for row in first["questions"]}
    assert told == {"2a": "B", "2b": "D", "2c": "A", "3a": "3", "3b": "1", "3c": "4", "3d": "2"}
    other = json.loads(members["answers-B.json"])["pages"]["1"]["questions"]
    assert {row["label"]: row["key"] for row in other} != told
    for row in (*first["questions"], *other):
        assert row["key"] in [option["value"] for option in row["options"]]


def test_many_rows_take_another_page() -> None:
    questions = tuple(
        question.model_copy(update={"id": digest(question.id, str(number))})
        for number in range(3)
        for question in forty_rows().questions
    )
    quiz = forty_rows().model_copy(update={"questions": questions})
    pages = json.loads(reading(quiz)["answers.json"])["pages"]
    assert list(pages) == ["1", "2"]
    rows = [row["label"] for page in pages.values() for row in page["questions"]]
    assert rows == [str(number) for number in range(1, 121)]


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (215.9, 279.4))])
def test_nothing_to_fill_in_stands_near_the_edge(paper: Paper, size: tuple[float, float]) -> None:
    (page,) = json.loads(reading(forty_rows(), SheetOptions(paper=paper))["answers.json"])[
        "pages"
    ].values()
    width, height = (round(side * 200 / 25.4) for side in size)
    assert page["canonical_size"] == [width, height]
    margin = 10 * 200 / 25.4
    for question in page["questions"]:
        for option in question["options"]:
            x, y, wide, high = option["roi"]
            assert margin < x < width - margin - wide
            assert margin < y < height - margin - high


@pytest.mark.pdf
def test_filled_in_and_badly_scanned_sheets_are_read_by_another_program(tmp_path: Path) -> None:
    """240 rows on six sheets, turned by up to two degrees: every mark is read right."""
    python, pdftoppm = need("omr"), Path(need("pdf")).with_name("pdftoppm")
    rows = right = 0
    for paper in ("a4", "letter"):
        folder = tmp_path / paper
        folder.mkdir()
        options = SheetOptions(paper=paper, answer_sheet=True)
        for name, payload in reading(forty_rows(), options).items():
            (folder / name).write_bytes(payload)
        sheet = folder / "sheet.pdf"
        sheet.write_bytes(export_sheet(forty_rows(), "pdf", options).payload)
        last = subprocess.run(
            [pdftoppm, "-r", "200", "-png", sheet, folder / "page"],
            check=True,
            capture_output=True,
        )
        assert last.returncode == 0
        printed = sorted(folder.glob("page-*.png"))[-1]
        printed.rename(folder / "printed-answers.png")
        script = Path(__file__).with_name("mark_reading.py")
        told = subprocess.run(
            [python, script, folder, "7"], check=True, capture_output=True, text=True
        )
        for sheet_read in json.loads(told.stdout):
            assert min(sheet_read["rings"]) > 0.3, "the circles stand where the template says"
            rows += len(sheet_read["marks"])
            right += sum(sheet_read["read"].get(q) == s for q, s in sheet_read["marks"].items())
    assert (right, rows) == (240, 240)
