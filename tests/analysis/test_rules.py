"""What is counted, what is said of it, and what is not said of too few."""

import pytest

from quiz.analysis import analyse
from quiz.analysis.labels import label
from quiz.schema.question import Matching, Ordering, TrueFalse
from quiz.schema.statistics import ENOUGH
from tests.analysis.making import CHOICE, attempt, questions, response
from tests.samples import sample_quiz, several_quiz


@pytest.mark.parametrize(
    ("facility", "expected"),
    [
        (0, "extremely_difficult"),
        (5.4, "extremely_difficult"),
        (5.5, "very_difficult"),
        (10, "very_difficult"),
        (11, "difficult"),
        (20, "difficult"),
        (20.5, "moderately_difficult"),
        (34.4, "moderately_difficult"),
        (34.5, "about_right"),
        (65.4, "about_right"),
        (66, "fairly_easy"),
        (80, "fairly_easy"),
        (81, "easy"),
        (89, "easy"),
        (90, "very_easy"),
        (94.4, "very_easy"),
        (94.5, "extremely_easy"),
        (100, "extremely_easy"),
    ],
)
def test_labels_go_by_whole_per_cent(facility: float, expected: str) -> None:
    assert label(facility, ENOUGH) == expected
    assert label(facility, ENOUGH - 1) is None


def test_below_thirty_answers_nothing_is_judged_and_the_counts_are_there() -> None:
    rows = [[1, 1, 1], [1, 1, 0], [0, 0, 1], [0, 0, 0]] * 7
    few = analyse(questions(3), [attempt(row) for row in rows])
    enough = analyse(questions(3), [attempt(row) for row in [*rows, [0, 1, 1], [0, 1, 1]]])

    assert len(rows) == ENOUGH - 2
    assert not few.quiz.judged
    assert few.quiz.flags == ()
    assert all(item.label is None and item.flags == () for item in few.items)
    assert few.items[0].commonest_wrong is not None
    assert few.items[0].commonest_wrong.chosen == 14
    assert few.items[0].right == 14
    assert enough.quiz.judged
    assert enough.quiz.flags != ()
    assert enough.items[0].label == "about_right"


def test_gaps_seen_is_zero_and_not_seen_is_not_asked() -> None:
    whole = [attempt([1, 1, 1]), attempt([0, 1, 0]), attempt([1, 0, None])]
    stopped = {"q1": response("q1", 1), "q2": response("q2", None)}

    found = analyse(questions(3), [*whole, stopped])

    first, second, third = found.items
    assert (first.seen, first.right, first.facility) == (4, 3, 75)
    assert (second.seen, second.answered, second.facility) == (4, 3, 50)
    assert (third.seen, third.answered) == (3, 2)
    assert third.facility == pytest.approx(100 / 3)
    assert [item.complete for item in found.items] == [3, 3, 3]
    assert (found.quiz.attempts, found.quiz.complete) == (4, 3)
    assert found == analyse(questions(3), [*whole, stopped])
    assert found.quiz == found.quiz.model_copy(
        update={"mean": pytest.approx(100 * (3 + 1 + 1) / 9)}
    )


def test_the_strong_are_the_best_third_and_who_of_them_missed_it_is_counted() -> None:
    rows = [[0, 1, 1, 1], [1, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [1, 0, 0, 1]]

    found = analyse(questions(4), [attempt(row) for row in rows]).items[0]

    assert (found.strong, found.strong_missed) == (2, 1)


def test_nobody_is_strong_where_all_do_the_same() -> None:
    found = analyse(questions(3), [attempt([0, 1, 1])] * 6).items[0]

    assert (found.strong, found.strong_missed) == (0, 0)
    assert found.discrimination is None
    assert found.efficiency is None


def test_options_stand_as_they_are_with_who_took_them_and_how_these_did_elsewhere() -> None:
    key, (first, second) = CHOICE.key, CHOICE.distractors
    given = [(key, 1), (first, 0), (first.upper(), 0), (key, 1)]
    attempts = [
        {"q1": response("q1", points, text), "q2": response("q2", other)}
        for (text, points), other in zip(given, (1, 0, 1, 0), strict=True)
    ]

    found = analyse(questions(2), attempts).items[0].choices

    assert [choice.text for choice in found] == list(CHOICE.options)
    by_text = {choice.text: choice for choice in found}
    assert (by_text[key].chosen, by_text[key].share, by_text[key].right) == (2, 50, True)
    assert (by_text[first].chosen, by_text[first].rest) == (2, 50)
    assert (by_text[second].chosen, by_text[second].rest) == (0, None)


def test_written_answers_are_held_together_by_how_they_read_commonest_first() -> None:
    asked = sample_quiz().questions[0].model_copy(update={"id": "q1"})
    texts = [("15 May", 0), ("14 May", 1), (" 15  may ", 0), ("", 0)]
    attempts = [{"q1": response("q1", points, text)} for text, points in texts]

    found = analyse([asked], attempts).items[0]

    assert [(c.text, c.chosen, c.right) for c in found.choices] == [
        ("15 May", 2, False),
        ("14 May", 1, True),
    ]
    assert found.answered == 3
    assert found.commonest_wrong is not None
    assert found.commonest_wrong.text == "15 May"


def test_chance_gets_what_the_type_gives_away() -> None:
    asked = (*sample_quiz().questions, *several_quiz().questions)

    found = {item.question_id: item.guess for item in analyse(asked, []).items}

    by_type = {type(question): found[question.id] for question in asked}
    assert by_type[type(CHOICE)] == pytest.approx(100 / 3)
    assert by_type[TrueFalse] == by_type[Ordering] == 50
    assert by_type[Matching] == 25
    assert found[asked[0].id] == 0


def test_flags_say_what_to_look_at() -> None:
    many = [[0, 1, 1, 1], [1, 0, 0, 1], [0, 1, 0, 1], [1, 0, 0, 0]] * 8
    found = analyse(questions(4), [attempt(row) for row in many])

    assert "reversed" in found.items[0].flags
    # Nobody takes the second distractor.
    assert all("idle_option" in item.flags for item in found.items)
    assert "too_difficult" in found.items[2].flags
    assert "inconsistent" in found.quiz.flags


def test_an_empty_class_has_no_figures() -> None:
    found = analyse(questions(2), [])

    assert found.quiz.mean is None
    assert found.quiz.consistency is None
    assert sum(found.quiz.distribution) == 0
    assert found.items[0].facility is None
    assert found.items[0].facility_interval is None


def test_scores_fall_into_tenths_and_thirds_add_up_to_whole_ones() -> None:
    found = analyse(questions(3), [attempt([1 / 3, 1 / 3, 1 / 3]), attempt([1, 1, 1])])

    assert found.quiz.distribution == (0, 0, 0, 1, 0, 0, 0, 0, 0, 1)
    seventy = analyse(questions(10), [attempt([1] * 7 + [0] * 3)])
    assert seventy.quiz.distribution[7] == 1
