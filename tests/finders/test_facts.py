"""Facts, events and quantities."""

import pytest

from quiz.schema.findings import Fact
from tests.language.stories import found


def fact(text: str) -> Fact:
    (only,) = found(text).facts
    return only


def test_a_plain_fact() -> None:
    text = "Norway closed its embassy in Minsk in June 2023."
    only = fact(text)
    assert (only.statement, only.subject, only.verb) == (text, "Norway", "close")
    assert (only.source, only.cue, only.negated, only.hedged) == (None, None, False, False)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Norway said it had closed its embassy in Minsk in June 2023.", "Norway", "said"),
        (
            "Oslo's police claimed in May 2023 that Sweden had sold 12 ferries.",
            "Oslo's police",
            "claimed",
        ),
        # a plain object: nothing is reported
        ("Norway declared its independence from Sweden in June 1905.", None, None),
        # the subject is not the source
        ("Paul Achterberg is said to have closed the embassy of Norway in May 2023.", None, "said"),
    ],
)
def test_whose_word_it_is(text: str, source: str | None, cue: str | None) -> None:
    only = fact(text)
    assert (only.source, only.cue) == (source, cue)


@pytest.mark.parametrize(
    ("text", "negated", "hedged"),
    [
        ("Norway did not close its embassy in Minsk in June 2023.", True, False),
        ("Norway never closed its embassy in Minsk in 2023.", True, False),
        ("Norway may close its embassy in Minsk in June 2025.", False, True),
        ("Norway reportedly closed its embassy in Minsk in June 2023.", False, True),
        ("Norway could not close its embassy in Minsk in June 2023.", True, True),
    ],
)
def test_denial_and_doubt(text: str, negated: bool, hedged: bool) -> None:
    only = fact(text)
    assert (only.negated, only.hedged) == (negated, hedged)


def test_an_event_is_a_dated_fact() -> None:
    text = "Last month, Norway closed its embassy in Minsk."
    (event,) = found(text).events
    assert event.fact.statement == "In October 2024, Norway closed its embassy in Minsk."
    assert event.date.evidence.text == "Last month"
    assert str(event.date.first) == "2024-10-01"


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not close its embassy in Minsk in June 2023.",  # denied
        "Norway said in June 2023 that it had closed its embassy in Minsk.",  # said
        "Norway could close 12 consulates in Belarus.",  # not dated
        "Norway closed its embassy in Minsk on Monday.",  # not anchored
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert found(text).events == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Some 2,300 guests paid $1.5m for three turbines, 12 per cent more than in 2019.",
            [
                ("2,300", 2300, None, "guests"),
                ("$1.5m", 1_500_000, "$", None),
                ("three", 3, None, "turbines"),
                ("12 per cent", 12, "per cent", None),
            ],
        ),
        ("It cost 40 million euros.", [("40 million", 40_000_000, None, "euros")]),
        ("A record 2,030 daily casualties were counted.", [("2,030", 2030, None, "casualties")]),
        ("It opened on 14 May 2024.", []),  # a date
        ("Room 5A was shut at 12:30 on route 3-4.", []),
        ("It was one of those days.", []),  # "one" counts nothing
    ],
)
def test_quantities(text: str, expected: list[tuple[str, float, str | None, str | None]]) -> None:
    quantities = found(text).quantities
    assert [(q.evidence.text, q.value, q.unit, q.counts) for q in quantities] == expected
