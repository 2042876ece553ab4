"""Getting in: the code, the name, and the page a class begins at."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.classroom import code_in, release, roster_code_in, tidy_name
from quiz.errors import BroadsheetError, ConflictError, UnknownCodeError
from quiz.schema.classroom import COOL_DOWN, MAX_NAME, Assignment
from quiz.web.desk import desk
from quiz.web.security import known_visitor
from quiz.web.student.seat import Seat, class_of, seat_in, take_seat

joining = Blueprint("joining", __name__)


@joining.get("/join")
def ask() -> str:
    """Return the page with the one field for a code."""
    return _code_page()


@joining.post("/join")
def find() -> ResponseReturnValue:
    """Go to the class of the code that was typed, or say that there is none."""
    typed = request.form.get("code", "")
    _spend_nothing_more()
    try:
        assignment = class_of(code_in(typed) or "")
    except UnknownCodeError as error:
        return _wrong(str(error), typed)
    return redirect(url_for("joining.start", code=assignment.code), 303)


@joining.get("/j/<code>")
def land(code: str) -> ResponseReturnValue:
    """Lead who scanned the picture on to the class."""
    return redirect(url_for("joining.start", code=code_in(code) or code), 303)


@joining.get("/class/<code>")
def start(code: str) -> ResponseReturnValue:
    """Return the class's first page: the name is asked for, then what the quiz is and how to begin.

    A code that is none leads to the page with the field.
    """
    known = code_in(code)
    try:
        assignment = class_of(code)
        seat = seat_in(assignment)
        if seat is None:
            _spend_nothing_more()
            return _name_page(assignment)
    except UnknownCodeError as error:
        _spend_nothing_more()
        return _wrong(str(error), known or code)
    return _start_page(seat)


@joining.post("/class/<code>/join")
def join(code: str) -> ResponseReturnValue:
    """Take a seat in the class, in the way its teacher has chosen."""
    assignment = class_of(code)
    if seat_in(assignment) is not None:
        return redirect(url_for("joining.start", code=code), 303)
    if assignment.rules.naming == "codes":
        _spend_nothing_more()
    try:
        return take_seat(assignment, _name(assignment))
    except UnknownCodeError as error:
        _note_wrong()
        return _name_page(assignment, str(error)), error.http_status
    except BroadsheetError as error:
        return _name_page(assignment, str(error)), error.http_status


@joining.get("/class/<code>/notice")
def notice(code: str) -> str:
    """Return what happens to a student's data, in plain words."""
    assignment = class_of(code)
    return render_template("student/notice.html", assignment=assignment, cool_down=COOL_DOWN.days)


def _name(assignment: Assignment) -> str:
    """Return what was given as a name; raise ConflictError or UnknownCodeError where it is none."""
    typed = request.form.get("name", "")
    if assignment.rules.naming == "codes":
        code = roster_code_in(typed)
        if code is None:
            raise UnknownCodeError(_("Type the code that your teacher gave you: five signs."))
        return code
    name = tidy_name(typed)
    if not name and assignment.rules.naming == "list":
        raise ConflictError(_("Choose your name first."))
    if not name:
        raise ConflictError(_("Type the name that your teacher knows you by."))
    return name


def _code_page(trouble: str | None = None, typed: str = "") -> str:
    return render_template("student/join.html", trouble=trouble, typed=typed[:200])


def _name_page(assignment: Assignment, trouble: str | None = None) -> str:
    people = desk().store.assignments.participants(assignment.id)
    return render_template(
        "student/name.html",
        assignment=assignment,
        trouble=trouble,
        typed=tidy_name(request.form.get("name", "")),
        free=[one.name for one in people if one.joined is None and one.removed is None],
        max_name=MAX_NAME,
    )


def _start_page(seat: Seat) -> str:
    everybody = desk().store.assignments.participants(seat.assignment.id)
    return render_template(
        "student/start.html",
        seat=seat,
        goes=[seat.go(number) for number in range(1, len(seat.attempts) + 1)],
        release=release(seat.assignment, [one.accommodation for one in everybody]),
    )


def _wrong(sentence: str, typed: str) -> ResponseReturnValue:
    _note_wrong()
    return _code_page(sentence, typed), UnknownCodeError.http_status


def _note_wrong() -> None:
    visitor = known_visitor()
    if visitor:
        desk().wrong_codes.note(visitor, desk().clock())


def _spend_nothing_more() -> None:
    """Refuse a browser that has tried too many wrong codes; others are never held up."""
    visitor = known_visitor()
    wait = desk().wrong_codes.wait(visitor, desk().clock()) if visitor else 0
    if wait:
        minutes = -(-wait // 60)
        abort(
            429,
            _("That were too many wrong codes. Ask for the right one, and try again in %(n)s min.",
              n=minutes),
        )  # fmt: skip
