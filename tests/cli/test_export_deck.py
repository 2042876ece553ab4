"""`quiz export --to anki` with the options of decks."""

import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from quiz.exporters.anki.previous import unpack
from quiz.schema.quiz import dump
from tests.cli.conftest import Quiz
from tests.exporters.anki.test_deck import rows, with_question
from tests.samples import sample_quiz, several_quiz

PNG = b"\x89PNG\r\n\x1a\n rest"


@pytest.fixture
def files(folder: Path) -> Path:
    """Write three quizzes and two pictures into the folder where the command runs."""
    (folder / "tide.json").write_bytes(dump(sample_quiz()))
    (folder / "ferry.json").write_bytes(dump(several_quiz()))
    (folder / "mended.json").write_bytes(dump(with_question(2, explanation="Mended.")))
    (folder / "the-mayor.png").write_bytes(PNG)
    (folder / "3=odd.png").write_bytes(PNG)
    return folder


def decks(package: bytes) -> set[str]:
    held = json.loads(rows(package, "select decks from col")[0][0])
    return {deck["name"] for deck in held.values()} - {"Default"}


def media(package: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return list(json.loads(archive.read("media")).values())


def test_several_quizzes_become_one_deck(quiz: Quiz, files: Path) -> None:
    outcome = quiz("export", "tide.json", "ferry.json", "--to", "anki")

    assert outcome.code == 0
    made = files / "tide-and-1-more.apkg"
    assert len(unpack(made.read_bytes()).notes) == 10
    assert outcome.complaints[0].startswith("tide-and-1-more.apkg  ")
    assert outcome.complaints[-1] == "10 notes, 10 cards."


def test_the_options_reach_the_deck(quiz: Quiz, files: Path) -> None:
    outcome = quiz(
        *("export", "tide.json", "--to", "anki", "-o", "d.apkg", "--deck", "School::News"),
        *("--deck-per-article", "--tag", "Year 9", "--tag", "exam", "--max-cards", "4"),
        *("--types", "short_answer,cloze,true_false", "--image", "3=the-mayor.png"),
        *("--image", "./3=odd.png"),
    )

    assert outcome.code == 0, outcome.err
    package = (files / "d.apkg").read_bytes()
    assert decks(package) == {
        "School::News::Harbour town of Brindle opens its first tidal power station"
    }
    notes = unpack(package).notes
    assert len(notes) == 4
    assert all({"Year-9", "exam"} <= set(note.content.tags) for note in notes.values())
    assert not any(note.note_type == "article-quote" for note in notes.values())
    assert len(media(package)) == 1
    assert all("broadsheet-" in note.fields["Media"] for note in notes.values())
    assert "1 question left out of the deck: --max-cards 4 keeps the 4 surest." in outcome.err


def test_the_deck_before_is_read_and_replaced_in_one_step(quiz: Quiz, files: Path) -> None:
    first = quiz("export", "tide.json", "--to", "anki", "-o", "d.apkg")
    before = unpack((files / "d.apkg").read_bytes()).notes
    begun = int(time.time())
    second = quiz(
        *("export", "mended.json", "--to", "anki", "-o", "d.apkg", "--previous", "d.apkg")
    )
    after = unpack((files / "d.apkg").read_bytes()).notes

    assert (first.code, second.code) == (0, 0)
    assert second.complaints[-1] == (
        "6 notes, 6 cards: 0 new, 1 changed, 5 unchanged since the deck before; 0 of it gone."
    )
    (changed,) = (key for key in before if before[key] != after[key])
    assert begun <= after[changed].mod <= time.time()


def test_a_fault_leaves_the_deck_before_as_it_was(quiz: Quiz, files: Path) -> None:
    (files / "d.apkg").write_bytes(b"no deck")
    names = sorted(path.name for path in files.iterdir())

    outcome = quiz("export", "tide.json", "--to", "anki", "-o", "d.apkg", "--previous", "d.apkg")

    assert outcome.code == 2
    assert "no Anki package that Broadsheet wrote" in outcome.err
    assert (files / "d.apkg").read_bytes() == b"no deck"
    assert sorted(path.name for path in files.iterdir()) == names


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--deck", "a::"], "empty part"),
        (["--tag", "marked"], "Anki keeps the tag marked"),
        (["--types", "ordering"], "--types knows no 'ordering'; there are multiple_choice,"),
        (["--types", ","], "--types names nothing"),
        (["--also", "sideways"], "--also knows no 'sideways'; there are reverse,"),
        (["--max-cards", "0"], "--max-cards must be 1 or more, not 0"),
        (["--image", "none.png"], "--image: there is no file 'none.png'"),
        (["--image", "0=the-mayor.png"], "there is no question 0"),
        (["--image", "9=the-mayor.png"], "There is no question 9 for a picture"),
        (["--image", "tide.json"], "tide.json is no image that a card can show"),
        (["--image", "."], "--image: . cannot be read: is a directory"),
        (["--previous", "none.apkg"], "--previous: there is no file 'none.apkg'"),
        (["ferry.json", "--image", "the-mayor.png"], "Pictures go with one quiz"),
        (["--key"], "no separate key"),
        (["--previous", "the-mayor.png"], "no Anki package"),
        (["-o", "the-mayor.png", "--image", "the-mayor.png"], "overwrite the-mayor.png itself"),
        (["-", "-"], "give - once"),
    ],
)
def test_bad_options_are_refused_in_one_line(
    quiz: Quiz, files: Path, arguments: list[str], why: str
) -> None:
    outcome = quiz("export", "tide.json", "--to", "anki", *arguments)

    assert outcome.code == 2
    assert len(outcome.complaints) == 1
    assert why in outcome.err
    assert not list(files.glob("*.apkg"))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--deck", "News"], "--deck is for decks of cards"),
        (["--max-cards", "3"], "--max-cards is for decks of cards"),
        (["--deck-per-article"], "--deck-per-article is for decks of cards"),
        (["ferry.json"], "The format pdf takes one quiz"),
    ],
)
def test_options_of_decks_are_for_decks(
    quiz: Quiz, files: Path, arguments: list[str], why: str
) -> None:
    outcome = quiz("export", "tide.json", "--to", "pdf", *arguments)

    assert outcome.code == 2
    assert why in outcome.err
    assert "anki" in outcome.err
    assert not list(files.glob("*.pdf"))


