"""Teachers: sign-ins that end, tries that are counted, links that work once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from quiz.errors import ConflictError, LinkError, OptionError
from quiz.schema.classroom import Teacher
from quiz.store import Store
from quiz.store.teachers import FREE_TRIES, IDLE, LONGEST
from tests.store.test_store import NOON

SECOND = timedelta(seconds=1)


@pytest.fixture
def teacher(store: Store) -> Teacher:
    return store.teachers.add("Ms Lindqvist", "a hash", now=NOON)


def test_a_name_is_one_whatever_its_case_and_spaces(store: Store, teacher: Teacher) -> None:
    assert store.teachers.named("  ms  LINDQVIST ") == teacher
    assert store.teachers.named("Ms Lindqvist’s") is None
    assert store.teachers.named("a\x00b") is None
    with pytest.raises(ConflictError, match="choose another name"):
        store.teachers.add("MS Lindqvist", "another hash", now=NOON)
    assert store.teachers.all() == (teacher,)


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u202e", "x" * 61])
def test_a_name_has_1_to_60_characters(store: Store, name: str) -> None:
    with pytest.raises(OptionError, match="1 to 60 characters"):
        store.teachers.add(name, "a hash", now=NOON)
    assert not store.teachers.are_any()


def test_a_sign_in_is_known_by_its_token_alone_which_is_not_kept(
    store: Store, teacher: Teacher
) -> None:
    first, second = (store.teachers.begin(teacher.id, now=NOON) for _ in range(2))
    assert first != second
    assert len(first) >= 43, "256 bits"
    assert store.teachers.signed_in(first, now=NOON) == teacher
    for guess in ("", first[:-1], "x\x00", "\udcff"):
        assert store.teachers.signed_in(guess, now=NOON) is None
    with store.database.reading() as connection:
        rows = connection.execute(text("SELECT * FROM sign_ins")).all()
    assert len(rows) == 2
    assert first not in str(rows)


def test_signing_out_ends_this_sign_in_and_everywhere_all(store: Store, teacher: Teacher) -> None:
    first, second, third = (store.teachers.begin(teacher.id, now=NOON) for _ in range(3))
    store.teachers.end(first)
    assert store.teachers.signed_in(first, now=NOON) is None
    assert store.teachers.signed_in(second, now=NOON) == teacher
    store.teachers.end_all(teacher.id)
    assert store.teachers.signed_in(second, now=NOON) is None
    fourth = store.teachers.begin(teacher.id, now=NOON)
    store.teachers.set_password(teacher.id, "a new hash")
    assert store.teachers.signed_in(fourth, now=NOON) is None
    assert store.teachers.signed_in(third, now=NOON) is None


def test_a_sign_in_ends_when_it_is_not_used_and_in_the_end_in_any_case(
    store: Store, teacher: Teacher
) -> None:
    token = store.teachers.begin(teacher.id, now=NOON)
    now = NOON
    while now + IDLE <= NOON + LONGEST:
        now += IDLE
        assert store.teachers.signed_in(token, now=now) == teacher, "use keeps it"
    assert store.teachers.signed_in(token, now=NOON + LONGEST + SECOND) is None
    idle = store.teachers.begin(teacher.id, now=NOON)
    assert store.teachers.signed_in(idle, now=NOON + IDLE + SECOND) is None


def test_wrong_tries_in_a_row_bring_pauses_that_grow(store: Store, teacher: Teacher) -> None:
    def try_at(seconds: float) -> bool:
        return (
            store.teachers.try_to_sign_in("ms lindqvist", now=NOON + seconds * SECOND) is not None
        )

    assert [try_at(0) for _ in range(FREE_TRIES + 2)] == [True] * FREE_TRIES + [False] * 2
    assert not try_at(29)
    assert try_at(30), "the first pause is over"
    assert not try_at(30 + 59)
    assert try_at(30 + 60), "the second took twice as long"
    now = 90.0
    for _ in range(20):
        now += 900
        assert try_at(now), "none takes over 15 minutes"
    assert not try_at(now + 899)
    store.teachers.begin(teacher.id, now=NOON)
    assert [try_at(now) for _ in range(FREE_TRIES)] == [True] * FREE_TRIES, "forgotten"


def test_tries_at_the_same_time_all_count(store: Store, teacher: Teacher) -> None:
    with ThreadPoolExecutor(8) as pool:
        tries = [
            pool.submit(store.teachers.try_to_sign_in, teacher.name, now=NOON) for _ in range(24)
        ]
    assert sum(each.result() is not None for each in tries) == FREE_TRIES


def test_a_pause_is_hers_alone(store: Store, teacher: Teacher) -> None:
    other = store.teachers.add("Mr Okafor", "his hash", now=NOON)
    for _ in range(FREE_TRIES + 1):
        store.teachers.try_to_sign_in(teacher.name, now=NOON)
    found = store.teachers.try_to_sign_in(other.name, now=NOON)
    assert found is not None
    assert (found.teacher, found.password) == (other, "his hash")
    assert store.teachers.try_to_sign_in("nobody", now=NOON) is None


def test_an_invitation_works_once_and_for_a_week(store: Store, teacher: Teacher) -> None:
    teachers = store.teachers
    used, late = (teachers.make_link("invite", teacher.id, now=NOON) for _ in range(2))
    assert teachers.link(used, "invite", now=NOON) == teacher
    with pytest.raises(ConflictError):
        teachers.follow_to_join(used, teacher.name, "hash", now=NOON)
    joined = teachers.follow_to_join(used, "Mr Okafor", "hash", now=NOON)
    assert teachers.named("Mr Okafor") == joined
    with pytest.raises(LinkError):
        teachers.follow_to_join(used, "Mx Third", "hash", now=NOON)
    assert teachers.link(late, "invite", now=NOON + timedelta(days=7)) == teacher
    with pytest.raises(LinkError):
        teachers.link(late, "invite", now=NOON + timedelta(days=7, seconds=1))
    assert len(teachers.all()) == 2


def test_a_link_is_good_for_its_own_kind_only(store: Store, teacher: Teacher) -> None:
    teachers = store.teachers
    invite = teachers.make_link("invite", teacher.id, now=NOON)
    sign_in = teachers.make_link("sign-in", teacher.id, now=NOON)
    with pytest.raises(LinkError):
        teachers.follow_to_sign_in(invite, "hash", now=NOON)
    with pytest.raises(LinkError):
        teachers.follow_to_join(sign_in, "Mr Okafor", "hash", now=NOON)
    with pytest.raises(LinkError):
        teachers.link(invite, "sign-in", now=NOON)
    with pytest.raises(LinkError):
        teachers.link("none", "invite", now=NOON)


def test_the_first_teacher_is_set_up_by_the_latest_link_and_once(store: Store) -> None:
    teachers = store.teachers
    older = teachers.make_link("setup", None, now=NOON)
    newer = teachers.make_link("setup", None, now=NOON)
    with pytest.raises(LinkError):
        teachers.link(older, "setup", now=NOON)
    assert teachers.link(newer, "setup", now=NOON) is None
    teachers.add("Ms Lindqvist", "hash", now=NOON)
    with pytest.raises(LinkError):
        teachers.follow_to_join(newer, "Mallory", "hash", now=NOON)


def test_a_new_password_by_link_signs_out_everywhere(store: Store, teacher: Teacher) -> None:
    teachers = store.teachers
    before = teachers.begin(teacher.id, now=NOON)
    for _ in range(FREE_TRIES):
        teachers.try_to_sign_in(teacher.name, now=NOON)
    link = teachers.make_link("sign-in", teacher.id, now=NOON)
    assert teachers.follow_to_sign_in(link, "a new hash", now=NOON) == teacher
    assert teachers.signed_in(before, now=NOON) is None
    found = teachers.try_to_sign_in(teacher.name, now=NOON)
    assert found is not None
    assert found.password == "a new hash"
    with pytest.raises(LinkError):
        teachers.follow_to_sign_in(link, "one more", now=NOON)


def test_of_many_who_follow_one_invitation_one_gets_in(store: Store, teacher: Teacher) -> None:
    link = store.teachers.make_link("invite", teacher.id, now=NOON)

    def follow(number: int) -> bool:
        try:
            store.teachers.follow_to_join(link, f"Teacher {number}", "hash", now=NOON)
        except LinkError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(follow, range(16))) == 1
    assert len(store.teachers.all()) == 2
