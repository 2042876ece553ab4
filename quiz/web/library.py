"""The front page, and the page of a quiz that anybody may take, with its files.

Such a quiz is nobody's. Its key, deck and study guide hold the answers, so they are given only to
requests that come from the machine that serves the quiz; the sheet is given to all.
"""

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import lazy_gettext as later

from quiz.web.desk import desk
from quiz.web.locality import from_this_machine
from quiz.web.study import study_page

ANSWERS = ("key", "deck", "study-guide")
_ELSEWHERE = later(
    "The teacher’s files hold the answers and are given only on the machine that serves the quiz: "
    "open the page there as localhost or 127.0.0.1, or make them with “quiz export”."
)

library = Blueprint("library", __name__)


@library.get("/")
def index() -> str:
    """Return the front page: the way into a class, and the quizzes that anybody may take."""
    return render_template("library.html", quizzes=list(desk().quizzes.values()))


@library.get("/quiz/<quiz_id>")
def quiz(quiz_id: str) -> str:
    """Return the page of one quiz: what it holds, the way in, the files for teachers."""
    return render_template(
        "quiz.html", quiz=desk().quiz(quiz_id), with_answers=from_this_machine(request)
    )


@library.get("/quiz/<quiz_id>/guide")
def guide(quiz_id: str) -> str:
    """Return the study guide as a page, on this machine only: it tells what the quiz asks."""
    asked = desk().quiz(quiz_id)
    if not from_this_machine(request):
        abort(403, str(_ELSEWHERE))
    file = url_for("library.download", quiz_id=quiz_id, name="study-guide")
    return study_page(asked, file)


@library.get("/quiz/<quiz_id>/<name>")
def download(quiz_id: str, name: str) -> Response:
    """Return a file for teachers: "sheet" to all, those with answers on this machine only."""
    asked = desk().quiz(quiz_id)
    if name in ANSWERS and not from_this_machine(request):
        abort(403, str(_ELSEWHERE))
    return desk().downloads.response(asked, name)
