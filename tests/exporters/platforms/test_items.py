"""What platforms cannot show is left out, named by its number in the whole quiz, with a way out."""

import pytest
from lxml import etree

from quiz.errors import ExportError
from quiz.exporters import export
from quiz.exporters.items import items, shortened
from quiz.schema.question import MultipleChoice, Question
from quiz.schema.quiz import Quiz
from tests.exporters.platforms.reading import members
from tests.samples import sample_quiz, several_quiz

PLATFORMS = ("moodle", "gift", "qti21", "qti3", "canvas", "aiken")


def changed(place: int, **fields: object) -> Quiz:
    """Return the sample quiz with fields of one question (counted from 0) changed."""
    quiz = sample_quiz()
    questions: list[Question] = list(quiz.questions)
    questions[place] = questions[place].model_copy(update=fields)
    return quiz.model_copy(update={"questions": tuple(questions)})


@pytest.mark.parametrize("to", PLATFORMS)
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"stem": "\u200b\ufeff\x07 "}, "its stem is empty; give it some text"),
        ({"options": ("Ann", "\ufeff", "Bob")}, "option 2 is empty; give it some text"),
        ({"options": ("Ann", "Ann\x07", "Bob")}, "two of its options look alike; change one"),
    ],
)
def test_a_question_that_nobody_could_read_is_left_out(
    to: str, fields: dict[str, object], reason: str
) -> None:
    fields = {key: value for key, value in fields.items() if key != "stem"} or {"stem": "\ufeff "}
    done = export(changed(1, **fields), to)
    (loss,) = (loss for loss in done.losses if loss.startswith("Question 2"))
    assert reason in loss
    assert loss.startswith("Question 2 left out: ")
    assert loss.endswith(".")


def test_losses_of_a_writer_have_the_numbers_of_the_whole_quiz() -> None:
    ferry = several_quiz()
    short, _, ordering = ferry.questions
    lost = short.model_copy(update={"key": "a -> b", "accepted": ("a -> b",)})
    quiz = ferry.model_copy(update={"questions": (ordering, lost, *ferry.questions[1:2])})
    assert [loss.split(":")[0] for loss in export(quiz, "gift").losses] == [
        "Question 1 left out",
        "Question 2 left out",
    ]


@pytest.mark.parametrize("to", PLATFORMS)
def test_a_quiz_of_which_nothing_is_left_is_refused_with_the_reason(to: str) -> None:
    quiz = changed(1, stem="\ufeff")
    quiz = quiz.model_copy(update={"questions": quiz.questions[1:2]})
    with pytest.raises(ExportError, match=r"no question .* can carry: its stem is empty; .*\.$"):
        export(quiz, to)


def test_none_of_these_keeps_its_place_in_qti() -> None:
    quiz = changed(1, options=("Ann", "Bob", "None of these"))
    (item,) = (item for item in items(quiz)[0] if item.options)
    assert [option.fixed for option in item.options] == [False, False, True]
    assert item.shuffle
    question = quiz.questions[1]
    assert isinstance(question, MultipleChoice)
    assert [option.right for option in item.options] == [False, True, False]
    for to, name in (("qti21", "simpleChoice"), ("qti3", "qti-simple-choice")):
        xml = members(export(quiz, to).payload)[f"items/question-{item.id}.xml"]
        choices = list(etree.fromstring(xml).iter("{*}" + name))
        assert [choice.get("fixed") for choice in choices] == [None, None, "true"]
        assert choices[0].getparent().get("shuffle") == "true"


def test_numbers_keep_their_order_in_qti() -> None:
    quiz = changed(1, options=("10", "20", "30"), asks="number")
    name = f"items/question-{quiz.questions[1].id}.xml"
    for to in ("qti21", "qti3"):
        assert b'shuffle="false"' in members(export(quiz, to).payload)[name]


def test_of_a_false_statement_it_is_told_what_is_so() -> None:
    false = items(sample_quiz())[0][3]
    assert (
        false.feedback.explanation == "It was given up in 2019. The article gives 2019 as the year."
    )
    told = changed(3, explanation="It was given up in 2019. The article says so.")
    assert items(told)[0][3].feedback.explanation == "It was given up in 2019. The article says so."


def test_a_form_is_accepted_once_whatever_its_capitals() -> None:
    quiz = changed(5, accepted=("director", "Director", "the\ndirector", "", "the director"))
    item = items(quiz)[0][5]
    assert item.accepted == ("director", "the director")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("one two three", "one two three"),
        ("one two three four", "one two three…"),
        ("x" * 30, "x" * 14 + "…"),
        ("根" * 16, "根" * 14 + "…"),
    ],
)
def test_a_label_is_cut_between_words_by_characters(text: str, short: str) -> None:
    assert shortened(text, 15) == short
