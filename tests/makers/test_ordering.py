"""Events to put in order: four or five with dates of their own, told without them."""

import pytest

from quiz.schema.question import Ordering
from quiz.screening import screen
from tests.articles import article
from tests.makers.making import made

EVENTS = (
    "Norway rejected a fisheries treaty with Latvia on 12 March 2021.",
    "Maria Keller founded the Bremen Museum in 2009.",
    "Denmark sold three old ferries to Sweden in May 2019.",
    "The city of Bremen closed its last shipyard in 1997.",
)


def ordering(*paragraphs: str, seed: int = 0) -> Ordering | None:
    """Return the question that passes screening, if one does."""
    kept = screen(made("ordering", *paragraphs, seed=seed), article(*paragraphs)).kept
    question = kept[0].question if kept else None
    assert question is None or isinstance(question, Ordering)
    return question


def test_four_dated_events_are_put_in_order() -> None:
    question = ordering(*EVENTS)
    assert question is not None
    assert [(event.text, event.when) for event in question.in_order] == [
        ("The city of Bremen closed its last shipyard.", "1997"),
        ("Maria Keller founded the Bremen Museum.", "2009"),
        ("Denmark sold three old ferries to Sweden.", "May 2019"),
        ("Norway rejected a fisheries treaty with Latvia.", "12 March 2021"),
    ]
    assert question.explanation == "By their dates: 1997, 2009, May 2019 and 12 March 2021."
    assert question.asks == "order"


@pytest.mark.parametrize("seed", range(12))
def test_they_are_never_shown_in_order_nor_with_their_dates(seed: int) -> None:
    question = ordering(*EVENTS, seed=seed)
    assert question is not None
    assert list(question.order) != [0, 1, 2, 3]
    for event in question.events:
        assert not any(figure in event.text for figure in ("1997", "2009", "2019", "2021"))
    assert question == ordering(*EVENTS, seed=seed)


def test_chance_decides_how_they_are_shown() -> None:
    orders = {
        made("ordering", *EVENTS, seed=seed)[0].question.model_dump_json() for seed in range(8)
    }
    assert len(orders) > 2


@pytest.mark.parametrize(
    "fourth",
    [
        "The city of Bremen will close its last shipyard in 2031.",
        "The city of Bremen wanted to close its last shipyard in 1997.",
        "The city of Bremen never closed its last shipyard in 1997.",
        "The city of Bremen possibly closed its last shipyard in 1997.",
        "The city of Bremen closed its last shipyard before the ferries in 1997.",
        "The city of Bremen closed its last shipyard on Tuesday.",
        "The city of Bremen closed its last shipyard in 2021.",  # 12 March 2021 is in it
        "The city of Bremen closed its last shipyard.",
    ],
)
def test_with_three_clear_events_there_is_no_question(fourth: str) -> None:
    assert ordering(*EVENTS[:3], fourth) is None


def test_a_question_has_five_events_at_most_and_uses_up_their_facts() -> None:
    more = (
        "Sigrid Haugland opened the new fish market in Oslo in 2015.",
        "Sweden sold the old ferry terminal to Latvia in 2004.",
    )
    (candidate,) = made("ordering", *EVENTS, *more)
    assert isinstance(candidate.question, Ordering)
    assert len(candidate.question.events) == len(candidate.more_facts) == 5
