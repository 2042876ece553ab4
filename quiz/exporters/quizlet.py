"""Quizlet: terms and definitions with a tab between them, to be pasted into its import box."""

from collections.abc import Iterable, Iterator

from quiz.exporters import plain
from quiz.exporters.anki.cards import singles
from quiz.exporters.base import EXPORTERS, Exporter, Fit
from quiz.exporters.printed import printable
from quiz.schema.question import (
    LETTERS,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quiz.schema.quiz import Quiz


def write(quiz: Quiz, _key: bool) -> tuple[bytes, tuple[str, ...]]:
    """Return a card a line, and one sentence on accepted forms that find no place."""
    cards = [card for question in quiz.questions for card in _cards(question, quiz)]
    lines = [f"{term}\t{definition}\n" for term, definition in cards]
    return "".join(lines).encode(), _losses(quiz)


def fit(question: Question) -> Fit:
    """Tell that a matching question is taken apart."""
    found = plain.fit(question)
    if found.left_out or not isinstance(question, Matching):
        return found
    spare = len(question.choices) - len(question.pairs)
    without = "its stem" if not spare else f"its stem and {spare} choice{'s' * (spare > 1)}"
    return Fit(lost=(f"it becomes {len(question.pairs)} cards, one a pair, without {without}",))


def _cards(question: Question, quiz: Quiz) -> Iterator[tuple[str, str]]:
    """Yield term and definition of every card: one for each pair of matching."""
    for single in singles(question, quiz.article):
        yield printable(_term(single)), printable(_definition(single))


def _term(question: Question) -> str:
    if isinstance(question, TrueFalse):
        return f"True or false? {question.stem}"
    if isinstance(question, MultipleChoice):
        return " ".join((question.stem, *_lettered(question.options)))
    if isinstance(question, Ordering):
        return " ".join((question.stem, *_lettered(event.text for event in question.events)))
    return question.stem


def _definition(question: Question) -> str:
    if isinstance(question, TrueFalse) and question.correction:
        return f"False. {question.correction}"
    if isinstance(question, Ordering):
        ranked = zip(question.order, question.in_order, strict=True)
        return "; ".join(f"{LETTERS[place]} ({event.when})" for place, event in ranked)
    return plain.key(question)


def _lettered(texts: Iterable[str]) -> Iterator[str]:
    yield from (f"({letter}) {text}" for letter, text in zip(LETTERS, texts, strict=False))


def _losses(quiz: Quiz) -> tuple[str, ...]:
    open_ = [q for q in quiz.questions if isinstance(q, Cloze | ShortAnswer)]
    forms = sum(len(plain.accepted(question)) - 1 for question in open_)
    if not forms:
        return ()
    what = "1 accepted form" if forms == 1 else f"{forms} accepted forms"
    return (f"{what} besides the keys left out: a Quizlet card has one answer.",)


EXPORTERS.add(
    "quizlet",
    Exporter(
        name="quizlet",
        title="Quizlet cards (text to paste)",
        suffix=".txt",
        mimetype="text/plain",
        write=write,
        fit=fit,
        notes=(
            "To paste into the import box of a Quizlet set, with a tab between term and definition "
            "and a new line between cards. Options stand in the term; each pair of matching is a "
            "card."
        ),
        limits=(
            "A card has one answer: other accepted forms are left out, and that is said.",
            "Matching is taken apart into its pairs, without stem and spare choices.",
            "There is no place for explanations and evidence.",
        ),
        checked="Python's csv module. Built to the published format, not imported live.",
    ),
)
