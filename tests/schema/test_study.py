"""Study facts in a quiz file: kept, proved, and unknown to earlier versions."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from quiz.errors import QuizFileError
from quiz.schema.quiz import Quiz, dump, load
from tests.samples import sample_quiz, studied_quiz


def changed(**changes: object) -> bytes:
    outer: dict[str, Any] = json.loads(dump(studied_quiz()))
    return json.dumps({**outer, **changes}).encode()


def test_study_facts_are_read_back() -> None:
    assert load(dump(studied_quiz())) == studied_quiz()
    assert len(studied_quiz().study) == 3


def test_a_file_of_version_2_is_read_and_has_no_study_facts() -> None:
    outer: dict[str, Any] = json.loads(dump(sample_quiz()))
    del outer["study"], outer["guide"]
    read = load(json.dumps({**outer, "version": 2}).encode())
    assert read == sample_quiz().model_copy(update={"guide": None})


@pytest.mark.parametrize("version", [1, 2])
def test_an_earlier_version_with_study_facts_is_refused(version: int) -> None:
    with pytest.raises(QuizFileError, match=f"format version {version} has no study facts"):
        load(changed(version=version))


def test_a_study_fact_is_a_question_to_be_recalled() -> None:
    statement = json.loads(dump(sample_quiz()))["questions"][3]
    with pytest.raises(QuizFileError, match=r"q.json is damaged at study.0"):
        load(changed(study=[statement]), "q.json")


def test_a_study_fact_proves_itself_and_has_an_id_of_its_own() -> None:
    quiz = studied_quiz()
    moved = quiz.study[0].evidence.model_copy(
        update={"text": "x" * len(quiz.study[0].evidence.text)}
    )
    untrue = quiz.study[0].model_copy(update={"evidence": moved})
    twice = quiz.study[0].model_copy(update={"id": quiz.questions[0].id})
    for study, reason in (((untrue,), "is not in the article"), ((twice,), "two questions have")):
        with pytest.raises(ValidationError, match=reason):
            Quiz.model_validate({**quiz.model_dump(), "study": [f.model_dump() for f in study]})
