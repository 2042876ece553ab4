"""Notes as the deck.json of CrowdAnki, an add-on that keeps decks as text for version control.

Written from what the add-on reads (its folder `crowd_anki/representation`): a tree of decks, each
with its notes; at the root the note types and presets, known again by `crowdanki_uuid`.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from quiz.exporters.anki.cards import NoteText
from quiz.exporters.anki.notes import choices_beside, notes_of, refuse_previous
from quiz.exporters.anki.notetypes import NoteType, note_types
from quiz.exporters.base import Written
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.quiz import Quiz

_OURS = UUID("6f1c5c0e-8b0e-5d0b-9a55-3c8a4b7d2e10")  # the root of all our ids; never changed
_PRESET = "Broadsheet"
_ABOUT = (
    "Questions on news articles, made with Broadsheet. Every answer shows the sentence of the "
    "article it rests on. Each article has a tag."
)
_NO_PICTURES = "The pictures are left out: deck.json holds text only; the deck (.apkg) brings them."


def write_crowdanki(quizzes: Sequence[Quiz], options: DeckOptions) -> Written:
    """Return the deck.json for all `quizzes`: sorted keys, the same bytes for the same quizzes.

    Raises ExportError where no question can be a card, OptionError for a deck exported before.
    """
    refuse_previous(options, "crowdanki")
    notes, losses = notes_of(quizzes, options)
    types = note_types()
    used = sorted({note.note_type for note in notes})
    root = _common([note.deck for note in notes])
    below = list(dict.fromkeys(note.deck for note in notes if note.deck != root))
    children = [_deck(deck, deck.removeprefix(f"{root}::"), notes, types) for deck in below]
    preset = _uuid("preset")
    whole = _deck(root, root, notes, types) | {
        "children": children,
        "deck_configurations": [
            # Only a name: the add-on makes a preset with Anki's own values and changes no other.
            {"__type__": "DeckConfig", "crowdanki_uuid": preset, "name": _PRESET}
        ],
        "note_models": [_note_model(types[name]) for name in used],
    }
    payload = json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    lost = (*losses, *choices_beside(notes, "deck.json"))
    lost += (_NO_PICTURES,) if options.pictures else ()
    return Written(payload.encode(), lost)


def _uuid(*parts: str) -> str:
    return str(uuid5(_OURS, " ".join(parts)))


def _common(decks: Sequence[str]) -> str:
    """Return the deck that all of `decks` are or lie in."""
    parts = [deck.split("::") for deck in decks]
    shared = parts[0]
    for other in parts[1:]:
        same = (n for n, (a, b) in enumerate(zip(shared, other, strict=False)) if a != b)
        shared = shared[: next(same, min(len(shared), len(other)))]
    return "::".join(shared) or _PRESET


def _deck(
    full_name: str, name: str, notes: Sequence[NoteText], types: dict[str, NoteType]
) -> dict[str, Any]:
    """Return a deck with those of `notes` that lie in it; `name` is what its parent lacks."""
    return {
        "__type__": "Deck",
        "children": [],
        "crowdanki_uuid": _uuid("deck", full_name),
        "deck_config_uuid": _uuid("preset"),
        "desc": _ABOUT,
        "dyn": 0,
        "extendNew": 0,
        "extendRev": 0,
        "media_files": [],
        "name": name,
        "notes": [_note(note, types[note.note_type]) for note in notes if note.deck == full_name],
    }


def _note(note: NoteText, note_type: NoteType) -> dict[str, Any]:
    from quiz.exporters.anki.package import content, guid

    fields, tags = content(note, note_type)
    return {
        "__type__": "Note",
        "fields": list(fields),
        "guid": guid(note.id),
        "note_model_uuid": _uuid("note type", str(note_type.id)),
        "tags": list(tags),
    }


def _note_model(note_type: NoteType) -> dict[str, Any]:
    """Return a note type as Anki itself describes one, with our ids on fields and templates."""
    return {
        "__type__": "NoteModel",
        "crowdanki_uuid": _uuid("note type", str(note_type.id)),
        "css": note_type.style,
        "flds": [
            {"font": "Arial", "id": field.id, "media": [], "name": field.name, "ord": place}
            | {"rtl": False, "size": 20, "sticky": False}
            for place, field in enumerate(note_type.fields)
        ],
        "latexPost": "\\end{document}",
        "latexPre": (
            "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n"
            "\\usepackage[utf8]{inputenc}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n"
            "\\setlength{\\parindent}{0in}\n\\begin{document}\n"
        ),
        "name": note_type.name,
        "sortf": note_type.field_names.index(note_type.sort_field),
        "tags": [],
        "tmpls": [
            {"afmt": template.back, "bafmt": "", "bqfmt": "", "did": None, "id": template.id}
            | {"name": template.name, "ord": place, "qfmt": template.front}
            for place, template in enumerate(note_type.templates)
        ],
        "type": 1 if note_type.kind == "cloze" else 0,
        "vers": [],
    }
