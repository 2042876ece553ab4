"""A teacher's library: the quizzes she has, put in order, and each quiz's own page."""

from pathlib import PurePath
from typing import NamedTuple

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.errors import ConflictError, OptionError, QuizFileError
from quiz.schema.loading import MAX_BYTES, SIZE
from quiz.schema.quiz import Quiz, load
from quiz.store.library import MAX_FOLDER
from quiz.store.words import one_line
from quiz.web.desk import desk
from quiz.web.teacher import formats, roles
from quiz.web.teacher.helping import account

library = roles.for_teachers("teacher_library", __name__)
PER_PAGE = 50


class _Shown(NamedTuple):
    """Which entries are listed: those with `words`, of a `folder` (None: all), or the archive."""

    words: str
    folder: str | None
    archived: bool
    page: int


@library.get("/desk")
def index() -> str:
    """Return the quizzes of the library, the latest change first."""
    shown = _shown()
    kept, teacher = desk().store.library, roles.signed_in()
    found = kept.entries(
        teacher.id, archived=shown.archived, folder=shown.folder, words=shown.words
    )
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(shown.page, pages)
    live, archived = kept.counts(teacher.id)
    return render_template(
        "teacher/library.html",
        shown=shown,
        entries=found[(page - 1) * PER_PAGE : page * PER_PAGE],
        count=len(found),
        page=page,
        pages=pages,
        folders=kept.folders(teacher.id),
        live=live,
        archived=archived,
        done=_done(),
    )


@library.get("/desk/import")
def import_form() -> str:
    """Return the form that takes a quiz file."""
    return _import_page()


@library.post("/desk/import")
def import_quiz() -> ResponseReturnValue:
    """Put the quiz of a file into the library and go to its page."""
    try:
        quiz = _sent_quiz()
    except (OptionError, QuizFileError) as error:
        return _import_page(str(error)), error.http_status
    entry = desk().store.library.add(
        roles.signed_in().id, quiz, what=_("Imported from a file"), now=desk().clock()
    )
    return _to(entry.id, "imported")


@library.get("/desk/quiz/<entry_id>")
def quiz(entry_id: str) -> str:
    """Return the page of a quiz: what it holds, what can be done with it, its files."""
    return _quiz_page(entry_id)


@library.get("/desk/quiz/<entry_id>/files/<name>")
def download(entry_id: str, name: str) -> Response:
    """Return the quiz in the format called `name`, or with `?key=yes` its answer key."""
    found = desk().store.library.quiz(roles.signed_in().id, entry_id)
    return desk().downloads.in_format(found, name, key=request.args.get("key") == "yes")


@library.get("/desk/quiz/<entry_id>/guide")
def guide(entry_id: str) -> str:
    """Return the study guide as a page."""
    found = desk().store.library.quiz(roles.signed_in().id, entry_id)
    # Here, so that serving does not wait for exporters.
    from quiz.exporters.guide.page import guide_page

    page = guide_page(found, with_questions=False)
    return render_template("teacher/guide.html", page=page, entry_id=entry_id)


@library.post("/desk/quiz/<entry_id>/folder")
def file_under(entry_id: str) -> ResponseReturnValue:
    """Put the quiz into a folder, or take it out of one."""
    folder = request.form.get("new", "").strip() or request.form.get("folder", "")
    try:
        desk().store.library.file_under(roles.signed_in().id, entry_id, folder)
    except OptionError as error:
        return _quiz_page(entry_id, str(error)), error.http_status
    return _to(entry_id, "filed")


@library.post("/desk/quiz/<entry_id>/duplicate")
def duplicate(entry_id: str) -> ResponseReturnValue:
    """Put the quiz into the library once more and go to the second one."""
    second = desk().store.library.duplicate(
        roles.signed_in().id, entry_id, what=_("Duplicated"), now=desk().clock()
    )
    return _to(second.id, "duplicated")


