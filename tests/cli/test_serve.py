"""`quiz serve` and `quiz run`: a page answers, and Ctrl-C or SIGTERM ends it."""

import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from quiz.cli.serving import serve_quizzes
from quiz.schema.quiz import dump, load
from quiz.store import Store, default_url
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


@pytest.fixture
def rooted(folder: Path) -> Path:
    """Return the seed article with a sign that no font of the printed page has, all over it."""
    path = folder / "rooted.txt"
    text = SEED.read_text(encoding="utf-8")
    path.write_text(text.replace("Zelensky", "Zelensky根"), encoding="utf-8")
    return path


def test_a_sign_that_no_font_has_does_not_stop_the_job(folder: Path, rooted: Path) -> None:
    (folder / "out").mkdir()
    for name in ("sheet.pdf", "key.pdf", "notes.txt"):
        (folder / "out" / name).write_bytes(b"of another quiz")
    with _serving("run", str(rooted)) as (process, address, printed):
        made = load((folder / "out" / "quiz.json").read_bytes())
        assert made.title in _page(address)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=LIMIT) == 0
        assert process.stderr
        complaints = process.stderr.read().splitlines()

    (why,) = [line for line in complaints if line.startswith("Not made: ")]
    assert "sheet.pdf and key.pdf" in why
    assert "根" in why
    assert re.search(r"question \d+|the title", why)
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "deck.apkg",
        "notes.txt",
        "quiz.json",
    ]
    assert {str(Path("out") / name) for name in ("sheet.pdf", "key.pdf")} == {
        line.split()[0] for line in complaints if line.endswith("of an earlier run is removed.")
    }
    assert "sheet.pdf" not in printed


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("127.0.0.1", ""),
        ("localhost", ""),
        ("0.0.0.0", "given on this machine, and to whoever has finished a quiz."),
        (
            "192.0.2.7",
            "given on this machine, by `quiz export`, and to whoever has finished a quiz.",
        ),
    ],
)
def test_who_is_let_in_and_to_what_is_said_at_the_start(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    host: str,
    said: str,
) -> None:
    """Nothing listens here: no test opens a port to the network."""

    def serve(
        make: Callable[[], Flask], host: str, port: int, *, ready: Callable[[str], None]
    ) -> None:
        named = make().test_client().get("/", headers={"Host": "school.example"})
        assert named.status_code == (200 if said else 400)
        ready("http://there")

    monkeypatch.setattr("quiz.web.server.serve", serve)
    serve_quizzes([sample_quiz()], host, 8000)

    out, err = capsys.readouterr()
    first, *phones, last = out.splitlines()
    assert first == "Serving at http://there until Ctrl-C."
    outside = [line.removeprefix("For phones and other machines: ") for line in phones]
    assert last.startswith(f"For the first teacher, once: {(*outside, 'http://there')[0]}/setup/")
    assert not (outside and host in ("127.0.0.1", "localhost"))
    assert outside == ["http://192.0.2.7:80"] or host != "192.0.2.7"
    assert err.endswith(f"{said}\n" if said else "")
    assert len(err.splitlines()) == bool(said)


def test_a_server_for_this_machine_answers_to_no_other_name(folder: Path) -> None:
    (folder / "quiz.json").write_bytes(dump(sample_quiz()))
    with _serving("serve", "quiz.json") as (_, address, _):
        port = address.rpartition(":")[2]
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(
                urllib.request.Request(address, headers={"Host": f"news.example:{port}"})
            )
        assert caught.value.code == 400
        caught.value.close()
        passed_on = urllib.request.Request(
            f"{address}/quiz/{sample_quiz().id}/key", headers={"X-Forwarded-For": "192.0.2.7"}
        )
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(passed_on)
        assert caught.value.code == 403
        caught.value.close()


def test_a_server_behind_another_answers_to_the_name_it_was_told(folder: Path) -> None:
    (folder / "quiz.json").write_bytes(dump(sample_quiz()))
    with _serving("serve", "quiz.json", "--name", "quiz.school.example") as (_, address, _):
        asked = urllib.request.Request(
            address, headers={"Host": "Quiz.school.example", "X-Forwarded-Proto": "https"}
        )
        with urllib.request.urlopen(asked, timeout=LIMIT) as page:
            assert page.headers["Strict-Transport-Security"]  # the server in front speaks TLS
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(
                urllib.request.Request(address, headers={"Host": "news.example"})
            )
        assert caught.value.code == 400
        caught.value.close()


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


def test_without_any_quiz_the_page_leads_to_the_desk(folder: Path) -> None:
    with _serving("serve") as (_, address, _):
        assert "For teachers" in _page(address)


def test_the_link_for_the_first_teacher_is_printed_until_there_is_one(folder: Path) -> None:
    with _serving("serve") as (process, address, _):
        assert process.stdout
        found = re.search(rf"once: ({address}/setup/\S+)", process.stdout.readline())
        assert found
        assert "You are the first teacher here" in _page(found[1])
    with Store(default_url()) as store:
        store.teachers.add("Ms Lindqvist", "a hash", now=datetime.now(UTC))
    with _serving("serve") as (process, address, _):
        assert process.stdout
        assert "For teachers" in _page(address)
        process.terminate()
        assert "setup" not in process.stdout.read()


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
