"""Anki: decks as packages.

`cards` says what a question looks like on a card, `notes` which questions become notes, `ledger`
which of them are new since the deck before, `package` how notes become a file. See
docs/decisions/0005-anki-packages.md and decks/README.md.
"""

from quiz.exporters.anki.deck import write_deck
from quiz.exporters.base import EXPORTERS, Exporter
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.question import QUESTION_TYPES
from quiz.schema.quiz import Quiz


def _write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    written = write_deck((quiz,), DeckOptions())
    return written.payload, written.losses


EXPORTERS.add(
    "anki",
    Exporter(
        name="anki",
        title="Anki deck",
        suffix=".apkg",
        mimetype="application/vnd.anki",
        write=_write,
        write_deck=write_deck,
        types=tuple(kind for kind in QUESTION_TYPES if kind != "ordering"),
        notes=(
            "One note a question, or a pair of matching, in the deck News or another, tagged by "
            "article, source, month and type. Several quizzes go into one deck. Importing the "
            "same deck twice changes nothing, and `--previous` updates what changed: see "
            "[Anki decks](anki.md). Options are folded away on the front, because recalling "
            "teaches more than choosing; a stem that needs them shows them."
        ),
    ),
)
