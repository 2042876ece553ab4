"""Taking a quiz: one question a page, then what was right and where the article says so.

All state lies in the store, under an address that only the student knows: reloading, going back,
a second tab and a restart of the server all find it again. GET changes nothing. The key, the
explanation and the evidence of a question are in no page until it is answered.
"""

import unicodedata

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

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


class AnswerError(Exception):
    """The form holds no answer that can be marked; it is shown again with what to do."""


@take.post("/quiz/<quiz_id>/attempts")
def start(quiz_id: str) -> ResponseReturnValue:
    """Start an attempt and go to its address."""
    quiz = desk().quiz(quiz_id)
    if not quiz.questions:
        raise OptionError(_("This quiz has no question to answer."))
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
            given = marked(asked)
        except AnswerError as trouble:
            return _form(sitting, number, str(trouble)), 422
        desk().store.record(attempt_id, given, now=desk().clock())
    return redirect(url_for("take.question", attempt_id=attempt_id, number=number), 303)


def _asked(sitting: Sitting, number: int) -> Question:
    if not 1 <= number <= sitting.length:
        abort(404, _("This quiz has questions 1 to %(n)s only.", n=sitting.length))
    return sitting.quiz.questions[number - 1]


def _onward(sitting: Sitting, number: int) -> str:
    """Return the address of the next open question after `number`, or of the result."""
    following = sitting.next_after(number)
    if following is None:
        return url_for("results.result", attempt_id=sitting.attempt.id)
    return url_for("take.question", attempt_id=sitting.attempt.id, number=following)


def _form(sitting: Sitting, number: int, trouble: str | None = None) -> str:
    action = url_for("take.answer", attempt_id=sitting.attempt.id, number=number)
    return asking(sitting, number, action=action, trouble=trouble)


def asking(
    sitting: Sitting,
    number: int,
    *,
    action: str,
    trouble: str | None = None,
    preview: str | None = None,
) -> str:
    """Return the page that asks question `number` (from 1), its form sent to `action`.

    `preview` is the way back of a teacher who only looks.
    """
    return render_template(
        "question.html",
        sitting=sitting,
        number=number,
        question=sitting.quiz.questions[number - 1],
        action=action,
        preview=preview,
        trouble=trouble,
        typed=_typed(),
        chosen=_chosen(sitting.quiz.questions[number - 1]),
        max_answer=MAX_ANSWER,
    )


def marked(asked: Question) -> Mark:
    """Return the mark for what the form of this request holds; raise AnswerError for no answer."""
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
            raise AnswerError(_("Choose one of the options first."))
        return numbers[typed]
    if isinstance(asked, TrueFalse):
        if typed not in ("true", "false"):
            raise AnswerError(_("Choose True or False first."))
        return typed
    if not typed:
        raise AnswerError(_("Type an answer first."))
    if len(typed) > MAX_ANSWER:
        raise AnswerError(_("Shorten your answer to %(n)s characters.", n=MAX_ANSWER))
    return typed


def _given_parts(asked: Matching | Ordering) -> str:
    chosen = _chosen(asked)
    matching = isinstance(asked, Matching)
    if not all(chosen):
        raise AnswerError(_still_open(chosen.index("") + 1, matching=matching))
    if not matching and len(set(chosen)) < len(chosen):
        twice = next(number for number in chosen if chosen.count(number) > 1)
        raise AnswerError(_("Give every event a number of its own; %(n)s is there twice.", n=twice))
    return " ".join(chosen)


def _still_open(number: int, *, matching: bool) -> str:
    """Return what is said where nothing was chosen on line `number`."""
    if matching:
        return str(
            _(
                "Choose what belongs to each line first; number %(n)s in the list is still open.",
                n=number,
            )
        )
    return str(
        _("Give every event a number first; number %(n)s in the list is still open.", n=number)
    )


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
    """Return what was typed or chosen, as one line."""
    return one_line(request.form.get("answer", ""))


def one_line(raw: str) -> str:
    """Return `raw` as one line without control characters."""
    kept = (" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in raw)
    return " ".join("".join(kept).split())
