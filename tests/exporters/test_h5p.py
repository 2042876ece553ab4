"""The H5P question set: a server takes the package, and the libraries know all that is in it."""

import io
import json
import subprocess
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.exporters import export
from quiz.exporters.feedback import feedback
from quiz.exporters.h5p.text import blank, html, paragraph
from quiz.exporters.printed import printable
from quiz.schema.quiz import Quiz
from tests.exporters.h5p_parameters import LIBRARIES, QUESTION_SET, missing, unknown
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz
from tests.exporters.making import cloze, quiz_of, short
from tests.parts import NODE, need
from tests.samples import sample_quiz, several_quiz

HOSTILE = {**CARRIED, **NO_GLYPH}
QUIZZES = pytest.mark.parametrize("quiz", [sample_quiz(), several_quiz()], ids=["one", "several"])


def unpacked(quiz: Quiz) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(export(quiz, "h5p").payload)) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def asked(quiz: Quiz) -> list[dict[str, Any]]:
    """Return the parameters of every question."""
    return [one["params"] for one in unpacked(quiz)["content/content.json"]["questions"]]


def text_of(markup: str) -> str:
    """Return what a browser shows of one of our paragraphs."""
    for tag in ("<p>", "</p>", "<div>", "</div>"):
        markup = markup.replace(tag, "")
    assert "<" not in markup
    return unescape(markup)


def split(line: str) -> list[tuple[str, list[str]]]:
    """Return a line as H5P.Blanks splits it: pairs of a text and the answers of the gap after it.

    It looks for asterisks, cuts off a tip after ":", splits answers at "/", and then reads
    character references.
    """
    pieces = line.split("*")
    assert len(pieces) % 2 == 1
    read = []
    for place in range(0, len(pieces), 2):
        solution = pieces[place + 1].split(":")[0].split("/") if place + 1 < len(pieces) else []
        read.append((text_of(pieces[place]), [unescape(answer.strip(" ")) for answer in solution]))
    return read


