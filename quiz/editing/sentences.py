"""The sentences of an article, for a teacher to choose from, without the language model.

A sentence ends at a full stop, a question mark or an exclamation mark, with what closes behind it,
where white space and a capital, a figure or an opening quotation mark follow; not behind an
abbreviation or a single letter. Where a question was made from a sentence, its evidence is known to
be one.
"""

import re
from collections.abc import Iterable

from quiz.schema.article import Article
from quiz.schema.record import Evidence, Span

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9À-Þ])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“‘\"'])(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Rev|Hon|Gen|Col|Capt|Lt|Sgt|Sen|Rep|"
    r"Gov|No|vs|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)


def sentences(article: Article, known: Iterable[Span] = ()) -> tuple[Evidence, ...]:
    """Return the sentences of the paragraphs, in order; no end lies inside one of the `known`."""
    inside = list(known)
    return tuple(
        evidence
        for block in article.paragraphs
        for evidence in _of_block(article, block, [k for k in inside if block.overlaps(k)])
    )


def _of_block(article: Article, block: Span, known: list[Span]) -> list[Evidence]:
    starts, ends = {block.start}, {block.end}
    for found in _END.finditer(article.text, block.start, block.end):
        end = found.end()
        cut = any(span.start < end < span.end for span in known)
        before = article.text[block.start : found.start() + 1]
        if not cut and not _ABBREVIATION.search(before[-12:]):
            ends.add(end)
            starts.add(end)
    return [
        evidence
        for start, end in zip(sorted(starts), sorted(ends), strict=True)
        if (evidence := _trimmed(article, start, end)) is not None
    ]


def _trimmed(article: Article, start: int, end: int) -> Evidence | None:
    text = article.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return article.evidence(start, end) if end > start else None


def between(article: Article, chosen: Iterable[Evidence]) -> Evidence | None:
    """Return all from the first to the last of the `chosen` sentences as one piece of evidence.

    None where there is none, or where they do not lie in one paragraph.
    """
    spans = sorted(chosen, key=lambda span: span.start)
    if not spans:
        return None
    whole = article.evidence(spans[0].start, spans[-1].end)
    return whole if article.paragraph_of(whole) is not None else None
