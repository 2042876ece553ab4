"""The figures against an independent computation with numpy, and against a published example."""

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.analysis import analyse
from quiz.analysis.intervals import RESAMPLES, fisher, wilson
from quiz.schema.statistics import Analysis, Interval
from tests.analysis.making import attempt, questions

Matrix = list[list[float]]
CLOSE = 1e-9
MARKS = (0.0, 0.25, 1 / 3, 0.5, 2 / 3, 0.75, 1.0)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """Return marks of 2 to 40 attempts at 2 to 8 questions, right or wrong or partly right."""
    columns = draw(st.integers(2, 8))
    marks = st.sampled_from(draw(st.sampled_from([(0.0, 1.0), MARKS])))
    row = st.lists(marks, min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=2, max_size=40))


def of(matrix: Matrix, seed: int = 0) -> Analysis:
    return analyse(questions(len(matrix[0])), [attempt(row) for row in matrix], seed=seed)


def same(ours: float | None, theirs: float | None) -> bool:
    if ours is None or theirs is None:
        return ours is None and theirs is None
    return math.isclose(ours, theirs, rel_tol=CLOSE, abs_tol=CLOSE)


def of_correlation(related: float | None, count: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a correlation in per cent, by numpy."""
    if related is None or count <= 3 or abs(related) > 1 - 1e-12:
        return None
    ends = np.arctanh(related) + np.array([-1, 1]) * 1.959963984540054 / np.sqrt(count - 3)
    low, high = 100 * np.tanh(ends)
    return float(low), float(high)


def of_share(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share in per cent: where the score test just rejects."""
    square = 1.959963984540054**2 / count
    # (p - x)² = z² x (1 - x) / n, solved for x.
    roots = np.roots([1 + square, -2 * share - square, share**2])
    low, high = sorted(float(root.real) for root in roots)
    return 100 * low, 100 * high


def ends(found: Interval | None) -> tuple[float, float] | None:
    return None if found is None else (found.low, found.high)


def near(theirs: tuple[float, float] | None) -> object:
    return None if theirs is None else pytest.approx(theirs, rel=CLOSE, abs=CLOSE)


def alpha(table: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> float | None:
    """Return alpha in per cent by the matrix of covariances: another way than ours."""
    covariances = np.cov(table, rowvar=False, ddof=1)
    whole = float(covariances.sum())
    count = table.shape[1]
    if whole < 1e-12:
        return None
    return float(100 * count / (count - 1) * (1 - np.trace(covariances) / whole))


@given(matrices())
@settings(max_examples=150)
def test_every_figure_equals_an_independent_computation(matrix: Matrix) -> None:
    table = np.array(matrix)
    found = of(matrix)

    for column, item in enumerate(found.items):
        mine = table[:, column]
        rest = np.delete(table, column, axis=1).sum(axis=1)
        varies = np.ptp(mine) > 0 and np.ptp(rest) > 1e-9
        related = float(np.corrcoef(mine, rest)[0, 1]) if varies else None
        greatest = float(np.cov(np.sort(mine), np.sort(rest))[0, 1]) if varies else None
        together = float(np.cov(mine, rest)[0, 1])
        assert same(item.facility, float(100 * mine.mean()))
        assert same(item.deviation, float(100 * mine.std(ddof=1)))
        assert same(item.discrimination, None if related is None else 100 * related)
        assert ends(item.discrimination_interval) == near(of_correlation(related, len(matrix)))
        assert ends(item.facility_interval) == pytest.approx(
            of_share(float(mine.mean()), len(matrix)), abs=1e-5
        )
        assert same(item.efficiency, None if not greatest else 100 * together / greatest)
    scores = 100 * table.mean(axis=1)
    cic = alpha(table)
    assert same(found.quiz.mean, float(scores.mean()))
    assert same(found.quiz.median, float(np.median(scores)))
    assert same(found.quiz.deviation, float(scores.std(ddof=1)))
    assert same(found.quiz.consistency, cic)
    if cic is not None:
        # A root makes much of what rounding leaves where alpha is 1.
        ratio = 0.0 if cic > 100 - 1e-9 else 100 * math.sqrt(1 - cic / 100)
        assert same(found.quiz.error_ratio, ratio)
        assert same(found.quiz.error, ratio * float(scores.std(ddof=1)) / 100)


@given(matrices())
@settings(max_examples=25)
def test_the_interval_of_alpha_is_that_of_the_same_draws(matrix: Matrix) -> None:
    whole = [[round(mark * 4) / 4 for mark in row] for row in matrix]  # no rounding in draws
    table, random = np.array(whole), Random(5)
    places = range(len(whole))
    drawn = [alpha(table[random.choices(places, k=len(whole))]) for _ in range(RESAMPLES)]
    known = [value for value in drawn if value is not None]

    found = of(whole, seed=5).quiz.consistency_interval

    if alpha(table) is None or len(known) * 2 < RESAMPLES:
        assert found is None
    else:
        low, high = np.percentile(known, [2.5, 97.5])
        assert found is not None
        assert same(found.low, float(low))
        assert same(found.high, float(high))


@given(st.integers(0, 60), st.integers(1, 60))
def test_wilson_is_where_the_score_test_just_rejects(right: int, count: int) -> None:
    share = min(right, count) / count

    found = wilson(share, count)

    for edge in (found.low, found.high):
        # The definition: |p - edge| is 1.96 standard errors under the edge itself.
        reach = 1.959963984540054 * math.sqrt(edge * (1 - edge) / count)
        assert abs(share - edge) == pytest.approx(reach, abs=1e-7)
    assert found.low <= share <= found.high


def test_fisher_by_a_published_example() -> None:
    # r = 0.654 of 34 pairs gives 0.41 to 0.81: Lane, Online Statistics Education, “Confidence
    # interval for Pearson's correlation”.
    found = fisher(0.654, 34)

    assert found is not None
    assert found.low == pytest.approx(0.41, abs=0.005)
    assert found.high == pytest.approx(0.81, abs=0.005)
    assert fisher(0.5, 3) is None
    assert fisher(1.0, 10) is None


# Ten students and ten questions: Karl L. Wuensch, East Carolina University, “The Kuder-Richardson
# 20” (core.ecu.edu/wuenschk/StatHelp/KR20.txt). It gives the p of each question, Σpq = 2.18, and
# 5.84 as the variance of the scores (with n below the line, in both, so that KR-20 is the same).
PUBLISHED = """
1 1 1 1 1 1 0 1 1 0
1 0 1 1 0 1 1 1 0 1
1 1 1 1 0 1 1 0 0 1
0 0 1 0 0 0 1 0 0 0
0 0 0 0 0 1 0 0 1 0
1 1 1 0 1 1 1 1 1 1
1 1 0 1 1 1 0 1 1 1
1 1 1 1 1 1 1 1 0 1
0 1 0 1 1 1 1 1 0 1
1 1 0 1 1 0 1 1 1 0
"""
PUBLISHED_P = (0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6)


def test_a_published_example_comes_out() -> None:
    matrix = [[float(mark) for mark in row.split()] for row in PUBLISHED.split("\n") if row]

    found = of(matrix)

    assert [item.facility for item in found.items] == pytest.approx([100 * p for p in PUBLISHED_P])
    scores_with_n = (found.quiz.deviation or 0) ** 2 / 100 * 9 / 10
    assert scores_with_n == pytest.approx(5.84)
    assert found.quiz.consistency == pytest.approx(100 * 10 / 9 * (1 - 2.18 / 5.84), abs=CLOSE)


def test_the_same_seed_draws_the_same_interval() -> None:
    matrix = [[float(mark) for mark in row.split()] for row in PUBLISHED.split("\n") if row]

    assert of(matrix, seed=1) == of(matrix, seed=1)
    assert of(matrix, seed=1) != of(matrix, seed=2)
