"""A real server, a real Chromium, and a page that writes down what went wrong."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import waitress.wasyncore
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect

from quiz.schema.quiz import Quiz
from quiz.store import Store
from quiz.web import create_app
from tests.samples import sample_quiz

PATIENCE = 30_000  # milliseconds; a busy machine takes seconds to load the language model
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def sample() -> Quiz:
    return sample_quiz()


@contextmanager
def running(app: Flask) -> Iterator[str]:
    """Serve `app` on a free port of this machine; yield its address."""
    channels: dict[int, object] = {}
    server = waitress.create_server(app, map=channels, host="127.0.0.1", port=0, threads=4)

    def run() -> None:
        with suppress(OSError):  # its sockets are closed below while it waits at them
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        waitress.wasyncore.close_all(channels, ignore_all=True)
        thread.join(timeout=10)


Serving = Callable[[Quiz], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    """Return a context manager that serves a quiz from a store of its own."""

    @contextmanager
    def serve(quiz: Quiz) -> Iterator[str]:
        path: Path = tmp_path_factory.mktemp("store") / "quiz.db"
        with Store(f"sqlite:///{path}") as store, running(create_app([quiz], store)) as base:
            yield base

    return serve


@pytest.fixture(scope="session")
def base(serving: Serving, sample: Quiz) -> Iterator[str]:
    with serving(sample) as address:
        yield address


@dataclass
class Visit:
    """A page, the addresses it asked for, and what it complained about."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._interrupted)
        self.page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))"
        )

    def open(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def _interrupted(self, dialog: Dialog) -> None:
        self.complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()


Visiting = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture
def visiting(browser: Browser, base: str) -> Visiting:
    """Return a context manager that opens a fresh page; options are those of a browser context."""

    @contextmanager
    def visit(at: str = base, **options: Any) -> Iterator[Visit]:
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        try:
            visit = Visit(context.new_page(), at)
            visit.watch()
            yield visit
        finally:
            context.close()

    return visit
