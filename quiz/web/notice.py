"""The page that says in plain words what is kept about whom, for how long, and who sees it."""

from flask import Blueprint, render_template

from quiz.schema.classroom import DEFAULT_RETENTION

notice = Blueprint("notice", __name__)


@notice.get("/privacy")
def privacy() -> str:
    """Return the notice. It is for everybody: nobody has to sign in or join to read it."""
    return render_template("privacy.html", retention=DEFAULT_RETENTION)
