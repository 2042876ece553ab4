"""Marking matching and ordering: right as a whole, and the share of what is right."""

import pytest

from quiz.schema.attempt import Mark
from quiz.schema.question import Matching, Ordering
from quiz.scoring import mark, picks, right_parts, score, share
from tests.samples import several_quiz

SHORT, MATCHING, ORDERING = several_quiz().questions
assert isinstance(MATCHING, Matching)
assert isinstance(ORDERING, Ordering)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("B D A", 1),
        ("b, d, a", 1),
        ("B D C", 2 / 3),
        ("B A D", 1 / 3),
        ("B - -", 1 / 3),
        ("B B B", 1 / 3),
        ("A B D", 0),
        ("", 0),
        ("- - -", 0),
        ("Z 9 é", 0),
        ("B D A C", 1),
    ],
)
def test_matching_gives_the_share_of_right_pairs(given: str, expected: float) -> None:
    assert share(MATCHING, given) == pytest.approx(expected)
    assert mark(MATCHING, given).right == (expected == 1)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("3 1 4 2", 1),
        ("2 1 4 3", 2 / 3),  # 1964, 1988, 1971, 2005: two of three neighbours in order
        ("2 4 1 3", 0),  # the reverse
        ("4 2 1 3", 2 / 3),
        ("- - - -", 0),
        ("", 0),
        ("3 1 - 2", 2 / 3),
        ("1 1 1 1", 0),
        ("7 8 9 10", 0),
    ],
)
def test_ordering_gives_the_share_of_neighbours_in_order(given: str, expected: float) -> None:
    assert share(ORDERING, given) == pytest.approx(expected)
    assert mark(ORDERING, given).right == (expected == 1)


def test_other_types_are_right_or_wrong() -> None:
    assert share(SHORT, "Farkas") == 1
    assert share(SHORT, "Amsel") == 0


def test_what_was_given_is_read_part_by_part() -> None:
    assert picks(MATCHING, "B - A") == (1, None, 0)
    assert picks(ORDERING, "3 1") == (3, 1, None, None)
    assert right_parts(MATCHING, "B - A") == (True, False, True)
    assert right_parts(ORDERING, "3 2 4 1") == (True, False, True, False)


def marks(*given: str) -> list[Mark]:
    return [mark(q, text) for q, text in zip(several_quiz().questions, given, strict=True)]


def test_points_count_what_is_partly_right() -> None:
    result = score(several_quiz(), marks("Farkas", "B D C", "2 1 4 3"))
    assert (result.right, result.total) == (1, 3)
    assert result.points == pytest.approx(1 + 2 / 3 + 2 / 3)
    full = score(several_quiz(), marks("Farkas", "B D A", "3 1 4 2"))
    assert (full.right, full.points, full.read_again) == (3, 3, ())


def test_only_the_paragraphs_of_what_was_missed_are_to_be_read_again() -> None:
    """The last pair is in paragraph 4, the events are in the first two."""
    assert score(several_quiz(), marks("Farkas", "B D C", "3 1 4 2")).read_again == (4,)
    assert score(several_quiz(), marks("Farkas", "B A C", "3 1 4 2")).read_again == (3, 4)
    assert score(several_quiz(), marks("Farkas", "B D A", "1 3 4 2")).read_again == (1, 2)
    assert score(several_quiz(), marks("Farkas", "", "3 1 4 2")).read_again == (3, 4)
