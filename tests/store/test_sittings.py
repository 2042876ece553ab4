"""Attempts of a class and their answers, in both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from quiz.errors import ConflictError, UnknownAttemptError, UnknownParticipantError
from quiz.schema.attempt import Mark
from quiz.schema.classroom import ClassAttempt, Response, Rules
from quiz.store import Store
from quiz.store.sittings import Remark
from tests.store.classes import NOON, joined, opened, shelve

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def attempt(store: Store) -> ClassAttempt:
    shelve(store)
    return store.sittings.start(joined(store, opened(store)).id, now=NOON, most=1)


def save(store: Store, attempt_id: str, given: str = "A", **more: Any) -> Response:
    fields = {"turn": 1, "lateness": "in_time", "now": NOON, "keep_first": False, **more}
    points = fields.pop("points", 1)
    mark = Mark(question_id="q", given=given, right=points == 1)
    return store.sittings.save(attempt_id, "q", mark, points, **fields)


def only(store: Store, attempt_id: str) -> Response:
    (response,) = store.sittings.responses(attempt_id)
    return response


def test_an_attempt_goes_on_until_it_is_handed_in(store: Store, attempt: ClassAttempt) -> None:
    again = store.sittings.start(attempt.participant_id, now=LATER, most=1)
    assert again == attempt
    handed_in = store.sittings.submit(attempt.id, now=LATER)
    assert store.sittings.submit(attempt.id, now=LATER + timedelta(hours=1)) == handed_in
    with pytest.raises(ConflictError):
        store.sittings.start(attempt.participant_id, now=LATER, most=1)
    second = store.sittings.start(attempt.participant_id, now=LATER, most=None)
    assert (second.number, second.submitted) == (2, None)
    assert store.sittings.attempts(attempt.participant_id) == (handed_in, second)
    assert store.sittings.attempt(second.id) == second


def test_pressing_start_many_times_begins_one_attempt(store: Store) -> None:
    shelve(store)
    ana = joined(store, opened(store))
    with ThreadPoolExecutor(8) as pool:
        begun = set(
            pool.map(lambda _: store.sittings.start(ana.id, now=NOON, most=None).id, range(24))
        )
    assert len(begun) == 1


def test_a_higher_turn_takes_the_place_of_a_lower(store: Store, attempt: ClassAttempt) -> None:
    assert save(store, attempt.id, "A", turn=2).changes == 0
    assert save(store, attempt.id, "old", turn=1).given == "A"
    assert save(store, attempt.id, "same", turn=2).given == "A"
    changed = save(store, attempt.id, "B", turn=3, points=0)
    assert (changed.given, changed.right, changed.points, changed.changes) == ("B", False, 0, 1)


def test_where_the_first_answer_counts_it_stays(store: Store, attempt: ClassAttempt) -> None:
    save(store, attempt.id, "A", keep_first=True)
    assert save(store, attempt.id, "B", turn=2, keep_first=True).given == "A"


def test_nothing_is_saved_in_what_was_handed_in(store: Store, attempt: ClassAttempt) -> None:
    save(store, attempt.id)
    store.sittings.submit(attempt.id, now=NOON)
    with pytest.raises(ConflictError):
        save(store, attempt.id, "B", turn=2)
    assert only(store, attempt.id).given == "A"


def test_what_was_seen_and_flagged_is_kept(store: Store, attempt: ClassAttempt) -> None:
    store.sittings.see(attempt.id, ["q", "r"], now=NOON)
    store.sittings.see(attempt.id, ["q"], now=LATER)
    store.sittings.flag(attempt.id, "r", True, now=LATER)
    store.sittings.flag(attempt.id, "s", True, now=LATER)
    found = {each.question_id: each for each in store.sittings.responses(attempt.id)}
    assert {name: each.seen for name, each in found.items()} == {"q": NOON, "r": NOON, "s": LATER}
    assert {name for name, each in found.items() if each.flagged} == {"r", "s"}
    assert found["q"].given is None
    store.sittings.flag(attempt.id, "r", False, now=LATER)
    assert not any(e.flagged for e in store.sittings.responses(attempt.id) if e.question_id == "r")


def test_a_late_answer_waits_beside_the_one_that_counts(
    store: Store, attempt: ClassAttempt
) -> None:
    save(store, attempt.id, "A", turn=1, points=1)
    held = save(store, attempt.id, "B", turn=2, points=0, lateness="held", waited=90.5)
    assert (held.given, held.points, held.lateness) == ("A", 1, "held")
    assert held.late is not None
    assert (held.late.given, held.late.waited) == ("B", 90.5)
    refused = store.sittings.decide(attempt.id, "q", False)
    assert (refused.given, refused.points, refused.lateness) == ("A", 1, "refused")
    with pytest.raises(ConflictError):
        store.sittings.decide(attempt.id, "q", True)


def test_a_late_answer_that_counts_takes_the_place(store: Store, attempt: ClassAttempt) -> None:
    held = save(store, attempt.id, "B", points=1, lateness="held")
    assert (held.given, held.right, held.points) == (None, False, 0)
    store.sittings.submit(attempt.id, now=NOON)
    counted = store.sittings.decide(attempt.id, "q", True)
    assert (counted.given, counted.right, counted.points) == ("B", True, 1)
    assert (counted.lateness, counted.late) == ("counted", None)


def test_a_regrade_changes_marks(store: Store, attempt: ClassAttempt) -> None:
    save(store, attempt.id, "A", points=0)
    store.sittings.remark([Remark(attempt.id, "q", True, 1, "accepted later")])
    found = only(store, attempt.id)
    assert (found.given, found.right, found.points, found.note) == ("A", True, 1, "accepted later")


def test_what_is_not_there_is_said(store: Store) -> None:
    for unknown in ("nobody", "\x00"):
        with pytest.raises(UnknownParticipantError):
            store.sittings.start(unknown, now=NOON, most=1)
        for act in (
            lambda: store.sittings.attempt(unknown),  # noqa: B023
            lambda: save(store, unknown),  # noqa: B023
            lambda: store.sittings.submit(unknown, now=NOON),  # noqa: B023
        ):
            with pytest.raises(UnknownAttemptError):
                act()


def test_any_character_typed_can_be_stored(store: Store, attempt: ClassAttempt) -> None:
    assert save(store, attempt.id, "a\x00b💧").given == "a�b💧"


def test_sixty_students_send_each_answer_three_times_at_once(store: Store) -> None:
    """Every answer is stored once, and it is the one with the highest turn."""
    shelve(store)
    made = opened(store, Rules(most=60))
    attempts = [
        store.sittings.start(joined(store, made, f"S{number}").id, now=NOON, most=1).id
        for number in range(60)
    ]
    sends = [(one, turn) for one in attempts for turn in (1, 2, 3)]
    Random(7).shuffle(sends)

    def send(pair: tuple[str, int]) -> None:
        save(store, pair[0], f"choice {pair[1]}", turn=pair[1])

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(send, sends))
    stored = [only(store, one) for one in attempts]
    assert [each.given for each in stored] == ["choice 3"] * 60


def test_all_of_a_class_in_one_look(store: Store) -> None:
    shelve(store)
    made, other = opened(store), opened(store)
    for name in ("Ben", "Ana"):
        attempt = store.sittings.start(joined(store, made, name).id, now=NOON, most=1)
        save(store, attempt.id, name)
    joined(store, made, "Cem")
    store.sittings.start(joined(store, other, "Eve").id, now=NOON, most=1)
    found = [
        (person.name, [[each.given for each in responses] for _, responses in taken])
        for person, taken in store.sittings.all_of(made.id)
    ]
    assert found == [("Ana", [["Ana"]]), ("Ben", [["Ben"]]), ("Cem", [])]
