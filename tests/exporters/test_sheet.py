"""What a printed page shows, before any layout."""

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import ExportError
from quiz.exporters.answer_key import answer_key
from quiz.exporters.places import places
from quiz.exporters.printed import printable
from quiz.exporters.sheet import question_sheet, question_sheets
from quiz.exporters.sheet_options import SheetOptions
from quiz.exporters.typesetting import clusters
from quiz.schema.quiz import Quiz
from tests.samples import sample_article, sample_quiz


def with_article(**changes: object) -> Quiz:
    quiz = sample_quiz()
    return quiz.model_copy(update={"article": quiz.article.model_copy(update=changes)})


def test_a_sheet_holds_no_key_evidence_or_explanation() -> None:
    shown = question_sheet(sample_quiz()).model_dump_json(exclude={"words"})
    for question in sample_quiz().questions:
        assert question.evidence.text not in shown
        assert question.explanation not in shown
    for key in ("14 May 2024", "4,100", "director", "2019", "key"):
        assert key not in shown


def test_sheet_and_key_have_the_same_numbers_and_stems() -> None:
    sheet, key = question_sheet(sample_quiz()), answer_key(sample_quiz())
    assert [(q.number, q.stem) for q in sheet.questions] == [
        (entry.number, entry.stem) for entry in key.entries
    ]
    assert [q.number for q in sheet.questions] == [1, 2, 3, 4, 5, 6]


def test_the_key_says_what_is_right_and_why() -> None:
    entries = answer_key(sample_quiz()).entries
    assert [entry.overview for entry in entries] == [
        "14 May 2024",
        "B  Imke Sandoval",
        "4,100",
        "False",
        "True",
        "director",
    ]
    assert entries[0].accepted == ("May 14, 2024", "14 May", "2024-05-14")
    assert [entry.paragraph for entry in entries] == [1, 2, 3, 4, 1, 3]
    assert entries[3].correction == "It was given up in 2019."
    assert entries[4].reasons == ("The mayor, Imke Sandoval, did.",)


SMALL_STATES = (
    "the US and Britain",
    "Britain and the US",
    "U.S. and Britain",
    "the US & Britain",
    "the United States and the UK",
    "UNITED STATES and U.K.",
    "United States and U.K",
    "UK and the United States",
    "America and Great Britain",
    "US and UK",
    "USA and UK",
    "USA and Britain",
)


@pytest.mark.parametrize(
    ("asks", "forms", "printed"),
    [
        (
            "country",
            SMALL_STATES,
            (
                "the United States and the UK",
                "America and Great Britain",
                "US and UK",
                "USA and UK",
                "USA and Britain",
            ),
        ),
        (
            "term",
            ("tide", *(f"tide {n}" for n in "bcdefghi")),
            (*(f"tide {n}" for n in "bcdefg"), "and 2 more, listed in quiz.json"),
        ),
        ("number", ("2,030", "2030"), ()),
        ("number", ("$1.5m", "$15m", "$1.5 million"), ("$15m", "$1.5 million")),
        ("person", ("Jan Roe", "Roe", "Mr Roe", "Mr. Jan Roe"), ("Roe",)),
        ("role", ("the mayor", "Mayor", "mayor of Brindle"), ("mayor of Brindle",)),
        ("term", ("Łódź", "Lodz", "\x00", "tide"), ("tide",)),
    ],
)
def test_the_key_prints_a_few_forms_that_differ(
    asks: str, forms: tuple[str, ...], printed: tuple[str, ...]
) -> None:
    quiz = sample_quiz()
    changes = {"asks": asks, "key": forms[0], "accepted": forms}
    question = quiz.questions[0].model_copy(update=changes)
    (entry,) = answer_key(quiz.model_copy(update={"questions": (question,)})).entries
    assert entry.accepted == printed


@pytest.mark.parametrize(
    ("position", "has_span", "derivation", "explanation", "printed"),
    [
        # a statement: only where there is more in it than its own words
        (4, False, "The statement puts its words so that they stand alone.", "It says so.", False),
        (4, False, "“She” is Imke Sandoval.", "The article says so.", True),
        # what the explanation says already
        (0, True, "“Sandoval” is Imke Sandoval.", "Imke Sandoval said so.", False),
        (0, True, "“Last month” in an article of 15 May 2024 is April 2024.", "In April.", True),
        (0, True, "“The tide” is Brindle.", "It was in Brindle.", True),
        # without a place in the article it is all the proof there is
        (0, False, "The sentence before says it.", "The mayor, Imke Sandoval, did.", True),
    ],
)
def test_the_derivation_is_printed_where_it_tells_something(
    position: int, has_span: bool, derivation: str, explanation: str, printed: bool
) -> None:
    quiz = sample_quiz()
    question = quiz.questions[position]
    changes = {"derivation": derivation, "explanation": explanation}
    span = question.key_span if has_span else None
    assert (span is not None) == has_span
    changed = question.model_copy(update={**changes, "key_span": span})
    (entry,) = answer_key(quiz.model_copy(update={"questions": (changed,)})).entries
    assert entry.reasons == ((explanation, derivation) if printed else (explanation,))


