"""The study guide in a quiz file: every line is held against the article."""

import json
from typing import Any

import pytest

from quiz.errors import QuizFileError
from quiz.schema.quiz import dump, load
from tests.samples import sample_quiz

SECTIONS = (
    *("summary", "people", "organisations", "places", "timeline", "figures", "quotations"),
    "words",
)


def loaded(outer: dict[str, Any]) -> None:
    load(json.dumps(outer).encode())


def test_it_goes_to_a_file_and_back() -> None:
    quiz = sample_quiz()
    assert load(dump(quiz)) == quiz
    assert quiz.guide is not None
    assert len(list(quiz.guide.proofs())) == 13


@pytest.mark.parametrize("section", SECTIONS)
def test_a_line_whose_evidence_is_not_in_the_article_damages_the_file(section: str) -> None:
    outer = json.loads(dump(sample_quiz()))
    line = outer["guide"][section][0]
    evidence = line if section == "summary" else line["evidence"]
    evidence["start"] += 1
    evidence["end"] += 1
    with pytest.raises(
        QuizFileError, match="the evidence of the study guide is not in the article"
    ):
        loaded(outer)


@pytest.mark.parametrize(
    ("section", "field"), [("figures", "phrase"), ("quotations", "words"), ("words", "form")]
)
def test_what_does_not_stand_in_its_sentence_damages_the_file(section: str, field: str) -> None:
    outer = json.loads(dump(sample_quiz()))
    outer["guide"][section][0][field] = "9,999"
    with pytest.raises(QuizFileError, match="'9,999' does not stand in its evidence"):
        loaded(outer)


def test_a_number_that_does_not_stand_in_its_phrase_damages_the_file() -> None:
    outer = json.loads(dump(sample_quiz()))
    outer["guide"]["figures"][0]["value"] = "9,999"
    with pytest.raises(QuizFileError, match="'9,999' does not stand in its phrase"):
        loaded(outer)


def test_case_and_line_ends_do_not_matter() -> None:
    outer = json.loads(dump(sample_quiz()))
    outer["guide"]["figures"][0]["value"] = "Some  2,300"
    loaded(outer)
