"""Building quizzes beside the requests, with jobs in the store that tell how far they are.

Any process of the server answers for any job; the process that took it in builds it. What a
language model is asked for stands in the job, where it is asked and by which key does not.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask, current_app
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from quiz.errors import (
    BroadsheetError,
    LengthError,
    QuizFileError,
    SourceError,
    WriterStoppedError,
)
from quiz.schema.article import Article
from quiz.schema.quiz import Blueprint, Quiz, dump, load
from quiz.schema.record import Record
from quiz.schema.writing import Task
from quiz.web.desk import Desk, desk
from quiz.web.places import BusyError

if TYPE_CHECKING:
    from quiz.pipeline import Built, Commission
    from quiz.writer import Settings

_LOOK = 1.0  # seconds between two looks at whether a teacher has stopped what waits for a model


# The stages in which a language model is asked; their number in a job is that of the request.
ASKING = ("write", "repair", "edit")


class Order(Record):
    """What a quiz is built from, and what a language model does for it; `tasks` is mostly ()."""

    article: Article
    blueprint: Blueprint
    tasks: tuple[Task, ...] = ()


class _StoppedError(Exception):
    """The teacher stopped it."""


class _Task(NamedTuple):
    """One job: for whom, and what is to be built."""

    teacher_id: str
    job_id: str
    order: Order


def begin(teacher_id: str, order: Order) -> str:
    """Begin to build and return the id of the job. Raises BusyError and StoreError."""
    shared = desk()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    locale = str(get_locale() or "en")
    job_id = shared.store.jobs.begin(teacher_id, now=shared.clock(), source=order.model_dump_json())

    def work() -> None:
        with app.app_context(), force_locale(locale):
            _attempt(app, shared, _Task(teacher_id, job_id, order))

    builders = shared.patient if order.tasks else shared.builders
    try:
        builders.start(work)
    except BusyError:
        shared.store.jobs.stop(teacher_id, job_id, now=shared.clock())
        raise
    return job_id


def _attempt(app: Flask, shared: Desk, task: _Task) -> None:
    """Build, keep the quiz in the library, and note how it went, whatever happens."""
    try:
        try:
            _build(shared, task)
        except (_StoppedError, WriterStoppedError):
            return
        except BroadsheetError as error:
            shared.store.jobs.failed(task.job_id, str(error), now=shared.clock())
        except Exception:
            app.logger.exception("A fault while building a quiz")
            shared.store.jobs.failed(task.job_id, broken(), now=shared.clock())
    except Exception:  # the store itself: the job falls silent, which its page tells
        app.logger.exception("What became of a quiz could not be noted")


def _build(shared: Desk, task: _Task) -> None:
    from quiz.pipeline import build  # here, so that serving a quiz does not wait for the engine

    jobs, library = shared.store.jobs, shared.store.library
    progress = _progress(shared, task)
    progress("find")
    built = build(
        task.order.article,
        task.order.blueprint,
        progress=progress,
        commission=_commission(shared.writer, task.order),
        cancelled=_looking(lambda: not jobs.going(task.job_id, now=shared.clock())),
    )
    _check(built.quiz)
    progress("keep")
    entry = library.add(
        task.teacher_id,
        built.quiz,
        screening=built.screening,
        what=_made(built),
        now=shared.clock(),
    )
    if not jobs.done(task.job_id, entry.id, now=shared.clock(), message=_trouble(built)):
        library.delete(task.teacher_id, entry.id)


def _progress(shared: Desk, task: _Task) -> Callable[[str], None]:
    """Return what notes the stages of a job, requests with their number and how many there may be.

    It raises _StoppedError as soon as the job is stopped.
    """
    most = most_requests(shared.writer, task.order)
    sent = 0

    def note(stage: str) -> None:
        nonlocal sent
        if stage in ASKING:
            sent += 1
            stage = f"{stage} {sent}/{max(sent, most)}"
        if not shared.store.jobs.stage(task.job_id, stage, now=shared.clock()):
            raise _StoppedError

    return note


def most_requests(settings: "Settings | None", order: Order) -> int:
    """Return how many requests to the model `order` takes at most."""
    if settings is None or not order.tasks:
        return 0
    from quiz.writer import expected

    return expected(order.article, order.tasks, order.blueprint.types, settings).requests


def _commission(settings: "Settings | None", order: Order) -> "Commission | None":
    """Return what the model is to do; None where nothing was asked of it, or there is none."""
    if settings is None or not order.tasks:
        return None
    from quiz.pipeline import Commission
    from quiz.writer import ChatEndpoint

    return Commission(order.tasks, settings, ChatEndpoint(settings))


def _looking(ask: Callable[[], bool]) -> Callable[[], bool]:
    """Return `ask` as a question that may be put at any time: the store hears it once a second."""
    next_look, answer = 0.0, False

    def look() -> bool:
        nonlocal next_look, answer
        if time.monotonic() >= next_look:
            answer = answer or ask()
            next_look = time.monotonic() + _LOOK
        return answer

    return look


def _made(built: "Built") -> str:
    """Return what the history says of how the quiz came about."""
    if built.trouble is not None:
        return str(_("Built from the article. %(trouble)s", trouble=_trouble(built)))
    if built.quiz.written is not None:
        return str(_("Built from the article, with %(model)s", model=built.quiz.written.model))
    return str(_("Built from the article"))


def _trouble(built: "Built") -> str | None:
    """Return the sentences on what the model did not do, None where it did what it was asked to."""
    if built.trouble is None:
        return None
    return str(_("%(trouble)s Rules made what it did not write.", trouble=built.trouble))


def _check(quiz: Quiz) -> None:
    """Raise SourceError for a quiz without a question, LengthError for one that is too large."""
    if not quiz.questions:
        why = (quiz.shortfall or _("nothing was found to ask")).rstrip(".")
        raise SourceError(
            _(
                "No question passes every check (%(why)s). Mark more of the text as paragraphs, or "
                "try another article.",
                why=why,
            )
        )
    try:
        load(dump(quiz))  # or else nobody could open it again
    except QuizFileError:
        raise LengthError(_("The quiz is too large to be kept. Shorten the article.")) from None


def broken() -> str:
    """Return what is said of a fault of ours."""
    return str(
        _("Something broke on our side; it is not your fault. Change the text, or try another one.")
    )
