"""The quiz as a student sees it, question by question. Nothing is recorded."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.schema.attempt import Attempt
from quiz.web.desk import desk
from quiz.web.passages import around
from quiz.web.sitting import Sitting
from quiz.web.take import AnswerError, asking, marked
from quiz.web.teacher import roles
from quiz.web.teacher.bench import Work, work_on

preview = roles.for_teachers("preview", __name__)


@preview.get("/desk/quiz/<entry_id>/preview/<int:number>")
def question(entry_id: str, number: int) -> ResponseReturnValue:
    """Return question `number` (from 1) as a form."""
    return _form(work_on(entry_id), number)


@preview.post("/desk/quiz/<entry_id>/preview/<int:number>")
def answer(entry_id: str, number: int) -> ResponseReturnValue:
    """Return what a student is told after such an answer."""
    work = work_on(entry_id)
    sitting = _sitting(work, number)
    asked = sitting.quiz.questions[number - 1]
    try:
        mark = marked(asked)
    except AnswerError as trouble:
        return _form(work, number, str(trouble)), 422
    at_end = number == sitting.length
    onward = url_for("preview.question", entry_id=entry_id, number=1 if at_end else number + 1)
    if at_end:
        onward = url_for("reviewing.review", entry_id=entry_id)
    return render_template(
        "feedback.html",
        sitting=sitting,
        number=number,
        question=asked,
        mark=mark,
        passages=around(sitting.quiz.article, asked),
        onward=onward,
        preview=url_for("reviewing.review", entry_id=entry_id, _anchor=f"q-{asked.id}"),
    )


@preview.get("/desk/quiz/<entry_id>/preview")
def begin(entry_id: str) -> ResponseReturnValue:
    """Go to the first question, or to the one that `from` names by its number."""
    entry_id = work_on(entry_id).entry.id
    first = request.args.get("from", "1")
    number = int(first) if first.isdecimal() and len(first) < 4 else 1
    return redirect(url_for("preview.question", entry_id=entry_id, number=number), 303)


def _form(work: Work, number: int, trouble: str | None = None) -> str:
    sitting = _sitting(work, number)
    asked = sitting.quiz.questions[number - 1]
    return asking(
        sitting,
        number,
        action=url_for("preview.answer", entry_id=work.entry.id, number=number),
        trouble=trouble,
        preview=url_for("reviewing.review", entry_id=work.entry.id, _anchor=f"q-{asked.id}"),
    )


def _sitting(work: Work, number: int) -> Sitting:
    """Return the quiz as somebody who has answered nothing has it before her."""
    count = len(work.quiz.questions)
    if not 1 <= number <= count:
        abort(404, _("This quiz has questions 1 to %(count)s only.", count=count))
    attempt = Attempt(id="preview", quiz_id=work.quiz.id, started=desk().clock())
    return Sitting(work.quiz, attempt)
