"""The application factory."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache

from flask import Flask, url_for
from jinja2 import FileSystemLoader

from quiz.resources import folder
from quiz.schema.question import GAP, LETTERS, key_text, reasons
from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import wording
from quiz.web.desk import NAME, Desk, Shelf
from quiz.web.downloads import Downloads
from quiz.web.library import library
from quiz.web.new import new
from quiz.web.results import results
from quiz.web.security import protect
from quiz.web.take import take
from quiz.web.troubles import show_troubles


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    quizzes: Sequence[Quiz],
    store: Store,
    *,
    clock: Callable[[], datetime] = _now,
    secret: bytes | None = None,
    local: bool = False,
) -> Flask:
    """Return the web quiz for `quizzes`, with its attempts in `store`.

    Quizzes are listed in the order given, the first as the lead; of two with one id the later one
    counts. Without any, those kept in the store are listed, the newest first. What is made on the
    page "New quiz" is kept in the store and put before the others. An attempt at a quiz that is not
    listed can still be finished. `clock` returns the time with its zone. `secret` signs
    forms: with the same secret a page opened before a restart can still be sent; without one, a new
    secret is drawn and such a page has to be reloaded first. `local` says that the server listens
    at a loopback address: then requests under any other name for it are refused. Raises StoreError
    where the quizzes cannot be stored.
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
    )
    protect(app, secret or secrets.token_bytes(32), local=local)
    show_troubles(app)
    for blueprint in (library, new, take, results):
        app.register_blueprint(blueprint)
    _teach_words(app)
    return app


def _teach_words(app: Flask) -> None:
    """Let templates say types, counts and dates in words, and address static files."""

    @cache
    def version(name: str) -> str:
        path = folder("templates") / "web" / "static" / name
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12]

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=version(name))

    app.jinja_env.filters["straight"] = wording.straight
    app.jinja_env.globals.update(
        asset=asset,
        counted=wording.counted,
        GAP=GAP,
        key_text=key_text,
        letters=LETTERS,
        lines=wording.lines,
        long_date=wording.long_date,
        minutes=wording.minutes,
        ordinals=wording.ordinals,
        points=wording.points,
        reasons=reasons,
        type_counts=wording.type_counts,
        type_names=wording.FOR_STUDENTS,
        verdict_of=wording.verdict,
    )
