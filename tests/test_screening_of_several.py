"""Screening matching and ordering: every prompt, choice and event is looked at like a stem."""

from typing import Any

import pytest

from quiz.schema.candidate import Candidate
from quiz.schema.question import Matching, Ordering
from quiz.screening import screen
from tests.samples import history_article, several_quiz

MATCHING, ORDERING = several_quiz().questions[1:]


def rule(question: Matching | Ordering) -> str | None:
    """Return the rule that drops `question`, None if it passes."""
    dropped = screen([Candidate(question=question, fact="several")], history_article()).dropped
    return dropped[0].rule if dropped else None


def with_prompt(prompt: str, **more: Any) -> Matching:
    fields = MATCHING.model_dump()
    fields["pairs"][1]["left"] = prompt
    return Matching.model_validate({**fields, **more})


def with_event(text: str) -> Ordering:
    fields = ORDERING.model_dump()
    fields["events"][2]["text"] = text
    return Ordering.model_validate(fields)


def test_sound_ones_pass() -> None:
    assert isinstance(MATCHING, Matching)
    assert isinstance(ORDERING, Ordering)
    assert rule(MATCHING) is None
    assert rule(ORDERING) is None


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Former captain of the Petrel", None),
        ("“My own father counted these waves, and we count cars”", None),
        ("The lawyer of Mr Farkas", "key in stem"),
        ("The brother of Aldo Renn", "key in stem"),
        ("We who counted the waves", "first person"),
        ("The captain of this ship", "points outside"),
        ("The captain who sailed last week", "relative day"),
        ("The the captain", "doubled word"),
        ("The captain of " + "ships " * 60, "doubled word"),
        ("Captain " + "of the old long ship " * 20, "length"),
    ],
)
def test_a_prompt_is_screened_like_a_stem(prompt: str, expected: str | None) -> None:
    assert rule(with_prompt(prompt)) == expected


def test_no_choice_may_be_part_of_another() -> None:
    choices = ("Bela Farkas", "Ruth Amsel", "Old Ivo Renn", "Ivo Renn")
    assert rule(with_prompt("The chairman", choices=choices)) == "unfair options"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It closed the old pier.", "points outside"),
        ("The council closed the pier yesterday.", "relative day"),
        ("We closed the old pier of Corran.", "first person"),
    ],
)
def test_an_event_is_screened_like_a_stem(text: str, expected: str) -> None:
    assert rule(with_event(text)) == expected


def test_the_proof_of_every_part_must_stand_in_a_paragraph() -> None:
    title = history_article().evidence(0, 30)
    fields = MATCHING.model_dump()
    fields["pairs"][1].update(evidence=title.model_dump(), key_span=None)
    fields |= {"derivation": "It follows.", "evidence": title.model_dump(), "key_span": None}
    assert rule(Matching.model_validate(fields)) == "not from a paragraph"


def test_what_the_article_writes_for_a_key_must_be_the_key() -> None:
    fields = MATCHING.model_dump()
    span = fields["pairs"][1]["key_span"]
    fields["pairs"][1]["key_span"] = {"start": span["start"] - 10, "end": span["end"]}
    assert rule(Matching.model_validate(fields)) == "evidence untrue"
