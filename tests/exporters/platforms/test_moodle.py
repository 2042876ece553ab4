"""Moodle XML: what the platform does with the options, and a reader nobody here wrote."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from moodle_xml_parser import parser

from quiz.exporters import export
from quiz.exporters.moodle import without_wildcards
from quiz.exporters.printed import printable
from quiz.schema.question import Difficulty, MultipleChoice
from quiz.schema.quiz import Quiz
from tests.exporters.platforms import reading
from tests.exporters.torture import TORTURE, torture_quiz
from tests.samples import sample_quiz

CHOICE = sample_quiz().questions[1]
assert isinstance(CHOICE, MultipleChoice)


def with_choice(**changed: object) -> Quiz:
    """Return a quiz of one multiple-choice question, changed."""
    question = CHOICE.model_copy(update=changed)
    return sample_quiz().model_copy(update={"questions": (question,)})


@pytest.mark.parametrize("kind", TORTURE)
def test_moodle_xml_parser_reads_multiple_choice_with_weights_and_feedback(kind: str) -> None:
    quiz = torture_quiz(TORTURE[kind])
    (found, _) = parser.parse_bytes(export(quiz, "moodle").payload)["multichoice"]
    question = quiz.questions[0]
    assert isinstance(question, MultipleChoice)
    assert found.single
    assert [option.score_fraction for option in found.options] == [0, 100, 0]
    # It undoes one layer of HTML too many, which only signs of HTML in a text can show.
    if not set("<&") & set(TORTURE[kind]):
        shown = [reading.text_of(option.answer) for option in found.options]
        assert shown == [printable(option) for option in question.options]
        assert printable(TORTURE[kind]) in html.unescape(found.general_feedback)


@pytest.mark.parametrize(
    ("changed", "moved"),
    [
        ({}, "true"),
        ({"asks": "number"}, "false"),
        ({"asks": "date"}, "false"),
        ({"options": ("Ann", "Bob", "None of these")}, "false"),
        ({"options": ("Ann", "Bob", "All of the above.")}, "false"),
        ({"options": ("Ann", "Bob", "None of the ships sank")}, "true"),
    ],
)
def test_options_are_moved_about_where_their_order_means_nothing(
    changed: dict[str, object], moved: str
) -> None:
    question = etree.fromstring(export(with_choice(**changed), "moodle").payload)[1]
    assert question.findtext("shuffleanswers") == moved


def test_names_ids_and_tags_help_to_find_a_question() -> None:
    quiz = with_choice(difficulty=Difficulty(estimate=0.1), stem="word " * 60)
    question = etree.fromstring(export(quiz, "moodle").payload)[1]
    assert question.findtext("idnumber") == CHOICE.id
    assert question.findtext("tags/tag/text") == "easy"
    name = question.findtext("name/text")
    assert name.startswith("01. word word")
    assert name.endswith("word…")
    assert reading.text_of(question.findtext("questiontext/text")) == ("word " * 60).strip()


def test_a_title_with_strokes_makes_one_category() -> None:
    quiz = sample_quiz().model_copy(update={"title": "Tides / 2024"})
    category, _ = reading.moodle(export(quiz, "moodle").payload)
    assert category == "$course$/top/Tides // 2024"


def test_a_title_too_long_for_a_list_is_shortened_and_that_is_said() -> None:
    quiz = sample_quiz().model_copy(update={"title": "long " * 60})
    for to in ("moodle", "gift", "qti21", "qti3", "canvas"):
        assert export(quiz, to).losses[-1].startswith("The title is shortened to 200 characters")
    category, _ = reading.moodle(export(quiz, "moodle").payload)
    assert category.endswith("long…")


@given(form=st.text(st.sampled_from("*\\ab "), max_size=12))
def test_no_asterisk_is_a_wildcard(form: str) -> None:
    assert reading._unwild(without_wildcards(form)) == form


@given(text=st.text(min_size=1, max_size=200).filter(lambda text: printable(text)))
def test_any_text_comes_back_from_xml(text: str) -> None:
    quiz = with_choice(stem=text, options=(f"{text} a", "b", f"{text} c"))
    for found in (
        reading.moodle(export(quiz, "moodle").payload)[1],
        reading.qti(export(quiz, "qti21").payload, "v2p1"),
        reading.qti(export(quiz, "qti3").payload, "v3p0"),
        reading.canvas(export(quiz, "canvas").payload)[1],
    ):
        (read,) = found
        assert read.stem == printable(text)
        shown = (printable(f"{text} a"), "b", printable(f"{text} c"))
        assert tuple(option for option, _ in read.options) == shown
