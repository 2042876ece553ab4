"""Sentences of an article without the language model: where they end, and where they do not."""

import pytest

from quiz.editing import sentences
from quiz.schema.record import Span
from tests.articles import POLITICS, article


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One ends. Two ends.", ["One ends.", "Two ends."]),
        ("“Who pays?” asked Mr Maciel. He left.", ["“Who pays?” asked Mr Maciel.", "He left."]),
        ("Dr. Vogel and J. R. Ahn met St. Anne. It rained.", None),
        (
            "It was 3.5 metres. “So it is,” she said.",
            ["It was 3.5 metres.", "“So it is,” she said."],
        ),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("Stop! (Really.) Go on…", ["Stop!", "(Really.)", "Go on…"]),
        ("no capital follows. but this does", ["no capital follows. but this does"]),
        ("In 2021. 14 came.", ["In 2021.", "14 came."]),
    ],
)
def test_where_a_sentence_ends(text: str, told: list[str] | None) -> None:
    told = told or ["Dr. Vogel and J. R. Ahn met St. Anne.", "It rained."]
    assert [sentence.text for sentence in sentences(article(text))] == told


def test_every_word_of_the_paragraphs_is_in_one_sentence_at_its_place() -> None:
    made = article(*POLITICS, captions=("A caption. It has two sentences.",))
    told = sentences(made)
    assert all(made.at(sentence) == sentence.text for sentence in told)
    assert " ".join(s.text for s in told).split() == " ".join(POLITICS).split()


def test_evidence_is_not_cut() -> None:
    made = article("She came to No. 10. Nobody was there.")
    start = made.text.index("She")
    whole = Span(start=start, end=start + len("She came to No. 10. Nobody was there."))
    assert len(sentences(made)) == 2
    assert len(sentences(made, [whole])) == 1
