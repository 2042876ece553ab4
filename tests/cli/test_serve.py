"""`quiz serve` and `quiz run`: a page answers, and Ctrl-C or SIGTERM ends it."""

import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest

from quiz.schema.quiz import dump, load
from tests.cli.conftest import HEARS_CTRL_C, SEED
from tests.samples import sample_quiz

LIMIT = 30  # seconds


@contextmanager
def _serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """Start the command; give its process, its address and what it printed before."""
    with subprocess.Popen(
        [*HEARS_CTRL_C, *arguments, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            assert process.stderr
            printed = ""
            for line in process.stdout:
                found = re.search(r"http://127\.0\.0\.1:\d+", line)
                if found:
                    break
                printed += line
            else:
                pytest.fail(process.stderr.read())
            yield process, found.group(), printed
        finally:
            process.kill()


def _page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=LIMIT) as response:
        text: str = response.read().decode()
        return unescape(text)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_quizzes_are_served_until_stopped(folder: Path, ending: signal.Signals) -> None:
    (folder / "quiz.json").write_bytes(dump(sample_quiz()))

    with _serving("serve", "quiz.json") as (process, address, _):
        assert sample_quiz().title in _page(address)
        process.send_signal(ending)
        assert process.wait(timeout=LIMIT) == 0
        assert process.stderr
        assert process.stderr.read() == ""


def test_without_a_file_the_quizzes_served_before_are_there_again(folder: Path) -> None:
    (folder / "quiz.json").write_bytes(dump(sample_quiz()))
    with _serving("serve", "quiz.json") as (process, address, _):
        _page(address)
        process.terminate()
        process.wait(timeout=LIMIT)

    with _serving("serve") as (_, address, _):
        assert sample_quiz().title in _page(address)


def test_without_any_quiz_the_page_tells_how_to_make_one(folder: Path) -> None:
    with _serving("serve") as (_, address, _):
        assert "quiz build" in _page(address)


def test_run_does_the_whole_job(folder: Path) -> None:
    begun = time.monotonic()
    with _serving("run", str(SEED)) as (_, address, printed):
        assert time.monotonic() - begun < 10
        made = load((folder / "out" / "quiz.json").read_bytes())
        assert made.title in _page(address)

    assert (folder / "out" / "deck.apkg").read_bytes().startswith(b"PK")
    assert (folder / "out" / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "out" / "key.pdf").read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in folder.rglob("*")) == [
        "deck.apkg",
        "key.pdf",
        "out",
        "quiz.json",
        "sheet.pdf",
    ]
    assert re.search(rf"total\s+{len(made.questions)}\b", printed)
    for name in ("quiz.json", "deck.apkg", "sheet.pdf", "key.pdf"):
        assert str(Path("out") / name) in printed
