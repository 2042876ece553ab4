"""Where everybody of a class stands, and who needs help."""

from datetime import UTC, datetime, timedelta

import pytest

from quiz.classroom.standings import Standing, standings
from quiz.schema.classroom import Assignment, ClassAttempt, Participant, Response, Rules

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
IDS = ("a", "b", "c", "d", "e")
ASSIGNMENT = Assignment(
    id="x",
    teacher_id="t",
    entry_id="e",
    version=1,
    title="Tides",
    rules=Rules(attempts=3, minutes=20),
    phase="open",
    revision=2,
    created=NOW,
)


Taken = tuple[ClassAttempt, tuple[Response, ...]]


def attempt(
    number: int, points: dict[str, float], *, minutes: int = 30, done: bool = True
) -> Taken:
    """Return an attempt begun so many minutes ago, with points for the questions seen."""
    begun = NOW - timedelta(minutes=minutes)
    made = ClassAttempt(
        id=f"{number}",
        participant_id="p",
        number=number,
        seed=1,
        started=begun,
        submitted=begun if done else None,
    )
    return made, tuple(
        Response(question_id=name, seen=begun, given="x", points=value, right=value == 1)
        for name, value in points.items()
    )


def standing(*attempts: Taken, joined: bool = True) -> Standing:
    person = Participant(id="p", assignment_id="x", name="Ana", joined=NOW if joined else None)
    (found,) = standings(ASSIGNMENT, [(person, attempts)], IDS, NOW)
    return found


def test_the_best_attempt_counts_and_of_equals_the_first() -> None:
    low, high, same = (
        attempt(1, {"a": 1}),
        attempt(2, {"a": 1, "b": 1}),
        attempt(3, {"c": 1, "d": 1}),
    )

    found = standing(low, high, same)

    assert found.counted is not None
    assert found.counted.attempt.number == 2
    assert found.share == pytest.approx(0.4)
    assert found.first is not None
    assert found.first.attempt.number == 1
    assert found.missed(IDS) == ("c", "d", "e")


def test_what_is_left_out_gives_no_points() -> None:
    person = Participant(id="p", assignment_id="x", name="Ana", joined=NOW)
    sat = attempt(1, {"a": 1, "b": 0.5})

    (found,) = standings(ASSIGNMENT, [(person, [sat])], ("b", "c"), NOW)

    assert found.share == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("points", "needs"),
    [({"a": 1, "b": 1}, True), ({"a": 1, "b": 1, "c": 1}, False), ({}, True)],
)
def test_less_than_sixty_per_cent_needs_help(points: dict[str, float], needs: bool) -> None:
    assert standing(attempt(1, points)).needs_help is needs


def test_three_fifths_in_thirds_are_not_less_than_sixty_per_cent() -> None:
    thirds = {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3, "d": 1, "e": 1}

    assert not standing(attempt(1, thirds)).needs_help


def test_who_is_still_working_is_not_judged() -> None:
    working = standing(attempt(1, {"a": 0}, minutes=5, done=False))
    out_of_time = standing(attempt(1, {"a": 0}, minutes=30, done=False))

    assert (working.state, working.needs_help) == ("working", False)
    assert (out_of_time.state, out_of_time.needs_help) == ("done", True)
    assert standing().state == "not_started"
    assert standing(joined=False).state == "not_joined"
    assert standing().share is None
    assert standing().missed(IDS) == ()


def test_who_was_sent_out_is_left_out() -> None:
    person = Participant(id="p", assignment_id="x", name="Ana", joined=NOW, removed=NOW)

    assert standings(ASSIGNMENT, [(person, [attempt(1, {"a": 1})])], IDS, NOW) == ()