def test_a_deck_of_standard_input_and_a_file(quiz: Quiz, files: Path) -> None:
    outcome = quiz(
        *("export", "-", "ferry.json", "--to", "anki"), stdin=(files / "tide.json").read_bytes()
    )

    assert outcome.code == 0
    assert len(unpack((files / "quiz-and-1-more.apkg").read_bytes()).notes) == 10


def test_all_cards_brings_what_a_rule_would_leave_out(quiz: Quiz, files: Path) -> None:
    long = with_question(0, stem=f"When did the town of Brindle open {'really ' * 25}its station?")
    (files / "long.json").write_bytes(dump(long))

    held = quiz("export", "long.json", "--to", "anki", "-o", "held.apkg")
    whole = quiz("export", "long.json", "--to", "anki", "-o", "whole.apkg", "--all-cards")

    assert any("Question 1 left out of the deck: its question has" in c for c in held.complaints)
    assert not any("left out" in complaint for complaint in whole.complaints)
    before, after = ((files / name).read_bytes() for name in ("held.apkg", "whole.apkg"))
    assert len(unpack(after).notes) == len(unpack(before).notes) + 1


@pytest.mark.parametrize("to", ["anki", "anki-text", "crowdanki"])
def test_a_kind_that_the_quiz_does_not_have_is_refused(quiz: Quiz, files: Path, to: str) -> None:
    outcome = quiz("export", "tide.json", "--to", to, "-o", "d.out", "--types", "matching")

    assert outcome.code == 2
    assert "No question of the quiz can be a card. The deck takes only matching." in outcome.err
    assert not (files / "d.out").exists()


@pytest.mark.parametrize("to", ["anki-text", "crowdanki"])
def test_a_text_does_not_take_the_deck_before_and_says_so(quiz: Quiz, files: Path, to: str) -> None:
    assert quiz("export", "tide.json", "--to", "anki", "-o", "old.apkg").code == 0

    outcome = quiz("export", "tide.json", "--to", to, "-o", "d.out", "--previous", "old.apkg")

    assert outcome.code == 2
    assert f"The format {to} does not look at a deck exported before" in outcome.err
    assert not (files / "d.out").exists()
