"""Forms that a teacher accepts once answers are in."""

import pytest

from quiz.scoring import mark, points, share, takes_forms
from tests.samples import sample_quiz, several_quiz

WHEN, WHO, HOW_MANY, FALSE, TRUE, POST = sample_quiz().questions


def test_a_wrong_option_that_is_accepted_is_right_and_says_by_whom() -> None:
    assert not mark(WHO, "Paul Achterberg").right
    found = mark(WHO, "paul  achterberg", ("Paul Achterberg",))

    assert found.right
    assert found.note == "accepted by the teacher"
    assert points(WHO, "Paul Achterberg", ("Paul Achterberg",)) == 1
    assert not mark(WHO, "Nora Whitlock", ("Paul Achterberg",)).right


@pytest.mark.parametrize("given", ["manager", "The Manager", "  manager "])
def test_a_written_form_is_taken_however_it_is_written(given: str) -> None:
    assert not mark(POST, given).right
    assert mark(POST, given, ("manager",)).right


def test_another_form_is_held_to_the_rules_of_its_kind() -> None:
    assert mark(WHEN, "15 May 2024", ("2024-05-15",)).right
    assert not mark(WHEN, "16 May 2024", ("2024-05-15",)).right
    assert mark(HOW_MANY, "four thousand", ("4,000",)).right


def test_what_is_right_anyway_keeps_its_own_reason() -> None:
    assert mark(WHEN, "May 14, 2024", ("14.5.24",)) == mark(WHEN, "May 14, 2024")


def test_statements_pairs_and_orders_take_no_other_form() -> None:
    _, matching, ordering = several_quiz().questions
    for asked, given in ((FALSE, "true"), (matching, "A B C"), (ordering, "1 2 3 4")):
        assert not takes_forms(asked)
        assert mark(asked, given, (given,)) == mark(asked, given)
        assert points(asked, given, (given,)) == share(asked, given)
    assert takes_forms(WHO)
    assert takes_forms(HOW_MANY)
