"""What one student sees of a quiz in one attempt, and what her answers mean in the quiz.

A paper is made by naming what may be seen: what is not copied here is in nothing a student gets.
Answers are told on it by places as shown, which mean nothing without the seed of the attempt.
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from quiz.errors import OptionError
from quiz.language.orders import order_of_choices, order_of_events, order_of_options, shuffled
from quiz.schema.classroom import Response, Rules
from quiz.schema.question import (
    LETTERS,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    QuestionType,
    TrueFalse,
)
from quiz.schema.quiz import Quiz
from quiz.schema.record import Record

NONE = "-"  # in place of a letter or a number that was not given


class PaperQuestion(Record):
    """One question as a student sees it; `number` counts from 1 in the order shown.

    `options` are those of multiple choice or the choices of matching, `prompts` what is on the left
    of matching or the events to order. `answer` is what the student gave before: of multiple choice
    the place of an option as shown, of a statement "true" or "false", of matching a letter and of
    ordering a number for each prompt ("" for none), else the text; empty where nothing was given.
    `settled` is a question whose answer stays, because feedback came at once.
    """

    number: Annotated[int, Field(ge=1)]
    type: QuestionType
    stem: str
    options: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    turn: int = 0
    flagged: bool = False
    seen: bool = False
    settled: bool = False

    @property
    def state(self) -> str:
        """Whether it is "open", "answered", or in "part": some prompts lack an answer."""
        if self.settled or (self.answer and all(self.answer)):
            return "answered"
        return "part" if any(self.answer) else "open"


class Paper(Record):
    """The questions of an attempt in the order the student sees them."""

    questions: tuple[PaperQuestion, ...]

    def count(self, state: str) -> int:
        """Return how many questions are in `state`."""
        return sum(question.state == state for question in self.questions)


def paper(quiz: Quiz, rules: Rules, seed: int, responses: Sequence[Response]) -> Paper:
    """Return the paper of the attempt with this seed, with what was answered so far."""
    given = {response.question_id: response for response in responses}
    return Paper(
        questions=tuple(
            _shown(question, number, rules, seed, given.get(question.id))
            for number, question in enumerate(in_paper_order(quiz, rules, seed), start=1)
        )
    )


def in_paper_order(quiz: Quiz, rules: Rules, seed: int) -> tuple[Question, ...]:
    """Return the questions of `quiz` in the order of the paper with this seed."""
    if not rules.shuffle_questions:
        return quiz.questions
    return tuple(shuffled(quiz.questions, "class", str(seed)))


def order_within(question: Question, rules: Rules, seed: int) -> tuple[int, ...]:
    """Return the places in the quiz of the options, choices or events of `question` as shown."""
    salt = ("class", str(seed))
    if isinstance(question, MultipleChoice):
        as_it_is = tuple(range(len(question.options)))
        return order_of_options(question, *salt) if rules.shuffle_options else as_it_is
    if isinstance(question, Matching):
        as_it_is = tuple(range(len(question.choices)))
        return order_of_choices(question, *salt) if rules.shuffle_options else as_it_is
    if isinstance(question, Ordering):
        as_it_is = tuple(range(len(question.events)))
        return order_of_events(question, *salt) if rules.shuffle_options else as_it_is
    return ()


def in_quiz_order(question: Question, order: Sequence[int], answer: Sequence[str]) -> str:
    """Return what a student gave on a paper as `Mark.given` has it.

    `order` is that of `order_within`, `answer` is as in `PaperQuestion`. No answer, or an empty
    one, is "". Raises OptionError for what the paper does not offer.
    """
    if not any(answer):
        return ""
    match question:
        case MultipleChoice():
            places = {str(shown): place for shown, place in enumerate(order)}
            return question.options[places[_one(answer, places)]]
        case TrueFalse():
            return _one(answer, ("true", "false"))
        case Matching():
            letters = dict(zip(LETTERS, order, strict=False))
            _check(answer, letters, len(question.pairs))
            return " ".join(LETTERS[letters[each]] if each else NONE for each in answer)
        case Ordering():
            numbers = {str(number) for number in range(1, len(order) + 1)}
            _check(answer, numbers, len(order))
            given = dict(zip(order, answer, strict=True))
            return " ".join(given[place] or NONE for place in sorted(given))
        case _:
            return _one(answer, None)


def _shown(
    question: Question, number: int, rules: Rules, seed: int, response: Response | None
) -> PaperQuestion:
    order = order_within(question, rules, seed)
    options: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    if isinstance(question, MultipleChoice):
        options = tuple(question.options[place] for place in order)
    elif isinstance(question, Matching):
        options = tuple(question.choices[place] for place in order)
        prompts = tuple(pair.left for pair in question.pairs)
    elif isinstance(question, Ordering):
        prompts = tuple(question.events[place].text for place in order)
    shown = PaperQuestion(
        number=number, type=question.type, stem=question.stem, options=options, prompts=prompts
    )
    if response is None:
        return shown
    latest = response.late.given if response.late is not None else response.given
    done = {
        "answer": _as_shown(question, order, latest) if latest else (),
        "turn": response.turn,
        "flagged": response.flagged,
        "seen": True,
        "settled": rules.feedback == "at_once" and latest is not None,
    }
    return shown.model_copy(update=done)


def _as_shown(question: Question, order: tuple[int, ...], given: str) -> tuple[str, ...]:
    """Return `given`, which is as `Mark.given` has it, as the paper with this order tells it."""
    if isinstance(question, MultipleChoice):
        return (str(order.index(question.options.index(given))),)
    words = ["" if word == NONE else word for word in given.split(" ")]
    if isinstance(question, Matching):
        return tuple(LETTERS[order.index(LETTERS.index(w))] if w else "" for w in words)
    if isinstance(question, Ordering):
        return tuple(words[place] for place in order)
    return (given,)


def _one(answer: Sequence[str], known: object) -> str:
    if len(answer) != 1 or (known is not None and answer[0] not in known):  # type: ignore[operator]
        raise OptionError("The question does not offer this answer; choose one that it does.")
    return answer[0]


def _check(answer: Sequence[str], known: object, length: int) -> None:
    for each in answer:
        if each:
            _one((each,), known)
    if len(answer) != length:
        raise OptionError("The question has another number of lines than this answer.")
