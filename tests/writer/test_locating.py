"""Finding what a model copied: whatever its marks, and nothing that does not stand there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.schema.record import Span
from quiz.writer.locating import located
from tests.articles import article

TEXT = "“We won’t — ever – sell the Café Müller,” said Ann\u00a0Lee-Ray … and left at 3.5 p.m."
ARTICLE = article(TEXT)
(BLOCK,) = ARTICLE.paragraphs


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("\"We won't - ever - sell", "“We won’t — ever – sell"),
        ("we won't—ever", None),  # a space is a space
        ("CAFE MULLER", "Café Müller"),
        ("Ann Lee\u2010Ray", "Ann\u00a0Lee-Ray"),
        ("Ann   Lee", "Ann\u00a0Lee"),
        ("said Ann Lee-Ray ...", "said Ann\u00a0Lee-Ray …"),
        ("'sell the Café'", "sell the Café"),
        ("ell the", None),
        ("sell th", None),
        ("3.5", "3.5"),
        ("", None),
        ("…", None),
        ("said Bob", None),
    ],
)
def test_marks_may_differ_and_nothing_else(words: str, found: str | None) -> None:
    span = located(ARTICLE, BLOCK, words)
    assert (ARTICLE.at(span) if span else None) == found


def test_it_looks_only_inside_the_place_given() -> None:
    two = article("One fish swims.", "One fish swims.")
    first, second = two.paragraphs
    assert located(two, second, "fish swims") == Span(start=second.start + 4, end=second.end - 1)
    assert located(two, Span(start=first.start, end=first.start + 6), "fish") is None


@given(st.text(max_size=80), st.data())
def test_every_whole_piece_of_a_text_is_found_as_it_stands(text: str, data: st.DataObject) -> None:
    made = article(f"Begin {text} end")
    (block,) = made.paragraphs
    words = made.at(block).split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    piece = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    span = located(made, block, piece)
    if span is not None:
        assert located(made, block, made.at(span)) is not None
        assert block.covers(span)
    else:
        assert not piece.isascii() or not any(c.isalnum() for c in piece)
