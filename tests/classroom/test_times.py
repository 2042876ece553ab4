"""Who may start, when answers are due, what is shown when, which attempt counts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.classroom import (
    best,
    due,
    is_over,
    lateness,
    leave_to_start,
    most_attempts,
    release,
    shows_answers,
)
from quiz.schema.classroom import Accommodation, Assignment, ClassAttempt, Response, Rules

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def at(minutes: float, seconds: float = 0) -> datetime:
    return NOON + timedelta(minutes=minutes, seconds=seconds)


def assignment(phase: str = "open", ended: datetime | None = None, **rules: Any) -> Assignment:
    return Assignment(
        id="a",
        teacher_id="t",
        entry_id="e",
        version=1,
        title="Tides",
        rules=Rules(**rules),
        phase=phase,  # type: ignore[arg-type]
        revision=1,
        created=NOON,
        ended=ended,
    )


def attempt(number: int = 1, submitted: datetime | None = None) -> ClassAttempt:
    return ClassAttempt(
        id=f"x{number}", participant_id="p", number=number, seed=1, started=NOON,
        submitted=submitted,
    )  # fmt: skip


ALL_ALIKE = Accommodation()


@pytest.mark.parametrize(
    ("rules", "mine", "expected"),
    [
        ({}, {}, None),
        ({"minutes": 20}, {}, at(20)),
        ({"minutes": 20}, {"time_factor": 1.5}, at(30)),
        ({"minutes": 20}, {"time_factor": None}, None),
        ({"deadline": at(60)}, {}, at(60)),
        ({"deadline": at(60)}, {"deadline": at(90)}, at(90)),
        ({"deadline": at(60)}, {"deadline": at(30)}, at(30)),
        ({"minutes": 20, "deadline": at(10)}, {}, at(10)),
        ({"minutes": 20, "deadline": at(10)}, {"time_factor": None}, at(10)),
        ({"minutes": 20, "deadline": at(10)}, {"deadline": at(60), "time_factor": 2}, at(40)),
        ({"minutes": 20, "ended": at(5)}, {"time_factor": None}, at(5)),
    ],
)
def test_when_answers_are_due(
    rules: dict[str, Any], mine: dict[str, Any], expected: datetime | None
) -> None:
    assert due(assignment(**rules), Accommodation(**mine), NOON) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(19), "in_time"),
        (at(20), "in_time"),
        (at(20, 0.001), "in_grace"),
        (at(20, 10), "in_grace"),
        (at(20, 10.001), "held"),
        (at(900), "held"),
    ],
)
def test_what_an_answer_is_by_when_it_comes(now: datetime, expected: str) -> None:
    assert lateness(at(20), Rules(grace=10), now) == expected
    assert lateness(None, Rules(grace=10), now) == "in_time"


def test_an_attempt_is_over_when_handed_in_or_after_the_grace() -> None:
    given = assignment(minutes=20, grace=10)
    assert not is_over(given, ALL_ALIKE, attempt(), at(20, 10))
    assert is_over(given, ALL_ALIKE, attempt(), at(20, 11))
    assert is_over(given, ALL_ALIKE, attempt(submitted=at(1)), at(1))
    assert not is_over(assignment(), ALL_ALIKE, attempt(), at(10_000))


@pytest.mark.parametrize(
    ("given", "mine", "attempts", "now", "expected"),
    [
        (assignment(), {}, [], at(0), "start"),
        (assignment(phase="draft"), {}, [], at(0), "not_open"),
        (assignment(phase="ended", ended=at(0)), {}, [], at(1), "not_open"),
        (assignment(), {}, [attempt()], at(0), "go_on"),
        (assignment(phase="ended", ended=at(0)), {}, [attempt()], at(1), "not_open"),
        (assignment(), {}, [attempt(submitted=at(1))], at(2), "none_left"),
        (assignment(), {"extra_attempts": 1}, [attempt(submitted=at(1))], at(2), "start"),
        (assignment(attempts=None), {}, [attempt(submitted=at(1))] * 9, at(2), "start"),
        (assignment(deadline=at(5)), {}, [], at(5), "too_late"),
        (assignment(deadline=at(5)), {"deadline": at(9)}, [], at(5), "start"),
        (assignment(deadline=at(5)), {"deadline": at(3)}, [], at(4), "too_late"),
        (assignment(minutes=5), {}, [attempt()], at(6), "none_left"),
    ],
)
def test_who_may_start(
    given: Assignment,
    mine: dict[str, Any],
    attempts: list[ClassAttempt],
    now: datetime,
    expected: str,
) -> None:
    assert leave_to_start(given, Accommodation(**mine), attempts, now) == expected


def test_extra_attempts_are_added_and_any_number_stays_any() -> None:
    assert most_attempts(Rules(attempts=2), Accommodation(extra_attempts=1)) == 3
    assert most_attempts(Rules(attempts=None), Accommodation(extra_attempts=1)) is None


@pytest.mark.parametrize(
    ("given", "others", "expected"),
    [
        (assignment(), [{}], None),
        (assignment(deadline=at(60)), [{}], at(60, 10)),
        (assignment(deadline=at(60)), [{"deadline": at(90)}], at(90, 10)),
        (assignment(deadline=at(60)), [{"deadline": at(30)}], at(60, 10)),
        (assignment(), [{"deadline": at(30)}], None),
        (assignment(phase="ended", ended=at(5)), [{}], at(5, 10)),
        (assignment(deadline=at(60), ended=at(70)), [{}], at(60, 10)),
        (assignment(deadline=at(60), ended=at(50)), [{"deadline": at(90)}], at(50, 10)),
    ],
)
def test_answers_after_the_deadline_wait_for_the_last_student(
    given: Assignment, others: list[dict[str, Any]], expected: datetime | None
) -> None:
    assert release(given, [Accommodation(**other) for other in others]) == expected


@pytest.mark.parametrize(
    ("feedback", "over", "now", "expected"),
    [
        ("at_once", False, at(0), False),
        ("at_once", True, at(0), True),
        ("at_the_end", False, at(99), False),
        ("at_the_end", True, at(0), True),
        ("after_the_deadline", True, at(60, 10), False),
        ("after_the_deadline", True, at(60, 11), True),
        ("after_the_deadline", False, at(60, 11), False),
    ],
)
def test_when_answers_are_shown(feedback: str, over: bool, now: datetime, expected: bool) -> None:
    given = assignment(feedback=feedback, deadline=at(60))
    assert shows_answers(given, [ALL_ALIKE], over, now) is expected


def test_the_best_attempt_counts_and_of_equals_the_first() -> None:
    def taken(number: int, *points: float) -> tuple[ClassAttempt, list[Response]]:
        responses = [
            Response(question_id=str(n), seen=NOON, points=each) for n, each in enumerate(points)
        ]
        return attempt(number), responses

    assert best([]) is None
    assert best([taken(1, 0.5, 0), taken(2, 1, 0.5), taken(3, 0.5, 1)]) == 1


TIMES = st.one_of(st.none(), st.integers(-100, 100).map(at))
MINE = st.builds(
    Accommodation,
    time_factor=st.sampled_from([None, 1.0, 1.25, 1.5, 2.0, 10.0]),
    deadline=TIMES,
)


@given(TIMES, st.one_of(st.none(), st.integers(1, 60)), MINE, st.integers(-200, 200).map(at))
def test_more_time_never_makes_an_answer_later(
    deadline: datetime | None, minutes: int | None, mine: Accommodation, now: datetime
) -> None:
    given_ = assignment(deadline=deadline, minutes=minutes)
    order = ["in_time", "in_grace", "held"]
    alone = mine.model_copy(update={"time_factor": 1.0})
    with_more = lateness(due(given_, mine, NOON), given_.rules, now)
    assert order.index(with_more) <= order.index(
        lateness(due(given_, alone, NOON), given_.rules, now)
    )


@given(TIMES, st.lists(MINE, max_size=4), TIMES, st.integers(-200, 200).map(at))
def test_while_somebody_can_answer_in_time_nothing_is_released(
    deadline: datetime | None,
    others: list[Accommodation],
    ended: datetime | None,
    now: datetime,
) -> None:
    given_ = assignment(deadline=deadline, ended=ended, feedback="after_the_deadline")
    if shows_answers(given_, others, True, now):
        for other in [*others, ALL_ALIKE]:
            assert lateness(due(given_, other, None), given_.rules, now) == "held"
