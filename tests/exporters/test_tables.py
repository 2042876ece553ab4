"""The quiz as CSV, TSV and Quizlet's cards: every text comes back, and none is a formula."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.exporters import export
from quiz.exporters.delimited import inert, meant, table_bytes
from quiz.exporters.printed import printable
from quiz.exporters.table import COLUMNS
from quiz.schema.quiz import Quiz
from tests.exporters import office
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz
from tests.exporters.making import cloze, multiple, quiz_of, short, truth
from tests.samples import sample_quiz, several_quiz

TABLES = pytest.mark.parametrize("name", ["csv", "tsv"])
HOSTILE = {**CARRIED, **NO_GLYPH}
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "'=1+1", "''-2", "＝1+1", '=HYPERLINK("http://a","b")')
PLAIN = ("'tis", "a=b", "5-3", "“=”", "", "'", "mail@home")


def rows(name: str, quiz: Quiz) -> list[list[str]]:
    """Return the cells of a table as a program reads them."""
    text = export(quiz, name).payload.decode("utf-8-sig")
    delimiter = "," if name == "csv" else "\t"
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def column(name: str, table: list[list[str]]) -> list[str]:
    """Return the texts of a column as the quiz has them."""
    place = COLUMNS.index(name)
    return [meant(row[place]) for row in table[1:]]


@TABLES
def test_a_table_has_a_row_for_each_question(name: str) -> None:
    table = rows(name, sample_quiz())
    assert tuple(table[0]) == COLUMNS
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert column("number", table) == ["1", "2", "3", "4", "5", "6"]
    assert column("key", table) == [
        *("14 May 2024", "Imke Sandoval", "4,100", "False", "True", "director"),
    ]
    assert column("option A", table)[1] == "Paul Achterberg"
    assert column("accepted", table)[0] == "14 May 2024 | May 14, 2024 | 14 May | 2024-05-14"
    assert column("correction", table)[3] == "It was given up in 2019."
    assert column("evidence", table)[4].startswith("Mayor Imke Sandoval switched on")
    assert column("paragraph", table) == ["1", "2", "3", "4", "1", "3"]


@TABLES
def test_a_table_holds_prompts_and_choices(name: str) -> None:
    table = rows(name, several_quiz())
    assert column("prompt 1", table)[1:] == [
        "“The sea has never once asked us for our timetable”",
        "The company bought two larger ships.",
    ]
    assert column("option D", table) == ["", "Ivo Renn", ""]
    assert column("key", table)[2].startswith("1. 1964: Aldo Renn founded")


@TABLES
@pytest.mark.parametrize("kind", HOSTILE)
def test_every_text_comes_back(name: str, kind: str) -> None:
    quiz = hostile_quiz(HOSTILE[kind])
    table = rows(name, quiz)
    assert column("stem", table) == [printable(question.stem) for question in quiz.questions]
    assert column("option C", table)[6] == printable(HOSTILE[kind])


@TABLES
def test_no_cell_is_a_formula(name: str) -> None:
    made = [multiple(f"{text}", text, f"{text} b", f"{text} c") for text in FORMULAS]
    table = rows(name, quiz_of(*made, short("Who?", *FORMULAS)))
    assert not [cell for row in table for cell in row if cell.startswith(tuple("=+-@\t\r＝"))]
    assert column("stem", table)[:-1] == list(FORMULAS)
    assert column("option B", table)[:-1] == [f"{text} b" for text in FORMULAS]


@given(st.text())
def test_a_cell_is_no_formula_and_gives_the_text_back(text: str) -> None:
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert meant(inert(text)) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_one_apostrophe(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


CELLS = st.lists(
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=4), min_size=1
)


@given(CELLS, st.sampled_from([",", "\t"]), st.booleans())
def test_any_rows_come_back_from_a_table(table: list[list[str]], mark: str, all_: bool) -> None:
    text = table_bytes(table, mark, quote_all=all_).decode()  # type: ignore[arg-type]
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)) == table


def test_a_table_is_for_excel_and_a_pasted_one_is_not() -> None:
    assert export(sample_quiz(), "csv").payload.startswith(b'\xef\xbb\xbf"number","type",')
    assert export(sample_quiz(), "csv").payload.endswith(b'"\r\n')
    assert export(sample_quiz(), "tsv").payload.startswith(b"number\ttype\t")


def test_libreoffice_shows_the_same_cells(tmp_path: Path) -> None:
    made = [multiple(text, text, f"{text} b", f"{text} c") for text in (*FORMULAS, "007", "4,100")]
    quiz = quiz_of(*made, cloze("Є _____ ґ", "14 May 2024", "1e5"), truth('根 😀 שלום, “a"b”'))
    shown = office.cells(export(quiz, "csv").payload, ".csv", tmp_path)
    assert shown == rows("csv", quiz)


# Quizlet


def cards(quiz: Quiz) -> list[list[str]]:
    """Return terms and definitions as the import box of Quizlet splits them."""
    lines = export(quiz, "quizlet").payload.decode().split("\n")
    assert lines.pop() == ""
    return [line.split("\t") for line in lines]


def test_quizlet_has_a_card_a_line_with_the_options_in_the_term() -> None:
    read = cards(sample_quiz())
    assert len(read) == 6
    assert read[1] == [
        "Who said: “We have waited for this tide since I was at school”? "
        "(A) Paul Achterberg (B) Imke Sandoval (C) Nora Whitlock",
        "Imke Sandoval",
    ]
    assert read[3] == [
        "True or false? The rival project in Corran was given up in 2021.",
        "False. It was given up in 2019.",
    ]


def test_quizlet_makes_a_card_of_each_pair_and_one_of_an_order() -> None:
    read = cards(several_quiz())
    assert len(read) == 5
    assert read[1] == [
        "Who said: “The sea has never once asked us for our timetable”?",
        "Ruth Amsel",
    ]
    assert read[4][1] == "B (1964); D (March 1971); A (1988); C (3 May 2005)"


def test_quizlet_says_that_other_forms_are_left_out() -> None:
    assert export(sample_quiz(), "quizlet").losses == (
        "5 accepted forms besides the keys left out: a Quizlet card has one answer.",
    )
    assert export(quiz_of(short("Who?", "she")), "quizlet").losses == ()


def test_quizlet_says_that_matching_is_taken_apart() -> None:
    assert export(several_quiz(), "quizlet").losses[0] == (
        "Question 2: it becomes 3 cards, one a pair, without its stem and 1 choice."
    )


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_breaks_a_card(kind: str) -> None:
    quiz = hostile_quiz(HOSTILE[kind])
    read = cards(quiz)
    assert [len(card) for card in read] == [2] * len(quiz.questions)
    assert read[9] == [printable(quiz.questions[9].stem), printable(HOSTILE[kind])]