@library.post("/desk/quiz/<entry_id>/archive")
def archive(entry_id: str) -> ResponseReturnValue:
    """Put the quiz into the archive, or take it out of it."""
    archived = request.form.get("archived") == "yes"
    desk().store.library.archive(
        roles.signed_in().id, entry_id, archived=archived, now=desk().clock()
    )
    return _to(entry_id, "archived" if archived else "taken-out")


@library.post("/desk/quiz/<entry_id>/restore")
def restore(entry_id: str) -> ResponseReturnValue:
    """Make an earlier version the present one again, as a version of its own."""
    kept, teacher = desk().store.library, roles.signed_in()
    number, expected = (_number(request.form.get(name, "")) for name in ("number", "expected"))
    earlier = kept.quiz(teacher.id, entry_id, number)
    kept.save(
        teacher.id,
        entry_id,
        earlier,
        expected=expected,
        what=_("Back to version %(number)s", number=number),
        now=desk().clock(),
    )
    return _to(entry_id, "restored")


@library.get("/desk/quiz/<entry_id>/delete")
def confirm(entry_id: str) -> str:
    """Return the page that asks whether the quiz is to go for good."""
    entry = desk().store.library.entry(roles.signed_in().id, entry_id)
    return render_template("teacher/delete.html", entry=entry)


@library.post("/desk/quiz/<entry_id>/delete")
def delete(entry_id: str) -> ResponseReturnValue:
    """Delete the quiz for good; refused where a class was given it."""
    kept, teacher = desk().store.library, roles.signed_in()
    try:
        kept.delete(teacher.id, entry_id)
    except ConflictError as error:
        entry = kept.entry(teacher.id, entry_id)
        page = render_template("teacher/delete.html", entry=entry, trouble=str(error))
        return page, error.http_status
    return redirect(url_for("teacher_library.index", done="deleted"), 303)


def _shown() -> _Shown:
    asked = request.args
    folder = asked.get("folder")
    return _Shown(
        words=one_line(asked.get("q", ""))[:200],
        folder=one_line(folder)[:MAX_FOLDER] if folder else None,
        archived=asked.get("show") == "archive",
        page=max(1, _number(asked.get("page", "1"))),
    )


def _number(text: str) -> int:
    """Return the whole number written in `text`, 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else 0


def _sent_quiz() -> Quiz:
    """Return the quiz of the file that was sent; raise OptionError or QuizFileError."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise OptionError(_("Choose a file first."))
    name = one_line(PurePath(file.filename).name)[:100] or "quiz.json"
    payload = file.stream.read(MAX_BYTES + 1)
    if len(payload) > MAX_BYTES:
        raise QuizFileError(
            _("%(name)s is larger than any quiz: at most %(size)s.", name=name, size=SIZE)
        )
    return load(payload, name)


def _import_page(trouble: str | None = None) -> str:
    return render_template("teacher/import.html", trouble=trouble, size=SIZE)


def _quiz_page(entry_id: str, trouble: str | None = None) -> str:
    kept, teacher = desk().store.library, roles.signed_in()
    entry = kept.entry(teacher.id, entry_id)
    found = kept.quiz(teacher.id, entry_id)
    return render_template(
        "teacher/quiz.html",
        entry=entry,
        quiz=found,
        groups=formats.groups(found),
        account=account(found),
        history=kept.history(teacher.id, entry_id),
        folders=kept.folders(teacher.id),
        max_folder=MAX_FOLDER,
        trouble=trouble,
        done=_done(),
    )


def _to(entry_id: str, done: str) -> ResponseReturnValue:
    return redirect(url_for("teacher_library.quiz", entry_id=entry_id, done=done), 303)


def _done() -> str | None:
    """Return in words what the form before this page did."""
    said = {
        "imported": _("The quiz is in your library."),
        "filed": _("Moved."),
        "duplicated": _("This is the duplicate. The first one is unchanged."),
        "archived": _("In the archive. It is not in your lists any more; classes keep it."),
        "taken-out": _("Back in your library."),
        "restored": _("The earlier version is the present one again."),
        "deleted": _("Deleted."),
    }
    return said.get(request.args.get("done", ""))
