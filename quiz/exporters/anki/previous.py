"""Reading a deck exported before. The file comes from a learner or a stranger: trust nothing."""

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from quiz.errors import ExportError
from quiz.exporters.anki.left import read_left
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.stamped import Content, Stamped

LARGEST_PACKAGE = 64_000_000  # bytes, packed
LARGEST_COLLECTION = 200_000_000  # bytes, unpacked
MOST_NOTES = 200_000
_STEPS = 50_000_000  # of SQLite's machine: ours needs some ten for a note
_LONGEST_VALUE = (
    64_000_000  # bytes that one value of a row may have: the settings with what is gone
)
_OURS, _ANKIS, _NEW_ANKIS = "collection.anki2", "collection.anki21", "collection.anki21b"
_FOREIGN = "The previous deck is no Anki package that Broadsheet wrote."
_HUGE = "The previous deck is larger than any that Broadsheet writes."


class Before(NamedTuple):
    """What a package holds, by guid: its notes, and those that decks before it held."""

    notes: dict[str, Stamped]
    left: dict[str, Stamped]


def unpack(package: bytes) -> Before:
    """Return the notes of our note types in a package, and those left out of it.

    It may be one that Anki exported again. Raises ExportError for anything else: damaged, without
    notes of ours, packed as only new Ankis do, or larger than we write.
    """
    if len(package) > LARGEST_PACKAGE:
        raise ExportError(_HUGE)
    try:
        before = _before(_collection(package))
    except (
        *(zipfile.BadZipFile, zlib.error, sqlite3.Error, KeyError, EOFError, RuntimeError),
        *(NotImplementedError, OverflowError, OSError, ValueError),
    ):
        raise ExportError(_FOREIGN) from None
    if not before.notes:
        raise ExportError(_FOREIGN)
    return before


def exported_by_anki(package: bytes) -> bool:
    """Tell whether a package that `unpack` reads was written by Anki, and not by us."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return _ANKIS in archive.namelist()


def _collection(package: bytes) -> bytearray:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = archive.namelist()
        if _NEW_ANKIS in names:
            raise ExportError(
                "The previous deck is packed as only new versions of Anki do. Export it again with "
                "“Support older Anki versions” ticked, or give the file that Broadsheet wrote."
            )
        found = archive.getinfo(_ANKIS if _ANKIS in names else _OURS)
        if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile
        with archive.open(found) as member:
            collection = bytearray(member.read(LARGEST_COLLECTION + 1))
    if len(collection) > LARGEST_COLLECTION:
        raise ExportError(_HUGE)
    if not collection.startswith(b"SQLite format 3\0"):
        raise sqlite3.DatabaseError
    if collection[18:20] == b"\x02\x02":  # as Anki leaves it; in memory there is no second file
        collection[18:20] = b"\x01\x01"
    return collection


def _before(collection: bytearray) -> Before:
    """Return what a collection holds; raise an error of `unpack` for what is no collection."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection)
        # A table may in truth be a view that never ends.
        database.set_progress_handler(lambda: 1, _STEPS)
        # One step can make a value of any size: those of a view are in no file.
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        database.execute("pragma trusted_schema = off")
        notes = dict(_rows(database))
        settings = database.execute("select conf from col").fetchone()
    if settings is None or not isinstance(settings[0], str):
        raise sqlite3.DataError
    left = read_left(settings[0])
    if len(left) > MOST_NOTES:
        raise ExportError(_HUGE)
    return Before(notes, {guid: note for guid, note in left.items() if guid not in notes})


def _rows(database: sqlite3.Connection) -> Iterator[tuple[str, Stamped]]:
    """Yield guid and note; raise sqlite3.Error or ExportError for what is no collection."""
    names = {note_type.id: name for name, note_type in note_types().items()}
    query = "select guid, mid, mod, tags, flds from notes limit ?"
    size = 0
    for number, row in enumerate(database.execute(query, (MOST_NOTES + 1,)), start=1):
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if number > MOST_NOTES or size > LARGEST_COLLECTION:
            raise ExportError(_HUGE)
        guid, mid, mod, tags, fields = row
        if mid not in names:
            continue
        if not (isinstance(mod, int) and all(isinstance(t, str) for t in (guid, tags, fields))):
            raise sqlite3.DataError
        held = Content(tuple(fields.split("\x1f")), tuple(tags.split()))
        yield guid, Stamped(held, mod, names[mid])
