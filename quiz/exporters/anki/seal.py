"""The seal of a note: by it a later push sees whether the learner has edited the note since.

A hidden field carries the digest of the other fields as they were exported. It says nothing of
tags: those a learner adds are the learner's, whatever becomes of the wording. Nor does it of the
Id, which a note keeps from an earlier deck when its sentence is corrected.
"""

from collections.abc import Mapping

from quiz.exporters.anki.cards import NoteText
from quiz.schema.record import digest

SEAL = "Spare1"  # a field that no card shows
_OUTSIDE = frozenset({SEAL, "Id"})


def sealed(note: NoteText) -> NoteText:
    """Return `note` with its seal in place."""
    fields = {**note.fields, SEAL: seal_of(note.fields)}
    return NoteText(note.id, note.note_type, fields, note.tags, note.deck)


def seal_of(fields: Mapping[str, str]) -> str:
    """Return the seal (16 hexadecimal digits) of `fields`; empty ones and the Id do not count."""
    parts = ["seal"]
    for name in sorted(fields.keys() - _OUTSIDE):
        if fields[name]:
            parts += name, fields[name]
    return digest(*parts)


def is_as_exported(fields: Mapping[str, str], ours: tuple[str, ...]) -> bool:
    """Tell whether `fields` are as they left Broadsheet.

    Of a note in Anki only the fields named in `ours` count: one that the learner added to the note
    type holds the learner's own words. A note without a seal is told apart by nothing: False.
    """
    return fields.get(SEAL) == seal_of({name: fields.get(name, "") for name in ours})
