"""The application factory."""

import hashlib
import os
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from flask import Flask, url_for
from jinja2 import FileSystemLoader

from quiz.resources import folder
from quiz.schema.question import GAP, LETTERS, key_text, reasons
from quiz.schema.quiz import Quiz
from quiz.schema.writing import is_written, model_of
from quiz.store import Store
from quiz.web import wording
from quiz.web.desk import NAME, Desk, Shelf
from quiz.web.downloads import Downloads
from quiz.web.keeper import keep_house
from quiz.web.languages import speak
from quiz.web.library import library
from quiz.web.notice import notice
from quiz.web.results import results
from quiz.web.security import protect
from quiz.web.student.after import class_after
from quiz.web.student.joining import joining
from quiz.web.student.sitting import class_sitting
from quiz.web.take import take
from quiz.web.teacher.accounts import accounts
from quiz.web.teacher.assigning import assigning
from quiz.web.teacher.library import library as teacher_library
from quiz.web.teacher.making import making
from quiz.web.teacher.outcome_files import outcome_files
from quiz.web.teacher.outcomes import outcomes
from quiz.web.teacher.preview import preview
from quiz.web.teacher.regrading import regrading
from quiz.web.teacher.reviewing import reviewing
from quiz.web.teacher.rewriting import rewriting
from quiz.web.teacher.roles import sections, teacher_here
from quiz.web.teacher.searching import searching
from quiz.web.troubles import show_troubles

if TYPE_CHECKING:
    from quiz.writer import Settings

_PAGES = (
    *(library, take, results, notice),
    *(accounts, teacher_library, assigning),
    *(joining, class_sitting, class_after),
    *(making, reviewing, rewriting, searching, preview),
    *(outcomes, outcome_files, regrading),
)


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    quizzes: Sequence[Quiz],
    store: Store,
    *,
    clock: Callable[[], datetime] = _now,
    secret: bytes | None = None,
    local: bool = False,
    names: Sequence[str] = (),
    writer: "Settings | None" = None,
) -> Flask:
    """Return the web quiz for `quizzes`, with its attempts in `store`.

    Quizzes are listed in the order given, the first as the lead; of two with one id the later one
    counts. Without any, those kept in the store are listed, the newest first. An attempt at a quiz
    that is not listed can still be finished. `writer` is the language model that a teacher may ask.
    `clock` returns the time with its zone. `secret` signs forms: with the same secret a page opened
    before a restart can still be sent; without one, a new secret is drawn and such a page has to be
    reloaded first. `local` says that the server listens at a loopback address: then requests under
    any other name for it are refused, except `names`, those of a server in front of it.
    Raises StoreError where the quizzes cannot be stored.
    """
    web = folder("templates") / "web"
    app = Flask("quiz.web", template_folder=str(web), static_folder=str(web / "static"))
    # The sections of a study guide are those of the file.
    app.jinja_loader = FileSystemLoader([web, folder("templates") / "guide"])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for quiz in quizzes:
        store.keep(quiz)
    listed = quizzes or store.quizzes()[::-1]
    app.extensions[NAME] = Desk(
        shelf=Shelf(listed),
        store=store,
        clock=clock,
        downloads=Downloads(),
        writer=writer,
    )
    protect(app, secret or secrets.token_bytes(32), local=local, names=names)
    speak(app)
    show_troubles(app)
    for blueprint in _PAGES:
        app.register_blueprint(blueprint)
    _teach_words(app)
    return app


def open_app(
    quizzes: Sequence[Quiz], url: str, *, secret: bytes, local: bool, names: Sequence[str] = ()
) -> Flask:
    """Return the application with a store of its own at `url`, for a process that serves it.

    While the process runs, names that are due are removed. The language model that may be asked is
    the one that the environment names.

    Raises StoreError where the database cannot be opened, OptionError for settings of a model that
    make no sense.
    """
    writer = model_of_server()
    store = Store(url)
    keep_house(store, _now)
    return create_app(quizzes, store, secret=secret, local=local, names=names, writer=writer)


def model_of_server() -> "Settings | None":
    """Return the language model that the environment names, if it does. Raises OptionError."""
    if not any(name.startswith("QUIZ_WRITER_") for name in os.environ):
        return None  # without loading what reads the settings
    from quiz.writer import settings_of_server

    return settings_of_server()


def _teach_words(app: Flask) -> None:
    """Let templates say types and dates in words, and address static files."""

    @cache
    def version(name: str) -> str:
        path = folder("templates") / "web" / "static" / name
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12]

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=version(name))

    app.jinja_env.filters["first_upper"] = wording.first_upper
    app.jinja_env.filters["straight"] = wording.straight
    app.jinja_env.filters["model"] = model_of
    app.jinja_env.tests["by_model"] = is_written
    app.jinja_env.globals.update(
        asset=asset,
        desk_sections=sections,
        GAP=GAP,
        key_text=key_text,
        letters=LETTERS,
        lines=wording.lines,
        in_utc=wording.in_utc,
        long_date=wording.long_date,
        minutes=wording.minutes,
        ordinals=wording.ordinals,
        points=wording.points,
        reasons=reasons,
        teacher_here=teacher_here,
        type_counts=wording.type_counts,
        type_names=wording.FOR_STUDENTS,
        verdict_of=wording.verdict,
    )
