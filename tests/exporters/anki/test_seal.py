"""The seal that tells a learner's edits."""

import dataclasses

import pytest

from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.anki.seal import SEAL, is_as_exported, sealed
from quiz.exporters.deck_options import DeckOptions
from tests.samples import sample_quiz

OURS = ("Id", "Question", "Answer", "Hint", SEAL)
NOTE = sealed(NoteText("a", "article-qa", {"Id": "a", "Question": "Who?", "Answer": "She"}, ()))


def test_every_note_is_sealed() -> None:
    notes, _ = notes_of((sample_quiz(),), DeckOptions())
    seals = [note.fields[SEAL] for note in notes]
    assert all(len(seal) == 16 for seal in seals)
    assert len(set(seals)) == len(notes)


@pytest.mark.parametrize(
    "fields",
    [
        NOTE.fields,
        NOTE.fields | {"Hint": ""},  # Anki has every field of the note type
        NOTE.fields | {"Mnemonic": "the learner's own field"},
        NOTE.fields | {"Id": "b"},  # kept from an earlier deck
    ],
)
def test_a_note_that_nobody_edited_is_as_exported(fields: dict[str, str]) -> None:
    assert is_as_exported(fields, OURS)


@pytest.mark.parametrize(
    "fields",
    [
        NOTE.fields | {"Answer": "He"},
        NOTE.fields | {"Answer": ""},
        NOTE.fields | {"Hint": "a woman"},
        NOTE.fields | {"Question": "She", "Answer": "Who?"},
        NOTE.fields | {SEAL: ""},
        {"Question": "Who?", "Answer": "She"},
    ],
)
def test_an_edited_note_is_not(fields: dict[str, str]) -> None:
    assert not is_as_exported(fields, OURS)


def test_sealing_twice_is_sealing_once() -> None:
    assert sealed(NOTE) == NOTE
    assert sealed(dataclasses.replace(NOTE, tags=("x",))).fields == NOTE.fields
