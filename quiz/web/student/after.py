"""After an attempt: the result, once it may be seen, and practising what was missed.

Practice is for answers that were shown already. It is kept nowhere: which questions are left stands
in the address.
"""

from typing import NamedTuple

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.classroom import best, in_quiz_order, order_within, release
from quiz.schema.attempt import Mark
from quiz.schema.classroom import Response
from quiz.schema.question import Question
from quiz.scoring import MAX_ANSWER, mark, share
from quiz.web.desk import desk
from quiz.web.passages import Passage, around
from quiz.web.student.seat import Go, my_seat
from quiz.web.student.sitting import sent_answer, what_is_missing

class_after = Blueprint("class_after", __name__, url_prefix="/class/<code>")


class Line(NamedTuple):
    """One question of a result: its number, the question, the mark, what was done, the proof."""

    number: int
    question: Question
    mark: Mark
    response: Response | None
    passages: tuple[Passage, ...]


@class_after.get("/attempt/<int:attempt>/result")
def result(code: str, attempt: int) -> ResponseReturnValue:
    """Return what came of an attempt; before the release, that it is handed in and when to look."""
    go = my_seat(code).go(attempt)
    if not go.over:
        return redirect(url_for("class_sitting.resume", code=code, attempt=attempt), 303)
    if not go.shows_answers:
        return render_template("student/handed_in.html", go=go, release=_release(go))
    lines = _lines(go)
    left_out = desk().store.outcomes.left_out(go.seat.assignment.id)
    counted = [line for line in lines if line.question.id not in left_out]
    return render_template(
        "student/result.html",
        go=go,
        lines=lines,
        left_out=left_out,
        total=len(counted),
        right=sum(line.mark.right for line in counted),
        total_points=sum(line.response.points for line in counted if line.response),
        missed=_missed(lines),
        counts=_counts(go),
    )


@class_after.get("/attempt/<int:attempt>/practice")
def practice(code: str, attempt: int) -> ResponseReturnValue:
    """Return the first question that is left to practise, or say that all are done."""
    go = _released(code, attempt)
    left = _left(go)
    if not left:
        return render_template("student/practised.html", go=go)
    return _practice_page(go, left)


@class_after.post("/attempt/<int:attempt>/practice")
def try_again(code: str, attempt: int) -> ResponseReturnValue:
    """Mark an answer, store nothing, and go to what came of it. What was wrong comes again."""
    go = _released(code, attempt)
    left = _left(go)
    if not left:
        return redirect(url_for(".result", code=code, attempt=attempt), 303)
    asked = go.question(left[0])
    sent = () if "pass" in request.form else sent_answer(asked)
    trouble = None if "pass" in request.form else what_is_missing(asked, sent)
    if trouble:
        return _practice_page(go, left, trouble), 422
    rules = go.seat.assignment.rules
    given = in_quiz_order(asked, order_within(asked, rules, go.attempt.seed), sent)
    is_right = mark(asked, given).right
    rest = left[1:] if is_right else [*left[1:], left[0]]
    there = url_for(
        ".practised",
        code=code,
        attempt=attempt,
        number=left[0],
        left=_joined(rest),
        was="right" if is_right else "part" if share(asked, given) else "wrong",
    )
    return redirect(there, 303)


@class_after.get("/attempt/<int:attempt>/practice/<int:number>")
def practised(code: str, attempt: int, number: int) -> ResponseReturnValue:
    """Return what came of an answer that was practised, with the key and its evidence."""
    go = _released(code, attempt)
    asked = go.question(number)
    was = request.args.get("was", "")
    if was not in ("right", "part", "wrong"):
        abort(404)
    left = _left(go)
    return render_template(
        "student/practice_told.html",
        go=go,
        number=number,
        question=asked,
        was=was,
        left=left,
        onward=url_for(".practice", code=code, attempt=attempt, left=_joined(left)),
        passages=around(go.seat.quiz.article, asked),
    )


def _lines(go: Go) -> list[Line]:
    given = {each.question_id: each for each in go.responses}
    return [
        _line(go, number, question, given.get(question.id))
        for number, question in enumerate(go.questions, start=1)
    ]


def _line(go: Go, number: int, question: Question, response: Response | None) -> Line:
    told = Mark(
        question_id=question.id,
        given=(response.given or "") if response else "",
        right=response.right if response else False,
        note=response.note if response else None,
    )
    return Line(number, question, told, response, around(go.seat.quiz.article, question))


def _missed(lines: list[Line]) -> str:
    """Return the numbers of what was not right, as `practice` takes them; "" for none."""
    missed = [line.number for line in lines if not line.mark.right]
    return _joined(missed) if missed else ""


def _counts(go: Go) -> int | None:
    """Return the number of the attempt that counts, where there are several."""
    left_out = desk().store.outcomes.left_out(go.seat.assignment.id)
    store = desk().store.sittings
    taken = [
        (attempt, [r for r in store.responses(attempt.id) if r.question_id not in left_out])
        for attempt in go.seat.attempts
    ]
    place = best(taken)
    return taken[place][0].number if place is not None and len(taken) > 1 else None


def _release(go: Go) -> object:
    people = desk().store.assignments.participants(go.seat.assignment.id)
    return release(go.seat.assignment, [one.accommodation for one in people])


def _released(code: str, attempt: int) -> Go:
    """Return an attempt whose answers may be seen and practised."""
    go = my_seat(code).go(attempt)
    if not go.seat.assignment.rules.practice:
        abort(404, _("Your teacher has not switched practice on for this quiz."))
    if not go.shows_answers:
        abort(404, _("There is nothing to practise before the answers may be seen."))
    return go


def _left(go: Go) -> list[int]:
    """Return the numbers of the questions left to practise, from the address.

    Without any there, those that were missed; where none was missed, all.
    """
    raw = request.args.get("left", "")
    if raw == "none":
        return []
    numbers = [int(part) for part in raw.split("-") if part.isdecimal() and len(part) < 5]
    known = [n for n in dict.fromkeys(numbers) if 1 <= n <= len(go.questions)]
    if known or raw:
        return known
    everything = list(range(1, len(go.questions) + 1))
    return [line.number for line in _lines(go) if not line.mark.right] or everything


def _joined(numbers: list[int]) -> str:
    return "-".join(map(str, numbers)) or "none"


def _practice_page(go: Go, left: list[int], trouble: str | None = None) -> str:
    shown = go.paper.questions[left[0] - 1]
    typed = sent_answer(go.question(left[0])) if trouble else ()
    return render_template(
        "student/practice.html",
        go=go,
        question=shown.model_copy(update={"answer": typed}),
        left=left,
        joined=_joined(left),
        trouble=trouble,
        max_answer=MAX_ANSWER,
    )
