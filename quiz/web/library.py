"""The list of quizzes, one quiz's own page, and its files for teachers.

There are no roles yet: whoever can open the list can also fetch the key and the deck, which hold
the answers. They stand under "For teachers", away from the way into the quiz; where that is not
enough, put the server where only teachers reach it until the class begins.
"""

from flask import Blueprint, Response, render_template

from quiz.web.desk import desk

library = Blueprint("library", __name__)


@library.get("/")
def index() -> str:
    """Return the list of quizzes."""
    return render_template("library.html", quizzes=list(desk().quizzes.values()))


@library.get("/quiz/<quiz_id>")
def quiz(quiz_id: str) -> str:
    """Return the page of one quiz: what it holds, the way in, the files for teachers."""
    return render_template("quiz.html", quiz=desk().quiz(quiz_id))


@library.get("/quiz/<quiz_id>/<name>")
def download(quiz_id: str, name: str) -> Response:
    """Return a file for teachers: "sheet", "key" or "deck"."""
    return desk().downloads.response(desk().quiz(quiz_id), name)
