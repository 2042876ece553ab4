"""The notes of a deck: which questions of which quizzes become notes, and why others do not."""

import dataclasses
from collections.abc import Sequence

from quiz.exporters.anki.cards import NoteText, note_text, trouble
from quiz.exporters.anki.rules import Fronts, refusal
from quiz.exporters.anki.study import (
    ENOUGH,
    Asked,
    facts_of,
    kind_tag,
    questions_of,
    role_of,
    turned_round,
)
from quiz.exporters.anki.text import text
from quiz.exporters.anki.views import second_view
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.article import Article
from quiz.schema.question import Question, key_text
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
    cards = _Cards(quiz.article, options)
    found: list[tuple[Question, NoteText]] = []
    for asked in questions_of(quiz, options):
        note = note_text(asked.question, quiz.article)
        why = cards.objection(asked, note)
        if why is None:
            found.append((asked.question, note))
        else:
            losses.append(f"{asked.name} left out of the deck: {why}.")
    found += _study_notes(quiz, options, cards, [question for question, _ in found])
    found.sort(key=lambda pair: pair[0].evidence.start)
    return [_whole(quiz, options, question, note) for question, note in found], losses


class _Cards:
    """What is checked of the cards of one article, one after the other."""

    def __init__(self, article: Article, options: DeckOptions) -> None:
        self._article = article
        self._strict = options.strict
        self._same: dict[tuple[str, str], str] = {}
        self._fronts = Fronts()

    def objection(self, asked: Asked, note: NoteText) -> str | None:
        """Return why `note` is not to be a card; one that may be is known from now on."""
        question, front = asked.question, (note.note_type, note.front)
        called = asked.name[0].lower() + asked.name[1:]
        why = trouble(question, note)
        if why is None and front in self._same:
            why = f"its card would show the same front as {self._same[front]}"
        if why is None and self._strict:
            why = refusal(question, note, self._article)
        if why is None and self._strict:
            why = self._fronts.confusion(called, question, note)
        if why is None:
            self._same[front] = called
        return why


def _study_notes(
    quiz: Quiz, options: DeckOptions, cards: _Cards, asked: list[Question]
) -> list[tuple[Question, NoteText]]:
    """Return the study facts that fill a deck up, each with its note.

    One that is asked the other way round already is none: it may be its reverse card. What breaks
    a rule is left out in silence, for a reader of the quiz never saw it.
    """
    found: list[tuple[Question, NoteText]] = []
    room = (options.most or ENOUGH) - len(asked)
    for fact in facts_of(quiz, options):
        if len(found) >= room:
            break
        if fact.kind is None or turned_round(fact.question, asked):
            continue
        note = note_text(fact.question, quiz.article)
        if cards.objection(fact, note) is None:
            asked = [*asked, fact.question]
            tags = (tag for tag in note.tags if not tag.startswith("broadsheet::kind::"))
            tagged = tuple(sorted((*tags, kind_tag(fact.kind))))
            found.append((fact.question, dataclasses.replace(note, tags=tagged)))
    return found


def _whole(quiz: Quiz, options: DeckOptions, question: Question, note: NoteText) -> NoteText:
    """Return `note` with what the rest of the quiz adds: a second view, a speaker's post."""
    added = second_view(question, note, _turned(quiz, options, question), options.views)
    if note.note_type == "article-quote":
        post = role_of(key_text(question), quiz)
        added |= {"Role": text(post)} if post else {}
    return dataclasses.replace(note, fields=note.fields | added) if added else note


def _turned(
    quiz: Quiz, options: DeckOptions, question: Question
) -> tuple[Question, NoteText] | None:
    """Return the question for the reverse card of `question`, where there may be one."""
    if "reverse" not in options.views:
        return None
    turned = turned_round(question, (*quiz.questions, *quiz.study))
    if turned is None:
        return None
    note = note_text(turned, quiz.article)
    broken = trouble(turned, note) or (options.strict and refusal(turned, note, quiz.article))
    return None if broken else (turned, note)
