"""How far a figure can be trusted: intervals that hold the true value with a confidence of 95 %."""

import math
from collections.abc import Sequence
from random import Random

from quiz.analysis.moments import NOTHING, Marks
from quiz.schema.statistics import Interval

_Z = 1.959963984540054  # the 97.5th percentile of the normal distribution
RESAMPLES = 1000
_FINE = 1 << 30  # steps of a mark in the resamples
_FIELD = 64  # bits for a sum of marks, and for a sum of squares twice as many


def wilson(share: float, count: int) -> Interval:
    """Return the interval of a share (0 to 1) of `count` answers, by Wilson’s score.

    For marks between 0 and 1 it is on the safe side, as they vary less than rights and wrongs of
    the same mean. (Wilson, Journal of the American Statistical Association 22, 1927.)
    """
    square = _Z * _Z / count
    middle = (share + square / 2) / (1 + square)
    reach = _Z * math.sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    # None or all of them are in it to the last digit, too.
    low, high = min(share, max(0.0, middle - reach)), max(share, min(1.0, middle + reach))
    return Interval(low=low, high=high)


def fisher(correlation: float, count: int) -> Interval | None:
    """Return the interval of a correlation of `count` pairs, by Fisher’s z.

    None with three pairs or fewer, and where all pairs lie on a line. (Fisher, Metron 1, 1921.)
    """
    if count <= 3 or abs(correlation) > 1 - NOTHING:
        return None
    z, reach = math.atanh(correlation), _Z / math.sqrt(count - 3)
    return Interval(low=math.tanh(z - reach), high=math.tanh(z + reach))


def bootstrap_alpha(rows: Sequence[Marks], seed: int) -> Interval | None:
    """Return the interval of Cronbach’s alpha, by drawing the attempts anew 1,000 times.

    `rows` are the marks of the attempts; the interval goes from the 2.5th to the 97.5th percentile.
    None where more than half of the draws have no alpha. (Efron, Annals of Statistics 7, 1979.)
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    rng = Random(seed)  # noqa: S311 - no secret
    count, packed = len(rows), [_packed(row) for row in rows]
    drawn = (
        _alpha_of_sum(sum(rng.choices(packed, k=count)), len(rows[0]), count)
        for _ in range(RESAMPLES)
    )
    found = sorted(value for value in drawn if value is not None)
    if len(found) * 2 < RESAMPLES:
        return None
    return Interval(low=_percentile(found, 0.025), high=_percentile(found, 0.975))


def _packed(row: Marks) -> int:
    """Return all that alpha needs of an attempt in one whole number.

    Adding such numbers adds up every question at once, a hundred times faster than one by one.
    """
    fine = [round(mark * _FINE) for mark in row]
    whole = sum(fine)
    packed = whole * whole << 2 * _FIELD | sum(mark * mark for mark in fine)
    for mark in fine:
        packed = packed << _FIELD | mark
    return packed


def _alpha_of_sum(packed: int, questions: int, count: int) -> float | None:
    """Return alpha of the attempts that were added up to `packed`."""
    total = in_questions = 0
    for _ in range(questions):
        mark = packed & ((1 << _FIELD) - 1)
        total, in_questions = total + mark, in_questions + mark * mark
        packed >>= _FIELD
    squares = packed & ((1 << 2 * _FIELD) - 1)
    # Both times n (n - 1) the variance, in whole numbers.
    whole = count * (packed >> 2 * _FIELD) - total * total
    within = count * squares - in_questions
    return questions / (questions - 1) * (1 - within / whole) if whole else None


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Return a percentile of sorted values, between its two neighbours in proportion."""
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
