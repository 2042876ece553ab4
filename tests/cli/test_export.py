"""`quiz export` and `quiz formats`."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.exporters import EXPORTERS
from quiz.schema.question import QUESTION_TYPES
from quiz.schema.quiz import dump
from tests.cli.conftest import Quiz
from tests.samples import sample_quiz

BEGINS = {
    "anki": b"PK",
    "docx": b"PK",
    "pdf": b"%PDF-",
    "html": b"<!",
    "json": b"{",
    "moodle": b"<?xml",
    "gift": b"// ",
    "aiken": b"Who said",
    "qti21": b"PK",
    "qti3": b"PK",
    "canvas": b"PK",
}


@pytest.fixture
def quiz_file(folder: Path) -> Path:
    path = folder / "tide quiz.json"
    path.write_bytes(dump(sample_quiz()))
    return path


@pytest.mark.parametrize("name", BEGINS)
def test_each_format_goes_to_a_file_and_to_standard_output(
    quiz: Quiz, folder: Path, quiz_file: Path, name: str
) -> None:
    to_file = quiz("export", quiz_file, "--to", name, "-o", "made")
    to_output = quiz("export", "-", "--to", name, "-o", "-", stdin=quiz_file.read_bytes())

    assert (to_file.code, to_file.out) == (0, b"")
    assert to_output.code == 0
    assert to_output.out == (folder / "made").read_bytes()
    assert to_output.out.startswith(BEGINS[name])


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--to", "anki"], "tide quiz.apkg"),
        (["--to", "pdf"], "tide quiz.pdf"),
        (["--to", "pdf", "--key"], "tide quiz-key.pdf"),
        (["--to", "html"], "tide quiz.html"),
        (["--to", "guide"], "tide quiz.guide.pdf"),
        (["--to", "guide-docx"], "tide quiz.guide.docx"),
        (["--to", "guide-html"], "tide quiz.guide.html"),
        (["--to", "json"], "tide quiz-export.json"),
        (["--to", "moodle"], "tide quiz.xml"),
        (["--to", "gift"], "tide quiz.gift.txt"),
        (["--to", "qti3"], "tide quiz.qti3.zip"),
    ],
)
def test_without_o_the_file_is_called_after_the_quiz_and_lies_here(
    quiz: Quiz, folder: Path, tmp_path: Path, arguments: list[str], name: str
) -> None:
    elsewhere = tmp_path / "tide quiz.json"
    elsewhere.write_bytes(dump(sample_quiz()))

    outcome = quiz("export", elsewhere, *arguments)

    assert outcome.code == 0
    assert [path.name for path in folder.iterdir()] == [name]
    assert outcome.err.startswith(f"{name}  ")


def test_the_key_is_another_file_than_the_sheet(quiz: Quiz, quiz_file: Path) -> None:
    sheet = quiz("export", quiz_file, "--to", "pdf", "-o", "-")
    key = quiz("export", quiz_file, "--to", "pdf", "--key", "-o", "-")

    assert sheet.out.startswith(b"%PDF-")
    assert key.out.startswith(b"%PDF-")
    assert sheet.out != key.out


def test_a_quiz_in_the_folder_is_not_overwritten_by_its_own_export(
    quiz: Quiz, quiz_file: Path
) -> None:
    before = quiz_file.read_bytes()

    outcome = quiz("export", quiz_file.name, "--to", "json")

    assert outcome.code == 0
    assert quiz_file.read_bytes() == before
    assert quiz_file.with_name("tide quiz-export.json").read_bytes() == before


def test_a_sign_that_no_font_has_is_refused_with_its_place(
    quiz: Quiz, folder: Path, quiz_file: Path
) -> None:
    stem = b'"The rival project in Corran was given up in 2021."'
    assert stem in quiz_file.read_bytes()
    quiz_file.write_bytes(quiz_file.read_bytes().replace(stem, '"Is it 根?"'.encode()))
    (folder / "sheet.pdf").write_bytes(b"kept from before")

    outcome = quiz("export", quiz_file.name, "--to", "pdf", "-o", "sheet.pdf")

    assert outcome.code == 2
    assert "“根” (U+6839) in question 4" in outcome.err
    assert (folder / "sheet.pdf").read_bytes() == b"kept from before"


def test_what_is_left_out_is_said_for_each_question(quiz: Quiz, quiz_file: Path) -> None:
    outcome = quiz("export", quiz_file, "--to", "aiken")

    assert outcome.code == 0
    said = outcome.err.splitlines()[1:]
    assert [line.split(":")[0] for line in said] == [f"Question {n} left out" for n in (1, 3, 6)]


def test_a_deck_is_not_poured_over_a_terminal(quiz_file: Path) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "quiz", "export", quiz_file.name, "--to", "anki", "-o", "-"],
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    os.close(ours)

    assert done.returncode == 2
    assert b"no text for a terminal" in done.stderr


def test_formats_are_listed_with_the_types_they_carry(quiz: Quiz) -> None:
    listed = json.loads(quiz("formats", "--json").out)

    assert [entry["name"] for entry in listed] == list(EXPORTERS)
    assert {"anki", "pdf", "html", "json"} <= {entry["name"] for entry in listed}
    for entry in listed:
        assert set(entry["types"]) <= set(QUESTION_TYPES)
        assert entry["limits"] == list(EXPORTERS.get(entry["name"]).limits)
        assert entry["checked"].endswith(".")


def test_formats_for_people_have_a_line_each(quiz: Quiz) -> None:
    lines = re.split("Format +Limits", quiz("formats").out.decode())[0].splitlines()

    for name, exporter in EXPORTERS.items():
        (line,) = [line for line in lines if line.split()[:1] == [name]]
        assert exporter.title in line
        assert line.split().count("yes") == len(exporter.types)
        assert ("--key" in line) == exporter.has_key


def test_formats_for_people_say_what_each_cannot_hold(quiz: Quiz) -> None:
    out = quiz("formats").out.decode()
    lines = [" ".join(line.split()) for line in out.splitlines()]

    for name, exporter in EXPORTERS.items():
        for limit in exporter.limits:
            assert f"{name} {limit}" in lines
