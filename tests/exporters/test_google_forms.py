"""The script for Google Forms: Google's types take it, and it makes the form it should."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.exporters import export
from quiz.exporters.feedback import feedback
from quiz.exporters.google_forms import script_value
from quiz.exporters.printed import printable
from quiz.schema.quiz import Quiz
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz
from tests.exporters.making import quiz_of, truth
from tests.parts import NODE, need
from tests.samples import sample_quiz, several_quiz

HOSTILE = {**CARRIED, **NO_GLYPH}
TSC = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2022", "--lib", "es2022")


def script(quiz: Quiz) -> str:
    return export(quiz, "google-forms").payload.decode()


def checked(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Return what TypeScript says of a script, by Google's types."""
    node = need("node")
    source = folder / "form.js"
    source.write_text(text, encoding="utf-8")
    types = ("--types", "google-apps-script", "--typeRoots", NODE / "node_modules" / "@types")
    tsc = NODE / "node_modules" / "typescript" / "bin" / "tsc"
    return subprocess.run(
        [node, tsc, *TSC, *types, source], capture_output=True, text=True, check=False
    )


def made(quiz: Quiz, folder: Path) -> dict[str, Any]:
    """Return what the script makes of stand-ins for Google's services."""
    node = need("node")
    source = folder / "form.gs"
    source.write_text(script(quiz), encoding="utf-8")
    done = subprocess.run(
        [node, NODE / "forms.mjs", source], capture_output=True, text=True, check=True
    )
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@pytest.mark.parametrize("quiz", [sample_quiz(), several_quiz()], ids=["one", "several"])
def test_the_types_of_apps_script_take_the_script(quiz: Quiz, tmp_path: Path) -> None:
    done = checked(script(quiz), tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("setFeedbackForIncorrect", "setFeedbackForIncorect"),
        ("setGeneralFeedback(feedback)", "setGeneralFeedback(item.feedback)"),
        ("addListItem()", "addListItems()"),
        ('"key": 1', '"key": "1"'),
    ],
)
def test_a_planted_fault_is_caught(right: str, wrong: str, tmp_path: Path) -> None:
    text = script(sample_quiz())
    assert right in text
    done = checked(text.replace(right, wrong), tmp_path)
    assert done.returncode != 0
    assert "error TS" in done.stdout


def test_the_script_makes_a_quiz_with_keys_points_and_feedback(tmp_path: Path) -> None:
    quiz = sample_quiz()
    form = made(quiz, tmp_path)
    assert form["form"]["IsQuiz"] is True
    assert form["form"]["Title"] == quiz.title
    assert form["form"]["Description"] == (
        "Every answer is in the article: “Harbour town of Brindle opens its first tidal power "
        "station”, The Brindle Courier, 15 May 2024."
    )
    assert form["log"] == [
        "Edit: https://forms.example/edit",
        "Give out: https://forms.example/view",
    ]
    items = form["items"]
    assert [item["kind"] for item in items] == [
        *("text", "choice", "text", "choice", "choice", "text"),
    ]
    assert [item["Title"] for item in items] == [question.stem for question in quiz.questions]
    assert {item["Points"] for item in items} == {1}
    assert [(c["text"], c["right"]) for c in items[1]["Choices"]] == [
        ("Paul Achterberg", False),
        ("Imke Sandoval", True),
        ("Nora Whitlock", False),
    ]
    assert [c["right"] for c in items[3]["Choices"]] == [False, True]
    told = feedback(quiz.questions[1], quiz).in_one
    assert items[1]["FeedbackForCorrect"] == items[1]["FeedbackForIncorrect"] == told
    assert items[0]["GeneralFeedback"].startswith(
        "Right: 14 May 2024 / May 14, 2024 / 14 May / 2024-05-14. The article says"
    )


def test_matching_and_ordering_become_lists_with_the_evidence_of_each_part(tmp_path: Path) -> None:
    quiz = several_quiz()
    items = made(quiz, tmp_path)["items"][1:]
    assert [item["kind"] for item in items] == ["list"] * 7
    right = [[c["text"] for c in item["Choices"] if c["right"]] for item in items]
    assert right == [["Ruth Amsel"], ["Ivo Renn"], ["Bela Farkas"], ["3"], ["1"], ["4"], ["2"]]
    assert {item["HelpText"] for item in items[:3]} == {quiz.questions[1].stem}
    assert items[0]["FeedbackForIncorrect"] == (
        "The article names the speaker of each quotation. The article (paragraph 3): “The sea has "
        "never once asked us for our timetable,” said the captain, Ruth Amsel."
    )
    assert export(quiz, "google-forms").losses[1:] == (
        "Question 2: it becomes 3 questions of one point each.",
        "Question 3: it becomes 4 questions of one point each.",
    )


def test_what_forms_cannot_mark_is_said() -> None:
    (loss,) = export(quiz_of(sample_quiz().questions[0]), "google-forms").losses
    assert loss.startswith("Question 1: a script cannot give Google Forms a typed answer to check;")
    assert export(quiz_of(truth("So.")), "google-forms").losses == ()


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_text(kind: str, tmp_path: Path) -> None:
    text = HOSTILE[kind]
    quiz = hostile_quiz(text)
    form = made(quiz, tmp_path)
    assert form["form"]["Title"] == printable(text)
    items = form["items"]
    assert [item["Title"] for item in items] == [printable(q.stem) for q in quiz.questions]
    assert [choice["text"] for choice in items[6]["Choices"]] == [
        *("none", printable(f"{text} indeed"), printable(text), printable(f"not {text}")),
    ]


@given(st.text())
def test_any_text_is_a_value_of_a_script(text: str) -> None:
    written = script_value(text)
    assert json.loads(written) == text
    assert not set("\n\r\u2028\u2029") & set(written)
