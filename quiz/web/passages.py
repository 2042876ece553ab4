"""Cutting a block of the article into runs that a page can mark up.

A passage never gives away what a student has not been asked yet: the evidence of questions still
open is kept back, and its text is not in the passage at all. Where a statement or a speaker is
still asked for, that goes even for the evidence of the question just answered: to see the sentence
would be to have the answer.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from quiz.schema.article import Article, Block
from quiz.schema.question import Matching, Ordering, Question, TrueFalse, proofs
from quiz.schema.record import Span


class Run(NamedTuple):
    """Neighbouring characters that look alike.

    `evidence` runs are highlighted, and `key` ones within them stressed. A run kept back for an
    open question has no text; `kept_back_for` is the number (from 1) of that question.
    """

    text: str
    evidence: bool = False
    key: bool = False
    kept_back_for: int | None = None


class Passage(NamedTuple):
    """A block of the article. `number` counts paragraphs from 1; other blocks have none.

    `groups` are the runs, those of one highlighted stretch together, so that a page puts one
    `<mark>` around them.
    """

    number: int | None
    groups: tuple[tuple[Run, ...], ...]


def around(
    article: Article, question: Question, still_open: Iterable[tuple[int, Question]] = ()
) -> tuple[Passage, ...]:
    """Return the block or blocks that hold the evidence of `question`, with it highlighted.

    `still_open` are the questions not answered yet, with their numbers: their evidence is kept
    back, but for what the evidence of `question` itself has to show. Even that is kept back for an
    open question that the sentence settles.
    """
    shown = [proof.evidence for proof in proofs(question)]
    blocks = [b for b in article.blocks if any(b.overlaps(evidence) for evidence in shown)]
    waiting = [
        Waiting(number, proof.evidence, _is_settled(other))
        for number, other in still_open
        for proof in proofs(other)
    ]
    return tuple(passage(article, block, [question], waiting) for block in blocks)


class Waiting(NamedTuple):
    """The evidence of the open question `number`; whether to see it is to have the answer."""

    number: int
    evidence: Span
    settled: bool


def _is_settled(question: Question) -> bool:
    return isinstance(question, TrueFalse | Matching | Ordering) or question.asks == "speaker"


def to_read_again(article: Article, number: int, missed: Iterable[Question]) -> Passage:
    """Return paragraph `number` (from 1) with the evidence of each question in `missed` marked."""
    return passage(article, article.paragraphs[number - 1], list(missed))


def passage(
    article: Article,
    block: Block,
    shown: Sequence[Question],
    waiting: Sequence[Waiting] = (),
) -> Passage:
    """Return `block` with the evidence of `shown` marked and what is `waiting` kept back."""
    proved = [proof for question in shown for proof in proofs(question)]
    evidence: list[Span] = [proof.evidence for proof in proved]
    keys = [proof.key_span for proof in proved if proof.key_span is not None]
    edges = {block.start, block.end}
    for span in (*evidence, *keys, *(each.evidence for each in waiting)):
        edges |= {min(max(edge, block.start), block.end) for edge in (span.start, span.end)}
    cuts = sorted(edges)
    runs = [
        _run(article, Span(start=start, end=end), evidence, keys, waiting)
        for start, end in pairwise(cuts)
    ]
    found = article.paragraph_of(block)
    return Passage(found[0] if found else None, _grouped(runs))


def _run(
    article: Article,
    span: Span,
    evidence: Sequence[Span],
    keys: Sequence[Span],
    waiting: Sequence[Waiting],
) -> Run:
    kept = [each for each in waiting if each.evidence.covers(span)]
    settled = next((each for each in kept if each.settled), None)
    if settled is None and any(shown.covers(span) for shown in evidence):
        key = any(found.covers(span) for found in keys)
        return Run(article.at(span), evidence=True, key=key)
    if kept:
        return Run("", kept_back_for=(settled or kept[0]).number)
    return Run(article.at(span))


def _grouped(runs: Iterable[Run]) -> tuple[tuple[Run, ...], ...]:
    """Put neighbouring evidence together, and say once what is kept back for one question."""
    groups: list[list[Run]] = []
    for run in runs:
        before = groups[-1][-1] if groups else None
        if before and run.kept_back_for is not None and before == run:
            continue
        if before and run.evidence and before.evidence:
            groups[-1].append(run)
        else:
            groups.append([run])
    return tuple(tuple(group) for group in groups)
