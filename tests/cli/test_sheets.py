"""`quiz export` with the options of a printed sheet."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from quiz.schema.quiz import dump
from tests.cli.conftest import Quiz
from tests.samples import sample_quiz, several_quiz


@pytest.fixture
def quiz_file(folder: Path) -> Path:
    path = folder / "tide.json"
    path.write_bytes(dump(sample_quiz()))
    return path


def test_without_options_the_sheet_is_what_it_was(
    quiz: Quiz, folder: Path, quiz_file: Path
) -> None:
    assert quiz("export", quiz_file, "--to", "pdf", "-o", "plain.pdf").code == 0
    assert quiz("export", quiz_file, "--to", "pdf", "--forms", "1", "-o", "one.pdf").code == 0
    assert (folder / "plain.pdf").read_bytes() == (folder / "one.pdf").read_bytes()


@pytest.mark.parametrize("to", ["pdf", "docx", "html"])
def test_forms_and_their_key_go_to_two_files(
    quiz: Quiz, folder: Path, quiz_file: Path, to: str
) -> None:
    options = ("--to", to, "--forms", "3", "--points", "cloze=2", "--article", "--paper", "letter")
    assert quiz("export", quiz_file, *options).code == 0
    assert quiz("export", quiz_file, *options, "--key").code == 0
    assert (folder / f"tide.{to}").read_bytes() != (folder / f"tide-key.{to}").read_bytes()


def test_the_reading_template_is_a_file_of_its_own(
    quiz: Quiz, folder: Path, quiz_file: Path
) -> None:
    assert quiz("export", quiz_file, "--to", "pdf", "--reading-template").code == 0
    with zipfile.ZipFile(io.BytesIO((folder / "tide-reading.zip").read_bytes())) as archive:
        template = json.loads(archive.read("answers.json"))
    assert [row["label"] for row in template["pages"]["1"]["questions"]] == ["2", "4", "5"]


def test_a_list_of_names_gives_a_copy_for_each(quiz: Quiz, folder: Path, quiz_file: Path) -> None:
    (folder / "class.txt").write_text("\ufeffГанна  Коваленко\n\n أحمد الشرع \n", encoding="utf-8")
    done = quiz("export", quiz_file, "--to", "html", "--names", "class.txt")
    assert done.code == 0
    text = (folder / "tide.html").read_text(encoding="utf-8")
    assert "Ганна Коваленко" in text
    assert "أحمد الشرع" in text
    assert text.count('class="sheet"') == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--forms", "0"), "--forms must be from 1 to 4, not 0."),
        (("--forms", "5"), "--forms must be from 1 to 4, not 5."),
        (("--individual", "41"), "--individual must be from 1 to 40, not 41."),
        (("--forms", "2", "--individual", "3"), "--forms and --individual exclude each other"),
        (("--individual", "2", "--names", "x"), "--individual and --names exclude each other"),
        (("--names", "nobody.txt"), "Cannot read the names in nobody.txt"),
        (("--names", "empty.txt"), "empty.txt has 0 names"),
        (("--names", "long.txt"), "has more than 60 characters"),
        (("--names", "binary.txt"), "is no text in UTF-8"),
        (("--shuffle", "all"), "--shuffle must be one of both, questions, options, not 'all'."),
        (("--paper", "a3"), "--paper must be one of a4, letter, not 'a3'."),
        (("--print", "huge"), "--print must be one of standard, large, dyslexia, not 'huge'."),
        (("--layout", "booklet"), "--layout must be one of plain, facing, compact"),
        (("--sheet-language", "xx"), "--sheet-language must be one of ar, de, en, es, fr, uk"),
        (("--letters", "runes"), "--letters must be one of latin, numbers, cyrillic, arabic"),
        (("--layout", "facing", "--print", "large"), "--print large needs a whole page"),
        (("--layout", "compact", "--article"), "--article needs a whole page"),
        (("--layout", "compact", "--answer-sheet"), "--answer-sheet needs a whole page"),
        (("--points", "many"), "--points must be from 1 to 100"),
        (("--points", "0"), "--points must be from 1 to 100"),
        (("--points", "essay=2"), "there is no question type 'essay'"),
        (("--link", "quiz.example.org"), "--link must be an address such as http://"),
        (("--link", "javascript:alert(1)"), "--link must be an address such as http://"),
        (("--instructions", " "), "--instructions must have from 1 to 1000 characters."),
        (("--key", "--reading-template"), "ask for one at a time"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_sentence(
    quiz: Quiz, folder: Path, quiz_file: Path, options: tuple[str, ...], said: str
) -> None:
    (folder / "empty.txt").write_text("\n \n")
    (folder / "long.txt").write_text("x" * 61)
    (folder / "binary.txt").write_bytes(b"\xff\xfe\xff")
    before = sorted(folder.iterdir())
    done = quiz("export", quiz_file, "--to", "pdf", *options)
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(("to", "option"), [("json", "--article"), ("anki", "--cream")])
def test_other_formats_have_no_such_options(
    quiz: Quiz, quiz_file: Path, to: str, option: str
) -> None:
    done = quiz("export", quiz_file, "--to", to, option)
    assert done.code == 2
    assert (
        f"The format {to} has no {option}; that is for printed pages: docx, html, pdf." in done.err
    )


def test_an_option_is_named_as_it_is_typed(quiz: Quiz, quiz_file: Path) -> None:
    assert "has no --print;" in quiz("export", quiz_file, "--to", "json", "--print", "large").err


def test_points_for_all_and_for_one_type_go_together(
    quiz: Quiz, folder: Path, quiz_file: Path
) -> None:
    quiz_file.write_bytes(dump(several_quiz()))
    done = quiz("export", quiz_file, "--to", "html", "--points", "2,matching=5")
    assert done.code == 0
    assert "3 questions, 9 points in all." in (folder / "tide.html").read_text(encoding="utf-8")
