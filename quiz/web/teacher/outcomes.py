"""The results of a class: who needs help, which questions failed, and why."""

from typing import NamedTuple

from flask import render_template, request

from quiz.classroom.standings import Sat, Standing
from quiz.schema.classroom import Response
from quiz.schema.question import Question
from quiz.schema.statistics import ENOUGH
from quiz.scoring import takes_forms
from quiz.web.passages import around
from quiz.web.teacher import plots, result_words
from quiz.web.teacher.missed import SHARES, missed_by_class, share_of
from quiz.web.teacher.outcome_view import Outcome, outcome, sign
from quiz.web.teacher.roles import for_teachers

outcomes = for_teachers("outcomes", __name__)
PLACE = "/desk/class/<assignment_id>/results"


class Step(NamedTuple):
    """One answer in the timeline of an attempt; `question` is None for one no longer asked."""

    number: int
    question: Question
    response: Response
    sign: str


@outcomes.app_context_processor
def _words() -> dict[str, object]:
    """Let templates say figures in words."""
    return {"words": result_words, "ENOUGH": ENOUGH}


@outcomes.get(PLACE)
def results(assignment_id: str) -> str:
    """Return the first screen: who needs help, what failed, the commonest wrong idea, the grid."""
    found = outcome(assignment_id)
    share = share_of(request.args.get("share"))
    idea = found.wrong_idea
    return render_template(
        "teacher/outcomes/results.html",
        outcome=found,
        rows=_sorted(found, request.args.get("sort", "name")),
        sort=request.args.get("sort", "name"),
        sign=sign,
        passages=around(found.quiz.article, idea.question) if idea else (),
        share=share,
        shares=SHARES,
        missed=missed_by_class(found, share),
        forms=found.forms,
    )


@outcomes.get(f"{PLACE}/student/<participant_id>")
def student(assignment_id: str, participant_id: str) -> str:
    """Return every attempt of a student, each answer in the order in which it came."""
    found = outcome(assignment_id)
    standing = found.standing(participant_id)
    return render_template(
        "teacher/outcomes/student.html",
        outcome=found,
        standing=standing,
        steps={sat.attempt.id: _steps(found, sat) for sat in standing.sat},
        missed=standing.missed(found.ids),
    )


@outcomes.get(f"{PLACE}/question/<question_id>")
def question(assignment_id: str, question_id: str) -> str:
    """Return what was answered to a question, and what can be decided about it."""
    found = outcome(assignment_id)
    asked = found.question(question_id)
    return render_template(
        "teacher/outcomes/question.html",
        outcome=found,
        question=asked,
        item=found.analysis.item(question_id),
        number=found.numbers[question_id],
        passages=around(found.quiz.article, asked),
        takes_forms=takes_forms(asked),
        regrades=[line for line in found.regrades if line.question_id == question_id],
        missed_it=[one for one in found.done if question_id in one.missed([question_id])],
    )


@outcomes.get(f"{PLACE}/items")
def items(assignment_id: str) -> str:
    """Return the item analysis of the whole quiz, as plots and as tables."""
    found = outcome(assignment_id)
    return render_template(
        "teacher/outcomes/items.html",
        outcome=found,
        scatter=plots.scatter(found.analysis.items),
        bars=plots.distribution(found.analysis.quiz.distribution),
        plots=plots,
    )


def _sorted(found: Outcome, by: str) -> list[Standing]:
    """Return the rows of the grid by name, by score, or by how a question was answered."""
    rows = list(found.standings)
    if by == "score":
        return sorted(rows, key=lambda row: (row.share is None, row.share or 0.0))
    if by in found.numbers:
        return sorted(rows, key=lambda row: _points(row, by))
    return rows


def _points(row: Standing, question_id: str) -> float:
    counted = row.counted
    response = counted.responses.get(question_id) if counted else None
    return 2.0 if response is None else response.points  # who has not seen it stands last


def _steps(found: Outcome, sat: Sat) -> list[Step]:
    """Return the answers of an attempt by the time they came; what was only seen by that time."""
    steps = [
        Step(found.numbers[asked.id], asked, sat.responses[asked.id], sign(sat.responses[asked.id]))
        for asked in found.quiz.questions
        if asked.id in sat.responses
    ]
    return sorted(steps, key=lambda step: step.response.answered or step.response.seen)
