"""Spreadsheets for class games: held to the published templates, read back by other programs."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from quiz.exporters import EXPORTERS, export
from quiz.exporters.feedback import feedback
from quiz.schema.question import Question
from quiz.schema.quiz import Quiz
from tests.exporters import office
from tests.exporters.making import cloze, multiple, quiz_of, short, truth
from tests.samples import sample_quiz, several_quiz

HARD = (
    "=1+1",
    "+49 30 1234",
    "-5 degrees",
    "@home",
    "4,100",
    "14 May 2024",
    "007",
    "1e5",
    "#N/A",
    "TRUE",
    "line_x000D_end",
    'so "quoted", she said',
    "Володимир, подвір’я",
    "שלום and أحمد",
    "根 😀",
    "a < b & c ]]> {x} ~ # : \\ *",
    "=cmd|' /C calc'!A0",
)


def sheet(name: str, quiz: Quiz) -> list[list[object]]:
    """Return the cells of a workbook as openpyxl reads them."""
    opened = load_workbook(io.BytesIO(export(quiz, name).payload))
    return [list(row) for row in opened.active.iter_rows(values_only=True)]


def rows(name: str, quiz: Quiz) -> list[list[str]]:
    """Return the rows of a CSV file."""
    text = export(quiz, name).payload.decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def left_out(name: str, *questions: Question) -> tuple[str, ...]:
    """Return what is said of the questions, with one after them that fits."""
    return export(quiz_of(*questions, truth("It fits.")), name).losses


# The texts of the headers are the published ones, letter by letter.


def test_kahoot_has_the_headers_of_its_template() -> None:
    read = sheet("kahoot", sample_quiz())
    assert read[1][1] == "Quiz template"
    assert read[7] == [
        None,
        "Question - max 120 characters",
        "Answer 1 - max 75 characters",
        "Answer 2 - max 75 characters",
        "Answer 3 - max 75 characters",
        "Answer 4 - max 75 characters",
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    ]


def test_kahoot_has_a_question_a_row_from_row_nine() -> None:
    assert sheet("kahoot", sample_quiz())[8:] == [
        [
            1,
            "Who said: “We have waited for this tide since I was at school”?",
            "Paul Achterberg",
            "Imke Sandoval",
            "Nora Whitlock",
            None,
            20,
            2,
        ],
        [
            *(2, "The rival project in Corran was given up in 2021.", "True", "False"),
            *(None, None, 20, 2),
        ],
        [
            *(3, "Imke Sandoval switched on the first turbine of the station.", "True", "False"),
            *(None, None, 20, 1),
        ],
    ]


@pytest.mark.parametrize("letter", ["x", "ґ", "😀", "根"])
def test_kahoot_takes_its_limits_in_characters_and_nothing_beyond(letter: str) -> None:
    fits = multiple(letter * 120, letter * 75, "b", "c")
    assert left_out("kahoot", fits) == ()
    assert sheet("kahoot", quiz_of(fits))[8][1:3] == [letter * 120, letter * 75]

    stem, option = multiple(letter * 121, "a", "b", "c"), multiple("Which?", "a", letter * 78, "c")
    assert left_out("kahoot", stem, option) == (
        "Question 1 left out: its stem has 121 characters, and Kahoot takes 120; shorten it by 1.",
        "Question 2 left out: its option B has 78 characters, and Kahoot takes 75; shorten it "
        "by 3.",
    )


@pytest.mark.parametrize("name", ["kahoot", "blooket", "gimkit"])
def test_five_options_are_too_many_for_most_games(name: str) -> None:
    five = multiple("Which?", *"abcde")
    (loss,) = left_out(name, five)
    assert loss.startswith("Question 1 left out: ")
    assert loss.endswith(" takes 4 options, and it has 5; take away 1.")
    assert left_out("wayground", five) == ()


def test_more_to_read_gets_more_time_and_only_times_that_kahoot_knows() -> None:
    lengths = [(20, 5), (110, 20), (110, 75)]
    made = [multiple("s" * stem, *(c * option for c in "abcd")) for stem, option in lengths]
    times = [row[6] for row in sheet("kahoot", quiz_of(*made))[8:]]
    assert times == [20, 30, 60]


def test_wayground_has_the_two_header_rows_of_its_template() -> None:
    read = sheet("wayground", sample_quiz())
    assert read[0] == [
        "Question Text",
        "Question Type",
        "Option 1",
        "Option 2",
        "Option 3",
        "Option 4",
        "Option 5",
        "Correct Answer",
        "Time in seconds",
        "Image Link",
        "Answer explanation",
    ]
    assert read[1][1] == "Question Type\n\n(default is Multiple Choice)\n\n"
    assert read[1][7] == (
        "The correct option choice (between 1-5).\n\n"
        'Leave blank for "Open-Ended", "Poll", "Draw" and "Fill-in-the-Blank".'
    )


def test_wayground_carries_open_questions_and_explanations() -> None:
    quiz = sample_quiz()
    asked = sheet("wayground", quiz)[2:]
    assert [row[1] for row in asked] == [
        *("Fill-in-the-Blank", "Multiple Choice", "Fill-in-the-Blank"),
        *("Multiple Choice", "Multiple Choice", "Fill-in-the-Blank"),
    ]
    assert asked[0][2:8] == ["14 May 2024", "May 14, 2024", "14 May", "2024-05-14", None, None]
    assert asked[1][2:8] == ["Paul Achterberg", "Imke Sandoval", "Nora Whitlock", None, None, 2]
    assert [row[10] for row in asked] == [feedback(q, quiz).in_one for q in quiz.questions]
    assert "The article (paragraph 2): “We have waited" in str(asked[1][10])


def test_wayground_says_which_accepted_forms_it_takes() -> None:
    forms = ("one", "two", "three", "four", "five", "six")
    (loss,) = left_out("wayground", short("How many?", *forms))
    assert loss == (
        "Question 1: of its 6 accepted forms Wayground takes 5: “one”, “two”, “three”, “four”, "
        "“five”; count others as right by hand."
    )
    assert sheet("wayground", quiz_of(short("How many?", *forms)))[2][2:7] == list(forms[:5])


def test_blooket_is_its_template_filled() -> None:
    payload = export(sample_quiz(), "blooket").payload
    assert payload.startswith(
        b'"Blooket\nImport Template",,,,,,,\r\n'
        b'Question #,Question Text,Answer 1,Answer 2,"Answer 3\n(Optional)",'
        b'"Answer 4\n(Optional)","Time Limit (sec)\n(Max: 300 seconds)",'
        b'"Correct Answer(s)\n(Only include Answer #)"\r\n'
    )
    assert rows("blooket", sample_quiz())[2:4] == [
        [
            "1",
            "Who said: “We have waited for this tide since I was at school”?",
            *("Paul Achterberg", "Imke Sandoval", "Nora Whitlock", ""),
            *("20", "2"),
        ],
        [
            "2",
            "The rival project in Corran was given up in 2021.",
            "True",
            "False",
            "",
            "",
            "20",
            "2",
        ],
    ]


def test_blooket_swallows_no_tag() -> None:
    tags = (
        multiple("What is List<String>?", "a", "b", "c"),
        multiple("Which?", "a", "</b>", "c"),
        multiple("Is a < b, or a <= 3 & c?", "a", "b", "c"),
    )
    assert left_out("blooket", *tags) == (
        "Question 1 left out: Blooket swallows “<String>” as a tag; write it without “<”.",
        "Question 2 left out: Blooket swallows “</b>” as a tag; write it without “<”.",
    )


def test_gimkit_is_its_template_filled() -> None:
    payload = export(sample_quiz(), "gimkit").payload
    assert payload.startswith(
        b"Gimkit Spreadsheet Import Template,,,,\r\n"
        b"Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional),"
        b"Incorrect Answer 3 (Optional)\r\n"
    )
    quiz = quiz_of(multiple("Which?", "a", "b", "c", "d", key=2), truth("So it is.", key=False))
    assert rows("gimkit", quiz)[2:] == [
        ["Which?", "c", "a", "b", "d"],
        ["So it is.", "False", "True", "", ""],
    ]


def test_gimkit_takes_typed_answers_in_a_template_of_their_own() -> None:
    quiz = quiz_of(
        cloze("It has _____ homes.", "4,100"), short("Who?", "Imke Sandoval", "Sandoval")
    )
    done = export(quiz, "gimkit-typed")
    assert done.payload.startswith(
        b"Gimkit Spreadsheet Import Template 2,\r\nQuestion,Correct Answer\r\n"
    )
    assert rows("gimkit-typed", quiz)[2:] == [
        ["It has _____ homes.", "4,100"],
        ["Who?", "Imke Sandoval"],
    ]
    assert done.losses == (
        "Question 2: Gimkit counts “Imke Sandoval” alone as right, not the other accepted form.",
    )


def test_a_game_without_a_place_for_a_type_names_formats_that_have_one() -> None:
    quiz = quiz_of(*several_quiz().questions, truth("So."))
    assert export(quiz, "kahoot").losses == (
        "Question 1 left out: kahoot does not carry short answer; wayground, h5p and google-forms "
        "do.",
        "Question 2 left out: kahoot does not carry matching; h5p and google-forms do.",
        "Question 3 left out: kahoot does not carry ordering; h5p and google-forms do.",
    )


# Text stays text, whatever it looks like.


def hard_quiz() -> Quiz:
    """Return questions with all of `HARD` in stems and options."""
    return quiz_of(*(multiple(text, text, f"no {text}", f"not {text}") for text in HARD))


@pytest.mark.parametrize("name", ["kahoot", "wayground"])
def test_a_workbook_holds_text_as_text(name: str) -> None:
    opened = load_workbook(io.BytesIO(export(hard_quiz(), name).payload)).active
    first, column = (9, 2) if name == "kahoot" else (3, 1)
    for row, text in enumerate(HARD, start=first):
        stem = opened.cell(row, column)
        assert stem.data_type == "s"
        assert stem.value.replace("_x005F_", "_") == text


@pytest.mark.parametrize("name", ["kahoot", "wayground"])
def test_libreoffice_shows_the_texts_of_a_workbook(name: str, tmp_path: Path) -> None:
    shown = office.cells(export(hard_quiz(), name).payload, ".xlsx", tmp_path)
    first, column = (8, 1) if name == "kahoot" else (2, 0)
    option = column + (1 if name == "kahoot" else 2)
    assert [row[column] for row in shown[first:]] == list(HARD)
    assert [row[option + 1] for row in shown[first:]] == [f"no {text}" for text in HARD]


@pytest.mark.parametrize("name", ["blooket", "gimkit"])
def test_a_csv_file_gives_the_texts_back(name: str) -> None:
    column = 1 if name == "blooket" else 0
    assert [row[column] for row in rows(name, hard_quiz())[2:]] == list(HARD)


def test_libreoffice_reads_the_csv_file_of_a_game_as_the_csv_module_does(tmp_path: Path) -> None:
    quiz = quiz_of(multiple("Who?", "so “she”, he", 'a "b"', "c,d"), multiple("Є?", "а", "б", "根"))
    assert office.cells(export(quiz, "blooket").payload, ".csv", tmp_path) == rows("blooket", quiz)


@pytest.mark.parametrize("name", ["kahoot", "wayground", "blooket", "gimkit", "gimkit-typed"])
def test_a_game_says_what_nobody_tried(name: str) -> None:
    exporter = EXPORTERS.get(name)
    assert "Built to the published template, not imported live." in exporter.checked
    assert exporter.limits


def test_a_saved_workbook_holds_no_time_of_saving() -> None:
    with zipfile.ZipFile(io.BytesIO(export(sample_quiz(), "kahoot").payload)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert b"modified" not in archive.read("docProps/core.xml")
