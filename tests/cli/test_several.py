"""Matching and ordering at the command line: made, explained, exported, losses said."""

import json
from pathlib import Path

import pytest

from quiz.schema.quiz import dump, load
from tests.cli.conftest import Quiz
from tests.samples import several_quiz

ARTICLE = "\n\n".join(
    (
        "Bremen and its harbour, 30 November 2024",
        "Maria Keller founded the Bremen Museum in 2009. Denmark sold three old ferries to Sweden "
        "in May 2019, and the people of the harbour watched them go from the long quay.",
        "Norway rejected a fisheries treaty with Latvia on 12 March 2021. The city of Bremen "
        "closed its last shipyard in 1997.",
        "The people of the harbour still talk about the ships, the cranes and the long nights of "
        "work, and they show their children the empty halls where the welders once stood in rows "
        "and sang. On some evenings a few of them sit by the water until it is dark.",
    )
)


@pytest.fixture
def article(folder: Path) -> Path:
    path = folder / "bremen.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["matching", "ordering"])
def test_each_can_be_asked_for_alone(quiz: Quiz, article: Path, kind: str) -> None:
    made = load(quiz("build", article, "--types", kind, "-n", 1).out)
    assert [question.type for question in made.questions] == [kind]


def test_explain_shows_choices_events_and_keys(quiz: Quiz, article: Path) -> None:
    outcome = quiz("explain", article, "--types", "matching,ordering", "--json")
    found = {entry["type"]: entry for entry in json.loads(outcome.out)}
    assert found["matching"]["options"] == ["1997", "2009", "May 2019", "12 March 2021"]
    assert "Maria Keller founded the Bremen Museum. – 2009" in found["matching"]["key"]
    assert sorted(found["ordering"]["options"])[0] == "Denmark sold three old ferries to Sweden."
    assert found["ordering"]["key"].startswith("1. 1997: The city of Bremen closed")


def test_what_a_deck_leaves_out_is_said(quiz: Quiz, folder: Path) -> None:
    (folder / "ferry.json").write_bytes(dump(several_quiz()))
    outcome = quiz("export", "ferry.json", "--to", "anki")
    assert outcome.code == 0
    left_out = "Question 3 left out of the deck: an order of events is no card."
    assert left_out in outcome.complaints


def test_formats_says_who_carries_what(quiz: Quiz) -> None:
    types = {entry["name"]: entry["types"] for entry in json.loads(quiz("formats", "--json").out)}
    assert "ordering" not in types["anki"]
    for name in ("pdf", "html", "json"):
        assert {"matching", "ordering"} <= set(types[name])
