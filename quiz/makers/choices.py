"""Wrong options for a question that somebody else wrote, by the kind of its key.

A key that is a name, a date or a number of the article gets the distractors that the makers would
give it; for any other there are none.
"""

from collections.abc import Iterator

from quiz.makers.distractors import with_choices, with_dates, with_numbers
from quiz.makers.workshop import Draft, Workshop
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Findings
from quiz.schema.question import Cloze, MultipleChoice, ShortAnswer


def choices(
    article: Article, findings: Findings, question: ShortAnswer | Cloze, *, seed: int = 0
) -> tuple[str, ...]:
    """Return options with the key of `question` among them; () where there are no good ones."""
    if question.key_span is None:
        return ()
    workshop = Workshop(article=article, findings=findings, seed=seed)
    for candidate in _candidates(workshop, question):
        if isinstance(candidate.question, MultipleChoice):
            return candidate.question.options
    return ()


def _candidates(workshop: Workshop, question: ShortAnswer | Cloze) -> Iterator[Candidate]:
    span, findings = question.key_span, workshop.findings
    assert span is not None
    draft = Draft(
        maker=question.maker,
        fact=question.id,
        stem=question.stem,
        key=question.key,
        accepted=question.accepted,
        asks=question.asks,
        evidence=question.evidence,
        explanation=question.explanation,
        confidence=question.confidence,
        key_span=span,
        derivation=question.derivation,
    )
    for date in findings.dates:
        if date.evidence.covers(span) or span.covers(date.evidence):
            yield from with_dates(workshop, draft, date)
    if any(q.evidence.overlaps(span) for q in findings.quantities):
        yield from with_numbers(workshop, draft)
    for named in workshop.names.within(span.start, span.end):
        yield from with_choices(workshop, draft, named.entity)