def test_a_long_option_stands_in_the_overview_by_its_letter() -> None:
    quiz = sample_quiz()
    long = quiz.questions[1].model_copy(update={"options": ("a", "b" * 41, "c")})
    (entry,) = answer_key(quiz.model_copy(update={"questions": (long,)})).entries
    assert (entry.overview, entry.answer) == ("B", "b" * 41)


def test_the_evidence_is_quoted_whole_with_its_key() -> None:
    for question, entry in zip(
        sample_quiz().questions, answer_key(sample_quiz()).entries, strict=True
    ):
        quote = entry.quote
        assert quote.before + quote.key + quote.after == question.evidence.text
        if question.key_span is not None:
            assert quote.key == sample_article().at(question.key_span)


def test_marks_inside_the_evidence_decide_the_marks_round_it() -> None:
    plain, spoken, *_ = answer_key(sample_quiz()).entries
    assert (plain.quote.opening, plain.quote.closing) == ("“", "”")
    assert (spoken.quote.opening, spoken.quote.closing) == ("‘\u200a", "’")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "The Brindle Courier, 15 May 2024, by Nora Whitlock"),
        ({"byline": "By Nora Whitlock"}, "The Brindle Courier, 15 May 2024, by Nora Whitlock"),
        ({"byline": "Byron Lee"}, "The Brindle Courier, 15 May 2024, by Byron Lee"),
        ({"outlet": None}, "15 May 2024, by Nora Whitlock"),
        ({"published": None, "byline": None}, "The Brindle Courier"),
        ({"outlet": None, "published": None, "byline": "\x00"}, None),
    ],
)
def test_the_source_line_says_what_is_known(changes: dict[str, object], line: str | None) -> None:
    assert question_sheet(with_article(**changes)).source == line


@pytest.mark.parametrize(
    ("language", "voice"),
    [("en", "en"), ("en-GB", "en"), ("UK", "uk"), ("English", "en"), ("", "en"), ("e\u0301", "en")],
)
def test_the_language_is_one_that_a_screen_reader_knows(language: str, voice: str) -> None:
    assert question_sheet(with_article(language=language)).language == voice


def test_the_instructions_name_only_what_the_sheet_has() -> None:
    quiz = sample_quiz()
    assert question_sheet(quiz).instructions == (
        "6 questions, one point each. Circle the letter of the right option, tick True or False, "
        "write what is missing in the gap or write a short answer on the line. "
        "Every answer is in the article."
    )
    alone = quiz.model_copy(update={"questions": quiz.questions[3:4]})
    assert question_sheet(alone).instructions == (
        "1 question. Tick True or False. Every answer is in the article."
    )


def test_all_gaps_are_as_wide_as_the_longest_key_needs() -> None:
    quiz = sample_quiz()
    cloze = quiz.questions[2]
    for length, width in ((1, 30), (5, 30), (12, 45), (30, 105), (200, 120)):
        key = "x" * length
        longer = cloze.model_copy(update={"key": key, "accepted": (key,)})
        changed = quiz.model_copy(update={"questions": (cloze, longer)})
        assert question_sheet(changed).gap == width


@pytest.mark.parametrize(("length", "lines"), [(1, 1), (44, 1), (45, 2), (200, 5)])
def test_a_longer_answer_gets_more_lines(length: int, lines: int) -> None:
    quiz = sample_quiz()
    key = "x" * length
    question = quiz.questions[0].model_copy(update={"key": key, "accepted": (key,)})
    sheet = question_sheet(quiz.model_copy(update={"questions": (question,)}))
    assert sheet.questions[0].lines == lines


def test_the_spaces_next_to_a_gap_are_the_authors() -> None:
    quiz = sample_quiz()
    for stem, before, after in (
        ("It was in _____.", "It was in ", "."),
        ("_____ won (no)", "", " won (no)"),
        ("In \n _____\tthen", "In ", " then"),
        ("pre-_____-post", "pre-", "-post"),
    ):
        cloze = quiz.questions[2].model_copy(update={"stem": stem})
        shown = question_sheet(quiz.model_copy(update={"questions": (cloze,)})).questions[0].stem
        assert (shown.before, shown.after) == (before, after)


