"""Notes to the bytes of an Anki package, by genanki, without what it gets wrong.

genanki stamps all notes with one time and writes a zip that differs from run to run. Here every
note and note type carries its own time, and the same notes give the same bytes.
"""

import hashlib
import itertools
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from types import MappingProxyType
from typing import Any

import genanki
from genanki.util import BASE91_TABLE

from quiz.errors import ExportError
from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.left import with_left
from quiz.exporters.anki.notetypes import NoteType
from quiz.exporters.anki.stamped import Content, Stamped
from quiz.exporters.deck_names import BETWEEN
from quiz.exporters.deck_options import DECK
from quiz.exporters.zipped import zipped

CHOOSE, CHOICES = "Choose", "Choices"  # the template that shows options, and the deck of its cards
A_DAY = 24 * 3600  # how far the clocks of two machines may differ
EPOCH = 1_735_689_600  # 2025-01-01T00:00:00Z, see docs/decisions/0005-anki-packages.md
_YEAR_IN_MS = 365 * 24 * 3600 * 1000
_FIRST_NUMBER = 1000 * EPOCH - 2 * _YEAR_IN_MS
_LEVEL = 4  # of zlib: 6 takes half as long again and saves 2 in 100


def guid(question_id: str) -> str:
    """Return the guid by which Anki knows the note of a question again, however it is worded."""
    # What genanki.guid_for("broadsheet.v1", question_id) returns, in a third of its time.
    hashed = hashlib.sha256(f"broadsheet.v1__{question_id}".encode()).digest()
    number, digits = int.from_bytes(hashed[:8], "big"), ""
    while number:
        number, digit = divmod(number, len(BASE91_TABLE))
        digits = BASE91_TABLE[digit] + digits
    return digits


def content(note: NoteText, note_type: NoteType) -> Content:
    """Return the fields of `note` in the order of its note type, and its tags."""
    if not note_type.has(note.fields):
        unknown = note.fields.keys() - note_type.field_names
        raise ExportError(f"The note type {note_type.name} lacks the field {min(unknown)}.")
    held = map(note.fields.get, note_type.field_names, itertools.repeat(""))
    return Content(tuple(held), note.tags)


def cards_of(note: NoteText, note_type: NoteType) -> int:
    """Return how many cards Anki makes of `note`."""
    cards = len(note_type.templates)
    for needs in note_type.optional:
        cards -= not all(map(note.fields.get, needs))
    return cards


def pack(
    notes: Sequence[tuple[NoteText, int]],
    types: dict[str, NoteType],
    *,
    series: str,
    description: str = "",
    by_deck: Mapping[str, str] = MappingProxyType({}),
    media: Mapping[str, bytes] = MappingProxyType({}),
    left: Mapping[str, Stamped] = MappingProxyType({}),
    now: int | None = None,
) -> bytes:
    """Return the package with `notes`, each with its time, to be learnt in the order given.

    `series` names the articles: the numbers Anki gives notes and cards start at a place of its own.
    `description` is what Anki shows above a deck, `by_deck` what it shows instead above some, by
    name; `media` holds files by name, `left` by guid the notes of earlier decks that are not in
    this one. Raises ExportError if the package would hold other cards than Anki makes of the notes,
    a note twice, or a note of a time long after `now`.
    """
    made = {name: _NoteType(note_type) for name, note_type in types.items()}
    decks = _Decks()
    whole = genanki.Deck(decks.number(notes[0][0].deck) if notes else 1, DECK)
    expected, guids = 0, set()
    for position, (note, mod) in enumerate(notes, start=1):
        _require_past(mod, now)
        expected += cards_of(note, types[note.note_type])
        number = decks.number(note.deck)
        written = _Note(made[note.note_type], note, mod, position, number)
        guids.add(written.guid)
        whole.add_note(written)
    if len(guids) != len(notes):
        raise ExportError("The deck would hold a note twice; two questions have one id.")
    with closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(whole).write_to_db(database.cursor(), EPOCH, _numbers(series))
        _put_choices_apart(database, types, decks)
        _write_decks(database, decks, description, by_deck)
        if left:
            (settings,) = database.execute("select conf from col").fetchone()
            database.execute("update col set conf = ?", (with_left(settings, left),))
        database.commit()
        count = database.execute("select count() from cards").fetchone()[0]
        collection = database.serialize()
    if count != expected:
        raise ExportError(
            f"The deck would hold {count} cards instead of {expected}: a template in decks/ does "
            "not make the cards that its notetype.json promises."
        )
    files = dict(enumerate(sorted(media)))
    members = {"collection.anki2": collection, "media": _json(files)}
    pictures = {str(number): media[name] for number, name in files.items()}
    return zipped(members | pictures, level=_LEVEL, as_they_are=pictures)


