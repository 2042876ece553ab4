"""The HTML sheet and key: one safe file that says what the records say."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import ExportError
from quiz.exporters import export, export_sheet
from quiz.exporters.answer_key import answer_key
from quiz.exporters.html import columns
from quiz.exporters.places import places
from quiz.exporters.printed import printable
from quiz.exporters.sheet import question_sheet, question_sheets
from quiz.exporters.sheet_options import SheetOptions
from quiz.schema.question import Difficulty
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz, long_quiz
from tests.samples import sample_quiz

BOTH = pytest.mark.parametrize("key", [False, True], ids=["sheet", "key"])
OURS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer"),
    *("h1", "h2", "p", "ol", "li", "span", "div", "strong", "blockquote", "mark"),
}
VOID = {"meta"}


class Reader(HTMLParser):
    """Collects the tags in order, the attributes, and the visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.style = ""
        self.balanced = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            self.style += data
        else:
            self.text += data


def read(quiz: Quiz, *, key: bool = False) -> Reader:
    """Return what a browser finds in the page of `quiz`."""
    reader = Reader()
    reader.feed(export(quiz, "html", key=key).payload.decode("utf-8"))
    reader.close()
    return reader


def count(reader: Reader, *tags: str) -> list[int]:
    return [reader.tags.count(tag) for tag in tags]


@BOTH
@pytest.mark.parametrize("kind", [*CARRIED, *NO_GLYPH])
def test_hostile_text_is_shown_to_the_letter_and_never_run(kind: str, key: bool) -> None:
    quiz = hostile_quiz({**CARRIED, **NO_GLYPH}[kind])
    reader = read(quiz, key=key)
    assert reader.balanced
    assert not reader.open
    assert set(reader.tags) <= OURS
    shown = " ".join(reader.text.split())
    for _, text in places(answer_key(quiz) if key else question_sheet(quiz)):
        for piece in text.split(" "):
            assert " ".join(piece.split()) in shown


@BOTH
def test_the_file_stands_alone(key: bool) -> None:
    reader = read(sample_quiz(), key=key)
    names = {name for name, _ in reader.attributes}
    assert not names & {"src", "href", "srcset", "data", "action", "background"}
    assert not [name for name in names if name.startswith("on")]
    assert not re.search(r"url\(|@import|expression", reader.style)
    assert reader.tags.count("style") == 1


@BOTH
def test_hostile_ids_and_languages_stay_out_of_style_and_attributes(key: bool) -> None:
    quiz = sample_quiz()
    article = quiz.article.model_copy(update={"language": 'en" onload="x'})
    quiz = quiz.model_copy(update={"id": "</style><b>", "article": article})
    reader = read(quiz, key=key)
    assert set(reader.tags) <= OURS
    assert ("lang", "en") in reader.attributes
    assert "Quiz </style>, seed 0" in reader.text


def test_a_sheet_is_a_list_of_questions_with_lists_of_options() -> None:
    reader = read(sample_quiz())
    assert count(reader, "h1", "h2", "ol", "li", "mark") == [1, 0, 2, 9, 0]
    assert reader.text.count("True") - reader.text.count("tick True") == 2
    assert "Score  / 6" in " ".join(reader.text.split("\n"))
    assert ("aria-label", "gap to fill in") in reader.attributes
    assert ("lang", "en") in reader.attributes


def test_a_key_marks_the_key_in_the_evidence() -> None:
    payload = export(sample_quiz(), "html", key=True).payload.decode()
    assert "was given up in <mark>2019</mark>, when" in payload
    reader = read(sample_quiz(), key=True)
    assert count(reader, "h1", "h2", "blockquote", "mark") == [1, 2, 6, 5]
    for text in ("Also accept: May 14, 2024; 14 May", "Correction: It was", "(paragraph 4)"):
        assert text in reader.text


def test_a_key_says_how_hard_a_question_is_and_why_and_the_sheet_does_not() -> None:
    quiz = sample_quiz()
    hard = Difficulty(estimate=0.65, reasons=("the answer is an exact date", "it stands late"))
    rated = quiz.questions[0].model_copy(update={"difficulty": hard})
    made = quiz.model_copy(update={"questions": (rated, *quiz.questions[1:])})
    told = "Difficulty: hard (0.65): the answer is an exact date; it stands late."
    assert read(made, key=True).text.count("Difficulty") == 1
    assert told in " ".join(read(made, key=True).text.split())
    assert "Difficulty" not in read(made).text


