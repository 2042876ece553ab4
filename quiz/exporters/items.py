"""Questions as learning platforms take them: plain text on one line each, nothing of it empty.

The exporters for Moodle, Canvas and QTI write these records. What a platform has no place for, or
what would be empty or doubled on its page, is said in a sentence.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from quiz.errors import ExportError
from quiz.exporters.feedback import Feedback, feedback
from quiz.exporters.printed import printable
from quiz.schema.question import (
    GAP,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    QuestionType,
    ShortAnswer,
    TrueFalse,
)
from quiz.schema.quiz import Quiz

_LABEL = 70  # characters of the stem in the name that a teacher finds a question by
_TITLE = 200  # platforms keep titles in 255 characters, some count bytes of what is added
_PINNED = re.compile(
    r"(?:none|neither|both|all|any)(?: (?:one|two|three|four))?(?: of)?"
    r"(?: (?:these|them|those|the (?:above|others?|options|answers)))?\W*",
    re.IGNORECASE,
)


class Option(NamedTuple):
    """An option of multiple choice; one that is `fixed` keeps its place when others are moved."""

    text: str
    right: bool
    fixed: bool


class Prompt(NamedTuple):
    """A prompt of matching, and the place (from 0) of its choice among the choices."""

    text: str
    place: int


class Item(NamedTuple):
    """A question. `label` is the name a teacher finds it by, never shown instead of the stem.

    `shuffle` tells whether the options may be moved about: not where they are numbers or dates, in
    an order of their own. `before` and `after` are the stem of a cloze on both sides of its gap.
    `accepted` has the key first and no form twice. `events` stand as shown, `order` holds their
    places, the earliest first.
    """

    number: int
    id: str
    type: QuestionType
    label: str
    stem: str
    feedback: Feedback
    level: str | None
    shuffle: bool = False
    options: tuple[Option, ...] = ()
    truth: bool = False
    before: str = ""
    after: str = ""
    accepted: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    choices: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    order: tuple[int, ...] = ()

    @property
    def key(self) -> int:
        """The place of the right option."""
        return next(place for place, option in enumerate(self.options) if option.right)

    @property
    def left_over(self) -> tuple[str, ...]:
        """The choices that belong to no prompt."""
        used = {prompt.place for prompt in self.prompts}
        return tuple(text for place, text in enumerate(self.choices) if place not in used)


class UnfitError(Exception):
    """A question cannot be carried; the message says why, and what to do about it."""


def items(
    quiz: Quiz, fit: Callable[[Item], Item] = lambda item: item
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Return the questions of `quiz` that can be carried, and a sentence for each that cannot.

    `fit` looks at each as one format needs it and raises UnfitError. Raises ExportError where no
    question is left.
    """
    kept, losses = [], []
    for number, question in enumerate(quiz.questions, start=1):
        try:
            kept.append(fit(_item(number, question, quiz)))
        except UnfitError as unfit:
            losses.append(f"Question {number} left out: {unfit}.")
    if not kept:
        reason = losses[0].split(": ", 1)[-1]
        raise ExportError(f"The quiz has no question that this format can carry: {reason}")
    return tuple(kept), tuple(losses)


def title_of(quiz: Quiz) -> tuple[str, tuple[str, ...]]:
    """Return the title for a platform's list, and a sentence where it had to be shortened."""
    title = printable(quiz.title) or printable(quiz.article.title) or "Questions on a news article"
    if len(title) <= _TITLE:
        return title, ()
    said = f"The title is shortened to {_TITLE} characters; give the quiz a shorter one."
    return shortened(title, _TITLE), (said,)


def shortened(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, cut between words where that is possible."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip() + "…"


def same_text(text: str) -> str:
    """Return what two texts share that a platform takes for the same answer."""
    return printable(text).casefold()


def language_of(quiz: Quiz) -> str:
    """Return the language of the quiz as a tag that XML allows."""
    tag = quiz.article.language
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag) else "en"


def _item(number: int, question: Question, quiz: Quiz) -> Item:
    stem = _shown(question.stem, "its stem")
    item = Item(
        number=number,
        id=question.id,
        type=question.type,
        label=f"{number:02}. {shortened(re.sub('[<>]', '', stem), _LABEL)}",
        stem=stem,
        feedback=_printed(feedback(question, quiz)),
        level=question.difficulty.level if question.difficulty else None,
    )
    if isinstance(question, MultipleChoice):
        return _with_options(item, question)
    if isinstance(question, TrueFalse):
        return item._replace(truth=question.key)
    if isinstance(question, Cloze | ShortAnswer):
        return _with_accepted(item, question)
    if isinstance(question, Matching):
        return _with_pairs(item, question)
    return _with_events(item, question)


def _with_options(item: Item, question: MultipleChoice) -> Item:
    texts = _distinct(question.options, "option")
    options = (
        Option(text, place == question.key_index, bool(_PINNED.fullmatch(text)))
        for place, text in enumerate(texts)
    )
    return item._replace(options=tuple(options), shuffle=question.asks not in ("number", "date"))


def _with_accepted(item: Item, question: Cloze | ShortAnswer) -> Item:
    _shown(question.key, "its key")
    forms: dict[str, str] = {}
    for form in filter(None, map(printable, question.accepted)):
        forms.setdefault(same_text(form), form)
    before, _, after = item.stem.partition(GAP) if isinstance(question, Cloze) else ("", "", "")
    return item._replace(accepted=tuple(forms.values()), before=before, after=after)


def _with_pairs(item: Item, question: Matching) -> Item:
    lefts = _distinct([pair.left for pair in question.pairs], "prompt")
    prompts = (Prompt(*both) for both in zip(lefts, question.places, strict=True))
    return item._replace(prompts=tuple(prompts), choices=_distinct(question.choices, "choice"))


def _with_events(item: Item, question: Ordering) -> Item:
    texts = _distinct([event.text for event in question.events], "event")
    return item._replace(events=texts, order=question.order)


def _shown(text: str, name: str) -> str:
    shown = printable(text)
    if not shown.replace(GAP, "").strip():
        raise UnfitError(f"{name} is empty; give it some text")
    return shown


def _distinct(texts: tuple[str, ...] | list[str], name: str) -> tuple[str, ...]:
    shown = tuple(_shown(text, f"{name} {place}") for place, text in enumerate(texts, start=1))
    if len(set(map(same_text, shown))) < len(shown):
        raise UnfitError(f"two of its {name}s look alike; change one of them")
    return shown


def _printed(told: Feedback) -> Feedback:
    evidence = (shown._replace(sentence=printable(shown.sentence)) for shown in told.evidence)
    return Feedback(printable(told.explanation), tuple(evidence))
