"""What holds for the whole run: one browser, fresh databases, and no test skipped in silence."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import settings

from tests import parts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The first example of a test may load a word list or a model, on a machine with other work to do.
settings.register_profile("broadsheet", deadline=None)
settings.load_profile("broadsheet")

# The browser is kept from talking to its maker.
QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for the run: Playwright cannot be started twice in one process."""
    path = parts.need("browser")
    from playwright.sync_api import sync_playwright

    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()  # root has none
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        yield started
        started.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'broadsheet.db'}"


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """Yield the URL of an empty schema of our own, dropped afterwards."""
    from sqlalchemy import create_engine, text
    from sqlalchemy.engine import make_url

    place = make_url(parts.need("postgresql"))
    schema = f"broadsheet_{uuid4().hex}"
    engine = create_engine(place, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        own = place.update_query_dict({"options": f"-csearch_path={schema}"})
        yield own.render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a fresh database, once of each kind."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Say in one line, after everything else, what was skipped and how to get its parts."""
    yield
    skipped = len(terminalreporter.stats.get("skipped", []))
    if parts.missing and not parts.skipping_forbidden():
        names = ", ".join(sorted(parts.missing))
        terminalreporter.write_line(
            f"Skipped: tests that need {names} ({skipped}). {parts.advice(parts.missing)}",
            yellow=True,
        )
    elif skipped and parts.skipping_forbidden():
        terminalreporter.write_line(
            f"Failed: {skipped} skipped, and BROADSHEET_NO_SKIP forbids to skip.", red=True
        )


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where skipping is forbidden and something was skipped all the same."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not parts.skipping_forbidden():
        return
    if reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
