"""Reviewing a quiz: the article beside its questions; accept, drop, move, ask otherwise.

Every change is a new version of the library entry, and undoing it is one more. Whether a question
was accepted is no version: it is remembered by what the question holds.
"""

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.editing import (
    TYPED_TYPES,
    Typed,
    UnsoundError,
    drop,
    moved,
    others,
    put,
    question_of,
    retyped,
    typed,
)
from quiz.errors import BroadsheetError, ConflictError, UnknownQuizError
from quiz.schema.question import Question, fold, proofs
from quiz.schema.quiz import MAX_LENGTH
from quiz.web.desk import desk
from quiz.web.places import BusyError
from quiz.web.teacher import roles
from quiz.web.teacher.bench import (
    Panel,
    Work,
    back_to,
    candidate_in,
    conflict,
    keep,
    page,
    rated,
    screening_of,
    work_on,
    wrong_options,
)
from quiz.web.teacher.correcting import whole_number
from quiz.web.teacher.words import dropped, said, short

reviewing = roles.for_teachers("reviewing", __name__)

_AT = "/desk/quiz/<entry_id>/question/<question_id>"


@reviewing.get("/desk/quiz/<entry_id>/review")
def review(entry_id: str) -> ResponseReturnValue:
    """Return the article with the questions, one of them open to be changed if that is asked."""
    work = work_on(entry_id)
    kind, question_id = request.args.get("open", ""), request.args.get("q", "")
    if kind not in ("edit", "others", "drop"):
        return page(work)
    question = question_of(work.quiz, question_id)
    if kind == "edit":
        return page(work, _edit_panel(work, question))
    if kind == "drop":
        return page(work, Panel("drop", question_id))
    return _with_others(work, question)


@reviewing.get("/desk/lit.css")
def lit() -> Response:
    """Return the style that lights evidence where no script does, for every number of question."""
    response = make_response(render_template("teacher/lit.css", most=MAX_LENGTH))
    response.mimetype = "text/css"
    return response


@reviewing.post(f"{_AT}/accept")
def accept(entry_id: str, question_id: str) -> ResponseReturnValue:
    """Mark a question as read and good, and go on to the next that is not."""
    work = work_on(entry_id)
    desk().store.reviews.mark(entry_id, [question_of(work.quiz, question_id)])
    return back_to(work, _next_open(work_on(entry_id), question_id))


@reviewing.post(f"{_AT}/reopen")
def reopen(entry_id: str, question_id: str) -> ResponseReturnValue:
    """Take the mark back."""
    work = work_on(entry_id)
    desk().store.reviews.unmark(entry_id, question_of(work.quiz, question_id))
    return back_to(work, question_id)


@reviewing.post("/desk/quiz/<entry_id>/accept")
def accept_all(entry_id: str) -> ResponseReturnValue:
    """Mark every question as read and good."""
    work = work_on(entry_id)
    desk().store.reviews.mark(entry_id, work.quiz.questions)
    return back_to(work)


@reviewing.post(f"{_AT}/drop")
def drop_question(entry_id: str, question_id: str) -> ResponseReturnValue:
    """Take a question out; the history says why."""
    work = work_on(entry_id)
    try:
        question = question_of(work.quiz, question_id)
        after = _neighbour(work, question_id)
        what = dropped(question.stem, request.form.get("reason", ""))
        keep(work, drop(work.quiz, question_id), what)
    except ConflictError as error:
        return conflict(work, error)
    return back_to(work, after)


@reviewing.post(f"{_AT}/<any(up, down):way>")
def move(entry_id: str, question_id: str, way: str) -> ResponseReturnValue:
    """Move a question by one place."""
    work = work_on(entry_id)
    try:
        changed = moved(work.quiz, question_id, -1 if way == "up" else 1)
        what = _("Moved “%(stem)s”", stem=short(question_of(work.quiz, question_id).stem))
        keep(work, changed, what)
    except ConflictError as error:
        return conflict(work, error)
    return back_to(work, question_id)


