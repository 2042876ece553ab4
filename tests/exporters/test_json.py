"""The quiz file as an export."""

import json

import jsonschema
import pytest

from quiz.exporters import export
from quiz.schema.quiz import dump, load
from tests.cli.conftest import ROOT
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz
from tests.samples import sample_quiz, several_quiz

# A quiz file takes up to 500 characters for a key.
TOO_LONG = ("long word", "long text")


def test_it_is_the_quiz_file_that_build_writes() -> None:
    assert export(sample_quiz(), "json").payload == dump(sample_quiz())


@pytest.mark.parametrize("name", [*(n for n in CARRIED if n not in TOO_LONG), *NO_GLYPH])
def test_it_gives_back_the_very_quiz(name: str) -> None:
    quiz = hostile_quiz({**CARRIED, **NO_GLYPH}[name])
    assert load(export(quiz, "json").payload) == quiz


@pytest.mark.parametrize("name", TOO_LONG)
def test_it_gives_back_great_lengths_up_to_the_limit(name: str) -> None:
    quiz = hostile_quiz(CARRIED[name][:490])
    assert load(export(quiz, "json").payload) == quiz


def test_it_keeps_to_the_schema_that_is_published() -> None:
    schema = json.loads((ROOT / "docs" / "quiz.schema.json").read_text(encoding="utf-8"))
    for quiz in (sample_quiz(), several_quiz(), hostile_quiz(CARRIED["html"])):
        written = json.loads(export(quiz, "json").payload)
        jsonschema.validate(written, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**written, "more": 1}, schema)
