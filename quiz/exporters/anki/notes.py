"""The notes of a deck: which questions of which quizzes become notes, and why others do not."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quiz.errors import ExportError, OptionError
from quiz.exporters.anki.cards import NoteText, note_text, trouble
from quiz.exporters.anki.media import image
from quiz.exporters.anki.rules import Fronts, refusal
from quiz.exporters.anki.seal import sealed
from quiz.exporters.anki.study import (
    ENOUGH,
    Asked,
    facts_of,
    kind_tag,
    on_posts,
    questions_of,
    role_of,
    turned_round,
)
from quiz.exporters.anki.text import text
from quiz.exporters.anki.views import second_view
from quiz.exporters.deck_names import BETWEEN, deck_part, distinct
from quiz.exporters.deck_options import DeckOptions
from quiz.schema.article import Article
from quiz.schema.question import Question, key_text
from quiz.schema.quiz import Quiz


class _Found(NamedTuple):
    """A note that may be written, and the question or study fact it is made from."""

    asked: Asked
    note: NoteText

    @property
    def place(self) -> int:
        """Where the article proves it."""
        return self.asked.question.evidence.start


@dataclasses.dataclass
class _Seen:
    """What the notes so far hold: their ids, and by their fronts how messages call them."""

    several: bool  # quizzes, so that messages name the article
    ids: set[str] = dataclasses.field(default_factory=set)
    fronts: dict[str, str] = dataclasses.field(default_factory=dict)  # by note type and front


def notes_of(
    quizzes: Sequence[Quiz], options: DeckOptions
) -> tuple[tuple[NoteText, ...], tuple[str, ...]]:
    """Return the notes, those of each article in the order it is read in, and a sentence a loss.

    The one way from quizzes to notes: packages, text files and `quiz push` all begin here. What two
    quizzes on one article both ask is one note. Raises OptionError for pictures that have no place,
    ExportError where no question can be a card.
    """
    _require_places(quizzes, options)
    # A corrected text has the id of the one before, but its sentences stand elsewhere.
    by_article: dict[tuple[str, str], list[Quiz]] = {}
    for quiz in quizzes:
        by_article.setdefault((quiz.article.id, quiz.article.text), []).append(quiz)
    seen = _Seen(several=len(quizzes) > 1)
    notes: list[NoteText] = []
    losses: list[str] = []
    for on_one in by_article.values():
        kept = _of_article(on_one, options, seen, losses)
        notes += map(sealed, _finished(kept, on_one[0].article, options))
        losses += _unseen_pictures(kept, options)
    if not notes:
        why = losses[0] if losses else f"The deck takes only {', '.join(options.kinds)}."
        raise ExportError(f"No question of the quiz can be a card. {why}")
    return tuple(notes), tuple(losses)


def refuse_previous(options: DeckOptions, to: str) -> None:
    """Raise OptionError where the format `to`, which keeps no ledger, is given the deck before."""
    if options.previous is not None:
        raise OptionError(
            f"The format {to} does not look at a deck exported before; leave out --previous, or "
            "export to anki."
        )


def choices_beside(notes: Iterable[NoteText], format_name: str) -> tuple[str, ...]:
    """Return the sentence on cards that show choices, for a format with one deck a note."""
    count = sum("Choose" in note.fields for note in notes)
    if not count:
        return ()
    cards = "1 card that shows" if count == 1 else f"{count} cards that show"
    lie = "lies" if count == 1 else "lie"
    return (
        f"{cards} choices {lie} in the deck of the others: {format_name} names one deck a note. "
        "The deck (.apkg) puts them apart.",
    )


def surest(found: Iterable[_Found], most: int | None) -> list[_Found]:
    """Return in reading order up to `most` of the notes of an article, the surest ones."""
    if most is not None:
        ranked = sorted(found, key=lambda each: (-each.asked.question.confidence, each.place))
        found = ranked[:most]
    return sorted(found, key=lambda each: each.place)


def _of_article(
    quizzes: list[Quiz], options: DeckOptions, seen: _Seen, losses: list[str]
) -> list[_Found]:
    """Return the notes on one article; add to `losses` why questions are left out."""
    article = quizzes[0].article
    cards = _Cards(article, options, seen)
    found: list[_Found] = []
    for quiz in quizzes:
        found += _questions(quiz, options, cards, losses)
    kept = surest(found, options.most)
    if len(kept) < len(found):
        losses.append(_left_out(len(found) - len(kept), article, options, seen))
    study = _study_notes(quizzes, options, cards, kept)
    if study:
        kept = surest([*kept, *study], None)
    told = [one for quiz in quizzes for one in on_posts((*quiz.questions, *quiz.study))]
    return [_whole(each, article, told, options) for each in kept]


class _Cards:
    """What is checked of the cards of one article, one after the other."""

    def __init__(self, article: Article, options: DeckOptions, seen: _Seen) -> None:
        self._article = article
        self._strict = options.strict
        self._seen = seen
        self._fronts = Fronts()
        self._where = f" of {_called(article)}" if seen.several else ""

    def knows(self, question: Question) -> bool:
        """Tell whether a quiz before has asked `question`."""
        return question.id in self._seen.ids

    def objection(self, asked: Asked, note: NoteText) -> str | None:
        """Return why `note` is not to be a card; one that may be is known from now on."""
        question, front = asked.question, f"{note.note_type} {note.front}"
        called, known = self._name(asked), self._seen.fronts
        why = trouble(question, note)
        if why is None and front in known:
            why = f"its card would show the same front as {known[front]}"
        if why is None and self._strict:
            why = refusal(question, note, self._article)
        if why is None and self._strict:
            why = self._fronts.confusion(called, question, note)
        if why is None:
            known[front] = called
            self._seen.ids.add(question.id)
        return why

    def loss(self, asked: Asked, why: str) -> str:
        """Return the sentence that says why `asked` is left out."""
        return f"{asked.name}{self._where} left out of the deck: {why}."

    def _name(self, asked: Asked) -> str:
        """Return how messages call `asked`: "question 3"."""
        return f"{asked.name[0].lower()}{asked.name[1:]}{self._where}"


def _questions(quiz: Quiz, options: DeckOptions, cards: _Cards, losses: list[str]) -> list[_Found]:
    """Return what may be written of the questions of `quiz`."""
    found: list[_Found] = []
    again = 0
    for asked in questions_of(quiz, options):
        if cards.knows(asked.question):
            again += 1
            continue
        note = note_text(asked.question, quiz.article)
        why = cards.objection(asked, note)
        if why is None:
            found.append(_Found(asked, note))
        else:
            losses.append(cards.loss(asked, why))
    if again:
        what = f"{again} question{'s' if again > 1 else ''} on {_called(quiz.article)}"
        losses.append(f"{what} left out of the deck: an earlier quiz asks the same.")
    return found


def _study_notes(
    quizzes: list[Quiz], options: DeckOptions, cards: _Cards, kept: list[_Found]
) -> list[_Found]:
    """Return the study facts that fill the deck of one article up.

    One that is asked the other way round already is none: it may be its reverse card. What breaks
    a rule is left out in silence, for a reader of the quiz never saw it.
    """
    found: list[_Found] = []
    known = [each.asked.question for each in kept]
    room = (options.most or ENOUGH) - len(kept)
    article = quizzes[0].article
    for fact in (fact for quiz in quizzes for fact in facts_of(quiz, options)):
        if len(found) >= room:
            break
        if cards.knows(fact.question) or turned_round(fact.question, known):
            continue
        note = note_text(fact.question, article)
        if cards.objection(fact, note) is None:
            known.append(fact.question)
            found.append(_Found(fact, _tagged(fact, note)))
    return found


def _tagged(fact: Asked, note: NoteText) -> NoteText:
    """Return the note of a study fact with the tag of its kind, not of its question type."""
    if fact.kind is None:
        return note
    others = (tag for tag in note.tags if not tag.startswith("broadsheet::kind::"))
    return dataclasses.replace(note, tags=tuple(sorted((*others, kind_tag(fact.kind)))))


def _whole(
    found: _Found, article: Article, told: Sequence[Question], options: DeckOptions
) -> _Found:
    """Return the note with what other questions add: a second view, a speaker's post."""
    question, note = found.asked.question, found.note
    turned = _turned(question, article, told, options)
    added = second_view(question, note, turned, options.views)
    if note.note_type == "article-quote":
        post = role_of(key_text(question), told)
        added |= {"Role": text(post)} if post else {}
    if not added:
        return found
    return found._replace(note=dataclasses.replace(note, fields=note.fields | added))


