"""Other orders for the options, choices and events of a question, the same for the same salt.

Options that are numbers or dates stay in ascending order, and an option such as “none of these”
stays last. Orders are places in the question as it is, from 0.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from quiz.language.amounts import parse_amount
from quiz.language.numbers import value_of
from quiz.language.written_dates import parse_date
from quiz.schema.question import Matching, MultipleChoice, Ordering
from quiz.schema.record import digest

T = TypeVar("T")
_LAST = re.compile(
    r"(?:none|all|both|neither|either|any|some) of (?:these|those|them|the (?:above|others?))\b.*"
    r"|it is not (?:said|stated|known)|not stated|(?:all|none) are (?:right|correct)\.?",
    re.IGNORECASE,
)

_ABOUT = re.compile(
    r"(?:some|about|around|nearly|almost|roughly|over|under|up to|(?:more|less|fewer) than"
    r"|at (?:least|most)|by|in|on|since|until) ",
    re.IGNORECASE,
)


def ascending(options: Sequence[str]) -> tuple[str, ...] | None:
    """Return `options` in ascending order, None where they are no numbers or dates of one kind."""
    bare = [_ABOUT.sub("", option.strip(), count=1) for option in options]
    dates = [parse_date(option) for option in bare]
    shapes = {tuple(part is None for part in date) for date in dates if date}
    if all(dates) and len(shapes) == 1:
        places = [tuple(part or 0 for part in date) for date in dates if date]
        return _by(options, places)
    amounts = [parse_amount(option) for option in bare]
    if all(amounts) and len({amount.unit for amount in amounts if amount}) == 1:
        return _by(options, [amount.value for amount in amounts if amount])
    values = [value_of(option) for option in bare]
    if None not in values:
        return _by(options, values)
    return None


def stays_last(option: str) -> bool:
    """Tell whether `option` is one such as “none of these”, which has its place at the end."""
    return _LAST.fullmatch(option.strip()) is not None


def shuffled(items: Sequence[T], *salt: str) -> list[T]:
    """Return `items` in an order that `salt` decides."""
    places = sorted(range(len(items)), key=lambda place: digest("option", *salt, str(place)))
    return [items[place] for place in places]


def order_of_options(question: MultipleChoice, *salt: str) -> tuple[int, ...]:
    """Return an order for the options of `question`."""
    last = [option for option in question.options if stays_last(option)]
    free = [option for option in question.options if option not in last]
    moved = [*(ascending(free) or shuffled(free, *salt, question.id)), *last]
    return tuple(question.options.index(option) for option in moved)


def order_of_choices(question: Matching, *salt: str) -> tuple[int, ...]:
    """Return an order for the choices of `question`, never that of their prompts.

    The prompts stay, and so do choices that are numbers or dates.
    """
    if ascending(question.choices):
        return tuple(range(len(question.choices)))
    choices = shuffled(question.choices, *salt, question.id)
    rights = [pair.right for pair in question.pairs]
    if [choice for choice in choices if choice in rights] == rights:
        choices = [*choices[1:], choices[0]]
        if [choice for choice in choices if choice in rights] == rights:
            choices.reverse()
    return tuple(question.choices.index(choice) for choice in choices)


def order_of_events(question: Ordering, *salt: str) -> tuple[int, ...]:
    """Return an order for the events of `question`, never the right one."""
    shown = list(range(len(question.events)))
    places = shuffled(shown, *salt, question.id)
    if [places.index(old) for old in question.order] == shown:
        places = [*places[1:], places[0]]
    return tuple(places)


def _by(options: Sequence[str], values: Sequence[object]) -> tuple[str, ...]:
    places = sorted(range(len(options)), key=lambda place: values[place])  # type: ignore[arg-type,return-value]
    return tuple(options[place] for place in places)
