"""Decisions on answers that are in: to accept another form, or to leave a question out.

What a decision changes is shown first, and it can be taken back.
"""

from typing import NamedTuple

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.classroom.standings import Standing
from quiz.errors import ConflictError, OptionError
from quiz.schema.classroom import Participant
from quiz.schema.question import Question
from quiz.scoring import MAX_ANSWER, takes_forms
from quiz.store.outcomes import Marker, Worth
from quiz.web.desk import desk
from quiz.web.teacher.outcome_view import Outcome, outcome, worth
from quiz.web.teacher.outcomes import PLACE
from quiz.web.teacher.roles import for_teachers

regrading = for_teachers("regrading", __name__)


class Change(NamedTuple):
    """A student whose score a decision changes, from one share (0 to 1) to another."""

    participant: Participant
    before: float
    after: float


@regrading.get(f"{PLACE}/question/<question_id>/regrade")
def preview(assignment_id: str, question_id: str) -> str:
    """Return who would have another score, from what to what; nothing is changed yet."""
    found = outcome(assignment_id)
    asked, form = _decision(found, question_id, request.args.get("form"), request.args.get("what"))
    return render_template(
        "teacher/outcomes/preview.html",
        outcome=found,
        question=asked,
        number=found.numbers[question_id],
        form=form,
        changes=changes(found, question_id, form),
    )


@regrading.post(f"{PLACE}/question/<question_id>/regrade")
def apply(assignment_id: str, question_id: str) -> ResponseReturnValue:
    """Do what the preview showed."""
    found = outcome(assignment_id)
    asked, form = _decision(found, question_id, request.form.get("form"), request.form.get("what"))
    desk().store.outcomes.regrade(
        found.assignment.id,
        question_id,
        form,
        marker(asked),
        changed=len(changes(found, question_id, form)),
        now=found.now,
    )
    return _to_question(assignment_id, question_id)


@regrading.post(f"{PLACE}/regrade/<int:regrade_id>/undo")
def undo(assignment_id: str, regrade_id: int) -> ResponseReturnValue:
    """Take a decision back."""
    found = outcome(assignment_id)
    line = next((line for line in found.regrades if line.id == regrade_id), None)
    if line is None:
        abort(404, _("There is no such decision in this class."))
    asked = found.question(line.question_id)
    desk().store.outcomes.undo(found.assignment.id, regrade_id, marker(asked), now=found.now)
    return _to_question(assignment_id, line.question_id)


def changes(found: Outcome, question_id: str, form: str | None) -> list[Change]:
    """Return everybody whose score would be another one, in the order of names."""
    before = {one.participant.id: one for one in found.standings}
    return [
        Change(after.participant, _share(before[after.participant.id]), _share(after))
        for after in found.with_regrade(question_id, form)
        if abs(_share(before[after.participant.id]) - _share(after)) > 1e-9
    ]


def marker(asked: Question) -> Marker:
    """Return what finds the worth of an answer to `asked`."""

    def marks(given: str, forms: tuple[str, ...]) -> Worth:
        return worth(asked, given, forms)

    return marks


def _share(standing: Standing) -> float:
    return standing.share or 0.0


def _decision(
    found: Outcome, question_id: str, form: str | None, what: str | None
) -> tuple[Question, str | None]:
    """Return the question, and the form to accept or None to leave it out.

    Raises OptionError for a form that cannot be accepted, ConflictError for what is decided.
    """
    asked = found.question(question_id)
    if what == "leave-out":
        if question_id in found.left_out:
            raise ConflictError(_("This question is left out already."))
        return asked, None
    form = " ".join((form or "").split())
    if not takes_forms(asked):
        raise OptionError(_("A question of this type takes no other answer; it can be left out."))
    if not form or len(form) > MAX_ANSWER:
        raise OptionError(
            _("Write the answer that should count, in %(n)s characters or fewer.", n=MAX_ANSWER)
        )
    if worth(asked, form, found.forms.get(question_id, ())).right:
        raise OptionError(_("This answer counts as right already."))
    return asked, form


def _to_question(assignment_id: str, question_id: str) -> ResponseReturnValue:
    there = url_for("outcomes.question", assignment_id=assignment_id, question_id=question_id)
    return redirect(there, 303)
