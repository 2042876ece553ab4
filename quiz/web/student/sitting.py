"""A quiz at one's own pace: a question a screen, saved at every change, handed in at the end.

Every page works without a script. With one, the whole paper is fetched at the start, so that a
student can go on without a network, and answers are sent by `sync`, each once.
"""

import hashlib
from typing import Annotated, Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import Field, ValidationError

from quiz.classroom import Paper, in_quiz_order, most_attempts, order_within
from quiz.errors import ConflictError, OptionError
from quiz.schema.classroom import Response as Given
from quiz.schema.question import Matching, Ordering, Question
from quiz.schema.record import Record
from quiz.scoring import MAX_ANSWER, mark, points
from quiz.web.desk import desk
from quiz.web.passages import around
from quiz.web.student.seat import Go, Seat, my_seat
from quiz.web.take import one_line

class_sitting = Blueprint("class_sitting", __name__, url_prefix="/class/<code>")
_DIGITS = 4  # of the number of a question
_LONGEST_WAIT = 30 * 24 * 3600.0  # seconds that an answer can have waited on a phone


class _Answer(Record):
    """An answer that a phone sends; `turn` counts its saves, `waited` is in seconds."""

    question: Annotated[int, Field(ge=1, le=1_000)]
    turn: Annotated[int, Field(ge=1, le=2**31 - 1)]
    answer: Annotated[
        tuple[Annotated[str, Field(max_length=MAX_ANSWER)], ...], Field(max_length=12)
    ]
    waited: Annotated[float, Field(ge=0, le=_LONGEST_WAIT)] = 0.0


class _Sync(Record):
    """What a phone sends: answers, questions that were shown, flags that were put or taken."""

    answers: Annotated[tuple[_Answer, ...], Field(max_length=200)] = ()
    seen: Annotated[tuple[int, ...], Field(max_length=200)] = ()
    flags: dict[str, bool] = Field(default_factory=dict, max_length=200)


@class_sitting.post("/attempts")
def begin(code: str) -> ResponseReturnValue:
    """Begin an attempt, or go on with the one that is begun."""
    seat = my_seat(code)
    if seat.leave not in ("start", "go_on"):
        raise ConflictError(_why_not(seat))
    if not seat.quiz.questions:
        raise OptionError(_("This quiz has no question to answer."))
    store = desk().store.sittings
    if seat.leave == "start" and seat.attempts and seat.attempts[-1].submitted is None:
        store.submit(seat.attempts[-1].id, now=seat.now)  # its time was up
    accommodation = seat.participant.accommodation
    attempt = store.start(
        seat.participant.id,
        now=seat.now,
        most=most_attempts(seat.assignment.rules, accommodation),
    )
    return redirect(url_for(".resume", code=code, attempt=attempt.number), 303)


@class_sitting.get("/attempt/<int:attempt>")
def resume(code: str, attempt: int) -> ResponseReturnValue:
    """Go to the first question that is open, or to the end where there is none."""
    go = my_seat(code).go(attempt)
    if go.over:
        return redirect(url_for("class_after.result", code=code, attempt=attempt), 303)
    waiting = [each.number for each in go.paper.questions if each.state == "open"]
    if not waiting:
        return redirect(url_for(".review", code=code, attempt=attempt), 303)
    return redirect(url_for(".question", code=code, attempt=attempt, number=waiting[0]), 303)


@class_sitting.get("/attempt/<int:attempt>/question/<int:number>")
def question(code: str, attempt: int, number: int) -> ResponseReturnValue:
    """Return question `number` of the paper, or what came of it where that is told at once."""
    go = my_seat(code).go(attempt)
    asked = go.question(number)
    if go.over:
        return redirect(url_for("class_after.result", code=code, attempt=attempt), 303)
    given = go.response(number)
    if go.at_once and given is not None and given.given is not None:
        return _told(go, number, asked, given)
    return _question_page(go, number)


