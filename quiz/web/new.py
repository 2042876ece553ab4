"""Making a new quiz: an article is given, looked through, corrected, and built from.

There are no accounts yet: these pages answer only on the machine that serves them. What was typed
comes back with every error, the sentence above it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from quiz.errors import (
    BroadsheetError,
    LengthError,
    OptionError,
    QuizFileError,
    Remedy,
    SourceError,
)
from quiz.readers import MAX_WORDS, MIN_WORDS, Entry, SeveralError, read
from quiz.readers.fetching import is_allowed
from quiz.readers.revision import revised
from quiz.schema.article import Article
from quiz.schema.question import DIFFICULTY_LEVELS
from quiz.schema.quiz import MAX_LENGTH, Quiz, dump, load
from quiz.web.desk import BusyError, desk
from quiz.web.limits import BUSY_SECONDS, MAX_ENTRIES, MAX_FILE, MAX_LINE
from quiz.web.review import HEADLINE, KIND_NAMES, Review, line, whole_number

new = Blueprint("new", __name__)

_BUSY = (
    "Other articles are being read or made into quizzes just now. Nothing is lost: send this again "
    "in a few seconds."
)
_NOT_STORED = "Quizzes cannot be stored just now. Nothing is lost: send this again in a moment."
_BROKEN = "Something broke on our side; it is not your fault. Change the text, or try another one."
_WAYS: dict[Remedy, str] = {
    "choose pages": "Write them under “Only a part of it”, as in 3-5.",
    "no pages": "Leave “Pages” empty.",
    "choose entry": "Write its number under “Only a part of it”.",
    "no entry": "Leave “Chapter or article” empty.",
}
_PAGES = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")


@dataclass(frozen=True)
class _Given:
    """What the first form holds, a file aside: browsers do not send one twice.

    `entries` are the articles or chapters to choose from, once it is known that there are some; of
    those, the first MAX_ENTRIES are shown.
    """

    link: str = ""
    text: str = ""
    pages: str = ""
    pick: str = ""
    entries: tuple[Entry, ...] = ()


@new.get("/new")
def form() -> str:
    """Return the form that takes an article."""
    return _source_page(_Given())


@new.post("/new")
def read_source() -> ResponseReturnValue:
    """Read the article and return it, piece by piece, in a form to correct it."""
    given = _Given(
        link=line(request.form.get("link", "")),
        text=request.form.get("text", ""),
        pages=line(request.form.get("pages", "")),
        pick=line(request.form.get("pick", "")),
    )

    def work() -> ResponseReturnValue:
        notes: list[str] = []
        try:
            article = _article(given, notes.append)
        except SourceError as error:
            if error.remedy is None:
                raise
            return _refused(_part_page(given, error), error.http_status)
        return _review_page(Review.of(article, notes))

    return _answered(work, lambda sentence: _source_page(given, sentence))


@new.get("/new/from/<quiz_id>")
def again(quiz_id: str) -> str:
    """Return the article of a quiz in the form to correct it: the way back once it is built."""
    quiz = desk().quiz(quiz_id)
    return _review_page(Review.of(quiz.article).wanting(quiz.blueprint))


@new.post("/new/build")
def build_quiz() -> ResponseReturnValue:
    """Build a quiz from the article as corrected, keep it, and go to its page."""
    review = Review.sent(request.form)

    def work() -> ResponseReturnValue:
        quiz = _built(revised(review.draft()), review)
        desk().publish(quiz)
        return redirect(url_for("library.quiz", quiz_id=quiz.id), 303)

    return _answered(work, lambda sentence: _review_page(review, sentence))


def _answered(
    work: Callable[[], ResponseReturnValue], back: Callable[[str], str]
) -> ResponseReturnValue:
    """Return what `work` makes; where it fails, the form it came from with the reason."""
    try:
        with desk().places.one():
            return work()
    except HTTPException:
        raise
    except BusyError:
        return _refused(back(_BUSY), 503)
    except BroadsheetError as error:
        if error.http_status == 503:
            # The store's own words are for whoever runs the server.
            current_app.logger.error("The store does not answer: %s", error)
            return _refused(back(_NOT_STORED), 503)
        return _refused(back(str(error)), error.http_status)
    except Exception:
        current_app.logger.exception("A fault in %s", request.endpoint)
        return _refused(back(_BROKEN), 500)


def _refused(page: str, status: int) -> Response:
    response = make_response(page, status)
    if status == 503:
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _article(given: _Given, say: Callable[[str], None]) -> Article:
    """Return the article that was given. Raises SourceError and its kinds, and OptionError."""
    files = [file for file in request.files.getlist("file") if file.filename]
    if len(files) + bool(given.link) + bool(given.text.strip()) != 1:
        raise OptionError(
            "Give one thing: a link, a file or a text."
            if files or given.link or given.text.strip()
            else "Give a link, a file or a text first."
        )
    pages, pick = _pages(given.pages), _pick(given.pick)
    if files:
        source: str | bytes = files[0].stream.read(MAX_FILE + 1)
        name = line(PurePath(files[0].filename or "").name)[:100] or "The file"
        if len(source) > MAX_FILE:
            raise LengthError(f"{name} has over {MAX_FILE // 1_000_000} MB. Give a smaller file.")
    elif given.link:
        source = name = _address(given.link)
    else:
        source, name = given.text.encode(errors="replace"), "The text"
    return read(source, name=name, pages=pages, pick=pick, say=say)


def _address(link: str) -> str:
    """Return a link with its scheme; never a path, as `read` would open that on this machine."""
    if re.match(r"[/\\.~]|[a-z]:[/\\]|https?:/*$|https?:///", link, re.IGNORECASE):
        raise OptionError(
            f"“{link[:100]}” is no link to a web page; copy the link from the address line of the "
            "browser. A file is given as a file."
        )
    full = link if re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE) else f"https://{link}"
    if not re.match("https?://", full, re.IGNORECASE) or len(full) > MAX_LINE:
        raise OptionError(
            "A link begins with https:// or http://; copy it from the address line of the browser."
        )
    return full


def _pages(words: str) -> tuple[int, int] | None:
    if not words:
        return None
    found = _PAGES.fullmatch(words)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last:
        raise OptionError("Give pages as in 3-5, or one page as in 3.")
    return first, last


def _pick(words: str) -> int | None:
    if words and not whole_number(words):
        raise OptionError("Give the chapter or article by its number, as in 2.")
    return whole_number(words) or None


def _built(article: Article, review: Review) -> Quiz:
    """Return the quiz on `article`; raise SourceError where it has no question, and OptionError."""
    from quiz.pipeline import build  # here, so that serving a quiz does not wait for the engine

    quiz = build(article, review.blueprint()).quiz
    if not quiz.questions:
        why = (quiz.shortfall or "nothing was found to ask").rstrip(".")
        raise SourceError(
            f"No question passes every check ({why}). Mark more of the text as paragraphs, or try "
            "another article."
        )
    try:
        load(dump(quiz))  # or else no later start of the server could list it
    except QuizFileError:
        raise LengthError("The quiz is too large to be kept. Shorten the article.") from None
    return quiz


def _part_page(given: _Given, error: SourceError) -> str:
    """Return the form with what to change in it, so that another part is read, or all of it."""
    if isinstance(error, SeveralError) and not given.pick:
        sentence = f"{error} Choose it in the list."
        return _source_page(replace(given, entries=error.entries), sentence)
    way = _WAYS[error.remedy] if error.remedy else ""
    return _source_page(given, f"{error} {way}", of_part=True)


def _source_page(given: _Given, trouble: str | None = None, *, of_part: bool = False) -> str:
    return render_template(
        "new.html",
        given=given,
        trouble=trouble,
        had_file=any(file.filename for file in request.files.values()) if trouble else False,
        with_link=is_allowed(),
        opened=of_part or given.pages or given.pick or len(given.entries) > MAX_ENTRIES,
        max_entries=MAX_ENTRIES,
        max_file=f"{MAX_FILE // 1_000_000} MB",
        min_words=MIN_WORDS,
        max_words=MAX_WORDS,
    )


def _review_page(review: Review, trouble: str | None = None) -> str:
    return render_template(
        "review.html",
        review=review,
        trouble=trouble,
        kinds=KIND_NAMES,
        headline=HEADLINE,
        levels=DIFFICULTY_LEVELS,
        max_line=MAX_LINE,
        max_length=MAX_LENGTH,
    )
