"""Means, variances and covariances with n - 1 below the line.

Deviations are taken from the mean first, so that nothing is lost where a variance is small beside
the mean. A variance below `NOTHING` is what rounding leaves of none at all, and counts as 0.
"""

import math
from collections.abc import Sequence
from operator import mul

NOTHING = 1e-12

Marks = Sequence[float]


def mean(values: Marks) -> float:
    """Return the mean of at least one value."""
    return math.fsum(values) / len(values)


def deviations(values: Marks) -> list[float]:
    """Return by how much each value is above the mean."""
    middle = mean(values)
    return [value - middle for value in values]


def covariance(one: Marks, other: Marks) -> float:
    """Return the covariance of two lists of equal length, at least 2."""
    return math.fsum(map(mul, deviations(one), deviations(other))) / (len(one) - 1)


def variance(values: Marks) -> float:
    """Return the variance of at least two values, 0 where they are all the same."""
    found = covariance(values, values)
    return found if found > NOTHING else 0.0


def correlation(one: Marks, other: Marks) -> float | None:
    """Return Pearson’s correlation, from -1 to 1; None where one of the lists never varies."""
    if len(one) < 2:
        return None
    spread = math.sqrt(variance(one) * variance(other))
    return max(-1.0, min(1.0, covariance(one, other) / spread)) if spread else None


def efficiency(one: Marks, other: Marks) -> float | None:
    """Return the covariance as a share of the greatest that the values allow; None where that is 0.

    The greatest is that of both lists sorted (Moodle, “discriminative efficiency”).
    """
    if len(one) < 2:
        return None
    greatest = covariance(sorted(one), sorted(other))
    return covariance(one, other) / greatest if greatest > NOTHING else None


def alpha(columns: Sequence[Marks]) -> float | None:
    """Return Cronbach’s alpha of questions, each a column of marks of the same attempts.

    None with fewer than two questions or attempts, or where all attempts have one score. (Cronbach,
    Psychometrika 16, 1951; with marks of 0 and 1 it is KR-20: Kuder and Richardson, Psychometrika
    2, 1937.)
    """
    count = len(columns)
    if count < 2 or len(columns[0]) < 2:
        return None
    whole = variance([math.fsum(marks) for marks in zip(*columns, strict=True)])
    if not whole:
        return None
    return count / (count - 1) * (1 - math.fsum(map(variance, columns)) / whole)
