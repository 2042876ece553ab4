"""The result of an attempt, and the files to study what was missed.

The deck, the key and the study guide belong to the attempt and come only once every question is
answered, so that a student's own address never gives an answer away.
"""

from typing import NamedTuple

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as later

from quiz.schema.question import Question, proofs
from quiz.scoring import score
from quiz.web.desk import desk
from quiz.web.passages import Passage, to_read_again
from quiz.web.sitting import Sitting
from quiz.web.study import study_page

results = Blueprint("results", __name__)
STUDY = ("deck", "key", "study-guide")
_NOT_YET = later("This holds the answers; it is here once every question is answered.")


class Reading(NamedTuple):
    """A paragraph to read again, and the numbers of the questions it answers."""

    passage: Passage
    numbers: tuple[int, ...]


@results.get("/attempt/<attempt_id>/result")
def result(attempt_id: str) -> ResponseReturnValue:
    """Return the score, each question with its answer, and what to read again."""
    sitting = desk().sitting(attempt_id)
    if not sitting.done:
        return redirect(url_for("take.resume", attempt_id=attempt_id), 303)
    scored = score(sitting.quiz, sitting.attempt.marks)
    return render_template(
        "result.html",
        sitting=sitting,
        result=scored,
        readings=[_reading(sitting, paragraph) for paragraph in scored.read_again],
        listed=sitting.quiz.id in desk().quizzes,
    )


@results.get("/attempt/<attempt_id>/guide")
def guide(attempt_id: str) -> str:
    """Return the study guide of the quiz as a page, once the attempt is done."""
    sitting = desk().sitting(attempt_id)
    if not sitting.done:
        abort(404, str(_NOT_YET))
    file = url_for("results.download", attempt_id=attempt_id, name="study-guide")
    return study_page(sitting.quiz, file)


@results.get("/attempt/<attempt_id>/<name>")
def download(attempt_id: str, name: str) -> Response:
    """Return a file to study with, once the attempt is done."""
    sitting = desk().sitting(attempt_id)
    if name not in STUDY:
        abort(404)
    if not sitting.done:
        abort(404, str(_NOT_YET))
    return desk().downloads.response(sitting.quiz, name)


def _reading(sitting: Sitting, paragraph: int) -> Reading:
    block = sitting.quiz.article.paragraphs[paragraph - 1]
    missed: list[tuple[int, Question]] = [
        (number, question)
        for number, question, mark in sitting.questions
        if mark is not None and not mark.right
        if any(block.overlaps(proof.evidence) for proof in proofs(question))
    ]
    passage = to_read_again(sitting.quiz.article, paragraph, [asked for _, asked in missed])
    return Reading(passage, tuple(number for number, _ in missed))
