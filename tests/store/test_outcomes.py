"""Decisions once answers are in: what they change, and that nothing is left once undone."""

from datetime import timedelta

import pytest

from quiz.errors import ConflictError
from quiz.scoring import mark, points
from quiz.store import Store
from quiz.store.outcomes import Marker, Worth
from tests.samples import sample_quiz
from tests.store.classes import NOON, joined, opened, shelve

ASKED = sample_quiz().questions[1]
WRONG = "Paul Achterberg"


def marker(given: str, forms: tuple[str, ...]) -> Worth:
    found = mark(ASKED, given, forms)
    return Worth(found.right, points(ASKED, given, forms), found.note)


MARKER: Marker = marker


@pytest.fixture
def answered(store: Store) -> tuple[Store, str, list[str]]:
    """Return a store, an assignment in it, and attempts: one wrong, one right, one silent."""
    shelve(store)
    assignment = opened(store)
    attempts = []
    for name, given in (("Ana", WRONG), ("Ben", "Imke Sandoval"), ("Cem", None)):
        student = joined(store, assignment, name)
        attempt = store.sittings.start(student.id, now=NOON, most=1)
        store.sittings.see(attempt.id, [ASKED.id], now=NOON)
        if given:
            store.sittings.save(
                attempt.id,
                ASKED.id,
                mark(ASKED, given),
                points(ASKED, given),
                turn=1,
                lateness="in_time",
                now=NOON,
                keep_first=False,
            )
        attempts.append(attempt.id)
    return store, assignment.id, attempts


def scores(store: Store, attempts: list[str]) -> list[float]:
    return [store.sittings.responses(attempt)[0].points for attempt in attempts]


def test_a_form_accepted_later_gives_its_points_and_takes_them_back_when_undone(
    answered: tuple[Store, str, list[str]],
) -> None:
    store, assignment, attempts = answered
    assert scores(store, attempts) == [0, 1, 0]

    line = store.outcomes.regrade(assignment, ASKED.id, WRONG, MARKER, changed=1, now=NOON)

    assert scores(store, attempts) == [1, 1, 0]
    assert store.sittings.responses(attempts[0])[0].note == "accepted by the teacher"
    assert store.outcomes.forms(assignment) == {ASKED.id: (WRONG,)}
    assert (line.form, line.changed, line.undone) == (WRONG, 1, None)

    later = NOON + timedelta(hours=1)
    store.outcomes.undo(assignment, line.id, MARKER, now=later)

    assert scores(store, attempts) == [0, 1, 0]
    assert store.sittings.responses(attempts[0])[0].note is None
    assert store.outcomes.forms(assignment) == {}
    (kept,) = store.outcomes.regrades(assignment)
    assert (kept.made, kept.undone) == (NOON, later)


def test_undoing_one_of_two_forms_keeps_the_other(
    answered: tuple[Store, str, list[str]],
) -> None:
    store, assignment, attempts = answered
    first = store.outcomes.regrade(assignment, ASKED.id, WRONG, MARKER, changed=1, now=NOON)
    store.outcomes.regrade(assignment, ASKED.id, "Nora Whitlock", MARKER, changed=0, now=NOON)

    store.outcomes.undo(assignment, first.id, MARKER, now=NOON)

    assert scores(store, attempts) == [0, 1, 0]
    assert store.outcomes.forms(assignment) == {ASKED.id: ("Nora Whitlock",)}


def test_a_decision_is_made_and_taken_back_once(
    answered: tuple[Store, str, list[str]],
) -> None:
    store, assignment, _ = answered
    line = store.outcomes.regrade(assignment, ASKED.id, None, MARKER, changed=3, now=NOON)

    with pytest.raises(ConflictError):
        store.outcomes.regrade(assignment, ASKED.id, None, MARKER, changed=3, now=NOON)
    store.outcomes.undo(assignment, line.id, MARKER, now=NOON)
    with pytest.raises(ConflictError):
        store.outcomes.undo(assignment, line.id, MARKER, now=NOON)
    store.outcomes.regrade(assignment, ASKED.id, None, MARKER, changed=3, now=NOON)

    assert [line.undone is None for line in store.outcomes.regrades(assignment)] == [True, False]


def test_a_decision_of_another_assignment_is_not_touched(
    answered: tuple[Store, str, list[str]],
) -> None:
    store, assignment, _ = answered
    line = store.outcomes.regrade(assignment, ASKED.id, WRONG, MARKER, changed=1, now=NOON)

    with pytest.raises(ConflictError):
        store.outcomes.undo(opened(store).id, line.id, MARKER, now=NOON)


def test_a_late_answer_that_waits_is_marked_by_what_is_accepted_meanwhile(
    answered: tuple[Store, str, list[str]],
) -> None:
    store, assignment, attempts = answered
    store.sittings.save(
        attempts[2],
        ASKED.id,
        mark(ASKED, WRONG),
        0.0,
        turn=1,
        lateness="held",
        now=NOON,
        keep_first=False,
    )

    store.outcomes.regrade(assignment, ASKED.id, WRONG, MARKER, changed=1, now=NOON)
    assert scores(store, attempts) == [1, 1, 0]
    store.sittings.decide(attempts[2], ASKED.id, counts=True)

    assert scores(store, attempts) == [1, 1, 1]
