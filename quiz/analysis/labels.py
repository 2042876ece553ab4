"""What figures mean in words, by the thresholds of the field; none below 30 answers.

Labels are those of the Open University and Moodle, whose list has 20 % twice and 65 % not at all:
per cent are rounded here, 20 is difficult and 65 about right. Flags are Moodle’s (guessing above
40 %, efficiency below 15 %, consistency above 75 and below 64 %, a deviation of 12 to 18 % and a
mean of 50 to 75 % to aim at), Blackboard’s (discrimination below 0.1, difficulty below 30 or above
80 %) and the NBME’s (an option that less than 5 % take).
"""

import math
from collections.abc import Iterator, Sequence

from quiz.schema.statistics import ENOUGH, LABELS, Choice, ItemFlag, Label, QuizFlag

_UP_TO = (5, 10, 20, 34, 65, 80, 89, 94, 100)  # per cent, in the order of LABELS
_GUESSING = 40
_HARD, _EASY = 30, 80
_WEAK = 10
_INEFFICIENT = 15
_IDLE = 5
_CONSISTENT, _INCONSISTENT = 75, 64
_NARROW, _WIDE = 12, 18
_LOW, _HIGH = 50, 75


def label(facility: float | None, seen: int) -> Label | None:
    """Return how difficult a question of this facility is; None where too few saw it."""
    if facility is None or seen < ENOUGH:
        return None
    whole = math.floor(facility + 0.5)
    return next(name for name, most in zip(LABELS, _UP_TO, strict=True) if whole <= most)


def item_flags(
    facility: float | None,
    seen: int,
    discrimination: float | None,
    efficiency: float | None,
    complete: int,
    guess: float,
    options: Sequence[Choice],
) -> tuple[ItemFlag, ...]:
    """Return what a teacher should look at in a question; `options` are those of multiple choice.

    What was asked of fewer than 30 is not said.
    """
    return (
        *(_of_facility(facility, guess, options) if seen >= ENOUGH else ()),
        *(_of_discrimination(discrimination, efficiency) if complete >= ENOUGH else ()),
    )


def _of_facility(
    facility: float | None, guess: float, options: Sequence[Choice]
) -> Iterator[ItemFlag]:
    if guess > _GUESSING:
        yield "guessing"
    if facility is not None and facility < _HARD:
        yield "too_difficult"
    if facility is not None and facility > _EASY:
        yield "too_easy"
    if any(not option.right and option.share < _IDLE for option in options):
        yield "idle_option"


def _of_discrimination(
    discrimination: float | None, efficiency: float | None
) -> Iterator[ItemFlag]:
    if discrimination is not None and discrimination < 0:
        yield "reversed"
    elif discrimination is not None and discrimination < _WEAK:
        yield "weak"
    if efficiency is not None and 0 <= efficiency < _INEFFICIENT:
        yield "inefficient"


def quiz_flags(
    complete: int, consistency: float | None, deviation: float | None, mean: float | None
) -> tuple[QuizFlag, ...]:
    """Return what is to be said of a quiz; nothing below 30 complete attempts."""
    if complete < ENOUGH:
        return ()
    return tuple(_of_quiz(consistency, deviation, mean))


def _of_quiz(
    consistency: float | None, deviation: float | None, mean: float | None
) -> Iterator[QuizFlag]:
    if consistency is not None and consistency > _CONSISTENT:
        yield "consistent"
    if consistency is not None and consistency < _INCONSISTENT:
        yield "inconsistent"
    if deviation is not None and deviation < _NARROW:
        yield "narrow"
    if deviation is not None and deviation > _WIDE:
        yield "wide"
    if mean is not None and mean < _LOW:
        yield "low_mean"
    if mean is not None and mean > _HIGH:
        yield "high_mean"