@pytest.mark.parametrize(("key", "kind"), [(False, "Question sheet"), (True, "Answer key")])
def test_the_title_names_the_document(key: bool, kind: str) -> None:
    payload = export(sample_quiz(), "html", key=key).payload.decode()
    assert f"<title>{kind}: {sample_quiz().title}</title>" in payload
    assert payload.startswith("<!doctype html>\n")
    assert '<meta charset="utf-8">' in payload


def test_the_key_is_not_in_the_sheet() -> None:
    text = read(sample_quiz()).text
    for question in sample_quiz().questions:
        assert question.evidence.text not in text
        assert question.explanation not in text
    for word in ("14 May 2024", "4,100", "director", "2019", "Answer key"):
        assert word not in text


@pytest.mark.parametrize(
    ("options", "layout"),
    [
        (("one", "two", "three", "four"), "row"),
        (("Imke Sandoval", "Nora Whitlock", "Paul Achterberg"), "row"),
        (("Imke Sandoval", "Nora Whitlock", "Paul Achterberg", "Tom Ravel"), "two"),
        (("the company that runs the station",) * 3, ""),
        (("one", "two", "three", "four", "a fifth one"), ""),
        (("x" * 35, "one", "two", "three"), ""),
    ],
)
def test_short_options_stand_side_by_side(options: tuple[str, ...], layout: str) -> None:
    assert columns(options) == layout


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.booleans())
def test_any_text_comes_back_from_the_page(text: str, key: bool) -> None:
    quiz = sample_quiz()
    stem = quiz.questions[0].model_copy(update={"stem": f"[{text}]", "explanation": f"[{text}]"})
    quiz = quiz.model_copy(update={"title": f"[{text}]", "questions": (stem, *quiz.questions[1:])})
    reader = read(quiz, key=key)
    assert reader.text.count(printable(f"[{text}]")) >= 3
    assert set(reader.tags) <= OURS
    assert reader.balanced


@BOTH
def test_a_long_quiz_is_quick_and_whole(key: bool) -> None:
    text = read(long_quiz(100), key=key).text
    for number in range(1, 101):
        assert f"begin{number:03d}" in text


def test_forms_points_and_article_are_those_of_the_records() -> None:
    options = SheetOptions(forms=2, points={"cloze": 2}, article=True, instructions="Go <on>.")
    text = export_sheet(sample_quiz(), "html", options).payload.decode()
    reader = Reader()
    reader.feed(text)
    assert reader.balanced
    shown = " ".join(reader.text.split())
    for sheet in question_sheets(sample_quiz(), options):
        assert sheet.label is not None
        assert sheet.label in shown
        assert f"{sheet.label} · {sheet.reference}" in shown
    assert shown.count("(2 points)") == 2
    assert shown.count("/ 7") == 2
    assert shown.count("Go <on>.") == 2
    assert shown.count("4The rival project in Corran") == 2


def test_a_single_copy_says_which_it_is() -> None:
    text = export_sheet(sample_quiz(), "html", SheetOptions(copies=("Ganna",))).payload.decode()
    assert "Copy 1 · Quiz" in text
    assert "Ganna" in text


def test_the_key_to_all_forms_has_their_map() -> None:
    options = SheetOptions(forms=3)
    text = export_sheet(long_quiz(6), "html", options, part="key").payload.decode()
    for numbers in answer_key(long_quiz(6), options).map:
        assert "<tr>" + "".join(f"<td>{number}</td>" for number in numbers) + "</tr>" in text


def test_a_link_is_a_code_with_words_for_a_screen_reader() -> None:
    link = "https://quiz.example.org/?a=1&b=<2>"
    text = export_sheet(sample_quiz(), "html", SheetOptions(link=link)).payload.decode()
    assert 'aria-label="Code to scan with a telephone: https://quiz.example.org/?a=1&amp;b=' in text
    assert text.count("<svg") == 1
    assert "<2>" not in text


def test_an_answer_sheet_is_refused() -> None:
    with pytest.raises(ExportError, match="make it as PDF"):
        export_sheet(sample_quiz(), "html", SheetOptions(answer_sheet=True))


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("letter", "letter")])
def test_the_paper_is_said_in_the_style(paper: str, size: str) -> None:
    options = SheetOptions(paper=paper)  # type: ignore[arg-type]
    assert (
        f"@page {{\n  size: {size};".encode()
        in export_sheet(sample_quiz(), "html", options).payload
    )
