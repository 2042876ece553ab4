"""The notes of a deck: which questions of which quizzes become notes, and why others do not."""

from collections.abc import Sequence

from quiz.exporters.anki.cards import NoteText, note_text, singles, trouble
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.quiz import Quiz


def notes_of(
    quizzes: Sequence[Quiz], options: DeckOptions
) -> tuple[tuple[NoteText, ...], tuple[str, ...]]:
    """Return the notes, those of each article in the order it is read in, and a sentence a loss.

    The one way from quizzes to notes: packages, text files and `quiz push` all begin here.
    """
    notes: list[NoteText] = []
    losses: list[str] = []
    for quiz in quizzes:
        found, lost = _of_one(quiz, options)
        notes += found
        losses += lost
    return tuple(notes), tuple(losses)


def _of_one(quiz: Quiz, options: DeckOptions) -> tuple[list[NoteText], list[str]]:
    losses: list[str] = []
    fronts: dict[tuple[str, str], int] = {}
    found: list[tuple[int, NoteText]] = []
    for number, whole in enumerate(quiz.questions, start=1):
        if whole.type != "ordering" and whole.type not in options.kinds:
            continue
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
    return [note for _, note in found], losses
