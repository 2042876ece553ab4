"""Writing questions: one of the quiz in other words, or a teacher's own on sentences she chooses.

What was typed comes back with whatever is wrong, also where the quiz was changed elsewhere.
"""

from collections.abc import Sequence

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.editing import (
    TYPED_TYPES,
    Typed,
    UnsoundError,
    between,
    edited,
    put,
    question_of,
    sentences,
    written,
)
from quiz.errors import ConflictError, OptionError
from quiz.schema.question import QUESTION_TYPES, proofs
from quiz.schema.quiz import Quiz
from quiz.schema.record import Evidence
from quiz.web.teacher import roles, words
from quiz.web.teacher.bench import Panel, Work, back_to, keep, page, rated, work_on
from quiz.web.teacher.correcting import line, whole_number
from quiz.web.teacher.searching import selected

rewriting = roles.for_teachers("rewriting", __name__)

_MOST_PARTS = 300  # lines or fields of one kind in a form


@rewriting.post("/desk/quiz/<entry_id>/question/<question_id>/edit")
def edit(entry_id: str, question_id: str) -> ResponseReturnValue:
    """Keep a question in the words of the form, or say what is wrong with them."""
    work, form = work_on(entry_id), sent()
    base = question_of(work.quiz, question_id)
    try:
        question = edited(form, base)
        if question is not base:
            question = rated(question, work.quiz.article)
        what = _("Edited “%(stem)s”", stem=words.short(question.stem))
        keep(work, put(work.quiz, question, instead_of=base.id), what, accepted=question)
    except UnsoundError as error:
        return page(work, Panel("edit", base.id, form, trouble=words.said(error)), status=422)
    except ConflictError:
        panel = Panel("edit", base.id, form, trouble=_changed_elsewhere())
        return page(work, panel, status=409)
    return back_to(work, question.id)


@rewriting.get("/desk/quiz/<entry_id>/own")
def own(entry_id: str) -> ResponseReturnValue:
    """Return the form for a question of her own, with the sentences of a selection chosen."""
    work = work_on(entry_id)
    kind = next((k for k in TYPED_TYPES if k == request.args.get("type")), TYPED_TYPES[0])
    told = told_in(work.quiz)
    span = selected(work.quiz.article)
    chosen = [n for n, sentence in enumerate(told) if span is not None and span.overlaps(sentence)]
    options = ("", "", "", "") if kind == "multiple_choice" else ()
    return _own_page(work, Typed(type=kind, options=options), told, chosen)


@rewriting.post("/desk/quiz/<entry_id>/own")
def write(entry_id: str) -> ResponseReturnValue:
    """Put a question of her own at the end of the quiz, or say what is wrong with it."""
    work, form = work_on(entry_id), sent()
    told = told_in(work.quiz)
    numbers = [whole_number(number) for number in request.form.getlist("sentence")[:_MOST_PARTS]]
    chosen = [n - 1 for n in numbers if 1 <= n <= len(told)]
    try:
        evidence = between(work.quiz.article, [told[n] for n in chosen])
        question = rated(written(form, work.quiz.article, evidence), work.quiz.article)
        what = _("Added a question of your own: “%(stem)s”", stem=words.short(question.stem))
        keep(work, put(work.quiz, question), what, accepted=question)
    except UnsoundError as error:
        return _own_page(work, form, told, chosen, words.said(error), 422)
    except ConflictError:
        return _own_page(work, form, told, chosen, _changed_elsewhere(), 409)
    return back_to(work, question.id)


def told_in(quiz: Quiz) -> tuple[Evidence, ...]:
    """Return the sentences of the article, none of which divides the evidence of a question."""
    known = [p.evidence for q in (*quiz.questions, *quiz.study) for p in proofs(q)]
    return sentences(quiz.article, known)


def sent() -> Typed:
    """Return what the form of this request holds. Raises OptionError for what no form sends."""
    kind = next((k for k in QUESTION_TYPES if k == request.form.get("type")), None)
    if kind is None:
        raise OptionError(_("That form cannot be understood; load the page again."))
    right = request.form.get("right", "")
    return Typed(
        type=kind,
        stem=line(request.form.get("stem", "")),
        explanation=line(request.form.get("explanation", "")),
        key=line(request.form.get("key", "")),
        accepted=tuple(filter(None, map(line, _lines(request.form.get("accepted", ""))))),
        options=_fields("option"),
        right=whole_number(right) - 1 if whole_number(right) else None,
        true=request.form.get("true", "yes") == "yes",
        correction=line(request.form.get("correction", "")),
        lefts=_fields("left"),
        rights=_fields("right_side"),
        spares=_fields("spare"),
        events=_fields("event"),
    )


def _lines(text: str) -> list[str]:
    return text.splitlines()[:_MOST_PARTS]


def _fields(name: str) -> tuple[str, ...]:
    return tuple(line(text) for text in request.form.getlist(name)[:_MOST_PARTS])


def _own_page(
    work: Work,
    form: Typed,
    told: Sequence[Evidence],
    chosen: Sequence[int],
    trouble: str | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    shown = render_template(
        "teacher/own.html",
        entry=work.entry,
        quiz=work.quiz,
        form=form,
        told=told,
        paragraphs=[(work.quiz.article.paragraph_of(s) or (0, None))[0] for s in told],
        chosen=frozenset(chosen),
        trouble=trouble,
        types=TYPED_TYPES,
        words=words,
    )
    return make_response(shown, status)


def _changed_elsewhere() -> str:
    return str(
        _(
            "The quiz was changed meanwhile, in another window or by another device. What you "
            "typed is still here: look at it once more, and save it again."
        )
    )
