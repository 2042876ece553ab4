"""Anki: decks as packages.

`cards` says what a question looks like on a card, `notes` which questions become notes, `ledger`
which of them are new since the deck before, `package` how notes become a file; `text_file` and
`crowdanki` are other files for the same notes, `push` puts them into a running Anki. See
docs/decisions/0005-anki-packages.md and decks/README.md.
"""

from collections.abc import Callable

from quiz.exporters.anki.crowdanki import write_crowdanki
from quiz.exporters.anki.deck import write_deck
from quiz.exporters.anki.text_file import write_text
from quiz.exporters.base import EXPORTERS, Exporter, Written
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.question import QUESTION_TYPES
from quiz.schema.quiz import Quiz

_CARRIED = tuple(kind for kind in QUESTION_TYPES if kind != "ordering")
_LIMITS = ("No ordering: a card asks for one thing.",)


def _of_one(
    write: Callable[[tuple[Quiz, ...], DeckOptions], Written],
) -> Callable[[Quiz, bool], tuple[bytes, tuple[str, ...]]]:
    """Return `write` for one quiz, with the options a learner gets unasked."""

    def write_one(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
        written = write((quiz,), DeckOptions())
        return written.payload, written.losses

    return write_one


EXPORTERS.add(
    "anki",
    Exporter(
        name="anki",
        title="Anki deck",
        suffix=".apkg",
        mimetype="application/vnd.anki",
        write=_of_one(write_deck),
        write_deck=write_deck,
        types=_CARRIED,
        notes=(
            "One note a question, or a pair of matching, in the deck News or another, tagged by "
            "article, source, month and type. Several quizzes go into one deck. Importing the "
            "same deck twice changes nothing, and `--previous` updates what changed: see "
            "[Anki decks](anki.md). Options are folded away on the front, because recalling "
            "teaches more than choosing; a stem that needs them shows them."
        ),
        limits=_LIMITS,
        checked="The engine of Anki itself imports every deck.",
    ),
)

EXPORTERS.add(
    "anki-text",
    Exporter(
        name="anki-text",
        title="Anki notes as text",
        suffix=".txt",
        mimetype="text/plain",
        write=_of_one(write_text),
        write_deck=write_text,
        types=_CARRIED,
        notes=(
            "The same notes as text for Anki's own import, to read, search and compare. Import the "
            "deck once before it: the text brings no note types, and Anki leaves out notes without "
            "one. Anki takes what stands in the text: a note you have edited, its tags too, is "
            "written over; schedules stay."
        ),
        limits=_LIMITS,
        checked="The engine of Anki itself imports the text beside the deck.",
    ),
)

EXPORTERS.add(
    "crowdanki",
    Exporter(
        name="crowdanki",
        title="CrowdAnki deck (JSON)",
        suffix=".json",
        mimetype="application/json",
        write=_of_one(write_crowdanki),
        write_deck=write_crowdanki,
        types=_CARRIED,
        notes=(
            "For decks kept in version control: a folder with this file, called deck.json, is what "
            "the add-on CrowdAnki imports. Built to the published format, not imported with the "
            "add-on itself. Not beside the deck in one collection: CrowdAnki makes note types of "
            "its own."
        ),
        limits=_LIMITS,
        checked="Built to the published format; not imported with the add-on.",
    ),
)
