"""Running the command line in a folder of the test's own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from quiz.cli import main

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "zelensky-nato-2024-11-30.txt"

# Python that hears Ctrl-C even where the tests run in the background, with the signal ignored.
HEARS_CTRL_C = (
    sys.executable,
    "-c",
    "import signal, sys\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from quiz.cli import main\n"
    "sys.exit(main(sys.argv[1:]))",
)


class Outcome(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def complaints(self) -> list[str]:
        return self.err.splitlines()


Quiz = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run the command in a folder of its own, where nothing of the user's is touched."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    writer = ("QUIZ_WRITER_URL", "QUIZ_WRITER_MODEL", "QUIZ_WRITER_KEY")
    for name in ("QUIZ_DATABASE", "QUIZ_MODEL", *writer):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return place


@pytest.fixture
def quiz(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Quiz:
    """Run the command in this process: `quiz("read", path, stdin=b"…")`."""

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            code = main([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(code, out, err.decode())

    return run


@pytest.fixture
def quiz_process(folder: Path) -> Quiz:
    """Run the command as a process of its own."""

    def run(*arguments: object, stdin: bytes = b"", **settings: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "quiz", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**os.environ, **settings},
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr.decode())

    return run
