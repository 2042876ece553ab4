"""Reading a deck exported before. The file comes from a learner or a stranger: trust nothing."""

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from quiz.errors import ExportError
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.package import Content

LARGEST_PACKAGE = 64_000_000  # bytes, packed
LARGEST_COLLECTION = 200_000_000  # bytes, unpacked
MOST_NOTES = 200_000
_STEPS = 50_000_000  # of SQLite's machine: ours needs some ten for a note
_OURS, _ANKIS, _NEW_ANKIS = "collection.anki2", "collection.anki21", "collection.anki21b"
_FOREIGN = "The previous deck is no Anki package that Broadsheet wrote."
_HUGE = "The previous deck is larger than any that Broadsheet writes."


@dataclass(frozen=True)
class Stamped:
    """A note of a package. `mod` is the time its content changed, in seconds since 1970."""

    content: Content
    mod: int
    note_type: str

    @property
    def fields(self) -> dict[str, str]:
        """The fields by name; those a learner added are left out."""
        names = note_types()[self.note_type].field_names
        return dict(zip(names, self.content.fields, strict=False))

    @property
    def id(self) -> str:
        """What the field Id holds; a learner can change it."""
        return self.fields.get("Id", "")


def unpack(package: bytes) -> dict[str, Stamped]:
    """Return the notes of our note types in a package, by guid.

    It may be one that Anki exported again. Raises ExportError for anything else: damaged, without
    notes of ours, packed as only new Ankis do, or larger than we write.
    """
    if len(package) > LARGEST_PACKAGE:
        raise ExportError(_HUGE)
    try:
        rows = list(_rows(_collection(package)))
    except (
        *(zipfile.BadZipFile, zlib.error, sqlite3.Error, KeyError, EOFError, RuntimeError),
        *(NotImplementedError, OverflowError, OSError, ValueError),
    ):
        raise ExportError(_FOREIGN) from None
    if not rows:
        raise ExportError(_FOREIGN)
    return dict(rows)


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


def _rows(collection: bytearray) -> Iterator[tuple[str, Stamped]]:
    """Yield guid and note; raise sqlite3.Error or ExportError for what is no collection."""
    names = {note_type.id: name for name, note_type in note_types().items()}
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection)
        # A table may in truth be a view that never ends.
        database.set_progress_handler(lambda: 1, _STEPS)
        database.execute("pragma trusted_schema = off")
        query = "select guid, mid, mod, tags, flds from notes limit ?"
        for number, row in enumerate(database.execute(query, (MOST_NOTES + 1,)), start=1):
            if number > MOST_NOTES:
                raise ExportError(_HUGE)
            guid, mid, mod, tags, fields = row
            if mid not in names:
                continue
            if not (isinstance(mod, int) and all(isinstance(t, str) for t in (guid, tags, fields))):
                raise sqlite3.DataError
            held = Content(tuple(fields.split("\x1f")), tuple(tags.split()))
            yield guid, Stamped(held, mod, names[mid])
