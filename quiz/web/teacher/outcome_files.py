"""Files of results: tables for a spreadsheet, decks, sheets and a quiz of what was missed."""

from collections.abc import Callable, Collection, Sequence
from threading import Lock

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from quiz.errors import OptionError
from quiz.web.desk import desk
from quiz.web.teacher import result_tables
from quiz.web.teacher.missed import missed_by_class, only, practice, share_of
from quiz.web.teacher.outcome_view import Outcome, outcome
from quiz.web.teacher.outcomes import PLACE
from quiz.web.teacher.roles import for_teachers, signed_in
from quiz.web.wording import file_stem

outcome_files = for_teachers("outcome_files", __name__)
# Typesetting and packing take a core for a second or so: the class that answers comes first.
_ONE_AT_A_TIME = Lock()
TABLES: dict[str, Callable[..., bytes]] = {
    "gradebook": result_tables.gradebook,
    "answers": result_tables.answers,
    "items": result_tables.items,
}


@outcome_files.get(f"{PLACE}/<name>.csv")
def table(assignment_id: str, name: str) -> Response:
    """Return the gradebook, all answers or the item analysis as CSV; `bom` is for Excel."""
    if name not in TABLES:
        abort(404, gettext("There is no such table; there are gradebook, answers and items."))
    found = outcome(assignment_id)
    payload = TABLES[name](found, bom=request.args.get("bom", "yes") == "yes")
    return _file(payload, "text/csv", f"{_stem(found)}-{name}.csv")


@outcome_files.get(f"{PLACE}/missed/deck")
def class_deck(assignment_id: str) -> Response:
    """Return an Anki deck of what the class missed."""
    found = outcome(assignment_id)
    return _deck(found, missed_by_class(found, share_of(request.args.get("share"))), "class")


@outcome_files.get(f"{PLACE}/missed/sheet")
def class_sheet(assignment_id: str) -> Response:
    """Return the re-teach sheet of what the class missed."""
    found = outcome(assignment_id)
    missed = missed_by_class(found, share_of(request.args.get("share")))
    return _sheet(found, [(None, missed)], "class")


@outcome_files.get(f"{PLACE}/missed/sheets")
def every_sheet(assignment_id: str) -> Response:
    """Return a re-teach sheet for each student who is done and missed something, in one PDF."""
    found = outcome(assignment_id)
    readers = [(one.participant.name, one.missed(found.ids)) for one in found.done]
    return _sheet(found, readers, "students")


@outcome_files.get(f"{PLACE}/student/<participant_id>/deck")
def student_deck(assignment_id: str, participant_id: str) -> Response:
    """Return an Anki deck of what a student missed."""
    found = outcome(assignment_id)
    standing = found.standing(participant_id)
    return _deck(found, standing.missed(found.ids), standing.participant.name)


@outcome_files.get(f"{PLACE}/student/<participant_id>/sheet")
def student_sheet(assignment_id: str, participant_id: str) -> Response:
    """Return the re-teach sheet of a student."""
    found = outcome(assignment_id)
    standing = found.standing(participant_id)
    name = standing.participant.name
    return _sheet(found, [(name, standing.missed(found.ids))], name)


@outcome_files.post(f"{PLACE}/practice")
def practice_quiz(assignment_id: str) -> ResponseReturnValue:
    """Put a quiz of what was missed into the library: by the class, or by one student."""
    found = outcome(assignment_id)
    who = request.form.get("student")
    if who:
        missed = found.standing(who).missed(found.ids)
    else:
        missed = missed_by_class(found, share_of(request.form.get("share")))
    _require(missed)
    # Whoever it is for: a quiz outlives the names of students.
    title = gettext("Practice: %(title)s", title=found.quiz.title)
    library, teacher = desk().store.library, signed_in()
    screening = library.screening(teacher.id, found.assignment.entry_id)
    made, changed = practice(found.quiz, missed, screening, title)
    what = gettext("Made of what was missed; %(n)s other questions on the same facts", n=changed)
    entry = library.add(teacher.id, made, screening=screening, what=what, now=found.now)
    return redirect(url_for("teacher_library.quiz", entry_id=entry.id), 303)


def _deck(found: Outcome, missed: Collection[str], whose: str) -> Response:
    _require(missed)
    # Here, so that serving a quiz does not wait for exporters.
    from quiz.exporters import DeckOptions, export_deck

    options = DeckOptions(per_article=True, tags=("missed",))
    with _ONE_AT_A_TIME:
        made = export_deck([only(found.quiz, missed)], "anki", options)
    return _file(made.payload, made.mimetype, f"{_stem(found)}-missed-{file_stem(whose)}.apkg")


def _sheet(
    found: Outcome, readers: Sequence[tuple[str | None, Collection[str]]], whose: str
) -> Response:
    _require([name for _, missed in readers for name in missed])
    from quiz.exporters.reteach import Reader, reteach

    with _ONE_AT_A_TIME:
        payload = reteach(found.quiz, [Reader(name, missed) for name, missed in readers])
    return _file(payload, "application/pdf", f"{_stem(found)}-again-{file_stem(whose)}.pdf")


def _require(missed: Collection[str]) -> None:
    if not missed:
        raise OptionError(gettext("Nothing was missed, so that there is nothing to make of it."))


def _stem(found: Outcome) -> str:
    return file_stem(found.assignment.title)


def _file(payload: bytes, mimetype: str, filename: str) -> Response:
    response = Response(payload, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response
