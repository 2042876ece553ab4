"""Notes to the bytes of an Anki package, by genanki, without what it gets wrong.

genanki stamps all notes with one time and writes a zip that differs from run to run. Here every
note and note type carries its own time, and the same notes give the same bytes.
"""

import hashlib
import io
import itertools
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

import genanki

from quiz.errors import ExportError
from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.notetypes import NoteType
from quiz.exporters.deck_options import DECK

EPOCH = 1_735_689_600  # 2025-01-01T00:00:00Z, see docs/decisions/0005-anki-packages.md
_YEAR_IN_MS = 365 * 24 * 3600 * 1000
_FIRST_NUMBER = 1000 * EPOCH - 2 * _YEAR_IN_MS
_MEMBER_DATE = (1980, 1, 1, 0, 0, 0)


class Content(NamedTuple):
    """What a note holds, for telling whether it changed."""

    fields: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Stamped:
    """A note of a package. `mod` is the time its content changed, in seconds since 1970."""

    content: Content
    mod: int


def guid(question_id: str) -> str:
    """Return the guid by which Anki knows the note of a question again, however it is worded."""
    return str(genanki.guid_for("broadsheet.v1", question_id))


def content(note: NoteText, note_type: NoteType) -> Content:
    """Return the fields of `note` in the order of its note type, and its tags."""
    unknown = set(note.fields) - set(note_type.field_names)
    if unknown:
        raise ExportError(f"The note type {note_type.name} lacks the field {min(unknown)}.")
    return Content(tuple(note.fields.get(name, "") for name in note_type.field_names), note.tags)


def cards_of(note: NoteText, note_type: NoteType) -> int:
    """Return how many cards Anki makes of `note`."""
    return sum(all(note.fields.get(n) for n in t.needs) for t in note_type.templates)


def pack(
    notes: list[tuple[NoteText, int]], types: dict[str, NoteType], *, series: str, description: str
) -> bytes:
    """Return the package with `notes`, each with its time, to be learnt in the order given.

    `series` names the article: the numbers Anki gives notes and cards start at a place of its own.
    Raises ExportError if the package would hold other cards than Anki makes of the notes.
    """
    number = int(hashlib.sha256(DECK.encode()).hexdigest()[:7], 16) + (1 << 30)
    deck = genanki.Deck(number, DECK, description)
    made = {name: _NoteType(note_type) for name, note_type in types.items()}
    expected = 0
    for position, (note, mod) in enumerate(notes, start=1):
        note_type = types[note.note_type]
        expected += cards_of(note, note_type)
        deck.add_note(_Note(made[note.note_type], note, content(note, note_type), mod, position))
    with closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(deck).write_to_db(database.cursor(), EPOCH, _numbers(series))
        database.commit()
        written = database.execute("select count() from cards").fetchone()[0]
        collection = database.serialize()
    if written != expected:
        raise ExportError(
            f"The deck would hold {written} cards instead of {expected}: a template in decks/ does "
            "not make the cards that its notetype.json promises."
        )
    return _zip({"collection.anki2": collection, "media": b"{}"})


def unpack(package: bytes) -> dict[str, Stamped]:
    """Return the notes of a package of ours by guid; raise ExportError for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            collection = archive.read("collection.anki2")
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(collection)
            rows = database.execute("select guid, flds, tags, mod from notes").fetchall()
    except (zipfile.BadZipFile, zlib.error, sqlite3.Error, KeyError, EOFError, RuntimeError):
        raise ExportError("The previous deck is no Anki package that Broadsheet wrote.") from None
    return {
        guid: Stamped(Content(tuple(fields.split("\x1f")), tuple(tags.split())), mod)
        for guid, fields, tags, mod in rows
    }


class _NoteType:
    """A note type as genanki writes it, with a time of its own."""

    def __init__(self, note_type: NoteType) -> None:
        self.model_id = note_type.id
        self._revision = note_type.revision
        cloze = note_type.kind == "cloze"
        self.model = genanki.Model(
            note_type.id,
            note_type.name,
            fields=[{"id": field.id, "name": field.name} for field in note_type.fields],
            templates=[
                {"id": template.id, "name": template.name, "qfmt": template.front}
                | {"afmt": template.back}
                for template in note_type.templates
            ],
            css=note_type.style,
            model_type=genanki.Model.CLOZE if cloze else genanki.Model.FRONT_BACK,
            sort_field_index=note_type.field_names.index(note_type.sort_field),
        )

    def to_json(self, _timestamp: float, deck_id: int) -> dict[str, Any]:
        """Return what Anki stores; the revision replaces genanki's time of building."""
        stored: dict[str, Any] = self.model.to_json(self._revision, deck_id)
        return stored


class _Note:
    """A note as genanki writes it, with a time of its own."""

    def __init__(
        self, note_type: _NoteType, note: NoteText, held: Content, mod: int, position: int
    ) -> None:
        self.model = note_type
        self._mod = mod
        self._note = genanki.Note(
            note_type.model, list(held.fields), tags=held.tags, guid=guid(note.id), due=position
        )

    def write_to_db(
        self, cursor: sqlite3.Cursor, _timestamp: float, deck_id: int, numbers: Iterator[int]
    ) -> None:
        """Write note and cards; the note's own time replaces genanki's time of building."""
        self._note.write_to_db(cursor, self._mod, deck_id, numbers)


def _numbers(series: str) -> Iterator[int]:
    """Return the numbers (milliseconds since 1970, all past) for the notes and cards of a deck."""
    offset = int(hashlib.sha256(series.encode()).hexdigest()[:16], 16) % _YEAR_IN_MS
    return itertools.count(_FIRST_NUMBER + offset)


def _zip(members: dict[str, bytes]) -> bytes:
    """Return a compressed zip whose bytes depend on nothing but `members`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, payload in members.items():
            member = zipfile.ZipInfo(name, _MEMBER_DATE)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            archive.writestr(member, payload, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
