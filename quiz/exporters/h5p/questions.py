"""Questions to the parameters of H5P's libraries.

templates/exports/h5p/ holds, for each library, every parameter with its fixed texts; here the
question is put into them. DragText serves matching (choices to drag beside their prompts) and
ordering (numbers to drag beside the events, for it shortens long labels once they are dropped).
"""

import json
from functools import lru_cache
from typing import Any, NamedTuple

from quiz.exporters import plain
from quiz.exporters.feedback import feedback
from quiz.exporters.h5p.text import blank, division, html, paragraph
from quiz.resources import folder
from quiz.schema.question import (
    GAP,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quiz.schema.quiz import Quiz


class Library(NamedTuple):
    """A library of H5P: its machine name, its version, and what its editor calls it."""

    name: str
    major: int
    minor: int
    title: str

    @property
    def reference(self) -> str:
        """How content names the library."""
        return f"{self.name} {self.major}.{self.minor}"


SET = Library("H5P.QuestionSet", 1, 20, "Question Set")
_MULTIPLE_CHOICE = Library("H5P.MultiChoice", 1, 16, "Multiple Choice")
_TRUE_FALSE = Library("H5P.TrueFalse", 1, 8, "True/False Question")
_BLANKS = Library("H5P.Blanks", 1, 14, "Fill in the Blanks")
_DRAG_TEXT = Library("H5P.DragText", 1, 10, "Drag the Words")


def parameters(question: Question, quiz: Quiz) -> tuple[Library, dict[str, Any]]:
    """Return the library for `question` and its parameters."""
    told = html(feedback(question, quiz).in_one)
    overall = [{"from": 0, "to": 100, "feedback": told}]
    if isinstance(question, MultipleChoice):
        answers = [
            {
                "text": division(option),
                "correct": place == question.key_index,
                "tipsAndFeedback": {"tip": "", "chosenFeedback": "", "notChosenFeedback": ""},
            }
            for place, option in enumerate(question.options)
        ]
        return _MULTIPLE_CHOICE, template("multiple_choice") | {
            "question": paragraph(question.stem),
            "answers": answers,
            "overallFeedback": overall,
        }
    if isinstance(question, TrueFalse):
        fixed = template("true_false")
        return _TRUE_FALSE, fixed | {
            "question": paragraph(question.stem),
            "correct": "true" if question.key else "false",
            "behaviour": fixed["behaviour"] | {"feedbackOnCorrect": told, "feedbackOnWrong": told},
        }
    if isinstance(question, Matching | Ordering):
        return _DRAG_TEXT, template("drag_text") | _dragged(question) | {"overallFeedback": overall}
    return _BLANKS, template("blanks") | _typed(question) | {"overallFeedback": overall}


def _typed(question: Cloze | ShortAnswer) -> dict[str, Any]:
    """Return task and line of a question that is answered by typing."""
    gap = blank(*plain.accepted(question))
    if isinstance(question, ShortAnswer):
        return {"text": paragraph(question.stem), "questions": [f"<p>{gap}</p>"]}
    before, _, after = html(question.stem).partition(GAP)
    return {"text": "<p>Fill in the gap.</p>", "questions": [f"<p>{before}{gap}{after}</p>"]}


def _dragged(question: Matching | Ordering) -> dict[str, Any]:
    """Return task, lines with places to drop something, and what belongs to none."""
    spare: list[str] = []
    if isinstance(question, Matching):
        right = {pair.right for pair in question.pairs}
        spare = [choice for choice in question.choices if choice not in right]
        lines = [f"{html(pair.left)} {blank(pair.right)}" for pair in question.pairs]
    else:
        ranked = zip(question.events, question.ranks, strict=True)
        lines = [f"{blank(str(rank))} {html(event.text)}" for event, rank in ranked]
    return {
        "taskDescription": paragraph(question.stem),
        "textField": "\n".join(lines),
        "distractors": " ".join(map(blank, spare)),
    }


def template(name: str) -> dict[str, Any]:
    """Return the parameters of templates/exports/h5p/`name`.json, anew each time."""
    read: dict[str, Any] = json.loads(_text(name))
    return read


@lru_cache(maxsize=16)
def _text(name: str) -> str:
    return (folder("templates") / "exports" / "h5p" / f"{name}.json").read_text(encoding="utf-8")