class _Decks:
    """The decks of a package by number. Anki takes names that differ in case for one deck."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """Return the number of the deck called `name`, which hangs on the name alone."""
        folded = name.casefold()
        if folded not in self._numbers:
            number = int(hashlib.sha256(name.encode()).hexdigest()[:7], 16) + (1 << 30)
            while number in self.names:
                number += 1
            self._numbers[folded] = number
            self.names[number] = name
        return self._numbers[folded]


def _put_choices_apart(
    database: sqlite3.Connection, types: dict[str, NoteType], decks: _Decks
) -> None:
    """Move the cards that show choices to decks of their own: finding is not recalling.

    The learner can give such a deck other options; neither spoils what Anki learns of the other.
    """
    places = [
        (note_type.id, place)
        for note_type in types.values()
        for place, template in enumerate(note_type.templates)
        if template.name == CHOOSE
    ]
    choosing = "from cards join notes on notes.id = nid where mid = ? and ord = ?"
    for place in places:
        found = database.execute(f"select distinct did {choosing}", place).fetchall()
        for (number,) in found:
            apart = decks.number(f"{decks.names[number]}{BETWEEN}{CHOICES}")
            database.execute(
                f"update cards set did = ? where id in (select cards.id {choosing} and did = ?)",  # noqa: S608
                (apart, *place, number),
            )


def _write_decks(
    database: sqlite3.Connection, decks: _Decks, description: str, by_deck: Mapping[str, str]
) -> None:
    """Write all decks that hold cards at once; genanki would read and write all for each.

    Decks above them are not listed: Anki makes them.
    """
    used = {number for (number,) in database.execute("select distinct did from cards")}
    (held,) = database.execute("select decks from col").fetchone()
    listed = {number: deck for number, deck in json.loads(held).items() if number == "1"}
    for number in sorted(used, key=lambda each: decks.names[each]):
        name = decks.names[number]
        said = by_deck.get(name, description)
        listed[str(number)] = genanki.Deck(number, name, said).to_json()
    database.execute("update col set decks = ?", (json.dumps(listed),))


def _require_past(mod: int, now: int | None) -> None:
    """Raise ExportError for a time that makes Anki panic, or block all later updates."""
    if mod < 1 or (now is not None and mod > now + A_DAY):
        raise ExportError(
            "The previous deck holds a note from the future, which Anki would never update again; "
            "set the clock of this machine right, or leave the previous deck out."
        )


class _NoteType:
    """A note type as genanki writes it, with a time of its own."""

    def __init__(self, note_type: NoteType) -> None:
        self.model_id, self.note_type = note_type.id, note_type
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
        stored: dict[str, Any] = self.model.to_json(self.note_type.revision, deck_id)
        return stored


class _Note:
    """A note as genanki writes it, with a time and a deck of its own."""

    __slots__ = ("_deck", "_mod", "_position", "_text", "guid", "model")

    def __init__(
        self, model: _NoteType, text: NoteText, mod: int, position: int, deck: int
    ) -> None:
        self.model, self.guid = model, guid(text.id)
        self._text, self._mod, self._position, self._deck = text, mod, position, deck

    def write_to_db(
        self, cursor: sqlite3.Cursor, _timestamp: float, _deck: int, numbers: Iterator[int]
    ) -> None:
        """Write note and cards; the note's own time and deck replace those of the package.

        genanki's note is made here and dropped again: ten thousand of them at once are slow.
        """
        held = content(self._text, self.model.note_type)
        note = genanki.Note(
            self.model.model,
            list(held.fields),
            tags=held.tags,
            guid=self.guid,
            due=self._position,
        )
        # Fields come escaped. genanki would search them all for "<" that starts no tag.
        note._check_invalid_html_tags_in_fields = _believe
        note.write_to_db(cursor, self._mod, self._deck, numbers)


def _believe() -> None:
    pass


def _numbers(series: str) -> Iterator[int]:
    """Return the numbers (milliseconds since 1970, all past) for the notes and cards of a deck."""
    offset = int(hashlib.sha256(series.encode()).hexdigest()[:16], 16) % _YEAR_IN_MS
    return itertools.count(_FIRST_NUMBER + offset)


def _json(found: Mapping[int, str]) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode()
