"""Parsing in a child process: what it says comes back, and nothing it does harms the parent."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quiz.errors import LengthError, ParserError, SourceError
from quiz.readers.base import Source
from quiz.readers.confined import _end, _is_over, confined
from quiz.readers.draft import Draft, Piece, composed

TALE = "The mill at Corvane burned down in May 2021, and forty people lost their work that night."


def test_a_draft_comes_back_as_it_was() -> None:
    draft = confined("tests.readers.parsers:echo", TALE.encode(), "a.txt")
    assert draft == Draft(pieces=(Piece(text=TALE),), title="a.txt")


def test_a_refusal_comes_back_as_its_own_class() -> None:
    with pytest.raises(LengthError, match=r"^a\.pdf has 400 pages\.$"):
        confined("tests.readers.parsers:refuse", b"", "a.pdf")


@pytest.mark.parametrize("how", ["raise", "exit", "babble", "recurse", "abort"])
def test_a_parser_that_breaks_down_is_a_damaged_file(how: str) -> None:
    with pytest.raises(ParserError, match=r"^a\.pdf is damaged"):
        confined("tests.readers.parsers:break_down", b"", "a.pdf", how=how)


@pytest.mark.parametrize(("how", "seconds"), [("memory", 15), ("loop", 15), ("sleep", 2)])
def test_a_parser_that_takes_too_much_is_stopped_in_time(
    how: str, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.readers.confined.SECONDS", seconds)
    begun = time.monotonic()
    with pytest.raises(ParserError, match=r"^a\.pdf takes more than"):
        confined("tests.readers.parsers:break_down", b"", "a.pdf", how=how)
    assert time.monotonic() - begun < seconds + 3


def test_a_parser_gets_no_network() -> None:
    with pytest.raises(SourceError, match="network"):
        confined("tests.readers.parsers:break_down", b"", "a.pdf", how="connect")


@pytest.mark.skipif(os.name != "posix", reason="Unix has these calls")
@pytest.mark.parametrize("how", ["popen", "system", "exec", "spawn", "fork"])
def test_a_parser_starts_no_program(how: str) -> None:
    with pytest.raises(SourceError, match="another program"):
        confined("tests.readers.parsers:break_down", b"", "a.pdf", how=how)


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="the system cannot tell without waiting")
def test_no_group_is_ended_after_its_number_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []

    def killpg(group: int, sign: int) -> None:
        # A number is taken as long as nobody has waited for its process.
        ended.append(os.waitid(os.P_PID, group, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None)
        raise PermissionError

    monkeypatch.setattr(os, "killpg", killpg)
    assert confined("tests.readers.parsers:echo", TALE.encode(), "a.txt").title == "a.txt"
    assert ended == [True]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no groups of processes")
def test_what_a_finished_child_started_does_not_live_on() -> None:
    code = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid)"
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True, text=True
    )
    assert child.stdout is not None
    left = int(child.stdout.readline())
    child.stdout.close()
    assert _is_over(child)
    assert _end(child) == 0
    for _ in range(100):
        if not _runs(left):
            return
        time.sleep(0.05)
    pytest.fail("it lives on")


def _runs(number: int) -> bool:
    """Tell whether a process runs, not one that is dead and nobody has waited for."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(number)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return bool(state) and not state.startswith("Z")


def test_a_module_beside_the_file_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "quiz", "pydantic"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert confined("tests.readers.parsers:echo", TALE.encode(), "a.txt").title == "a.txt"


def test_pieces_become_blocks_that_know_their_characters() -> None:
    draft = Draft(
        title="Mill burns down",
        pieces=(
            Piece(kind="heading", text="The night"),
            Piece(kind="paragraph", text=TALE.replace(" ", "\n  ")),
            Piece(kind="caption", text="The mill in 2019"),
            Piece(kind="paragraph", text="(Reporting by Ana Silva; Editing by Jo Marsh)"),
            Piece(text="By Ana Silva"),
        ),
        byline="Ana Silva",
    )
    article = composed(draft, Source(b"", "a.html"))
    assert [(b.kind, article.at(b)) for b in article.blocks] == [
        ("title", "Mill burns down"),
        ("heading", "The night"),
        ("paragraph", TALE),
        ("caption", "The mill in 2019"),
        ("byline", "(Reporting by Ana Silva; Editing by Jo Marsh)"),
        ("byline", "By Ana Silva"),
    ]
    assert (article.title, article.byline) == ("Mill burns down", "Ana Silva")


def test_a_title_among_the_first_pieces_is_not_said_twice() -> None:
    pieces = (Piece(kind="heading", text="MILL BURNS DOWN"), Piece(kind="paragraph", text=TALE))
    article = composed(Draft(title="Mill burns down", pieces=pieces), Source(b"", "a.html"))
    assert [b.kind for b in article.blocks] == ["title", "paragraph"]


def test_notes_are_told() -> None:
    told: list[str] = []
    draft = Draft(pieces=(Piece(text=TALE),), notes=("A table is left out.",))
    composed(draft, Source(b"", "a.html", say=told.append))
    assert told == ["A table is left out."]
