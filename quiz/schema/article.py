"""The article: the whole text as read, and which part of it is what."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import FailFast, model_validator

from quiz.schema.record import IS_NUMBER, Evidence, Id, Record, Span, Title

BlockKind = Literal["title", "dateline", "byline", "heading", "paragraph", "caption", "boilerplate"]


class Block(Span):
    """A run of `Article.text` of one kind. Questions are made from paragraphs only."""

    kind: BlockKind


class Article(Record):
    """A news article. Nothing of the source is lost: every visible character lies in a block.

    `text` is what the reader took from the source, with line feeds as line ends. Of plain text that
    is all but the marks before quoted lines, characters that nobody sees, and the addresses that
    mail programs put behind links; spaces of every kind are plain ones. `id` depends on title and
    date (or the address), not on the wording, so that a corrected typing error leaves the ids of
    questions alone.
    """

    format: Literal["broadsheet.article"] = "broadsheet.article"
    version: Annotated[Literal[1], IS_NUMBER] = 1
    id: Id
    title: Title
    published: date | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"
    text: str
    # One faulty block is enough to tell; a list of thousands of faults would fill the memory.
    blocks: Annotated[tuple[Block, ...], FailFast()]

    @model_validator(mode="after")
    def _blocks_tile_the_text(self) -> "Article":
        for before, after in pairwise(self.blocks):
            if after.start < before.end:
                raise ValueError(f"blocks {before} and {after} overlap or are out of order")
        if self.blocks and self.blocks[-1].end > len(self.text):
            raise ValueError("a block ends after the text")
        position = 0
        for block in self.blocks:
            if self.text[position : block.start].strip():
                raise ValueError(f"characters {position}:{block.start} lie in no block")
            position = block.end
        if self.text[position:].strip():
            raise ValueError(f"characters from {position} lie in no block")
        return self

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that questions are made from, in order."""
        return tuple(block for block in self.blocks if block.kind == "paragraph")

    @property
    def word_count(self) -> int:
        """Number of words (runs between white space) in the paragraphs."""
        return sum(len(self.at(block).split()) for block in self.paragraphs)

    def at(self, span: Span) -> str:
        """Return the characters of `span`."""
        return self.text[span.start : span.end]

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the characters from `start` to `end` as evidence."""
        return Evidence(start=start, end=end, text=self.text[start:end])

    def paragraph_of(self, span: Span) -> tuple[int, Block] | None:
        """Return (number counted from 1, block) of the paragraph that holds `span`, if any does."""
        for number, block in enumerate(self.paragraphs, start=1):
            if block.covers(span):
                return number, block
        return None
