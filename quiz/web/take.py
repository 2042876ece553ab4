"""Taking a quiz: one question a page, then what was right and where the article says so.

All state lies in the store, under an address that only the student knows: reloading, going back,
a second tab and a restart of the server all find it again. GET changes nothing. The key, the
explanation and the evidence of a question are in no page until it is answered.
"""

import unicodedata

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.errors import OptionError
from quiz.schema.attempt import Mark
from quiz.schema.question import (
    LETTERS,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    TrueFalse,
)
from quiz.scoring import MAX_ANSWER, mark
from quiz.web.desk import desk
from quiz.web.passages import around
from quiz.web.sitting import Sitting

take = Blueprint("take", __name__)


class _AnswerError(Exception):
    """The form holds no answer that can be marked; it is shown again with what to do."""


@take.post("/quiz/<quiz_id>/attempts")
def start(quiz_id: str) -> ResponseReturnValue:
    """Start an attempt and go to its address."""
    quiz = desk().quiz(quiz_id)
    if not quiz.questions:
        raise OptionError("This quiz has no question to answer.")
    attempt = desk().store.start(quiz, now=desk().clock())
    return redirect(url_for("take.resume", attempt_id=attempt.id), 303)


@take.get("/attempt/<attempt_id>")
def resume(attempt_id: str) -> ResponseReturnValue:
    """Go to the first open question, or to the result where there is none."""
    return redirect(_onward(desk().sitting(attempt_id), 0), 303)


@take.get("/attempt/<attempt_id>/question/<int:number>")
def question(attempt_id: str, number: int) -> ResponseReturnValue:
    """Return question `number` (from 1): the form, or the feedback once it is answered."""
    sitting = desk().sitting(attempt_id)
    asked = _asked(sitting, number)
    given = sitting.marks.get(asked.id)
    if given is None:
        return _form(sitting, number)
    return render_template(
        "feedback.html",
        sitting=sitting,
        number=number,
        question=asked,
        mark=given,
        passages=around(sitting.quiz.article, asked, sitting.still_open),
        onward=_onward(sitting, number),
    )


@take.post("/attempt/<attempt_id>/question/<int:number>")
def answer(attempt_id: str, number: int) -> ResponseReturnValue:
    """Mark and store the answer, then show the feedback. The first answer counts."""
    sitting = desk().sitting(attempt_id)
    asked = _asked(sitting, number)
    if asked.id not in sitting.marks:
        try:
            marked = _marked(asked)
        except _AnswerError as trouble:
            return _form(sitting, number, str(trouble)), 422
        desk().store.record(attempt_id, marked, now=desk().clock())
    return redirect(url_for("take.question", attempt_id=attempt_id, number=number), 303)


def _asked(sitting: Sitting, number: int) -> Question:
    if not 1 <= number <= sitting.length:
        abort(404, f"This quiz has questions 1 to {sitting.length} only.")
    return sitting.quiz.questions[number - 1]


def _onward(sitting: Sitting, number: int) -> str:
    """Return the address of the next open question after `number`, or of the result."""
    following = sitting.next_after(number)
    if following is None:
        return url_for("results.result", attempt_id=sitting.attempt.id)
    return url_for("take.question", attempt_id=sitting.attempt.id, number=following)


def _form(sitting: Sitting, number: int, trouble: str | None = None) -> str:
    return render_template(
        "question.html",
        sitting=sitting,
        number=number,
        question=sitting.quiz.questions[number - 1],
        trouble=trouble,
        typed=_typed(),
        chosen=_chosen(sitting.quiz.questions[number - 1]),
        max_answer=MAX_ANSWER,
    )


def _marked(asked: Question) -> Mark:
    """Return the mark for what the form holds; raise _AnswerError where that is no answer."""
    if "pass" in request.form:
        return Mark(question_id=asked.id, given="", right=False)
    return mark(asked, _given(asked))


def _given(asked: Question) -> str:
    """Return the answer as `Mark.given` holds it: an option's text, true or false, or words.

    Of matching and ordering it is the letters or numbers chosen, in the order shown.
    """
    if isinstance(asked, Matching | Ordering):
        return _given_parts(asked)
    typed = _typed()
    if isinstance(asked, MultipleChoice):
        # Options are sent by number: form encoding would change line ends in their text.
        numbers = {str(place): option for place, option in enumerate(asked.options)}
        if typed not in numbers:
            raise _AnswerError("Choose one of the options first.")
        return numbers[typed]
    if isinstance(asked, TrueFalse):
        if typed not in ("true", "false"):
            raise _AnswerError("Choose True or False first.")
        return typed
    if not typed:
        raise _AnswerError("Type an answer first.")
    if len(typed) > MAX_ANSWER:
        raise _AnswerError(f"Shorten your answer to {MAX_ANSWER} characters.")
    return typed


def _given_parts(asked: Matching | Ordering) -> str:
    chosen = _chosen(asked)
    matching = isinstance(asked, Matching)
    if not all(chosen):
        missing = chosen.index("") + 1
        what = "Choose what belongs to each line" if matching else "Give every event a number"
        raise _AnswerError(f"{what} first; number {missing} in the list is still open.")
    if not matching and len(set(chosen)) < len(chosen):
        twice = next(number for number in chosen if chosen.count(number) > 1)
        raise _AnswerError(f"Give every event a number of its own; {twice} is there twice.")
    return " ".join(chosen)


def _chosen(asked: Question) -> list[str]:
    """Return the letter or number chosen for each prompt or event, "" for none."""
    if isinstance(asked, Matching):
        count, known = len(asked.pairs), set(LETTERS[: len(asked.choices)])
    elif isinstance(asked, Ordering):
        count = len(asked.events)
        known = {str(number) for number in range(1, count + 1)}
    else:
        return []
    sent = [request.form.get(f"answer-{place}", "") for place in range(1, count + 1)]
    return [value if value in known else "" for value in sent]


def _typed() -> str:
    """Return what was typed or chosen, as one line without control characters."""
    raw = request.form.get("answer", "")
    kept = (" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in raw)
    return " ".join("".join(kept).split())
