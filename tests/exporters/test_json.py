"""The quiz file as an export."""

import pytest

from quiz.exporters import export
from quiz.schema.quiz import dump, load
from tests.exporters.hostile import CARRIED, NO_GLYPH, hostile_quiz
from tests.samples import sample_quiz


def test_it_is_the_quiz_file_that_build_writes() -> None:
    assert export(sample_quiz(), "json").payload == dump(sample_quiz())


@pytest.mark.parametrize("text", [*CARRIED.values(), *NO_GLYPH.values()])
def test_it_gives_back_the_very_quiz(text: str) -> None:
    quiz = hostile_quiz(text)
    assert load(export(quiz, "json").payload) == quiz