def _turned(
    question: Question, article: Article, told: Sequence[Question], options: DeckOptions
) -> tuple[Question, NoteText] | None:
    """Return the question for the reverse card of `question`, where there may be one."""
    if "reverse" not in options.views:
        return None
    turned = turned_round(question, told)
    if turned is None:
        return None
    note = note_text(turned, article)
    broken = trouble(turned, note) or (options.strict and refusal(turned, note, article))
    return None if broken else (turned, note)


def _finished(found: list[_Found], article: Article, options: DeckOptions) -> list[NoteText]:
    """Return the notes with what the options add: their deck, tags and pictures."""
    part = deck_part(article.title) or article.id
    deck = f"{options.deck}{BETWEEN}{part}" if options.per_article else options.deck
    finished = []
    for asked, note in found:
        tags, fields = note.tags, note.fields
        if options.tags:
            tags = tuple(sorted(distinct((*tags, *options.tags))))
        number = asked.number
        shown = [p for p in options.pictures if p.question is not None and p.question == number]
        shown += [p for p in options.pictures if p.question is None]
        if shown:
            fields = fields | {"Media": "".join(dict.fromkeys(map(image, shown)))}
        if deck != note.deck or tags is not note.tags or shown:
            note = dataclasses.replace(note, deck=deck, tags=tags, fields=fields)
        finished.append(note)
    return finished


def _require_places(quizzes: Sequence[Quiz], options: DeckOptions) -> None:
    """Raise OptionError for pictures with several quizzes, or for a question that is not there."""
    if options.pictures and len(quizzes) > 1:
        raise OptionError(
            "Pictures go with one quiz, so that it is clear whose question they belong to; "
            "export each quiz with its own."
        )
    for picture in options.pictures:
        last = len(quizzes[0].questions)
        if picture.question is not None and picture.question > last:
            raise OptionError(
                f"There is no question {picture.question} for a picture; the last one is {last}."
            )


def _unseen_pictures(kept: list[_Found], options: DeckOptions) -> list[str]:
    shown = {each.asked.number for each in kept}
    wanted = sorted({p.question for p in options.pictures if p.question is not None} - shown)
    return [
        f"The picture for question {number} left out of the deck: the question is not in it."
        for number in wanted
    ]


def _left_out(count: int, article: Article, options: DeckOptions, seen: _Seen) -> str:
    what = f"{count} question{'s' if count > 1 else ''}"
    what += f" of {_called(article)}" if seen.several else ""
    most = options.most
    kept = "the surest" if most == 1 else f"the {most} surest"
    return f"{what} left out of the deck: --max-cards {most} keeps {kept}."


def _called(article: Article) -> str:
    return f"“{deck_part(article.title) or article.id}”"
