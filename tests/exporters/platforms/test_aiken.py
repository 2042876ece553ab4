"""Aiken: the five ways in which importers lose a question, and a second writer."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from quiz.exporters import export
from quiz.exporters.aiken import safe_stem
from quiz.exporters.printed import printable
from quiz.schema.question import MultipleChoice
from quiz.schema.quiz import Quiz
from tests.exporters.platforms import reading
from tests.exporters.platforms.test_canvas import in_ascii, second_writer
from tests.exporters.torture import TORTURE, torture_quiz
from tests.parts import need
from tests.samples import sample_quiz


def asking(stem: str) -> Quiz:
    """Return a quiz of one question with the given stem."""
    quiz = sample_quiz()
    question = quiz.questions[1].model_copy(update={"stem": stem})
    return quiz.model_copy(update={"questions": (question, quiz.questions[3])})


@pytest.mark.parametrize("stem", ["J. K. Rowling wrote what?", "A) Who is it?", "a) Who?", "?"])
def test_a_stem_that_would_be_lost_has_a_word_before_it(stem: str) -> None:
    done = export(asking(stem), "aiken")
    assert reading.aiken(done.payload.decode())[0].stem == f"Question 1: {stem}"
    assert done.losses == ()


def test_a_stem_of_several_lines_becomes_one() -> None:
    text = export(asking("Who\nis\r\nit?"), "aiken").payload.decode()
    assert text.startswith("Who is it?\nA) ")


def test_a_key_within_a_text_is_left_out_and_named() -> None:
    done = export(asking("Which ANSWER: is right?"), "aiken")
    (loss,) = done.losses
    assert loss.startswith("Question 1 left out: Aiken takes “ANSWER:” for the line with the key")
    assert len(reading.aiken(done.payload.decode())) == 1


@pytest.mark.parametrize(
    "text",
    [
        "J. K. Rowling?\nA) x\nB) y\nANSWER: A\n",
        "Who?\nsecond line\nA) x\nB) y\nANSWER: A\n",
        "Who?\na) x\nb) y\nANSWER: A\n",
        "Who?\nA) x\nB) y\nANSWER: D\n",
        "The ANSWER: is?\nA) x\nB) y\nANSWER: A\n",
    ],
)
def test_the_reader_of_these_tests_knows_each_of_the_five(text: str) -> None:
    with pytest.raises(AssertionError):
        reading.aiken(text)


@given(stem=st.text(min_size=1).map(printable).filter(bool))
def test_any_stem_is_read_as_one(stem: str) -> None:
    if "answer:" in stem.lower():
        return
    (read,) = reading.aiken(f"{safe_stem(7, stem)}\nA) x\nB) y\nANSWER: B\n")
    assert read.stem.removeprefix("Question 7: ").strip(" \t") == stem


def test_the_second_writer_writes_the_same_question(tmp_path: Path) -> None:
    quiz = in_ascii(sample_quiz())
    question = quiz.questions[1]
    assert isinstance(question, MultipleChoice)
    theirs = second_writer(
        "MC",
        [question.stem, list(question.options), question.key],
        "moodle_aiken",
        tmp_path / "questions.txt",
    ).decode()
    ours = export(quiz, "aiken").payload.decode().split("\n\n")[0]
    assert ours.replace(") ", ". ").splitlines() == theirs.strip().splitlines()


# The key is refused by us in every question; the end of CDATA breaks the XML that they write.
NOT_FOR_THEM = {"a key", "end of CDATA"}


@pytest.mark.node
@pytest.mark.parametrize("kind", sorted(TORTURE.keys() - NOT_FOR_THEM))
def test_another_reader_finds_the_same_questions(kind: str) -> None:
    payload = export(torture_quiz(TORTURE[kind]), "aiken").payload
    script = Path(__file__).parents[2] / "node" / "aiken.mjs"
    done = subprocess.run([need("node"), script], input=payload, capture_output=True, check=True)
    found = etree.fromstring(done.stdout).findall("question")
    ours = reading.aiken(payload.decode())
    assert len(found) == len(ours) > 0
    for theirs, read in zip(found, ours, strict=True):
        assert shown(theirs.findtext("questiontext/text")) == shown(read.stem)
        marked = [
            (shown(answer.findtext("text")), answer.get("fraction") == "100")
            for answer in theirs.findall("answer")
        ]
        assert marked == [(shown(option), right) for option, right in read.options]


def shown(text: str | None) -> str:
    return " ".join((text or "").split())
