"""Which facts of a quiz become notes: its questions, then the study facts beside them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quiz.exporters.anki.cards import singles
from quiz.exporters.deck_options import DeckOptions, StudyKind
from quiz.schema.question import Asks, Matching, Question, fold, key_text, spaced
from quiz.schema.quiz import Quiz

ENOUGH = 12  # notes an article that study facts fill a deck up to
_PEOPLE: frozenset[Asks] = frozenset({"person", "role"})
_TAGS: dict[StudyKind, str] = {"people": "person", "figures": "figure", "timeline": "event"}
_HOLDER = frozenset({"who_held", "match_posts"})  # makers that ask for the holder of a post
_TELL_OF_POSTS = _HOLDER | {"post"}
_OPEN = frozenset({"short_answer", "multiple_choice"})


class Asked(NamedTuple):
    """A question that may become a note, and what a reader calls it: "Question 3".

    `number` is its place in the quiz, from 1; a study fact has a `kind` instead.
    """

    name: str
    question: Question
    number: int | None = None
    kind: StudyKind | None = None


def kind_of(fact: Question) -> StudyKind:
    """Return what kind of study fact `fact` is."""
    if fact.asks in _PEOPLE:
        return "people"
    return "figures" if fact.asks == "number" else "timeline"


def kind_tag(kind: StudyKind) -> str:
    """Return the tag of a study fact, in place of that of its question type."""
    return f"broadsheet::kind::{_TAGS[kind]}"


def questions_of(quiz: Quiz, options: DeckOptions) -> Iterator[Asked]:
    """Yield the questions whose types are wanted; of matching every pair by itself."""
    for number, whole in enumerate(quiz.questions, start=1):
        if whole.type != "ordering" and whole.type not in options.kinds:
            continue
        parts = singles(whole, quiz.article)
        for place, question in enumerate(parts, start=1):
            name = f"Question {number}" if len(parts) == 1 else f"Pair {place} of question {number}"
            yield Asked(name, question, number)


def facts_of(quiz: Quiz, options: DeckOptions) -> Iterator[Asked]:
    """Yield the study facts whose kinds are wanted, holders of posts before posts."""
    wanted = [fact for fact in quiz.study if kind_of(fact) in options.kinds]
    wanted.sort(key=lambda fact: fact.maker == "post")
    for fact in wanted:
        yield Asked("Study fact", fact, kind=kind_of(fact))


def on_posts(told: Iterable[Question]) -> list[Question]:
    """Return those of the questions `told` that can tell of a post."""
    return [one for one in told if one.maker in _TELL_OF_POSTS or one.type == "matching"]


def turned_round(question: Question, others: Sequence[Question]) -> Question | None:
    """Return the one of `others` that asks the same post the other way round, or None.

    Makers ask both ways only where one person holds the post and the person holds no other.
    """
    return next((other for other in others if _is_turned(question, other)), None)


def role_of(person: str, told: Sequence[Question]) -> str | None:
    """Return the post of `person`, where one of the questions `told` asks for it."""
    for question in told:
        if question.maker == "post" and spaced(person) in spaced(question.stem):
            return key_text(question)
        if isinstance(question, Matching) and question.asks == "person":
            for pair in question.pairs:
                if fold(pair.right) == fold(person):
                    return pair.left
    return None


def _is_turned(one: Question, other: Question) -> bool:
    if one.maker == "post" and other.maker in _HOLDER:
        one, other = other, one
    if one.maker not in _HOLDER or other.maker != "post" or one.asks != "person":
        return False
    if one.type not in _OPEN or other.type not in _OPEN:
        return False
    there, back = spaced(str(one.key)), spaced(str(other.key))
    return there in spaced(other.stem) and back in spaced(one.stem)
