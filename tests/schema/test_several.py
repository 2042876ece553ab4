"""Questions of several parts: what makes them sound, and quiz files of both versions."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from quiz.errors import QuizFileError
from quiz.schema.question import Matching, Ordering, key_text, proofs
from quiz.schema.quiz import Blueprint, Quiz, dump, load
from tests.samples import sample_quiz, several_quiz

Change = Callable[[dict[str, Any]], object]

MATCHING, ORDERING = several_quiz().questions[1:]
assert isinstance(MATCHING, Matching)
assert isinstance(ORDERING, Ordering)


def same(fields: dict[str, Any], name: str) -> None:
    fields["pairs"][1][name] = fields["pairs"][0][name].upper()


UNSOUND_PAIRS: dict[str, tuple[Change, str]] = {
    "two pairs": (lambda q: q["pairs"].pop(), "at least 3"),
    "the same prompt twice": (lambda q: same(q, "left"), "prompts must be distinct"),
    "an empty prompt": (lambda q: q["pairs"][1].update(left=" "), "prompts must be distinct"),
    "one choice for two prompts": (
        lambda q: q["pairs"][1].update(right=q["pairs"][0]["right"]),
        "a choice of its own",
    ),
    "the same choice twice": (lambda q: q["choices"].append("ALDO RENN"), "choices must be"),
    "a key that is no choice": (lambda q: q["pairs"][0].update(right="Ann"), "a choice of its own"),
    "three left over": (lambda q: q["choices"].extend(["Ann", "Bo"]), "more than two choices"),
    "the order of the prompts": (
        lambda q: q.update(choices=["Ruth Amsel", "Aldo Renn", "Ivo Renn", "Bela Farkas"]),
        "in the order of their prompts",
    ),
    "a key outside its evidence": (
        lambda q: q["pairs"][1].update(key_span={"start": 0, "end": 5}),
        "outside its evidence",
    ),
    "a pair without proof": (lambda q: q["pairs"][1].update(key_span=None), "derivation"),
    "the evidence of a later pair": (
        lambda q: q.update(evidence=q["pairs"][2]["evidence"], key_span=q["pairs"][2]["key_span"]),
        "first in the article",
    ),
}
UNSOUND_ORDERS: dict[str, tuple[Change, str]] = {
    "three events": (lambda q: q["events"].pop(), "at least 4"),
    "an event left out": (lambda q: q.update(order=[1, 3, 0, 0]), "every event once"),
    "an order too long": (lambda q: q.update(order=[1, 3, 0, 2, 4]), "every event once"),
    "shown in order": (
        lambda q: q.update(events=[q["events"][place] for place in q["order"]], order=[0, 1, 2, 3]),
        "right order already",
    ),
    "another order than that of the days": (lambda q: q.update(order=[3, 1, 0, 2]), "not over"),
    "days that overlap": (lambda q: q["events"][1].update(last=date(1971, 3, 5)), "not over"),
    "an end before the beginning": (
        lambda q: q["events"][0].update(last=date(1987, 1, 1)),
        "not over",
    ),
    "the same event twice": (
        lambda q: q["events"][1].update(text=q["events"][0]["text"]),
        "events must be distinct",
    ),
}


@pytest.mark.parametrize("case", UNSOUND_PAIRS)
def test_an_unsound_matching_question_cannot_be_made(case: str) -> None:
    change, says = UNSOUND_PAIRS[case]
    fields = json.loads(MATCHING.model_dump_json())
    change(fields)
    with pytest.raises(ValidationError, match=says):
        Matching.model_validate(fields)


@pytest.mark.parametrize("case", UNSOUND_ORDERS)
def test_an_unsound_ordering_question_cannot_be_made(case: str) -> None:
    change, says = UNSOUND_ORDERS[case]
    fields = json.loads(ORDERING.model_dump_json())
    change(fields)
    with pytest.raises(ValidationError, match=says):
        Ordering.model_validate(fields)


def test_a_pair_may_be_proved_by_a_derivation() -> None:
    fields = json.loads(MATCHING.model_dump_json())
    fields["pairs"][1]["key_span"] = None
    fields["derivation"] = "The captain is named before."
    assert Matching.model_validate(fields).pairs[1].key_span is None


def test_the_key_in_words() -> None:
    assert key_text(MATCHING).startswith(
        "“The sea has never once asked us for our timetable” – Ruth Amsel; “My father"
    )
    assert key_text(ORDERING).startswith(
        "1. 1964: Aldo Renn founded the ferry company.; 2. March 1971: The Petrel sank"
    )
    assert MATCHING.places == (1, 3, 0)
    assert ORDERING.ranks == (3, 1, 4, 2)


def test_every_part_is_held_against_the_article() -> None:
    quiz = several_quiz()
    assert [len(proofs(question)) for question in quiz.questions] == [1, 3, 4]
    outer = json.loads(dump(quiz))
    evidence = outer["questions"][1]["pairs"][2]["evidence"]
    evidence["text"] = "x" * len(evidence["text"])
    with pytest.raises(QuizFileError, match="not in the article"):
        load(json.dumps(outer).encode())


def test_a_quiz_of_several_parts_goes_to_a_file_and_back() -> None:
    assert load(dump(several_quiz())) == several_quiz()


def version_1(quiz: Quiz) -> dict[str, Any]:
    outer: dict[str, Any] = json.loads(dump(quiz))
    outer["version"] = 1
    del outer["study"], outer["guide"]
    return outer


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_earlier_version_is_read_and_written_as_the_present(version: int) -> None:
    outer = version_1(sample_quiz()) | {"version": version}
    quiz = load(json.dumps(outer).encode())
    assert quiz == sample_quiz().model_copy(update={"guide": None})
    assert json.loads(dump(quiz))["version"] == 3


@pytest.mark.parametrize("version", [1, 2])
def test_an_earlier_file_with_a_study_guide_is_damaged(version: int) -> None:
    outer = version_1(sample_quiz()) | {"version": version, "guide": None}
    with pytest.raises(QuizFileError, match=f"format version {version} has no study guide"):
        load(json.dumps(outer).encode())


def test_what_a_blueprint_of_version_1_leaves_out_is_what_it_meant_then() -> None:
    outer = version_1(sample_quiz())
    outer["blueprint"] = {}
    assert load(json.dumps(outer).encode()).blueprint == Blueprint(
        length=12, types=("multiple_choice", "true_false", "cloze", "short_answer")
    )


@pytest.mark.parametrize("number", [1, 2])
def test_a_file_of_version_1_has_no_question_of_a_later_type(number: int) -> None:
    outer = version_1(several_quiz())
    del outer["questions"][3 - number]
    with pytest.raises(QuizFileError, match="format version 1 has no questions of the type"):
        load(json.dumps(outer).encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda q: q.update(blueprint=7),
        lambda q: q.update(questions=7),
        lambda q: q.update(questions=[7]),
        lambda q: q["questions"][0].update(type=[]),
        lambda q: q["questions"][0].update(stem=""),
        lambda q: q.update(seed="7"),
    ],
)
def test_a_damaged_file_of_version_1_is_refused(change: Change) -> None:
    outer = version_1(sample_quiz())
    change(outer)
    with pytest.raises(QuizFileError, match="damaged"):
        load(json.dumps(outer).encode())
