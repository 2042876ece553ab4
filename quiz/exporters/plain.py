"""Questions as plain text, each text on one line: for spreadsheets, lists and scripts."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quiz.exporters.base import Fit
from quiz.exporters.printed import printable
from quiz.language import answers
from quiz.schema.question import (
    GAP,
    LETTERS,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
    key_text,
)
from quiz.schema.quiz import Quiz

UNTITLED = "Questions on a news article"
_TRUTH = ("True", "False")


class Choice(NamedTuple):
    """A question with options, of which the one at `key` (from 0) is right."""

    stem: str
    options: tuple[str, ...]
    key: int

    @property
    def wrong(self) -> tuple[str, ...]:
        """The options that are not right, in order."""
        return self.options[: self.key] + self.options[self.key + 1 :]


def title(quiz: Quiz) -> str:
    """Return the title of `quiz`, or that of its article, or one that says what it is."""
    return printable(quiz.title) or printable(quiz.article.title) or UNTITLED


def stem(question: Question) -> str:
    """Return the stem on one line."""
    return printable(question.stem)


def key(question: Question) -> str:
    """Return the key on one line: "True" or "False" for a statement."""
    return printable(key_text(question))


def choice(question: Question) -> Choice:
    """Return multiple choice or true/false with its options; raise TypeError for another type."""
    if isinstance(question, TrueFalse):
        return Choice(stem(question), _TRUTH, 0 if question.key else 1)
    if isinstance(question, MultipleChoice):
        options = tuple(printable(option) for option in question.options)
        return Choice(stem(question), options, question.key_index)
    raise TypeError(f"{question.type} has no options with one right")


def accepted(question: Cloze | ShortAnswer) -> tuple[str, ...]:
    """Return every form that counts as right on one line, the key first, none twice."""
    forms = dict.fromkeys(printable(form) for form in (question.key, *question.accepted))
    return tuple(form for form in forms if form)


def telling(question: Cloze | ShortAnswer, most: int) -> tuple[str, ...]:
    """Return the key and other forms, `most` in all: first those that differ most for a reader."""
    forms = accepted(question)
    person = question.asks in ("speaker", "person")
    first = (forms[0], *answers.telling_forms(forms, person=person, most=most - 1))
    return (*first, *(form for form in forms if form not in first))[:most]


def fit(question: Question) -> Fit:
    """Leave a question out that would show nothing, or the same thing twice to choose from."""
    if not stem(question).replace(GAP, "").strip(" "):
        return Fit("its stem shows nothing; write one")
    if isinstance(question, Cloze) and stem(question).count(GAP) != 1:
        return Fit("its stem does not show one gap; write one")
    if not key(question):
        return Fit("its key shows nothing; write one")
    for name, texts in _lists(question):
        shown = [printable(text) for text in texts]
        for place, text in enumerate(shown):
            if not text:
                return Fit(f"{name} {LETTERS[place]} shows nothing; write something")
            if text in shown[:place]:
                twin = LETTERS[shown.index(text)]
                return Fit(f"{name}s {twin} and {LETTERS[place]} look the same; change one")
    return Fit()


def _lists(question: Question) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield what is shown to choose from, with its name."""
    if isinstance(question, MultipleChoice):
        yield "option", question.options
    elif isinstance(question, Matching):
        yield "choice", question.choices
        yield "prompt", (pair.left for pair in question.pairs)
    elif isinstance(question, Ordering):
        yield "event", (event.text for event in question.events)