def judged(package: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    """Return what the H5P server says of a package."""
    node = need("node")
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(folder)
    return subprocess.run(
        [node, NODE / "h5p.mjs", folder], capture_output=True, text=True, check=False
    )


@QUIZZES
def test_the_server_takes_the_package(quiz: Quiz, tmp_path: Path) -> None:
    done = judged(export(quiz, "h5p").payload, tmp_path)
    assert (done.returncode, done.stdout) == (0, "valid\n")


def test_the_server_refuses_what_is_not_h5p(tmp_path: Path) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, held in unpacked(sample_quiz()).items():
            spoilt = {**held, "license": "none"} if name == "h5p.json" else held
            archive.writestr(name, json.dumps(spoilt))
    done = judged(package.getvalue(), tmp_path)
    assert done.returncode == 1
    assert "license" in done.stdout


@QUIZZES
def test_the_libraries_know_every_parameter(quiz: Quiz) -> None:
    content = unpacked(quiz)["content/content.json"]
    assert unknown(content, QUESTION_SET) == []
    assert missing(content, QUESTION_SET) == []
    for question in content["questions"]:
        assert set(question) == {"library", "params", "subContentId", "metadata"}
        known = LIBRARIES[question["library"]]
        assert unknown(question["params"], known) == []
        assert missing(question["params"], known) == []


def test_a_parameter_that_no_library_knows_is_found() -> None:
    content = unpacked(sample_quiz())["content/content.json"]
    content["texts"]["nextButon"] = "Next"
    content["endGame"]["overallFeedback"][0]["form"] = 0
    assert sorted(unknown(content, QUESTION_SET)) == [
        ".endGame.overallFeedback[0].form",
        ".texts.nextButon",
    ]
    del content["texts"]["finishButton"]
    assert missing(content, QUESTION_SET) == [".texts.finishButton"]


def test_the_package_names_the_libraries_it_needs() -> None:
    about = unpacked(several_quiz())["h5p.json"]
    assert about["title"] == "Sixty years of the ferry at Corran"
    named = [
        (d["machineName"], d["majorVersion"], d["minorVersion"])
        for d in about["preloadedDependencies"]
    ]
    assert named == [("H5P.QuestionSet", 1, 20), ("H5P.Blanks", 1, 14), ("H5P.DragText", 1, 10)]


def test_each_question_has_an_id_that_stays() -> None:
    ids = [q["subContentId"] for q in unpacked(sample_quiz())["content/content.json"]["questions"]]
    assert len(set(ids)) == 6
    fewer = quiz_of_first(sample_quiz(), 3)
    again = [q["subContentId"] for q in unpacked(fewer)["content/content.json"]["questions"]]
    assert again == ids[:3]


def quiz_of_first(quiz: Quiz, count: int) -> Quiz:
    return quiz.model_copy(update={"questions": quiz.questions[:count]})


def test_options_and_statements_have_their_key() -> None:
    read = asked(sample_quiz())
    assert [(text_of(a["text"]), a["correct"]) for a in read[1]["answers"]] == [
        ("Paul Achterberg", False),
        ("Imke Sandoval", True),
        ("Nora Whitlock", False),
    ]
    assert [read[place]["correct"] for place in (3, 4)] == ["false", "true"]
    assert text_of(read[3]["question"]) == "The rival project in Corran was given up in 2021."


def test_typed_answers_take_every_accepted_form() -> None:
    read = asked(sample_quiz())
    assert text_of(read[0]["text"]).startswith("When did the harbour town")
    assert split(read[0]["questions"][0])[0] == (
        "",
        ["14 May 2024", "May 14, 2024", "14 May", "2024-05-14"],
    )
    assert split(read[2]["questions"][0]) == [
        ("Brindle Energy expects the tidal power station to supply ", ["4,100"]),
        (" homes.", []),
    ]


def test_matching_and_ordering_are_dragged() -> None:
    _, matching, ordering = asked(several_quiz())
    assert [split(line)[0] for line in matching["textField"].split("\n")] == [
        ("“The sea has never once asked us for our timetable” ", ["Ruth Amsel"]),
        ("“My father counted waves, and I count passengers and parking spaces” ", ["Ivo Renn"]),
        ("“A town without its ferry is only a very long car park” ", ["Bela Farkas"]),
    ]
    assert matching["distractors"] == "*Aldo Renn*"
    assert ordering["textField"].split("\n")[1] == "*1* Aldo Renn founded the ferry company."


@QUIZZES
def test_the_feedback_is_the_explanation_with_its_evidence(quiz: Quiz) -> None:
    for question, read in zip(quiz.questions, asked(quiz), strict=True):
        told = feedback(question, quiz).in_one
        if question.type == "true_false":
            shown = {read["behaviour"][name] for name in ("feedbackOnCorrect", "feedbackOnWrong")}
        else:
            shown = {part["feedback"] for part in read["overallFeedback"]}
        assert {unescape(one) for one in shown} == {told}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_shown_as_it_is(kind: str) -> None:
    text = HOSTILE[kind]
    quiz = hostile_quiz(text)
    read = asked(quiz)
    assert text_of(read[6]["question"]) == printable(quiz.questions[6].stem)
    assert [text_of(a["text"]) for a in read[6]["answers"]] == [
        *("none", printable(f"{text} indeed"), printable(text), printable(f"not {text}")),
    ]
    (before, answers), (after, _) = split(read[7]["questions"][0])
    assert (before + "_____" + after).strip() == printable(quiz.questions[7].stem)
    assert answers == [printable(text), printable(f"the {text}")]


@given(st.text())
def test_any_text_is_shown_as_it_is_and_marks_no_gap(text: str) -> None:
    assert text_of(paragraph(text)) == printable(text)
    assert not set("*/:\\@") & set(html(text))


@given(st.lists(st.text(min_size=1).filter(printable), min_size=1, max_size=4))
def test_any_answers_come_back_from_a_gap(answers: list[str]) -> None:
    ((_, read), _) = split(f"before {blank(*answers)} after")
    assert read == [printable(answer).strip(" ") for answer in answers]


def test_a_title_that_is_too_long_is_said() -> None:
    quiz = quiz_of(short("Who?", "she"), title="t" * 256)
    done = export(quiz, "h5p")
    assert done.losses == (
        "The title left out: H5P takes 255 characters, and it has 256; give another.",
    )
    assert unpacked(quiz)["h5p.json"]["title"] == "Questions on a news article"
    assert export(quiz_of(short("Who?", "she"), title="t" * 255), "h5p").losses == ()


def test_a_gap_at_the_edge_keeps_its_place() -> None:
    quiz = quiz_of(cloze("_____ won.", "She"), cloze("It was _____", "so"))
    assert [split(read["questions"][0])[0] for read in asked(quiz)] == [
        ("", ["She"]),
        ("It was ", ["so"]),
    ]
