"""Error pages: every trouble as a page with one plain sentence and a way on."""

from typing import NamedTuple

from flask import Flask, Response, make_response, render_template, request, url_for
from flask_babel import lazy_gettext as later
from flask_babel.speaklater import LazyString
from werkzeug.exceptions import HTTPException

from quiz.errors import BroadsheetError
from quiz.web.languages import translated
from quiz.web.limits import BUSY_SECONDS, MAX_FILE, MAX_TEXT


class _Words(NamedTuple):
    title: LazyString
    sentence: LazyString


_WORDS: dict[int, _Words] = {
    400: _Words(
        later("That could not be sent"), later("The server could not make sense of what was sent.")
    ),
    401: _Words(later("Sign in first"), later("Only a teacher who has signed in can do this.")),
    403: _Words(
        later("Not given here"), later("This is given only on the machine that serves the quiz.")
    ),
    404: _Words(
        later("There is no such page"),
        later(
            "The address may be mistyped, or the page is gone. Check it letter by letter, or start "
            "from the list of quizzes."
        ),
    ),
    405: _Words(
        later("That is not how this page works"),
        later("This address only takes the form it belongs to. Start from the list of quizzes."),
    ),
    409: _Words(
        later("Something changed meanwhile"), later("Load the page again and try once more.")
    ),
    413: _Words(
        later("That is too long"),
        later("What you sent is larger than any answer needs to be. Go back and shorten it."),
    ),
    422: _Words(later("This cannot be used"), later("What was sent cannot be used.")),
    500: _Words(
        later("Something broke on our side"),
        later(
            "It is not your fault, and the answers you have sent are kept. Go back and try again."
        ),
    ),
    503: _Words(
        later("The quiz needs a moment"),
        later("Answers cannot be stored just now."),
    ),
}
_DESK = ("/desk", "/account")  # where the pages of teachers are
_TOO_MUCH = later(
    "A file may have up to %(file)s MB, and a text up to %(text)s MB. Go back and give a part of "
    "it.",
    file=MAX_FILE // 1_000_000,
    text=MAX_TEXT // 1_000_000,
)
_NOTHING_LOST = later("Nothing was lost: go back and send the same again in a few seconds.")


def show_troubles(app: Flask) -> None:
    """Let `app` answer every error with a page of its own."""

    @app.errorhandler(BroadsheetError)
    def ours(error: BroadsheetError) -> Response:
        sentence = translated(str(error))
        if error.http_status == 503:
            # The store's own words are for whoever runs the server; a student needs the way on.
            app.logger.error("The store does not answer: %s", error)
            sentence = f"{_WORDS[503].sentence} {_NOTHING_LOST}"
        return _page(error.http_status, sentence)

    @app.errorhandler(HTTPException)
    def of_http(error: HTTPException) -> Response:
        if error.response is not None or (error.code or 500) < 400:
            return make_response(error.get_response())
        status = error.code or 500
        # Werkzeug's own sentences are for programmers; ours are the ones given to abort().
        own = error.description if error.description != type(error).description else None
        if status == 413 and request.blueprint == "making":
            own = str(_TOO_MUCH)
        response = _page(status, own)
        if status == 405:
            response.headers["Allow"] = dict(error.get_headers()).get("Allow", "GET")
        return response

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        # The endpoint, not the address: the address of an attempt is a secret.
        app.logger.error("A fault in %s", request.endpoint, exc_info=error)
        return _page(500)


def _page(status: int, sentence: str | None = None) -> Response:
    words = _WORDS.get(status, _WORDS[400 if status < 500 else 500])
    page = render_template(
        "error.html",
        status=status,
        heading=words.title,
        sentence=sentence or words.sentence,
        back=_way_back(),
        at_desk=request.path.startswith(_DESK),
    )
    response = make_response(page, status)
    if status == 503:
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _way_back() -> str | None:
    """Return the address of the form that failed, so that one click leads back to it."""
    answered = {
        "take.answer": "take.question",
        "take.start": "library.quiz",
        "making.read_source": "making.form",
        "making.build_quiz": "making.form",
    }
    target = answered.get(request.endpoint or "")
    return url_for(target, **(request.view_args or {})) if target else None
