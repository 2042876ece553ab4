"""`quiz build`, `explain` and `run` with a language model on a server of this machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.exporters import EXPORTERS
from quiz.schema.quiz import load
from tests.cli.conftest import SEED, Quiz
from tests.writer.stand_in import StandIn, completion, failure, serving
from tests.writer.test_writing import writes

KEY = "sk-a-key-that-nobody-may-see"


def options(server: StandIn, *more: object) -> tuple[object, ...]:
    return ("--writer", "llm", "--writer-url", server.url, "--writer-model", "tiny", *more)


def test_it_says_before_what_goes_where_and_after_what_it_took(quiz: Quiz, folder: Path) -> None:
    with serving(writes()) as server:
        price = ("--writer-price", "1,2")
        outcome = quiz("build", SEED, *options(server, *price, "--yes"), "-o", "quiz.json")
    assert outcome.code == 0, outcome.err
    before, after = outcome.complaints
    assert before.startswith(f"To {server.url}, model tiny, go the paragraphs of the article")
    assert "at most 2 requests" in before
    assert "by --writer-price" in before
    assert "It took 2 requests, 2,000 tokens sent and 1,000 back, 0.0040" in after
    made = load((folder / "quiz.json").read_bytes())
    assert made.written is not None
    assert made.written.address == server.url


def test_nothing_is_sent_without_consent(quiz: Quiz, folder: Path) -> None:
    with serving(writes()) as server:
        outcome = quiz("build", SEED, *options(server), "-o", "quiz.json")
    assert outcome.code == 2
    assert "Nothing was sent: say --yes" in outcome.err
    assert server.heard == []
    assert not (folder / "quiz.json").exists()


def test_on_a_terminal_it_asks_once(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def confirm(question: str, **_: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr("click.confirm", confirm)
    monkeypatch.setattr("quiz.cli.writing._can_be_asked", lambda: True)
    with serving(writes()) as server:
        assert quiz("build", SEED, *options(server)).code == 2
        assert server.heard == []
        assert quiz("build", SEED, *options(server)).code == 0
        assert quiz("build", SEED, *options(server)).code == 0
    assert len(asked) == 2
    assert len(server.heard) == 4


def test_settings_alone_send_nothing(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    offline = quiz("build", SEED)
    with serving(writes()) as server:
        monkeypatch.setenv("QUIZ_WRITER_URL", server.url)
        monkeypatch.setenv("QUIZ_WRITER_MODEL", "tiny")
        configured = quiz("build", SEED)
    assert configured == offline
    assert server.heard == []


def test_the_environment_is_enough(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(writes()) as server:
        monkeypatch.setenv("QUIZ_WRITER_URL", server.url)
        monkeypatch.setenv("QUIZ_WRITER_MODEL", "tiny")
        outcome = quiz("build", SEED, "--writer", "llm", "--yes")
    assert load(outcome.out).written is not None


@pytest.mark.parametrize("status", [401, 500])
def test_a_model_that_fails_costs_only_its_questions(quiz: Quiz, status: int) -> None:
    offline = load(quiz("build", SEED).out)
    with serving(lambda _: failure(status, KEY)) as server:
        outcome = quiz("build", SEED, *options(server, "--yes"))
    assert outcome.code == 0
    assert load(outcome.out) == offline
    assert "Rules made what it did not write." in outcome.err


def test_a_limit_that_is_too_low_is_said(quiz: Quiz) -> None:
    with serving(writes()) as server:
        outcome = quiz("build", SEED, *options(server, "--yes", "--writer-limit", "100"))
    assert outcome.code == 0
    assert "--writer-limit" in outcome.err
    assert server.heard == []


def test_explain_shows_what_was_refused_and_which_question_came_from_where(quiz: Quiz) -> None:
    with serving(writes()) as server:
        outcome = quiz("explain", SEED, *options(server, "--yes"), "--json")
        table = quiz("explain", SEED, *options(server, "--yes"))
    found = json.loads(outcome.out)
    chosen = [entry for entry in found if entry["verdict"] == "chosen"]
    assert {entry["maker"] for entry in chosen} == {"writer:tiny"}
    refused = [entry for entry in found if entry["reason"].startswith("refused: ")]
    assert {entry["verdict"] for entry in refused} == {"points outside", "poor key"}
    assert "writer:tiny" in table.out.decode()


def test_the_editor_runs_alone(quiz: Quiz) -> None:
    with serving(lambda _: completion('{"edits": []}')) as server:
        with_editor = [*options(server, "--yes")[2:], "--editor", "llm"]
        outcome = quiz("build", SEED, *with_editor)
    assert outcome.code == 0, outcome.err
    assert "tiny wrote 0 of the" in outcome.err
    assert [heard.order.split()[0] for heard in server.heard] == ["Edit"]


def test_the_key_is_in_no_output(
    quiz: Quiz, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    monkeypatch.setenv("QUIZ_WRITER_KEY", KEY)
    said = []
    for answer in (writes(), lambda _: failure(401, f"Incorrect API key provided: {KEY}")):
        with serving(answer) as server:
            for verb in (("build", "-o", "quiz.json"), ("explain", "--json"), ("explain",)):
                said.append(quiz(verb[0], SEED, *options(server, "--yes"), *verb[1:]))
            assert server.heard[0].headers["Authorization"] == f"Bearer {KEY}"
    with serving(writes()) as server:
        quiz("build", SEED, *options(server, "--yes"), "-o", "quiz.json")
    for name in EXPORTERS:
        said.append(quiz("export", "quiz.json", "--to", name, "-o", f"made.{name}"))
    files = b"".join(path.read_bytes() for path in folder.parent.rglob("*") if path.is_file())
    assert KEY.encode() not in files
    assert all(KEY not in f"{outcome.out!r}{outcome.err}" for outcome in said)
    assert KEY not in caplog.text
    assert len(list(folder.glob("made.*"))) > 10


def test_the_printed_key_and_the_quiz_page_say_who_wrote_it(quiz: Quiz, folder: Path) -> None:
    with serving(writes()) as server:
        quiz("build", SEED, *options(server, "--yes"), "-o", "quiz.json")
    assert quiz("export", "quiz.json", "--to", "html", "--key", "-o", "key.html").code == 0
    page = (folder / "key.html").read_text(encoding="utf-8")
    assert "The language model tiny wrote questions 1, 2" in page
    assert server.url in page


def test_without_the_library_it_says_how_to_get_it(
    quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with serving(writes()) as server:
        outcome = quiz("build", SEED, *options(server, "--yes"))
    assert outcome.code == 2
    assert "pip install 'broadsheet[writer]'" in outcome.err


def test_the_library_is_not_loaded_for_an_offline_quiz(folder: Path) -> None:
    code = (
        "import sys; from quiz.cli import main; "
        f"main(['build', {str(SEED)!r}]); "
        "sys.exit(7 if {'openai', 'httpx2'} & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
