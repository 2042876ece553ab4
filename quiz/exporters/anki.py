"""The Anki deck: one note a question, known again by Anki however the question is reworded.

Of a matching question every pair is a note of its own; an order of events is no card at all.

See docs/decisions/0005-anki-packages.md. genanki is loaded only when a deck is written.
"""

from quiz.errors import ExportError
from quiz.exporters.anki_cards import NoteText, article_slug, note_text, singles, trouble
from quiz.exporters.anki_notetypes import note_types
from quiz.exporters.base import EXPORTERS, Exporter
from quiz.schema.question import QUESTION_TYPES
from quiz.schema.quiz import Quiz


def write_deck(
    quiz: Quiz, *, previous: bytes | None = None, now: int | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """Return the package for `quiz` and a sentence for each question left out.

    Anki takes over a changed note only where its time is later than the one it has. With the deck
    exported before as `previous` and the time `now` (whole seconds since 1970), changed and new
    notes carry `now` and the rest keeps its time; a learner's schedule is never touched. Without
    them all notes carry one fixed time. Raises ExportError where no question can be a card, and
    for a `previous` that is no deck of ours; ValueError for one of the two without the other.
    """
    if (previous is None) != (now is None):
        raise ValueError("previous and now belong together")
    from quiz.exporters import anki_package

    types = note_types()
    notes, losses = _notes(quiz)
    if not notes:
        raise ExportError(f"No question of the quiz can be a card. {losses[0]}")
    known = anki_package.unpack(previous) if previous is not None else {}
    stamped: list[tuple[NoteText, int]] = []
    for note in notes:
        before = known.get(anki_package.guid(note.id))
        if before and before.content == anki_package.content(note, types[note.note_type]):
            mod = before.mod
        elif now is not None:
            mod = max(now, before.mod + 1 if before else 0)
        else:
            mod = anki_package.EPOCH
        stamped.append((note, mod))
    payload = anki_package.pack(
        stamped, types, series=quiz.article.id, description=_description(quiz)
    )
    return payload, losses


def _notes(quiz: Quiz) -> tuple[list[NoteText], tuple[str, ...]]:
    """Return the notes in the order the article is read in, and what was left out and why."""
    losses: list[str] = []
    fronts: dict[tuple[str, str], int] = {}
    found: list[tuple[int, NoteText]] = []
    for number, whole in enumerate(quiz.questions, start=1):
        parts = singles(whole, quiz.article)
        for place, question in enumerate(parts, start=1):
            note = note_text(question, quiz.article)
            why = trouble(question, note)
            front = (note.note_type, note.front)
            twin = fronts.setdefault(front, number) if why is None else number
            if why is None and twin != number:
                why = f"its card would show the same front as question {twin}"
            if why is None:
                found.append((question.evidence.start, note))
                continue
            what = f"Question {number}" if len(parts) == 1 else f"Pair {place} of question {number}"
            losses.append(f"{what} left out of the deck: {why}.")
    found.sort(key=lambda pair: pair[0])
    return [note for _, note in found], tuple(losses)


def _description(quiz: Quiz) -> str:
    """Return what Anki shows above the deck. Many articles share it, so it speaks of all."""
    tag = f"tag:broadsheet::article::{article_slug(quiz.article)}"
    return (
        "Questions on news articles, made with Broadsheet. Every answer shows the sentence of the "
        f"article it rests on. Each article has a tag; search for example {tag}"
    )


def _write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    return write_deck(quiz)


EXPORTERS.add(
    "anki",
    Exporter(
        name="anki",
        title="Anki deck",
        suffix=".apkg",
        mimetype="application/vnd.anki",
        write=_write,
        types=tuple(kind for kind in QUESTION_TYPES if kind != "ordering"),
        notes=(
            "One note a question, or a pair of matching, in the deck News, tagged by article, "
            "source, month and type. Importing the same deck twice changes nothing. Options are "
            "folded away on the front, because recalling teaches more than choosing; a stem that "
            "needs them shows them."
        ),
    ),
)
