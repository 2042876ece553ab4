"""Which answers were given to a question, how often, and what pure chance would get."""

from collections.abc import Mapping, Sequence

from quiz.schema.classroom import Response
from quiz.schema.question import (
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    TrueFalse,
    fold,
)
from quiz.schema.statistics import Choice


def guess(question: Question) -> float:
    """Return the mean mark of pure chance in per cent; 0 for what has to be written.

    Of matching each prompt is a choice among all; of ordering half of the neighbours come right.
    """
    if isinstance(question, MultipleChoice):
        return 100 / len(question.options)
    if isinstance(question, Matching):
        return 100 / len(question.choices)
    return 50.0 if isinstance(question, TrueFalse | Ordering) else 0.0


def choices(
    question: Question, responses: Sequence[Response], rests: Mapping[int, float]
) -> tuple[Choice, ...]:
    """Return the options of a question as they stand, or the answers written, commonest first.

    Answers are held together without case, accents and spaces. An empty one is none. `rests` has
    the mean mark on the other questions of those `responses`, by place, that saw every question.
    """
    groups: dict[str, list[int]] = {fold(text): [] for text in _offered(question)}
    texts = {fold(text): text for text in _offered(question)}
    for place, response in enumerate(responses):
        given = (response.given or "").strip()
        if given:
            groups.setdefault(fold(given), []).append(place)
            texts.setdefault(fold(given), given)
    found = [
        _choice(question, texts[folded], [responses[p] for p in places], len(responses)).model_copy(
            update={"rest": _mean_rest(places, rests)}
        )
        for folded, places in groups.items()
    ]
    if isinstance(question, MultipleChoice | TrueFalse):
        return tuple(found)
    return tuple(sorted(found, key=lambda choice: -choice.chosen))


def _offered(question: Question) -> tuple[str, ...]:
    if isinstance(question, MultipleChoice):
        return question.options
    return ("true", "false") if isinstance(question, TrueFalse) else ()


def _choice(question: Question, text: str, givers: Sequence[Response], seen: int) -> Choice:
    right = any(response.right for response in givers) or _is_key(question, text)
    share = 100 * len(givers) / seen if seen else 0.0
    return Choice(text=text, right=right, chosen=len(givers), share=share)


def _is_key(question: Question, text: str) -> bool:
    if isinstance(question, MultipleChoice):
        return text == question.key
    return isinstance(question, TrueFalse) and text == str(question.key).casefold()


def _mean_rest(places: Sequence[int], rests: Mapping[int, float]) -> float | None:
    known = [rests[place] for place in places if place in rests]
    return 100 * sum(known) / len(known) if known else None
