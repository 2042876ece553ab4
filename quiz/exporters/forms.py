"""The forms of a sheet: the same questions in other orders, the same every time.

Orders come from digests of the seed, the form and the question, so that form B of a seed can be
made again at any time (`quiz.language.orders`).
"""

from typing import NamedTuple

from quiz.exporters.sheet_options import FORM_NAMES, SheetOptions, Shuffle
from quiz.language.orders import (
    ascending,
    order_of_choices,
    order_of_events,
    shuffled,
    stays_last,
)
from quiz.schema.question import LETTERS, Matching, MultipleChoice, Ordering, Question
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest


class Form(NamedTuple):
    """A form: what it is called, and the quiz with its questions and options in their order.

    `name` is A to D (or the number of a copy), None where there is but one form; `student` is whose
    copy it is. `numbers` holds for each question its number in the quiz.
    """

    name: str | None
    student: str | None
    quiz: Quiz
    numbers: tuple[int, ...]


def forms_of(quiz: Quiz, options: SheetOptions) -> tuple[Form, ...]:
    """Return the forms, or the individual copies, that `options` asks for."""
    seed = seed_of(quiz, options)
    if options.copies:
        return tuple(
            _form(quiz, str(number), _student(name, number), seed, options.shuffle)
            for number, name in enumerate(options.copies, start=1)
        )
    as_it_is = tuple(range(1, len(quiz.questions) + 1))
    if options.forms == 1:
        return (Form(None, None, quiz, as_it_is),)
    first = Form(FORM_NAMES[0], None, quiz, as_it_is)
    others = FORM_NAMES[1 : options.forms]
    return (first, *(_form(quiz, name, None, seed, options.shuffle) for name in others))


def seed_of(quiz: Quiz, options: SheetOptions) -> int:
    """Return the seed that decides the orders."""
    return quiz.seed if options.seed is None else options.seed


def _student(name: str, number: int) -> str | None:
    return None if name == str(number) else name


def _form(quiz: Quiz, name: str, student: str | None, seed: int, shuffle: Shuffle) -> Form:
    salt = (str(seed), quiz.id, name)
    numbered = list(enumerate(quiz.questions, start=1))
    if shuffle != "options":
        numbered.sort(key=lambda pair: digest("question", *salt, pair[1].id))
    questions = tuple(question for _, question in numbered)
    if shuffle != "questions":
        questions = _with_options_moved(questions, salt)
    return Form(
        name=name,
        student=student,
        quiz=quiz.model_copy(update={"questions": questions}),
        numbers=tuple(number for number, _ in numbered),
    )


def _with_options_moved(
    questions: tuple[Question, ...], salt: tuple[str, ...]
) -> tuple[Question, ...]:
    """Return `questions` with options, choices and events in another order, keys spread evenly."""
    used = dict.fromkeys(range(len(LETTERS)), 0)
    latest: list[int] = []
    moved: list[Question] = []
    for question in questions:
        changed = question
        if isinstance(question, MultipleChoice):
            changed = _choice_moved(question, used, latest[-2:], salt)
            used[changed.key_index] += 1
            latest.append(changed.key_index)
        elif isinstance(question, Matching):
            changed = _matching_moved(question, salt)
        elif isinstance(question, Ordering):
            changed = _ordering_moved(question, salt)
        moved.append(changed)
    return tuple(moved)


def _choice_moved(
    question: MultipleChoice, used: dict[int, int], latest: list[int], salt: tuple[str, ...]
) -> MultipleChoice:
    last = tuple(option for option in question.options if stays_last(option))
    free = [option for option in question.options if option not in last]
    in_order = ascending(free)
    if in_order or question.key in last:
        order = [*(in_order or shuffled(free, *salt, question.id)), *last]
    else:
        wrong = shuffled([o for o in free if o != question.key], *salt, question.id)
        # Never three times the same letter on end; else where the key stood least often so far.
        tired = latest[-1] if len(latest) == 2 and latest[0] == latest[1] else None
        places = [place for place in range(len(free)) if place != tired]
        place = min(places, key=lambda p: (used[p], digest("key", *salt, question.id, str(p))))
        order = [*wrong[:place], question.key, *wrong[place:], *last]
    return question.model_copy(
        update={"options": tuple(order), "key_index": order.index(question.key)}
    )


def _matching_moved(question: Matching, salt: tuple[str, ...]) -> Matching:
    """Return `question` with its choices moved; the prompts stay, and so do numbers and dates."""
    places = order_of_choices(question, *salt)
    return question.model_copy(
        update={"choices": tuple(question.choices[place] for place in places)}
    )


def _ordering_moved(question: Ordering, salt: tuple[str, ...]) -> Ordering:
    places = order_of_events(question, *salt)
    return question.model_copy(
        update={
            "events": tuple(question.events[old] for old in places),
            "order": tuple(places.index(old) for old in question.order),
        }
    )
