"""Item analysis: what the answers of a class say about each question, and about the quiz.

The formulas are Moodle’s, with n - 1 below the line; docs/statistics.md writes them out with their
sources. The rule for gaps: seen and not answered is 0; facility counts whoever saw a question;
discrimination, efficiency and consistency use only the attempts that saw every question. Below 30
answers nothing is judged (`quiz.schema.statistics.ENOUGH`).
"""

import math
from collections.abc import Mapping, Sequence
from statistics import median

from quiz.analysis import moments
from quiz.analysis.choices import choices, guess
from quiz.analysis.intervals import bootstrap_alpha, fisher, wilson
from quiz.analysis.labels import item_flags, label, quiz_flags
from quiz.schema.classroom import Response
from quiz.schema.question import MultipleChoice, Question
from quiz.schema.statistics import Analysis, Interval, ItemStatistics, QuizStatistics

Seen = Mapping[str, Response]  # the questions an attempt saw, by id
_STRONG = 3  # one in three
_BARS = 10


def analyse(questions: Sequence[Question], attempts: Sequence[Seen], *, seed: int = 0) -> Analysis:
    """Return the statistics of the `questions` that count, from one attempt of each student.

    `questions` stand in the order of the quiz; a response to another one is passed over. `seed`
    draws the resamples of the interval of alpha.
    """
    whole = [n for n, seen in enumerate(attempts) if all(asked.id in seen for asked in questions)]
    columns = [[attempts[place][asked.id].points for place in whole] for asked in questions]
    totals = [math.fsum(marks) for marks in zip(*columns, strict=True)]
    items = []
    for number, (asked, column) in enumerate(zip(questions, columns, strict=True), start=1):
        rest = (total - mark for total, mark in zip(totals, column, strict=True))
        rests = dict(zip(whole, rest, strict=True))
        items.append(_item(number, asked, attempts, rests, column, len(questions) - 1))
    return Analysis(quiz=_quiz(len(attempts), columns, totals, seed), items=tuple(items))


def _item(
    number: int,
    asked: Question,
    attempts: Sequence[Seen],
    rests: Mapping[int, float],
    column: Sequence[float],
    others: int,
) -> ItemStatistics:
    """Return the statistics of one question.

    `column` has its marks in the complete attempts, `rests` the points on the other questions
    of these (there are `others`), by their place among the `attempts`.
    """
    saw = [place for place, seen in enumerate(attempts) if asked.id in seen]
    responses = [attempts[place][asked.id] for place in saw]
    marks = [response.points for response in responses]
    rest = list(rests.values())
    near = {n: rests[p] / others for n, p in enumerate(saw) if others and p in rests}
    given = choices(asked, responses, near)
    facility = 100 * moments.mean(marks) if marks else None
    related, efficient = moments.correlation(column, rest), moments.efficiency(column, rest)
    strong = _strong(rest)
    facts = (facility, len(marks), _percent(related), _percent(efficient), len(rest))
    return ItemStatistics(
        question_id=asked.id,
        number=number,
        seen=len(marks),
        answered=sum(bool(response.given) for response in responses),
        right=sum(mark >= 1 for mark in marks),
        facility=facility,
        facility_interval=_in_percent(
            None if facility is None else wilson(facility / 100, len(marks))
        ),
        deviation=100 * math.sqrt(moments.variance(marks)) if len(marks) > 1 else None,
        guess=guess(asked),
        complete=len(rest),
        discrimination=_percent(related),
        discrimination_interval=_in_percent(
            None if related is None else fisher(related, len(rest))
        ),
        efficiency=_percent(efficient),
        strong=len(strong),
        strong_missed=sum(column[place] < 1 for place in strong),
        choices=given,
        label=label(facility, len(marks)),
        flags=item_flags(*facts, guess(asked), given if isinstance(asked, MultipleChoice) else ()),
    )


def _strong(rest: Sequence[float]) -> list[int]:
    """Return the places of the best third on the other questions, with all that tie with the last.

    None where more than half would be in it: then these are not the best of anything.
    """
    if len(rest) < 2:
        return []
    edge = sorted(rest, reverse=True)[math.ceil(len(rest) / _STRONG) - 1] - moments.NOTHING
    found = [place for place, value in enumerate(rest) if value >= edge]
    return found if len(found) * 2 <= len(rest) else []


def _quiz(
    attempts: int, columns: Sequence[Sequence[float]], totals: Sequence[float], seed: int
) -> QuizStatistics:
    """Return the statistics of the quiz from the marks of the complete attempts."""
    shares = [100 * total / len(columns) for total in totals] if columns else []
    several = len(shares) > 1
    mean = moments.mean(shares) if shares else None
    deviation = math.sqrt(moments.variance(shares)) if several else None
    consistency = _percent(moments.alpha(columns))
    drawn = None
    if consistency is not None:
        drawn = bootstrap_alpha(list(zip(*columns, strict=True)), seed)
    ratio = None if consistency is None else _error_ratio(consistency)
    return QuizStatistics(
        attempts=attempts,
        complete=len(shares),
        questions=len(columns),
        mean=mean,
        median=median(shares) if shares else None,
        deviation=deviation,
        consistency=consistency,
        consistency_interval=_in_percent(drawn),
        error_ratio=ratio,
        error=None if ratio is None or deviation is None else ratio * deviation / 100,
        distribution=_distribution(shares),
        flags=quiz_flags(len(shares), consistency, deviation, mean),
    )


def _error_ratio(consistency: float) -> float:
    """Return the error ratio in per cent; 0 for what rounding leaves where consistency is whole."""
    random_part = 1 - consistency / 100
    return 100 * math.sqrt(random_part) if random_part > moments.NOTHING else 0.0


def _distribution(shares: Sequence[float]) -> tuple[int, ...]:
    """Return how many scores fall into each tenth; 100 % belongs to the last."""
    bars = [0] * _BARS
    for share in shares:
        # Ten questions of which seven are right are 70 %, whatever adding up thirds leaves of it.
        bars[min(int(share / _BARS + 1e-9), _BARS - 1)] += 1
    return tuple(bars)


def _percent(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _in_percent(found: Interval | None) -> Interval | None:
    return found and Interval(low=100 * found.low, high=100 * found.high)
