"""Notes as text: what stands in the file, and what the real engine makes of it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.errors import ExportError
from quiz.exporters import export_deck
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.package import content, guid
from quiz.exporters.deck_options import DeckOptions, Picture
from quiz.schema.quiz import Quiz
from tests.exporters.anki.cases import OPEN, ROWS, engine, hostile_quiz, random_strings
from tests.exporters.anki.running import Anki, started
from tests.samples import sample_quiz, several_quiz


def text_of(quiz: Quiz) -> bytes:
    return export_deck((quiz,), "anki-text", OPEN).payload


def deck_of(quiz: Quiz) -> bytes:
    return export_deck((quiz,), "anki", OPEN).payload


def reworded(quiz: Quiz) -> Quiz:
    """Return `quiz` with another explanation in its first question."""
    first = quiz.questions[0].model_copy(update={"explanation": "So it says."})
    return quiz.model_copy(update={"questions": (first, *quiz.questions[1:])})


def test_headers_stand_first_and_every_row_has_as_many_columns() -> None:
    lines = text_of(sample_quiz()).decode().splitlines()
    assert lines[:6] == [
        "#separator:tab",
        "#html:true",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        "#tags column:4",
    ]
    widest = max(len(kind.fields) for kind in note_types().values())
    assert {len(line.split("\t")) for line in lines[6:]} == {4 + widest}


def test_the_rows_hold_the_notes_of_the_deck() -> None:
    quiz = hostile_quiz(ROWS)
    body = text_of(quiz).decode().split("#tags column:4\n")[1]
    rows = list(csv.reader(io.StringIO(body), delimiter="\t"))
    notes, _ = notes_of((quiz,), OPEN)
    for row, note in zip(rows, notes, strict=True):
        note_type = note_types()[note.note_type]
        fields, tags = content(note, note_type)
        assert row[:4] == [guid(note.id), note_type.name, "News", " ".join(tags)]
        assert tuple(row[4 : 4 + len(fields)]) == fields
        assert not any(row[4 + len(fields) :])


def test_no_row_can_be_taken_for_a_comment() -> None:
    """A guid may begin with "#"."""
    quiz = sample_quiz()
    asked = quiz.questions[0]
    number = next(n for n in range(10_000) if guid(f"q{n}").startswith("#"))
    comment = asked.model_copy(update={"id": f"q{number}"})
    text = text_of(quiz.model_copy(update={"questions": (comment,)})).decode()
    assert text.splitlines()[6].startswith('"#')


def test_what_a_text_cannot_carry_is_said() -> None:
    picture = Picture(payload=b"\x89PNG", suffix="png", alt="the station")
    made = export_deck((sample_quiz(),), "anki-text", DeckOptions(pictures=(picture,)))
    assert any("import the deck (.apkg) into Anki once before" in said for said in made.said)
    assert any(loss.startswith("The pictures are left out") for loss in made.losses)


def test_a_quiz_without_a_card_is_refused() -> None:
    quiz = several_quiz()
    with pytest.raises(ExportError, match="No question of the quiz can be a card"):
        export_deck((quiz.model_copy(update={"questions": quiz.questions[2:]}),), "anki-text")


@pytest.mark.anki
@pytest.mark.parametrize("seed", [None, 3])
def test_after_the_deck_the_text_changes_nothing(tmp_path: Path, seed: int | None) -> None:
    """It maps every column to the field it came from, also where text looks like code."""
    quiz = hostile_quiz(ROWS if seed is None else random_strings(100, seed))
    report = engine(tmp_path, deck_of(quiz), text_of(quiz), text_of(quiz))
    for again in report["imports"][1:]:
        assert {name: count for name, count in again.items() if count} == {
            "duplicate": len(quiz.questions),
            "found": len(quiz.questions),
        }
    assert report["schedule_kept"]


@pytest.mark.anki
def test_new_notes_come_in_as_the_deck_would_bring_them(tmp_path: Path) -> None:
    quiz = hostile_quiz(ROWS)
    few = quiz.model_copy(update={"questions": quiz.questions[:4]})
    (tmp_path / "whole").mkdir()
    whole = engine(tmp_path / "whole", deck_of(quiz))
    report = engine(tmp_path, deck_of(few), text_of(quiz))
    assert report["imports"][1]["new"] == len(quiz.questions) - 4
    assert report["decks"] == whole["decks"]
    alike = ("guid", "note_type", "template", "fields", "tags", "front", "back")
    ours, theirs = (
        sorted(tuple(str(card[name]) for name in alike) for card in made["cards"])
        for made in (report, whole)
    )
    assert ours == theirs


@pytest.mark.anki
def test_an_edited_question_updates_its_note_and_keeps_its_schedule(tmp_path: Path) -> None:
    quiz = sample_quiz()
    report = engine(tmp_path, deck_of(quiz), text_of(reworded(quiz)))
    assert report["imports"][1]["updated"] == 1
    assert report["imports"][1]["duplicate"] == 5
    assert report["schedule_kept"]
    assert "So it says." in {card["fields"]["Why"] for card in report["cards"]}


@pytest.mark.anki
def test_without_the_deck_before_it_anki_leaves_the_notes_out(tmp_path: Path) -> None:
    report = engine(tmp_path, text_of(sample_quiz()))
    assert report["imports"][0]["missing_notetype"] == 6
    assert report["cards"] == []


@pytest.fixture
def anki() -> Iterator[Anki]:
    for address in started():
        yield Anki(address)


@pytest.mark.anki
def test_what_the_learner_edited_is_written_over(anki: Anki, tmp_path: Path) -> None:
    """As the notes on the format say: unlike a deck, a text knows nothing of times."""
    deck, text = tmp_path / "deck.apkg", tmp_path / "notes.txt"
    deck.write_bytes(deck_of(sample_quiz()))
    text.write_bytes(text_of(sample_quiz()))
    anki.test("import", path=str(deck))
    asked = sample_quiz().questions[0].id
    anki.edit(asked, tags=("mine",), Answer="noon")

    assert anki.test("import", path=str(text))["updated"] == 1

    assert anki.fields(asked)["Answer"] == "14 May 2024"
    assert "mine" not in anki.tags(asked)


def test_cards_that_show_choices_are_said_to_lie_with_the_others() -> None:
    made = export_deck((sample_quiz(),), "anki-text", DeckOptions(views=("choose",)))
    assert made.losses == (
        "1 card that shows choices lies in the deck of the others: a text names one deck a note. "
        "The deck (.apkg) puts them apart.",
    )
