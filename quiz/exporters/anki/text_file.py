"""Notes as the text that Anki imports (File, Import), with headers that say which column is what.

Anki maps the columns that are left to the fields of the note type a row names, in their order: so
rows of several note types stand in one file, the shorter ones filled up with empty columns.
"""

import csv
import io
from collections.abc import Sequence

from quiz.exporters.anki.notes import choices_beside, notes_of, refuse_previous
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.base import Written
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.quiz import Quiz

_HEADERS = (
    "separator:tab",
    "html:true",
    "guid column:1",
    "notetype column:2",
    "deck column:3",
    "tags column:4",
)
NEEDS_DECK = (
    "A text carries no note types: import the deck (.apkg) into Anki once before it, or Anki "
    "leaves its notes out."
)
_NO_PICTURES = "The pictures are left out: a text only names them; the deck (.apkg) brings them."


def write_text(quizzes: Sequence[Quiz], options: DeckOptions) -> Written:
    """Return one text with the notes of all `quizzes`, the same bytes for the same quizzes.

    Raises ExportError where no question can be a card, OptionError for a deck exported before.
    """
    from quiz.exporters.anki.package import content, guid

    refuse_previous(options, "anki-text")
    notes, losses = notes_of(quizzes, options)
    types = note_types()
    width = max(len(note_type.fields) for note_type in types.values())
    out = io.StringIO()
    out.writelines(f"#{header}\n" for header in _HEADERS)
    # Everything in quotation marks: a guid may begin with "#", which would make the row a comment.
    rows = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for note in notes:
        note_type = types[note.note_type]
        fields, tags = content(note, note_type)
        padding = [""] * (width - len(fields))
        rows.writerow([guid(note.id), note_type.name, note.deck, " ".join(tags), *fields, *padding])
    lost = (*losses, *choices_beside(notes, "a text"))
    lost += (_NO_PICTURES,) if options.pictures else ()
    return Written(out.getvalue().encode(), lost, (NEEDS_DECK,))
