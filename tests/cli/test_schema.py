"""`quiz schema`: what it describes is what is written and what is read."""

import json
from typing import Any

import jsonschema
import pytest

from quiz.schema.quiz import dump
from tests.cli.conftest import SEED, Quiz
from tests.samples import sample_quiz


def _schema(quiz: Quiz, *noun: str) -> dict[str, Any]:
    outcome = quiz("schema", *noun)
    assert (outcome.code, outcome.err) == (0, "")
    schema: dict[str, Any] = json.loads(outcome.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def test_a_quiz_file_is_as_the_schema_says(quiz: Quiz) -> None:
    jsonschema.validate(json.loads(dump(sample_quiz())), _schema(quiz))


def test_an_article_is_as_the_schema_says(quiz: Quiz) -> None:
    jsonschema.validate(json.loads(quiz("read", SEED).out), _schema(quiz, "article"))


def test_findings_are_as_the_schema_says(quiz: Quiz) -> None:
    jsonschema.validate(json.loads(quiz("find", SEED).out), _schema(quiz, "findings"))


@pytest.mark.parametrize("field", ["format", "version", "article", "questions"])
def test_what_is_refused_when_left_out_is_required(quiz: Quiz, field: str) -> None:
    incomplete = json.loads(dump(sample_quiz()))
    del incomplete[field]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(incomplete, _schema(quiz))
    assert quiz("export", "-", "--to", "json", stdin=json.dumps(incomplete).encode()).code == 2


def test_a_question_without_its_type_is_refused_by_both(quiz: Quiz) -> None:
    untyped = json.loads(dump(sample_quiz()))
    del untyped["questions"][0]["type"]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(untyped, _schema(quiz))
    assert quiz("export", "-", "--to", "json", stdin=json.dumps(untyped).encode()).code == 2


def test_an_unknown_field_is_refused_by_both(quiz: Quiz) -> None:
    strange = {**json.loads(dump(sample_quiz())), "colour": "blue"}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(strange, _schema(quiz))
    assert quiz("export", "-", "--to", "json", stdin=json.dumps(strange).encode()).code == 2
