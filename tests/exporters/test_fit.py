"""What a format cannot hold of a question is left out by number, with the way out."""

import pytest

from quiz.errors import ExportError
from quiz.exporters import EXPORTERS, Exporter, Fit, export, plain
from quiz.registry import Registry
from quiz.schema.question import Question
from quiz.schema.quiz import Quiz
from tests.exporters.making import cloze, multiple, quiz_of, short, truth
from tests.samples import several_quiz


def shy(question: Question) -> Fit:
    if "long" in question.stem:
        return Fit("it is long; shorten it")
    return Fit(lost=("half of it is lost",)) if "half" in question.stem else Fit()


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    return " ".join(question.stem for question in quiz.questions).encode(), ("At the end.",)


@pytest.fixture
def shy_format(monkeypatch: pytest.MonkeyPatch) -> str:
    registry: Registry[Exporter] = Registry("exporters")
    exporter = Exporter(
        "shy",
        "Shy",
        ".txt",
        "text/plain",
        write,
        types=("true_false", "cloze"),
        fit=shy,
        instead={"short_answer": "pdf does"},
    )
    registry.add("shy", exporter)
    monkeypatch.setattr("quiz.exporters.EXPORTERS", registry)
    return "shy"


def test_losses_count_the_questions_of_the_quiz_and_not_those_that_are_left(
    shy_format: str,
) -> None:
    quiz = quiz_of(
        short("Who?", "she"),
        truth("A long one."),
        truth("Well."),
        truth("Only half."),
        multiple("Which?", "a", "b", "c"),
    )

    done = export(quiz, shy_format)

    assert done.payload == b"Well. Only half."
    assert done.losses == (
        "Question 1 left out: shy does not carry short answer; pdf does.",
        "Question 2 left out: it is long; shorten it.",
        "Question 4: half of it is lost.",
        "Question 5 left out: shy does not carry multiple choice.",
        "At the end.",
    )


def test_where_nothing_is_left_a_way_out_and_the_first_reason_are_given(shy_format: str) -> None:
    with pytest.raises(ExportError) as refused:
        export(quiz_of(truth("A long one.")), shy_format)
    assert str(refused.value) == (
        "The quiz has no question that the format shy can carry; build one with `quiz build "
        "--types true_false,cloze`. Question 1 left out: it is long; shorten it."
    )


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (truth("\x00\ufeff "), "its stem shows nothing; write one"),
        (cloze(" _____\x07", "a"), "its stem shows nothing; write one"),
        (cloze("a __\x00___ and _____", "a"), "its stem does not show one gap; write one"),
        (short("Who?", "\x01"), "its key shows nothing; write one"),
        (multiple("Which?", "a", "\x01", "c"), "option B shows nothing; write something"),
        (multiple("Which?", "a", "b", "a\x07"), "options A and C look the same; change one"),
    ],
)
def test_what_would_show_nothing_or_the_same_twice_is_left_out(
    question: Question, why: str
) -> None:
    assert plain.fit(question).left_out == why


def test_choices_and_prompts_are_looked_at_like_options() -> None:
    matching = several_quiz().questions[1]
    assert matching.type == "matching"
    assert plain.fit(matching) == Fit()

    blurred = matching.model_copy(update={"choices": (*matching.choices[:3], "Ruth Amsel\x07")})

    assert plain.fit(blurred).left_out == "choices B and D look the same; change one"


def test_every_help_names_formats_that_carry_the_type() -> None:
    for exporter in (EXPORTERS.get(name) for name in EXPORTERS):
        for type_, said in exporter.instead.items():
            assert type_ not in exporter.types
            named = [name for name in EXPORTERS if name in said.replace(",", "").split()]
            assert named, said
            assert all(type_ in EXPORTERS.get(name).types for name in named)


def test_accepted_forms_come_once_each_and_the_key_first() -> None:
    question = short("When?", "14 May", "14  May", "May 14", "14 May\x07", "\x00")
    assert plain.accepted(question) == ("14 May", "May 14")


def test_few_forms_are_those_that_tell_most() -> None:
    question = short("Who?", "Imke Sandoval", "imke sandoval", "Sandoval", "the mayor")
    assert plain.telling(question, 3) == ("Imke Sandoval", "Sandoval", "the mayor")
    assert plain.telling(question, 9)[:3] == ("Imke Sandoval", "Sandoval", "the mayor")
    assert len(plain.telling(question, 9)) == 4
