"""Who asks: the teacher signed in, and the guard that no page of a teacher can forget.

A blueprint made by `for_teachers` answers nobody else. The role comes from a token that only the
server gives out; nothing that a browser says about itself counts.
"""

from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from flask import Blueprint, abort, g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from quiz.errors import SignInError
from quiz.schema.classroom import Teacher
from quiz.store.teachers import LONGEST
from quiz.web.desk import desk

_COOKIE = "broadsheet_teacher"


def for_teachers(name: str, import_name: str, *, besides: Collection[str] = ()) -> Blueprint:
    """Return a blueprint whose pages are for teachers who have signed in, but for some.

    `besides` are the functions of the pages that are for everybody.
    """
    blueprint = Blueprint(name, import_name)
    for_everybody = {f"{name}.{function}" for function in besides}

    @blueprint.before_request
    def guard() -> None:
        if request.endpoint not in for_everybody:
            signed_in()

    return blueprint


def signed_in() -> Teacher:
    """Return the teacher who asks.

    Nobody signed in who opens a page is led to the page for signing in, and from there back here;
    for anything else SignInError is raised.
    """
    teacher = teacher_here()
    if teacher is not None:
        return teacher
    if request.method in ("GET", "HEAD"):
        there = request.full_path.rstrip("?")
        abort(redirect(url_for("accounts.sign_in", next=there), 303))
    raise SignInError(_("Only a teacher who has signed in can do this. Sign in, then do it again."))


def teacher_here() -> Teacher | None:
    """Return the teacher who asks, None where nobody has signed in. The store is asked once."""
    if "teacher" not in g:
        token = request.cookies.get(_cookie())
        g.teacher = desk().store.teachers.signed_in(token, now=desk().clock()) if token else None
    found: Teacher | None = g.teacher
    return found


def begin(teacher: Teacher, response: Response) -> Response:
    """Sign `teacher` in with `response`: under a new token, which no earlier cookie can name."""
    desk().store.teachers.end(request.cookies.get(_cookie(), ""))
    token = desk().store.teachers.begin(teacher.id, now=desk().clock())
    g.new_visitor = True
    response.set_cookie(
        _cookie(),
        token,
        max_age=LONGEST,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


def end(response: Response) -> Response:
    """Sign out with `response`: the token is worth nothing any more, wherever it was copied to."""
    desk().store.teachers.end(request.cookies.get(_cookie(), ""))
    g.teacher, g.new_visitor = None, True
    response.delete_cookie(_cookie(), httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def sections() -> list[tuple[str, str]]:
    """Return (endpoint, label) of the sections of the desk, in the order they are shown."""
    return [
        ("teacher_library.index", _("Library")),
        ("making.form", _("New quiz")),
        ("assigning.classes", _("Classes")),
        ("accounts.account", _("Account")),
    ]


def local_path(asked: str, otherwise: Callable[[], str]) -> str:
    """Return `asked` if it is the path of a page here, and else what `otherwise` returns."""
    parts = urlsplit(asked) if asked.isprintable() and len(asked) <= 500 else None
    is_here = parts is not None and not parts.scheme and not parts.netloc
    if is_here and asked.startswith("/") and not asked.startswith(("//", "/\\")):
        return asked
    return otherwise()


def _cookie() -> str:
    """Return the name of the cookie. Under TLS only this very site can set one of that name."""
    return f"__Host-{_COOKIE}" if request.is_secure else _COOKIE
