"""Signing in and out, the links that let a teacher in, and her account.

A password is refused for being short or common. What is said of a wrong one tells nobody whether
the name is known: a wrong name, a wrong password and a pause after wrong ones read the same.
"""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.errors import ConflictError, OptionError
from quiz.schema.classroom import MAX_NAME, Teacher
from quiz.store.teachers import LINK_DAYS, Credentials, LinkKind
from quiz.web.desk import desk
from quiz.web.teacher import passwords, roles

_FOR_ALL = ("sign_in", "check_sign_in", "sign_out", "welcome", "join", "choose_password", "reset")

accounts = roles.for_teachers("accounts", __name__, besides=_FOR_ALL)


@accounts.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Return the form to sign in, or lead on who has done so already."""
    onward = roles.local_path(request.args.get("next", ""), _library)
    if roles.teacher_here() is not None:
        return redirect(onward, 303)
    return _sign_in_page(onward)


@accounts.post("/sign-in")
def check_sign_in() -> ResponseReturnValue:
    """Sign in and go on to the page that was asked for, or say that it failed."""
    name = request.form.get("name", "")
    onward = roles.local_path(request.form.get("next", ""), _library)
    found = desk().store.teachers.try_to_sign_in(name, now=desk().clock())
    right = passwords.is_right(request.form.get("password", ""), found.password if found else None)
    if not right or found is None:
        current_app.logger.warning("A sign-in failed.")  # no name: it may be a password
        return _sign_in_page(onward, name=name, trouble=_not_right()), 401
    return _let_in(found.teacher, onward)


@accounts.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out: the sign-in is ended here, not only forgotten by the browser."""
    return roles.end(redirect(url_for("library.index"), 303))


@accounts.get("/<any(setup, invite):kind>/<token>")
def welcome(kind: str, token: str) -> str:
    """Return the form by which the first teacher, or one who is invited, gets an account."""
    return _welcome_page(kind, _host(kind, token))


@accounts.post("/<any(setup, invite):kind>/<token>")
def join(kind: str, token: str) -> ResponseReturnValue:
    """Make the account, use up the link, and sign in."""
    host, name = _host(kind, token), request.form.get("name", "")
    try:
        teacher = desk().store.teachers.follow_to_join(
            token, name, _new_password(name), now=desk().clock()
        )
    except (OptionError, ConflictError) as error:
        return _welcome_page(kind, host, name, str(error)), error.http_status
    return _let_in(teacher, _library())


@accounts.get("/sign-in/<token>")
def choose_password(token: str) -> str:
    """Return the form by which a teacher with a link chooses a new password."""
    return _choose_page(_owner(token))


@accounts.post("/sign-in/<token>")
def reset(token: str) -> ResponseReturnValue:
    """Keep the new password, use up the link, end all other sign-ins, and sign in."""
    owner = _owner(token)
    try:
        password = _new_password(owner.name)
    except OptionError as error:
        return _choose_page(owner, str(error)), error.http_status
    teacher = desk().store.teachers.follow_to_sign_in(token, password, now=desk().clock())
    return _let_in(teacher, _library())


@accounts.get("/account")
def account() -> str:
    """Return the teacher's own page."""
    return _account_page()


@accounts.post("/account/password")
def change_password() -> ResponseReturnValue:
    """Change the password: every other sign-in ends, and this one goes on under a new token."""
    teacher = roles.signed_in()
    try:
        _check_present(desk().store.teachers.try_to_sign_in(teacher.name, now=desk().clock()))
        password = _new_password(teacher.name)
    except OptionError as error:
        return _account_page(str(error)), error.http_status
    desk().store.teachers.set_password(teacher.id, password)
    return _let_in(teacher, url_for("accounts.account", done="password"))


@accounts.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every sign-in of the teacher, this one too."""
    desk().store.teachers.end_all(roles.signed_in().id)
    return roles.end(redirect(url_for("accounts.sign_in"), 303))


@accounts.post("/account/invite")
def invite() -> ResponseReturnValue:
    """Make a link for another teacher, and go to the page that shows it."""
    teacher = roles.signed_in()
    token = desk().store.teachers.make_link("invite", teacher.id, now=desk().clock())
    return redirect(url_for("accounts.invitation", token=token), 303)


@accounts.get("/account/invitation/<token>")
def invitation(token: str) -> str:
    """Return the page with a link to hand on; LinkError once it is used."""
    desk().store.teachers.link(token, "invite", now=desk().clock())
    address = url_for("accounts.welcome", kind="invite", token=token, _external=True)
    return render_template("teacher/invitation.html", address=address, days=LINK_DAYS)


def _library() -> str:
    return url_for("teacher_library.index")


def _let_in(teacher: Teacher, onward: str) -> ResponseReturnValue:
    return roles.begin(teacher, redirect(onward, 303))


def _host(kind: str, token: str) -> Teacher | None:
    """Return who invites by the link; raise LinkError where it is no good."""
    known: LinkKind = "setup" if kind == "setup" else "invite"
    return desk().store.teachers.link(token, known, now=desk().clock())


def _owner(token: str) -> Teacher:
    """Return whose new password it is; raise LinkError where the link is no good."""
    owner = desk().store.teachers.link(token, "sign-in", now=desk().clock())
    assert owner is not None, "such a link is made for a teacher only"
    return owner


def _not_right() -> str:
    sentence: str = _(
        "The name or the password is not right. After five wrong passwords, wait a few minutes "
        "before the next: until then even the right one is not taken."
    )
    return sentence


def _check_present(found: Credentials | None) -> None:
    """Raise OptionError where the present password in the form is not right."""
    known = found.password if found else None
    if not passwords.is_right(request.form.get("present", ""), known):
        raise OptionError(
            _("The present password is not right. After five wrong ones, wait a few minutes.")
        )


def _new_password(name: str) -> str:
    """Return the hash of the new password in the form; raise OptionError for one that is weak."""
    password = request.form.get("password", "")
    passwords.check(password, name=name)
    if password != request.form.get("again", ""):
        raise OptionError(_("The two new passwords differ. Type the same one twice."))
    return passwords.hashed(password)


def _sign_in_page(onward: str, name: str = "", trouble: str | None = None) -> str:
    is_new = not desk().store.teachers.are_any()
    return render_template(
        "teacher/sign_in.html", onward=onward, name=name, trouble=trouble, is_new=is_new
    )


def _welcome_page(
    kind: str, host: Teacher | None, name: str = "", trouble: str | None = None
) -> str:
    return render_template(
        "teacher/welcome.html",
        is_first=kind == "setup",
        host=host,
        name=name,
        trouble=trouble,
        max_name=MAX_NAME,
        shortest=passwords.SHORTEST,
    )


def _choose_page(owner: Teacher, trouble: str | None = None) -> str:
    return render_template(
        "teacher/choose_password.html", owner=owner, trouble=trouble, shortest=passwords.SHORTEST
    )


def _account_page(trouble: str | None = None) -> str:
    return render_template(
        "teacher/account.html",
        trouble=trouble,
        done=request.args.get("done") == "password",
        shortest=passwords.SHORTEST,
        days=LINK_DAYS,
    )