@class_sitting.post("/attempt/<int:attempt>/question/<int:number>")
def answer(code: str, attempt: int, number: int) -> ResponseReturnValue:
    """Save what the form holds, then go where its button says."""
    go = my_seat(code).go(attempt)
    asked = go.question(number)
    sent = () if "pass" in request.form else sent_answer(asked)
    if go.at_once and request.form.get("go") == "check":
        trouble = None if "pass" in request.form else what_is_missing(asked, sent)
        if trouble:
            return _question_page(go, number, trouble), 422
        if not _save_form(go, number, sent):
            return redirect(url_for("class_after.result", code=code, attempt=attempt), 303)
        return redirect(url_for(".question", code=code, attempt=attempt, number=number), 303)
    if not go.at_once:
        _save_form(go, number, sent)
    _flag_by_form(go, asked)
    return redirect(_onward(go, number), 303)


@class_sitting.get("/attempt/<int:attempt>/paper")
def whole_paper(code: str, attempt: int) -> ResponseReturnValue:
    """Return all questions of the paper as one page, for the script to show one by one."""
    go = my_seat(code).go(attempt)
    if go.over:
        raise ConflictError(_("This attempt is over."))
    return render_template("student/paper.html", go=go, max_answer=MAX_ANSWER, trouble=None)


@class_sitting.post("/attempt/<int:attempt>/sync")
def sync(code: str, attempt: int) -> ResponseReturnValue:
    """Take what a phone sends and say, of every answer, which turn of it is stored."""
    go = my_seat(code).go(attempt)
    try:
        sent = _Sync.model_validate_json(request.get_data())
    except ValidationError:
        raise OptionError(_("What was sent is no answer to this quiz.")) from None
    store, now = desk().store.sittings, go.seat.now
    saved = []
    for each in sent.answers:
        stored = _save(go, each.question, each.answer, each.turn, each.waited)
        saved.append({"question": each.question, "turn": max(stored.turn, each.turn)})
    unseen = [n for n in sent.seen if go.response(n) is None]
    if unseen and not go.over:
        store.see(go.attempt.id, [go.question(n).id for n in unseen], now=now)
    for number, flagged in sent.flags.items():
        if number.isdecimal() and len(number) <= _DIGITS and not go.over:
            store.flag(go.attempt.id, go.question(int(number)).id, flagged, now=now)
    return jsonify({"saved": saved, **_clock(go)})


@class_sitting.get("/attempt/<int:attempt>/state")
def state(code: str, attempt: int) -> ResponseReturnValue:
    """Return how much time is left; nothing where that ends as it did when last asked."""
    go = my_seat(code).go(attempt)
    answer = jsonify(_clock(go))
    mark = f"{go.due}|{go.over}|{go.attempt.submitted}"
    answer.set_etag(hashlib.sha256(mark.encode()).hexdigest()[:16])
    return answer.make_conditional(request)


@class_sitting.get("/attempt/<int:attempt>/review")
def review(code: str, attempt: int) -> ResponseReturnValue:
    """Return what was answered and what is open, with the button that hands it all in."""
    go = my_seat(code).go(attempt)
    if go.over:
        return redirect(url_for("class_after.result", code=code, attempt=attempt), 303)
    return render_template("student/review.html", go=go)


@class_sitting.post("/attempt/<int:attempt>/hand-in")
def hand_in(code: str, attempt: int) -> ResponseReturnValue:
    """Hand the attempt in. Every question was shown on the page before."""
    go = my_seat(code).go(attempt)
    if go.attempt.submitted is None:
        store = desk().store.sittings
        if not go.over:
            store.see(go.attempt.id, [each.id for each in go.questions], now=go.seat.now)
        store.submit(go.attempt.id, now=go.seat.now)
    return redirect(url_for("class_after.result", code=code, attempt=attempt), 303)


def _why_not(seat: Seat) -> str:
    reasons: dict[str, str] = {
        "not_open": _("This class is closed, so no attempt can be begun."),
        "too_late": _("The deadline has passed, so no attempt can be begun."),
        "none_left": _("You have used all your attempts at this quiz."),
    }
    return reasons[seat.leave]


def _clock(go: Go) -> dict[str, Any]:
    return {"left": go.left, "total": go.total, "over": go.over}


def _question_page(go: Go, number: int, trouble: str | None = None) -> str:
    shown = go.paper.questions[number - 1]
    if trouble:  # what was typed stays in the form
        typed = sent_answer(go.question(number))
        shown = shown.model_copy(update={"answer": typed})
    return render_template(
        "student/question.html",
        go=go,
        question=shown,
        trouble=trouble,
        max_answer=MAX_ANSWER,
    )


