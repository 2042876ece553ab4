"""Assignments, their codes and their seats, in both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from quiz.errors import (
    ConflictError,
    UnknownAssignmentError,
    UnknownCodeError,
    UnknownParticipantError,
    UnknownQuizError,
)
from quiz.schema.classroom import (
    CODE_LENGTH,
    CODE_SYMBOLS,
    COOL_DOWN,
    MAX_NAME,
    Accommodation,
    Rules,
)
from quiz.store import Store
from quiz.store.tables import (
    ASSIGNMENTS,
    CLASS_ATTEMPTS,
    ENTRIES,
    ENTRY_VERSIONS,
    PARTICIPANTS,
    RESPONSES,
)
from tests.samples import sample_quiz
from tests.store.classes import (
    ENTRY,
    NOON,
    OTHER,
    TEACHER,
    draft,
    joined,
    opened,
    right,
    shelve,
    token_of,
)


@pytest.fixture(autouse=True)
def _library(store: Store) -> None:
    shelve(store)


def test_a_draft_has_the_quiz_and_no_code(store: Store) -> None:
    made = draft(store)
    assert (made.phase, made.code, made.title) == ("draft", None, "Tides")
    assert store.assignments.quiz(made) == sample_quiz()
    assert store.assignments.assignment(TEACHER, made.id) == made


def test_the_quiz_stays_as_it_was_when_the_entry_is_edited(store: Store) -> None:
    made = draft(store)
    edited = sample_quiz().model_copy(update={"title": "Edited"})
    with store.database.writing() as connection:
        version = store.contents.keep(connection, edited)
        connection.execute(
            ENTRY_VERSIONS.insert().values(
                entry_id=ENTRY, number=2, version=version, what="Edited", made=NOON
            )
        )
        connection.execute(ENTRIES.update().values(number=2))
    assert store.assignments.quiz(made).title == sample_quiz().title
    assert store.assignments.quiz(draft(store)).title == "Edited"


def test_another_teacher_finds_nothing(store: Store) -> None:
    made = opened(store)
    ana = joined(store, made)
    with pytest.raises(UnknownQuizError):
        store.assignments.create(OTHER, ENTRY, title="Mine", rules=Rules(), now=NOON)
    assert store.assignments.assignments(OTHER) == ()
    tries: list[Callable[[], object]] = [
        lambda: store.assignments.assignment(OTHER, made.id),
        lambda: store.assignments.end(OTHER, made.id, expected_revision=2, now=NOON),
        lambda: store.assignments.change(OTHER, made.id, Rules(), expected_revision=2),
        lambda: store.assignments.add_participants(OTHER, made.id, ["Eve"]),
        lambda: store.assignments.delete(OTHER, made.id),
    ]
    for attempt in tries:
        with pytest.raises(UnknownAssignmentError):
            attempt()
    of_students: list[Callable[[], object]] = [
        lambda: store.assignments.participant(OTHER, ana.id),
        lambda: store.assignments.accommodate(OTHER, ana.id, Accommodation(time_factor=2)),
        lambda: store.assignments.remove(OTHER, ana.id, now=NOON),
        lambda: store.assignments.free(OTHER, ana.id),
        lambda: store.assignments.rename(OTHER, ana.id, "Eve"),
        lambda: store.assignments.delete_participant(OTHER, ana.id),
    ]
    for attempt in of_students:
        with pytest.raises(UnknownParticipantError):
            attempt()
    assert store.assignments.participants(made.id) == (ana,)


def test_opening_draws_a_code_of_six_clear_symbols(store: Store) -> None:
    codes = {opened(store).code or "" for _ in range(20)}
    assert len(codes) == 20
    assert all(len(code) == CODE_LENGTH and set(code) <= set(CODE_SYMBOLS) for code in codes)
    assert len(CODE_SYMBOLS) == 30
    assert not set(CODE_SYMBOLS) & set("0O1ILU")


def test_a_code_leads_to_its_class_until_the_cool_down_is_over(store: Store) -> None:
    made = opened(store)
    code = made.code or ""
    assert store.assignments.by_code(code, now=NOON) == made
    ended = store.assignments.end(TEACHER, made.id, expected_revision=2, now=NOON)
    assert ended.phase == "ended"
    almost = NOON + COOL_DOWN - timedelta(seconds=1)
    assert store.assignments.by_code(code, now=almost) == ended
    for wrong, now in ((code, NOON + COOL_DOWN), ("222222", NOON), ("\x00", NOON)):
        with pytest.raises(UnknownCodeError):
            store.assignments.by_code(wrong, now=now)


def test_a_class_opened_again_keeps_its_code(store: Store) -> None:
    made = opened(store)
    store.assignments.end(TEACHER, made.id, expected_revision=2, now=NOON)
    again = store.assignments.reopen(TEACHER, made.id, expected_revision=3)
    assert (again.phase, again.code, again.ended, again.revision) == ("open", made.code, None, 4)


def test_of_fifty_who_open_at_once_one_does(store: Store) -> None:
    made = draft(store)

    def press(_: int) -> bool:
        try:
            store.assignments.open(TEACHER, made.id, expected_revision=1, now=NOON)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(press, range(50))) == 1
    assert store.assignments.assignment(TEACHER, made.id).revision == 2


def test_rules_change_only_from_what_was_seen(store: Store) -> None:
    made = draft(store)
    changed = store.assignments.change(
        TEACHER, made.id, Rules(minutes=20), expected_revision=1, title="Ebb"
    )
    assert (changed.rules.minutes, changed.title, changed.revision) == (20, "Ebb", 2)
    with pytest.raises(ConflictError):
        store.assignments.change(TEACHER, made.id, Rules(minutes=5), expected_revision=1)
    assert store.assignments.assignment(TEACHER, made.id).rules.minutes == 20


def test_fifty_with_one_name_get_numbers(store: Store) -> None:
    made = opened(store, Rules(most=100))

    def come(number: int) -> str:
        token = f"phone-{number}"
        return store.assignments.join(made.id, "Ana", token_hash=token, now=NOON).name

    with ThreadPoolExecutor(10) as pool:
        names = set(pool.map(come, range(50)))
    assert names == {"Ana", *(f"Ana {number}" for number in range(2, 51))}


def test_names_are_compared_as_answers_are(store: Store) -> None:
    made = opened(store)
    assert [joined(store, made, name).name for name in ("José", "jose", "  JOSE ")] == [
        "José",
        "jose 2",
        "  JOSE  3",
    ]
    long = "x" * MAX_NAME
    joined(store, made, long)
    second = store.assignments.join(made.id, long, token_hash="another", now=NOON)
    assert second.name == "x" * (MAX_NAME - 2) + " 2"


def test_no_more_join_than_may(store: Store) -> None:
    made = opened(store, Rules(most=3))
    people = [joined(store, made, f"S{number}") for number in range(3)]
    with pytest.raises(ConflictError):
        joined(store, made, "Late")
    store.assignments.remove(TEACHER, people[0].id, now=NOON)
    assert joined(store, made, "Late").name == "Late"


def test_nobody_joins_a_draft_or_what_is_ended(store: Store) -> None:
    made = draft(store)
    with pytest.raises(ConflictError):
        joined(store, made)
    store.assignments.open(TEACHER, made.id, expected_revision=1, now=NOON)
    store.assignments.end(TEACHER, made.id, expected_revision=2, now=NOON)
    with pytest.raises(ConflictError):
        joined(store, made)


def test_a_name_of_the_list_is_taken_by_one(store: Store) -> None:
    made = opened(store, Rules(naming="list"), names=["Ben", "Ana", "ana"])
    assert [one.name for one in store.assignments.participants(made.id)] == ["Ana", "Ben"]
    ana = joined(store, made, "Ana")
    assert ana.joined == NOON
    for taken in ("Ana", "Eve"):
        with pytest.raises(ConflictError):
            store.assignments.join(made.id, taken, token_hash="other", now=NOON)


def test_a_roster_code_can_be_given_again_from_another_phone(store: Store) -> None:
    made = opened(store, Rules(naming="codes"), codes=3)
    codes = [one.name for one in store.assignments.participants(made.id)]
    assert len(set(codes)) == 3
    first = store.assignments.join(made.id, codes[0], token_hash="old phone", now=NOON)
    again = store.assignments.join(made.id, codes[0].lower(), token_hash="new phone", now=NOON)
    assert again.id == first.id
    assert store.assignments.by_token(made.id, "old phone") is None
    assert store.assignments.by_token(made.id, "new phone") == again
    with pytest.raises(UnknownCodeError):
        store.assignments.join(made.id, "22222", token_hash="guess", now=NOON)


def test_a_seat_that_is_freed_goes_to_who_gives_its_name(store: Store) -> None:
    made = opened(store)
    ana = joined(store, made, "Ana")
    store.assignments.free(TEACHER, ana.id)
    assert store.assignments.by_token(made.id, token_of(made, "Ana")) is None
    again = store.assignments.join(made.id, "Ana", token_hash="new phone", now=NOON)
    assert again.id == ana.id


def test_a_token_is_known_in_its_own_class_only(store: Store) -> None:
    one, two = opened(store), opened(store)
    ana = joined(store, one)
    assert store.assignments.by_token(one.id, token_of(one, "Ana")) == ana
    assert store.assignments.by_token(two.id, token_of(one, "Ana")) is None


def test_sending_out_and_letting_in_again(store: Store) -> None:
    made = opened(store)
    ana = joined(store, made)
    assert store.assignments.remove(TEACHER, ana.id, now=NOON).removed == NOON
    assert store.assignments.readmit(TEACHER, ana.id) == ana


def test_an_accommodation_is_kept_whole(store: Store) -> None:
    ana = joined(store, opened(store))
    wanted = Accommodation(time_factor=None, extra_attempts=2, deadline=NOON, large_text=True)
    assert store.assignments.accommodate(TEACHER, ana.id, wanted).accommodation == wanted


def test_renaming(store: Store) -> None:
    made = opened(store)
    ana, _ = joined(store, made, "Ana"), joined(store, made, "Ben")
    assert store.assignments.rename(TEACHER, ana.id, "Anna").name == "Anna"
    with pytest.raises(ConflictError):
        store.assignments.rename(TEACHER, ana.id, "ben")


def test_what_is_deleted_is_gone_and_nothing_else(store: Store) -> None:
    kept, gone = opened(store), opened(store)
    for made in (kept, gone):
        for name in ("Ana", "Ben"):
            attempt = store.sittings.start(joined(store, made, name).id, now=NOON, most=1)
            store.sittings.save(
                attempt.id, "q", right("q"), 1, turn=1, lateness="in_time", now=NOON,
                keep_first=False,
            )  # fmt: skip
    ben = store.assignments.participants(kept.id)[1]
    store.assignments.delete(TEACHER, gone.id)
    store.assignments.delete_participant(TEACHER, ben.id)
    counts = []
    with store.database.reading() as connection:
        for table in (ASSIGNMENTS, PARTICIPANTS, CLASS_ATTEMPTS, RESPONSES):
            counts.append(len(connection.execute(table.select()).all()))
    assert counts == [1, 1, 1, 1]
    with pytest.raises(UnknownAssignmentError):
        store.assignments.assignment(TEACHER, gone.id)
