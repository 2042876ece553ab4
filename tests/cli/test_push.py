"""`quiz push`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.schema.quiz import dump
from tests.cli.conftest import Quiz
from tests.exporters.anki.running import Anki, started
from tests.samples import sample_quiz

pytestmark = pytest.mark.anki


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from started()


@pytest.fixture
def anki(address: str) -> Anki:
    anki = Anki(address)
    anki.test("reset")
    return anki


def test_a_push(quiz: Quiz, folder: Path, anki: Anki, address: str) -> None:
    Path("tide.json").write_bytes(dump(sample_quiz()))

    dry = quiz("push", "tide.json", "--anki-url", address, "--dry-run")
    assert anki.state()["notes"] == {}
    done = quiz("push", "tide.json", "--anki-url", address)

    assert (dry.code, dry.err) == (0, "")
    assert dry.out.decode().splitlines()[-1] == (
        "6 notes: 6 new. Nothing was changed, as --dry-run asks."
    )
    assert (done.code, done.out, done.err) == (0, b"6 notes: 6 new.\n", "")
    assert len(anki.state()["notes"]) == 6


def test_the_command_says_what_vanished(
    quiz: Quiz,
    folder: Path,
    anki: Anki,
    address: str,
) -> None:
    Path("tide.json").write_bytes(dump(sample_quiz()))
    quiz("push", "tide.json", "--anki-url", address)
    shorter = sample_quiz().model_copy(update={"questions": sample_quiz().questions[1:]})
    Path("tide.json").write_bytes(dump(shorter))

    done = quiz("push", "tide.json", "--anki-url", address)

    assert done.code == 0
    assert done.complaints == [
        "1 note on the same articles is not among these and stays in Anki; --dry-run lists it."
    ]


def test_the_key_comes_from_the_environment_and_is_never_said(
    quiz: Quiz,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("tide.json").write_bytes(dump(sample_quiz()))
    for address in started("--key", "s3cret"):
        without = quiz("push", "tide.json", "--anki-url", address)
        monkeypatch.setenv("ANKI_CONNECT_KEY", "wr0ng")
        wrong = quiz("push", "tide.json", "--anki-url", address)
        monkeypatch.setenv("ANKI_CONNECT_KEY", "s3cret")
        right = quiz("push", "tide.json", "--anki-url", address)

    assert without.code == wrong.code == 2
    assert "put it into the environment variable ANKI_CONNECT_KEY" in without.err
    assert "it is another than the one in the environment variable" in wrong.err
    assert (right.code, right.out) == (0, b"6 notes: 6 new.\n")
    for outcome in (without, wrong, right):
        assert "s3cret" not in outcome.err + outcome.out.decode()
        assert "wr0ng" not in outcome.err + outcome.out.decode()


def test_the_deck_before_is_of_no_use_to_a_push(quiz: Quiz, folder: Path) -> None:
    Path("tide.json").write_bytes(dump(sample_quiz()))
    quiz("export", "tide.json", "--to", "anki")

    done = quiz("push", "tide.json", "--previous", "tide.apkg")

    assert done.code == 2
    assert done.complaints == ["quiz: A push compares with Anki itself; leave out --previous."]
