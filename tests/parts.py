"""The system parts that some tests need: asked for by name, found or said to be missing.

A test calls `need("browser")` and gets what it has to know about the part. Where the part is not
on this machine the test is skipped and the run ends with one line that tells how to get it. With
BROADSHEET_NO_SKIP=1 a missing part fails the test instead.
"""

import getpass
import importlib.util
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, NoReturn

import pytest

Part = Literal["browser", "postgresql", "pdf", "libreoffice", "calc", "anki", "node", "omr", "zbar"]
NODE = Path(__file__).parent / "node"


class _Source(NamedTuple):
    """How a part is called, found and got. `package` is Debian's name; without one, `other`."""

    title: str
    find: Callable[[], str | None]
    package: str | None = None
    other: str | None = None


def skipping_forbidden() -> bool:
    """Tell whether a missing part fails the run (BROADSHEET_NO_SKIP=1)."""
    return os.environ.get("BROADSHEET_NO_SKIP", "") not in ("", "0")


def _browser() -> str | None:
    named = os.environ.get("BROADSHEET_BROWSER")
    if named:
        return shutil.which(named)
    for name in ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser"):
        found = shutil.which(name)
        if found:
            return found
    return None


def _postgresql() -> str | None:
    if importlib.util.find_spec("psycopg") is None:
        return None
    named = os.environ.get("BROADSHEET_POSTGRESQL")
    user = getpass.getuser()
    usual = [f"postgresql://{user}@{place}" for place in _DATABASES]
    return next((_sqlalchemy(url) for url in ([named] if named else usual) if _answers(url)), None)


_DATABASES = (
    "localhost/test",
    "localhost/postgres",
    "/test?host=/var/run/postgresql",
    "/postgres?host=/var/run/postgresql",
)


def _sqlalchemy(url: str) -> str:
    """Return `url` with the driver in it, as SQLAlchemy wants it."""
    return "postgresql+psycopg://" + url.split("://", 1)[1]


def _answers(url: str) -> bool:
    import psycopg

    try:
        with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=3) as connection:
            connection.execute("select 1")
    except psycopg.Error:
        return False
    return True


def _pdf() -> str | None:
    return shutil.which("pdftotext") if shutil.which("pdftoppm") else None


def _libreoffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _calc() -> str | None:
    found = _libreoffice()
    program = Path(found).resolve().parent if found else None
    return found if program and any(program.glob("libsclo*")) else None


def _node() -> str | None:
    return shutil.which("node") if (NODE / "node_modules").is_dir() else None


def _anki() -> str | None:
    found = importlib.util.find_spec("anki")
    folders = found.submodule_search_locations if found else None
    return next(iter(folders), None) if folders else None


def _omr() -> str | None:
    """Return a Python with marksense and outloud: heavy, and in part AGPL, hence not in .venv."""
    named = os.environ.get("BROADSHEET_OMR")
    if named:
        return shutil.which(named)
    return shutil.which(Path(__file__).parents[1] / ".omr" / "bin" / "python")


_SOURCES: dict[Part, _Source] = {
    "browser": _Source("Chromium", _browser, package="chromium"),
    "postgresql": _Source(
        "a PostgreSQL server that lets you in",
        _postgresql,
        package="postgresql",
        other="name a database you may write to in BROADSHEET_POSTGRESQL",
    ),
    "pdf": _Source("pdftotext and pdftoppm", _pdf, package="poppler-utils"),
    "libreoffice": _Source("LibreOffice", _libreoffice, package="libreoffice-writer-nogui"),
    "calc": _Source("LibreOffice Calc", _calc, package="libreoffice-calc-nogui"),
    "node": _Source(
        "Node.js and what tests/node/package.json names",
        _node,
        package="npm",
        other="npm install --ignore-scripts --no-package-lock --prefix tests/node",
    ),
    "anki": _Source("the anki package", _anki, other=".venv/bin/pip install anki"),
    "zbar": _Source("zbarimg", lambda: shutil.which("zbarimg"), package="zbar-tools"),
    "omr": _Source(
        "marksense and outloud in a Python of their own",
        _omr,
        other="python3 -m venv .omr && .omr/bin/pip install -r tests/omr.txt",
    ),
}

missing: set[Part] = set()


@cache
def _found(part: Part) -> str | None:
    return _SOURCES[part].find()


def need(part: Part) -> str:
    """Return where `part` is, or skip (with BROADSHEET_NO_SKIP=1: fail) the test that asks.

    "browser": the path of Chromium (BROADSHEET_BROWSER names another); "postgresql": the URL of a
    database that answers, for SQLAlchemy (BROADSHEET_POSTGRESQL names one); "pdf": the path of
    pdftotext, with pdftoppm beside it; "libreoffice": the path of soffice; "calc": the same,
    where it opens spreadsheets; "node": the path of node, with the packages that tests/node names
    installed there; "anki": the path of the package; "zbar": the path of zbarimg; "omr": a Python
    with marksense, outloud beside it (BROADSHEET_OMR names another). May also be called at the top
    of a test module.
    """
    found = _found(part)
    if found is None:
        _give_up(part)
    return found


def _give_up(part: Part) -> NoReturn:
    missing.add(part)
    reason = f"needs {_SOURCES[part].title}"
    if skipping_forbidden():
        pytest.fail(f"{reason}, and BROADSHEET_NO_SKIP forbids to skip. {advice({part})}")
    pytest.skip(reason, allow_module_level=True)


def advice(parts: set[Part]) -> str:
    """Return one line that tells how to get `parts`; the empty string where none is missing."""
    sources = [_SOURCES[part] for part in _SOURCES if part in parts]
    packages = [source.package for source in sources if source.package]
    ways = [f"sudo apt-get install {' '.join(packages)}"] if packages else []
    ways += [source.other for source in sources if source.other]
    return f"Get the missing parts: {'; '.join(ways)}" if ways else ""
