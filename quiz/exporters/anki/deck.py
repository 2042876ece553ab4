"""The Anki deck: one note a question, known again by Anki however the question is reworded.

Of a matching question every pair is a note of its own; an order of events is no card at all.

See docs/decisions/0005-anki-packages.md. genanki is loaded only when a deck is written.
"""

from collections.abc import Sequence

from quiz.errors import ExportError
from quiz.exporters.anki.cards import NoteText, article_slug
from quiz.exporters.anki.notes import notes_of
from quiz.exporters.anki.notetypes import note_types
from quiz.exporters.base import Written
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.article import Article
from quiz.schema.quiz import Quiz


def write_deck(quizzes: Sequence[Quiz], options: DeckOptions) -> Written:
    """Return one package for all `quizzes`.

    Anki takes over a changed note only where its time is later than the one it has. With the deck
    exported before as `options.previous` and the time `options.now`, changed and new notes carry
    that time and the rest keeps its own; a learner's schedule is never touched. Without them all
    notes carry one fixed time. Raises ExportError where no question can be a card, and for a
    `previous` that is no deck of ours.
    """
    from quiz.exporters.anki import package

    types = note_types()
    notes, losses = notes_of(quizzes, options)
    if not notes:
        raise ExportError(f"No question of the quiz can be a card. {losses[0]}")
    known = package.unpack(options.previous) if options.previous is not None else {}
    stamped: list[tuple[NoteText, int]] = []
    for note in notes:
        before = known.get(package.guid(note.id))
        if before and before.content == package.content(note, types[note.note_type]):
            mod = before.mod
        elif options.now is not None:
            mod = max(options.now, before.mod + 1 if before else 0)
        else:
            mod = package.EPOCH
        stamped.append((note, mod))
    payload = package.pack(
        stamped,
        types,
        series=quizzes[0].article.id,
        description=_description(quizzes[0].article),
    )
    return Written(payload, losses)


def _description(article: Article) -> str:
    """Return what Anki shows above the deck. Many articles share it, so it speaks of all."""
    tag = f"tag:broadsheet::article::{article_slug(article)}"
    return (
        "Questions on news articles, made with Broadsheet. Every answer shows the sentence of the "
        f"article it rests on. Each article has a tag; search for example {tag}"
    )