@reviewing.post("/desk/quiz/<entry_id>/take")
def take(entry_id: str) -> ResponseReturnValue:
    """Take a candidate into the quiz: at its end, or in the place of a question."""
    work = work_on(entry_id)
    instead_of = request.args.get("instead_of") or None
    try:
        screening = screening_of(work, anew="anew" in request.args)
        found = candidate_in(screening, request.form.get("candidate", ""))
        question = rated(found, work.quiz.article)
        if instead_of is None:
            what = _("Added “%(stem)s”", stem=short(question.stem))
        else:
            what = _("Took another question: “%(stem)s”", stem=short(question.stem))
        changed = put(work.quiz, question, instead_of=instead_of)
        keep(work, changed, what, accepted=question)
    except ConflictError as error:
        return conflict(work, error)
    except UnsoundError as error:
        return page(work, trouble=said(error), status=422)
    return back_to(work, question.id)


@reviewing.get("/desk/quiz/<entry_id>/history")
def history(entry_id: str) -> str:
    """Return every version of the quiz, each to go back to."""
    work = work_on(entry_id)
    versions = desk().store.library.history(work.teacher_id, entry_id)
    return render_template("teacher/history.html", entry=work.entry, versions=versions)


@reviewing.post("/desk/quiz/<entry_id>/back")
def go_back(entry_id: str) -> ResponseReturnValue:
    """Make an earlier version the present one; what came after it stays in the history."""
    work = work_on(entry_id)
    number = whole_number(request.form.get("number", ""))
    earlier = desk().store.library.quiz(work.teacher_id, entry_id, number)
    try:
        keep(work, earlier, _("Went back to version %(number)s", number=number))
    except ConflictError as error:
        return conflict(work, error)
    return redirect(url_for("reviewing.review", entry_id=entry_id), 303)


def _edit_panel(work: Work, question: Question) -> Panel:
    """Return the form of a question, begun in another type where that is asked."""
    form, wanted = typed(question), request.args.get("type", "")
    for kind in TYPED_TYPES:
        if kind == wanted and kind != question.type:
            evidence, key_span = proofs(question)[0]
            form = retyped(form, kind, evidence, key_span)
            if kind == "multiple_choice":
                form = _with_options(form, _suggested(work, question))
    return Panel("edit", question.id, form=form)


def _suggested(work: Work, question: Question) -> tuple[str, ...]:
    """Return options for a question, none where they cannot be made just now."""
    try:
        return wrong_options(question, work.quiz.article)
    except (BusyError, BroadsheetError):
        return ()


def _with_options(form: Typed, options: tuple[str, ...]) -> Typed:
    right = next((n for n, option in enumerate(options) if fold(option) == fold(form.key)), None)
    if right is None:
        return form
    return form.model_copy(update={"options": options, "right": right})


def _with_others(work: Work, question: Question) -> ResponseReturnValue:
    """Return the page with what could be asked instead, made anew where that is wanted."""
    anew = "anew" in request.args
    try:
        offers = others(question, work.quiz, screening_of(work, anew=anew))
    except BusyError:
        busy = _("Questions are being made for somebody else just now; try again in a few seconds.")
        return page(work, Panel("others", question.id, trouble=busy), status=503)
    except BroadsheetError as error:
        return page(work, Panel("others", question.id, trouble=str(error)))
    return page(work, Panel("others", question.id, offers=offers, anew=anew))


def _next_open(work: Work, question_id: str) -> str:
    """Return the next question that is not accepted, from the start again; else the same one."""
    ids = [question.id for question in work.quiz.questions]
    place = ids.index(question_id)
    accepted = work.accepted
    waiting = [other for other in ids[place + 1 :] + ids[:place] if other not in accepted]
    return waiting[0] if waiting else question_id


def _neighbour(work: Work, question_id: str) -> str | None:
    """Return the question after one, or the one before it where it is the last."""
    ids = [question.id for question in work.quiz.questions]
    if question_id not in ids:
        raise UnknownQuizError(
            _("There is no such question in the quiz; it may have been dropped.")
        )
    place = ids.index(question_id)
    rest = ids[place + 1 :][:1] or ids[:place][-1:]
    return rest[0] if rest else None
