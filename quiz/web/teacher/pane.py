"""The article beside the questions: cut into runs that know which questions rest on them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from quiz.schema.article import Article, Block
from quiz.schema.question import Question, fold, proofs
from quiz.schema.record import Evidence, Span


class Stretch(NamedTuple):
    """Neighbouring characters that look alike, from `start` in the article's text.

    `proves` are the numbers (from 1) of the questions whose evidence they are in, `keys` of those
    whose key they are in, and `opens` of those whose (first) evidence begins here.
    """

    start: int
    text: str
    proves: tuple[int, ...] = ()
    keys: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


class Piece(NamedTuple):
    """A block of the article; `number` counts paragraphs from 1, other blocks have none."""

    kind: str
    number: int | None
    span: Span
    stretches: tuple[Stretch, ...]


class _Claim(NamedTuple):
    number: int
    evidence: Evidence
    key: Span | None
    first: bool


def pane(article: Article, questions: Iterable[Question]) -> tuple[Piece, ...]:
    """Return the article without boilerplate, and without the title, which heads the page."""
    claims = [
        _Claim(number, proof.evidence, proof.key_span, proof.evidence == question.evidence)
        for number, question in enumerate(questions, start=1)
        for proof in proofs(question)
    ]
    numbers = {block.start: n for n, block in enumerate(article.paragraphs, start=1)}
    return tuple(
        Piece(
            kind=block.kind,
            number=numbers.get(block.start),
            span=Span(start=block.start, end=block.end),
            stretches=tuple(_stretches(article, block, claims)),
        )
        for block in article.blocks
        if block.kind != "boilerplate" and not _is_headline(article, block)
    )


def _is_headline(article: Article, block: Block) -> bool:
    """Tell whether a block is the title, which stands over the page already."""
    return block.kind == "title" and fold(article.at(block)) == fold(article.title)


def _stretches(article: Article, block: Block, claims: Sequence[_Claim]) -> Iterable[Stretch]:
    here = [claim for claim in claims if claim.evidence.overlaps(block)]
    edges = {block.start, block.end}
    for claim in here:
        for span in filter(None, (claim.evidence, claim.key)):
            edges |= {min(max(edge, block.start), block.end) for edge in (span.start, span.end)}
    for start, end in pairwise(sorted(edges)):
        span = Span(start=start, end=end)
        yield Stretch(
            start=start,
            text=article.at(span),
            proves=_numbers(c.number for c in here if c.evidence.covers(span)),
            keys=_numbers(c.number for c in here if c.key is not None and c.key.covers(span)),
            opens=_numbers(c.number for c in here if c.first and c.evidence.start == start),
        )


def _numbers(found: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(found)))