def _told(go: Go, number: int, asked: Question, given: Given) -> str:
    """Return the page that says whether an answer was right, and what the article says.

    What the article says about questions that are still open is kept back.
    """
    answered = {each.question_id for each in go.responses if each.given is not None}
    still_open = [
        (place, other)
        for place, other in enumerate(go.questions, start=1)
        if other.id not in answered
    ]
    return render_template(
        "student/told.html",
        go=go,
        number=number,
        question=asked,
        mark=mark(asked, given.given or "").model_copy(
            update={"right": given.right, "note": given.note}
        ),
        passages=around(go.seat.quiz.article, asked, still_open),
        following=_following(go.paper, number),
    )


def _following(paper: Paper, number: int) -> int | None:
    """Return the number of the next open question after `number`, else of the first, else None."""
    waiting = [each.number for each in paper.questions if each.state == "open"]
    later = [each for each in waiting if each > number]
    return next(iter(later or waiting), None)


def sent_answer(asked: Question) -> tuple[str, ...]:
    """Return the answer in the form, as a paper has it."""
    if isinstance(asked, Matching | Ordering):
        count = len(asked.pairs if isinstance(asked, Matching) else asked.events)
        return tuple(request.form.get(f"answer-{n}", "")[:2] for n in range(1, count + 1))
    typed = one_line(request.form.get("answer", ""))
    return (typed,) if typed else ()


def what_is_missing(asked: Question, sent: tuple[str, ...]) -> str | None:
    """Return what to do before an answer that stays can be checked; None where it is whole."""
    trouble: str | None = None
    if not any(sent):
        trouble = _("Give an answer first.")
    elif not all(sent):
        missing = sent.index("") + 1
        trouble = _("Give an answer on every line first; number %(n)s is still open.", n=missing)
    elif isinstance(asked, Ordering) and len(set(sent)) < len(sent):
        trouble = _("Give every event a number of its own first.")
    elif len(sent[0]) > MAX_ANSWER:
        trouble = _("Shorten your answer to %(n)s characters.", n=MAX_ANSWER)
    return trouble


def _save_form(go: Go, number: int, sent: tuple[str, ...]) -> bool:
    """Save the form's answer where it is another than before; tell whether there is one now."""
    given = go.response(number)
    before = go.paper.questions[number - 1].answer
    if sent == before and "pass" not in request.form:
        return given is not None and given.given is not None
    stored = _save(go, number, sent, (given.turn if given else 0) + 1, 0.0)
    return stored.given is not None


def _save(go: Go, number: int, answer: tuple[str, ...], turn: int, waited: float) -> Given:
    """Mark an answer and save it; return what is stored then."""
    asked = go.question(number)
    rules = go.seat.assignment.rules
    cleaned = tuple(one_line(each)[:MAX_ANSWER] for each in answer)
    given = in_quiz_order(asked, order_within(asked, rules, go.attempt.seed), cleaned)
    # What the teacher has accepted since the class began counts for those who answer later, too.
    also = desk().store.outcomes.forms(go.seat.assignment.id).get(asked.id, ())
    return desk().store.sittings.save(
        go.attempt.id,
        asked.id,
        mark(asked, given, also),
        points(asked, given, also) if given else 0.0,
        turn=turn,
        lateness=go.lateness,
        now=go.seat.now,
        keep_first=go.at_once,
        waited=waited,
    )


def _flag_by_form(go: Go, asked: Question) -> None:
    wanted = "flag" in request.form
    given = next((each for each in go.responses if each.question_id == asked.id), None)
    if wanted != (given is not None and given.flagged) and not go.over:
        desk().store.sittings.flag(go.attempt.id, asked.id, wanted, now=go.seat.now)


def _onward(go: Go, number: int) -> str:
    """Return the address that the button of a form leads to, and note what is shown there."""
    code, attempt = go.seat.code, go.attempt.number
    wanted = request.form.get("go", "next")
    there = {"next": number + 1, "back": number - 1}.get(wanted, 0)
    if wanted.isdecimal() and len(wanted) <= _DIGITS:
        there = int(wanted)
    if not 1 <= there <= len(go.questions):
        return url_for(".review", code=code, attempt=attempt)
    if not go.over:
        desk().store.sittings.see(
            go.attempt.id, [go.question(number).id, go.question(there).id], now=go.seat.now
        )
    return url_for(".question", code=code, attempt=attempt, number=there)
