"""Making a new quiz: an article is given, looked through, corrected, and built from.

What was typed comes back with every error, the sentence above it. Building is a job that goes on
beside the requests; its page says how far it is and can stop it.
"""

from collections.abc import Callable

from flask import (
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from quiz.errors import BroadsheetError, SourceError, UnknownJobError
from quiz.readers.revision import revised
from quiz.schema.classroom import Job
from quiz.schema.question import DIFFICULTY_LEVELS
from quiz.schema.quiz import MAX_LENGTH
from quiz.web.desk import desk
from quiz.web.limits import BUSY_SECONDS, MAX_LINE
from quiz.web.places import BusyError
from quiz.web.teacher import building, roles
from quiz.web.teacher.correcting import HEADLINE, KIND_NAMES, Review
from quiz.web.teacher.giving import Given, part_page, source_page
from quiz.web.teacher.helping import agreed_tasks, offer
from quiz.web.teacher.stages import steps

making = roles.for_teachers("making", __name__)


@making.get("/desk/new")
def form() -> str:
    """Return the form that takes an article."""
    return source_page(Given())


@making.post("/desk/new")
def read_source() -> ResponseReturnValue:
    """Read the article and return it, piece by piece, in a form to correct it."""
    given = Given.sent()

    def work() -> ResponseReturnValue:
        notes: list[str] = []
        try:
            with desk().places.one():
                article = given.article(notes.append)
        except SourceError as error:
            if error.remedy is None:
                raise
            return _refused(part_page(given, error), error.http_status)
        return _correcting_page(Review.of(article, notes))

    return _answered(work, lambda sentence: source_page(given, sentence))


@making.get("/desk/new/from/<entry_id>")
def again(entry_id: str) -> str:
    """Return the article of a quiz of the library in the form to correct it."""
    quiz = desk().store.library.quiz(roles.signed_in().id, entry_id)
    return _correcting_page(Review.of(quiz.article).wanting(quiz.blueprint))


@making.post("/desk/new/build")
def build_quiz() -> ResponseReturnValue:
    """Begin to build from the article as corrected, and go to the page that says how far it is."""
    teacher, review = roles.signed_in(), Review.sent(request.form)

    def work() -> ResponseReturnValue:
        order = building.Order(
            article=revised(review.draft()),
            blueprint=review.blueprint(),
            tasks=agreed_tasks(review.tasks, review.agreed),
        )
        job_id = building.begin(teacher.id, order)
        return redirect(url_for("making.progress", job_id=job_id), 303)

    return _answered(work, lambda sentence: _correcting_page(review, sentence))


@making.get("/desk/new/job/<job_id>")
def progress(job_id: str) -> ResponseReturnValue:
    """Say how far a quiz is; once it is done, go to where it is reviewed.

    Where a language model did less than it was asked to, that is said first.
    """
    job = desk().store.jobs.job(roles.signed_in().id, job_id, now=desk().clock())
    if job.stage == "done" and job.entry_id is not None and job.message is None:
        return redirect(url_for("reviewing.review", entry_id=job.entry_id), 303)
    order = _order(job) if job.source else None
    return render_template(
        "teacher/building.html",
        job=job,
        title=order.article.title if order else "",
        language=order.article.language if order else "en",
        steps=steps(job, order.tasks if order else ()),
        with_model=bool(order and order.tasks),
    )


@making.post("/desk/new/job/<job_id>/stop")
def stop(job_id: str) -> ResponseReturnValue:
    """Stop building, unless it is done already."""
    desk().store.jobs.stop(roles.signed_in().id, job_id, now=desk().clock())
    return redirect(url_for("making.progress", job_id=job_id), 303)


@making.get("/desk/new/job/<job_id>/article")
def back(job_id: str) -> str:
    """Return the article of a job that failed or was stopped in the form to correct it."""
    job = desk().store.jobs.job(roles.signed_in().id, job_id, now=desk().clock())
    if not job.source:
        raise UnknownJobError(_("The article is no longer kept here; its quiz is in the library."))
    order = _order(job)
    return _correcting_page(Review.of(order.article).wanting(order.blueprint))


def _order(job: Job) -> building.Order:
    return building.Order.model_validate_json(job.source or "")


def _answered(
    work: Callable[[], ResponseReturnValue], back: Callable[[str], str]
) -> ResponseReturnValue:
    """Return what `work` makes; where it fails, the form it came from with the reason."""
    try:
        return work()
    except HTTPException:
        raise
    except BusyError:
        return _refused(back(_busy()), 503)
    except BroadsheetError as error:
        if error.http_status == 503:
            # The store's own words are for whoever runs the server.
            current_app.logger.error("The store does not answer: %s", error)
            return _refused(back(_not_stored()), 503)
        return _refused(back(str(error)), error.http_status)
    except Exception:
        current_app.logger.exception("A fault in %s", request.endpoint)
        return _refused(back(building.broken()), 500)


def _refused(page: str, status: int) -> Response:
    response = make_response(page, status)
    if status == 503:
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _correcting_page(review: Review, trouble: str | None = None) -> str:
    return render_template(
        "teacher/correct.html",
        review=review,
        trouble=trouble,
        kinds=KIND_NAMES,
        headline=HEADLINE,
        levels=DIFFICULTY_LEVELS,
        max_line=MAX_LINE,
        max_length=MAX_LENGTH,
        offer=offer(review),
    )


def _busy() -> str:
    return str(
        _(
            "Other articles are being read or made into quizzes just now. Nothing is lost: send "
            "this again in a few seconds."
        )
    )


def _not_stored() -> str:
    return str(_("Quizzes cannot be stored just now. Nothing is lost: send it again in a moment."))