@pytest.mark.parametrize(
    ("position", "changes", "said"),
    [
        (0, {"stem": "\x00\ufeff "}, "Question 1 has an empty stem"),
        (2, {"stem": " _____\x07"}, "Question 1 has an empty stem"),
        (1, {"options": ("a", "\x01", "c")}, "Option B of question 1 is empty"),
    ],
)
def test_what_would_print_as_nothing_is_refused(
    position: int, changes: dict[str, object], said: str
) -> None:
    quiz = sample_quiz()
    question = quiz.questions[position].model_copy(update=changes)
    with pytest.raises(ExportError, match=said):
        question_sheet(quiz.model_copy(update={"questions": (question,)}))


def test_every_text_of_the_article_has_a_place() -> None:
    sheet = dict(places(question_sheet(sample_quiz())))
    assert sheet["option C of question 2"] == "Nora Whitlock"
    key = dict(places(answer_key(sample_quiz())))
    assert "2019" in key["the explanation of question 4"]
    assert "Ms Sandoval" in key["the evidence of question 2"]


@given(st.text())
def test_printable_text_is_one_line_without_controls(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown)
    assert "\ufeff" not in shown


@given(st.text(st.characters(exclude_categories=["C", "Z"])), st.sampled_from([" ", "\n", "\t "]))
def test_printable_text_keeps_every_visible_character(text: str, gap: str) -> None:
    assert printable(text) == text
    assert printable(f"{gap}{text}{gap}{text}{gap}") == f"{text} {text}".strip(" ")


@given(st.text(), st.integers(1, 9))
def test_pieces_join_to_the_text_and_begin_with_a_letter(text: str, size: int) -> None:
    pieces = clusters(text, size)
    assert "".join(pieces) == text
    assert not any(unicodedata.combining(piece[0]) for piece in pieces[1:])
    if not any(unicodedata.category(c)[0] == "M" or c == "\u200d" for c in text):
        assert len(pieces) == max(1, math.ceil(len(text) / size))


def test_points_are_shown_and_added_up() -> None:
    options = SheetOptions(points={"short_answer": 3, "cloze": 2})
    (sheet,) = question_sheets(sample_quiz(), options)
    assert [question.points for question in sheet.questions] == [
        *("3 points", "1 point", "2 points", "1 point", "1 point", "3 points"),
    ]
    assert sheet.total == 11
    assert sheet.instructions.startswith("6 questions, 11 points in all. Circle")
    entries = answer_key(sample_quiz(), options).entries
    assert [entry.points for entry in entries] == [question.points for question in sheet.questions]
    assert {question.points for question in question_sheet(sample_quiz()).questions} == {None}


def test_the_article_is_there_with_the_numbers_that_the_key_names() -> None:
    (sheet,) = question_sheets(sample_quiz(), SheetOptions(article=True))
    paragraphs = {paragraph.number: paragraph.text for paragraph in sheet.paragraphs}
    for entry in answer_key(sample_quiz()).entries:
        quote = entry.quote
        assert quote.before + quote.key + quote.after in paragraphs[entry.paragraph]
    assert question_sheet(sample_quiz()).paragraphs == ()


def test_with_an_answer_sheet_choices_are_made_there() -> None:
    (sheet,) = question_sheets(sample_quiz(), SheetOptions(answer_sheet=True))
    assert sheet.bubbles
    assert sheet.instructions == (
        "6 questions, one point each. On the answer sheet, fill in the letter of the right option "
        "or fill in T for True or F for False. On this sheet, write what is missing in the gap or "
        "write a short answer on the line. Every answer is in the article."
    )


def test_instructions_of_ones_own_replace_ours() -> None:
    (sheet,) = question_sheets(sample_quiz(), SheetOptions(instructions=" Ten\x00 minutes. "))
    assert sheet.instructions == "Ten minutes."


def test_large_print_gives_more_room_to_write() -> None:
    quiz = sample_quiz()
    question = quiz.questions[0].model_copy(update={"key": "x" * 40, "accepted": ("x" * 40,)})
    quiz = quiz.model_copy(update={"questions": (question, quiz.questions[2])})
    plain, large = (
        question_sheets(quiz, SheetOptions(look=look))[0] for look in ("standard", "large")
    )  # type: ignore[arg-type]
    assert plain.questions[0].lines < large.questions[0].lines
    assert plain.gap <= large.gap
