"""Damaged documents: a parser gives a draft or a fault that `confined` has a sentence for.

`python -m tests.bench.fuzz_documents 10000` does the same, longer.
"""

import time
from contextlib import suppress
from importlib import import_module
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import BroadsheetError
from quiz.readers import read
from quiz.readers.base import Source
from quiz.readers.draft import Draft, composed
from tests.readers.mutants import damaged, damaged_within, sample

PARSERS = {
    "word": ("doc_pandoc.docx", "doc_odds.docx"),
    "opendocument": ("doc_pandoc.odt", "doc_odds.odt"),
    "books": ("doc_pandoc.epub", "doc_book.epub"),
    "rich_text": ("doc_pandoc.rtf", "doc_odds.rtf"),
    "markdown": ("doc_pandoc.md", "article.md"),
}
ZIPPED = ("word", "opendocument", "books")
seeds = st.integers(0, 2**32)


def mutant(parser: str, seed: int) -> bytes:
    random = Random(seed)
    payload = sample(random.choice(PARSERS[parser]))
    if parser in ZIPPED and random.random() < 0.8:
        return damaged_within(payload, random)
    return damaged(payload, random)


@pytest.mark.parametrize("parser", PARSERS)
@settings(max_examples=200, deadline=None)
@given(seeds)
def test_a_damaged_document_is_read_or_refused_in_no_time(parser: str, seed: int) -> None:
    """What is no SourceError is told as damage by `confined`; a hang or a crash would not be."""
    options = {"pick": None} if parser == "books" else {}
    begun = time.monotonic()
    draft = None
    with suppress(Exception):
        draft = import_module(f"quiz.readers.{parser}").draft(mutant(parser, seed), "it", **options)
    assert time.monotonic() - begun < 5
    if draft and draft.pieces:
        assert Draft.model_validate_json(draft.model_dump_json()) == draft
        assert composed(draft, Source(b"", "it")).text.strip()


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(PARSERS)), seeds)
def test_a_damaged_file_is_an_article_or_one_sentence(parser: str, seed: int) -> None:
    message = "Read."
    try:
        article = read(mutant(parser, seed), name="it")
    except BroadsheetError as error:
        message = str(error)
    else:
        covered = {n for block in article.blocks for n in range(block.start, block.end)}
        assert all(n in covered for n, c in enumerate(article.text) if not c.isspace())
    assert message.endswith(".")
    assert "\n" not in message
