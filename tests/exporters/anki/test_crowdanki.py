"""The deck.json of CrowdAnki: its form, and that Anki takes what the add-on would hand it."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from quiz.errors import ExportError
from quiz.exporters import export_deck
from quiz.exporters.anki import crowdanki
from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.anki.package import guid
from quiz.exporters.deck_options import DeckOptions, Picture
from quiz.schema.quiz import Quiz
from tests.exporters.anki.cases import OPEN, ROWS, engine, hostile_quiz
from tests.parts import need
from tests.samples import sample_quiz, several_quiz

SCHEMA = json.loads(Path(__file__).with_name("crowdanki.schema.json").read_text(encoding="utf-8"))

IDS = {
    "Article Cloze": "6c4e95e7-da14-5a77-98fb-ae98b38832ec",
    "Article QA": "e768fcc8-041e-544a-850c-a000462e5770",
    "Article Quote": "a633300d-4758-5400-bc52-1ed2b16c90b1",
}


def json_of(*quizzes: Quiz) -> bytes:
    return export_deck(quizzes, "crowdanki", OPEN).payload


def spread(monkeypatch: pytest.MonkeyPatch, *decks: str) -> dict[str, Any]:
    """Return the deck.json of the sample quiz with its notes dealt out to `decks`."""

    def dealt(quizzes: tuple[Quiz, ...], options: DeckOptions) -> tuple[tuple[NoteText, ...], Any]:
        notes, losses = notes_of(quizzes, options)
        deal = [decks[number % len(decks)] for number in range(len(notes))]
        pairs = zip(notes, deal, strict=True)
        return tuple(dataclasses.replace(note, deck=deck) for note, deck in pairs), losses

    monkeypatch.setattr(crowdanki, "notes_of", dealt)
    made: dict[str, Any] = json.loads(json_of(sample_quiz()))
    return made


@pytest.mark.parametrize("quizzes", [(sample_quiz(),), (sample_quiz(), several_quiz())])
def test_the_file_has_the_form_that_crowdanki_reads(quizzes: tuple[Quiz, ...]) -> None:
    made = json.loads(json_of(*quizzes))
    jsonschema.validate(made, SCHEMA)
    assert {note["note_model_uuid"] for note in made["notes"]} == {
        model["crowdanki_uuid"] for model in made["note_models"]
    }
    sizes = {model["crowdanki_uuid"]: len(model["flds"]) for model in made["note_models"]}
    assert all(len(note["fields"]) == sizes[note["note_model_uuid"]] for note in made["notes"])
    assert made["deck_config_uuid"] == made["deck_configurations"][0]["crowdanki_uuid"]


def test_cloze_notes_are_of_a_cloze_type() -> None:
    made = json.loads(json_of(sample_quiz()))
    assert {model["name"]: model["type"] for model in made["note_models"]} == {
        "Article Cloze": 1,
        "Article QA": 0,
        "Article Quote": 0,
    }


def test_the_schema_sees_what_is_missing() -> None:
    made = json.loads(json_of(sample_quiz()))
    del made["notes"][0]["guid"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, SCHEMA)


def test_lines_are_ordered_for_comparing_versions() -> None:
    text = json_of(sample_quiz()).decode()
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_ids_are_those_of_the_first_version() -> None:
    """Other ids would give those who follow the deck a second one beside it."""
    made = json.loads(json_of(sample_quiz()))
    assert made["crowdanki_uuid"] == "30c82ba7-1dc3-5139-8acd-a34bd31c54e3"
    assert made["deck_config_uuid"] == "e351e6c8-f5fd-50bf-8186-39b3f12e992b"
    assert {model["name"]: model["crowdanki_uuid"] for model in made["note_models"]} == IDS
    assert {note["guid"] for note in made["notes"]} == {guid(q.id) for q in sample_quiz().questions}


def test_decks_below_one_another_are_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    made = spread(monkeypatch, "Term::News", "Term::News::Tide", "Term::News::Ferry::Old")
    jsonschema.validate(made, SCHEMA)
    assert made["name"] == "Term::News"
    assert [child["name"] for child in made["children"]] == ["Tide", "Ferry::Old"]
    assert [len(deck["notes"]) for deck in (made, *made["children"])] == [2, 2, 2]
    assert len({deck["crowdanki_uuid"] for deck in (made, *made["children"])}) == 3


def test_decks_side_by_side_hang_below_what_they_share(monkeypatch: pytest.MonkeyPatch) -> None:
    made = spread(monkeypatch, "News::Tide", "News::Ferry")
    assert (made["name"], made["notes"]) == ("News", [])
    assert [child["name"] for child in made["children"]] == ["Tide", "Ferry"]


def test_pictures_are_said_to_be_left_out() -> None:
    picture = Picture(payload=b"\x89PNG", suffix="png", alt="the station")
    made = export_deck((sample_quiz(),), "crowdanki", DeckOptions(pictures=(picture,)))
    assert any(loss.startswith("The pictures are left out") for loss in made.losses)


def test_cards_that_show_choices_are_said_to_lie_with_the_others() -> None:
    made = export_deck((sample_quiz(),), "crowdanki", DeckOptions(views=("choose",)))
    assert made.losses == (
        "1 card that shows choices lies in the deck of the others: deck.json names one deck a "
        "note. The deck (.apkg) puts them apart.",
    )
    assert export_deck((sample_quiz(),), "crowdanki", DeckOptions()).losses == ()


def test_a_quiz_without_a_card_is_refused() -> None:
    quiz = several_quiz()
    with pytest.raises(ExportError, match="No question of the quiz can be a card"):
        json_of(quiz.model_copy(update={"questions": quiz.questions[2:]}))


@pytest.mark.anki
def test_anki_shows_the_same_cards_as_of_the_deck(tmp_path: Path) -> None:
    """By the steps that the add-on takes; the add-on itself needs Anki's window."""
    need("anki")
    quiz = hostile_quiz(ROWS)
    (tmp_path / "deck").mkdir()
    deck = engine(tmp_path / "deck", export_deck((quiz,), "anki", OPEN).payload)
    report = engine(tmp_path, json_of(quiz), json_of(quiz))
    first, second = ({n: c for n, c in i.items() if c} for i in report["imports"])
    assert first == {"new": len(ROWS), "found": len(ROWS)}
    assert second == {"duplicate": len(ROWS), "found": len(ROWS)}
    assert report["schedule_kept"]
    assert report["sound"]
    assert report["empty_cards"] == 0
    assert report["decks"] == deck["decks"]
    alike = ("guid", "note_type", "template", "fields", "tags", "front", "back", "style", "error")
    ours, theirs = (
        sorted(tuple(str(card[name]) for name in alike) for card in made["cards"])
        for made in (report, deck)
    )
    assert ours == theirs
