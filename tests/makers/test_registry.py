"""The registry of makers is open: a maker put in is used, a name is taken once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.cli import main
from quiz.makers import MAKERS, make
from quiz.makers.workshop import Draft, Workshop
from quiz.pipeline import build, find
from quiz.schema.candidate import Candidate
from tests.articles import STORIES

POLITICS = STORIES["politics"]


def first_words(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for the first statement of the article."""
    statement = workshop.statements[0]
    yield Draft(
        maker="first_words",
        fact="first words",
        stem="How does the report on the Lisbon treaty begin?",
        key="It begins badly",
        accepted=("It begins badly",),
        asks="term",
        evidence=statement.evidence,
        explanation="It begins so.",
        confidence=0.1,
        derivation="A test says so.",
    ).short_answer(workshop)


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MAKERS, "_known", dict(MAKERS.items()))
    MAKERS.add("first_words", first_words)


@pytest.mark.usefixtures("stranger")
def test_a_maker_put_in_is_screened_and_told_of() -> None:
    rejected = [
        r for r in build(POLITICS).screening.dropped if r.candidate.question.maker == "first_words"
    ]
    assert [(r.rule, r.reason) for r in rejected] == [
        ("weak", "The confidence of 0.10 is too low.")
    ]


@pytest.mark.usefixtures("stranger")
def test_quiz_explain_shows_what_a_maker_put_in_made(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = tmp_path / "treaty.json"
    source.write_text(POLITICS.model_dump_json())
    assert main(["explain", str(source), "--json"]) == 0
    entries = json.loads(capfdbinary.readouterr().out)
    assert [e["verdict"] for e in entries if e["maker"] == "first_words"] == ["weak"]


def test_a_maker_put_in_leaves_the_others_as_they_were(request: pytest.FixtureRequest) -> None:
    findings = find(POLITICS)
    before = make(POLITICS, findings)
    request.getfixturevalue("stranger")
    after = make(POLITICS, findings)
    assert after[: len(before)] == before
    assert [c.question.maker for c in after[len(before) :]] == ["first_words"]


@pytest.mark.usefixtures("stranger")
def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="two makers are called 'first_words'"):
        MAKERS.add("first_words", first_words)
    with pytest.raises(ValueError, match="two makers are called 'when'"):
        MAKERS.add("when", first_words)


def test_an_unknown_maker_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="no makers called 'whose'; known: who_said, roles"):
        MAKERS.get("whose")
