"""Notes that earlier decks held and this one does not, carried in the package for later ones.

A package holds only its own notes, and the deck before is the only memory there is. So what was
left out goes along in the settings of the collection, which Anki neither imports nor shows: a
question that comes back is then the note it was, with the time it had.
"""

import json
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, Field

from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.anki.stamped import Content, Stamped
from quiz.schema.record import Record

_KEY = "broadsheetLeft"


class _Left(Record):
    """A note as it stood in the last deck that held it; fields are joined as Anki joins them."""

    guid: str
    type: str
    mod: int
    tags: str
    fields: str


class _Settings(BaseModel):
    """What is read of the settings of a collection."""

    left: Annotated[tuple[_Left, ...], Field(alias=_KEY)] = ()


def with_left(settings: str, left: Mapping[str, Stamped]) -> str:
    """Return the settings of a collection (JSON) with the notes `left`, by guid, in them."""
    rows = [
        _Left(
            guid=guid,
            type=note.note_type,
            mod=note.mod,
            tags=" ".join(note.content.tags),
            fields="\x1f".join(note.content.fields),
        ).model_dump()
        for guid, note in sorted(left.items())
    ]
    return json.dumps({**json.loads(settings), _KEY: rows}, ensure_ascii=False)


def read_left(settings: str) -> dict[str, Stamped]:
    """Return by guid the notes that `with_left` put into the settings of a collection.

    Raises ValueError for settings that it cannot have written; those of other types are left out.
    """
    return {
        row.guid: Stamped(
            Content(tuple(row.fields.split("\x1f")), tuple(row.tags.split())), row.mod, row.type
        )
        for row in _Settings.model_validate_json(settings).left
        if row.type in note_types()
    }
