"""Every span in findings, for the tests that check them against the article."""

from collections.abc import Iterator

from pydantic import BaseModel

from quiz.schema.article import Article
from quiz.schema.findings import Findings
from quiz.schema.record import Evidence, Span


def spans(record: object) -> Iterator[Span]:
    """Yield every span inside a record, however deep."""
    if isinstance(record, Span):
        yield record
    if isinstance(record, BaseModel):
        for name in type(record).model_fields:
            yield from spans(getattr(record, name))
    elif isinstance(record, tuple):
        for part in record:
            yield from spans(part)


def assert_true(article: Article, findings: Findings) -> None:
    """Assert that every span equals its text and lies in one paragraph."""
    for span in spans(findings):
        if isinstance(span, Evidence):
            assert article.at(span) == span.text
        assert any(block.covers(span) for block in article.paragraphs)
    for person in findings.people:
        for role in person.roles:
            said = article.at(role.span)
            body = role.title.partition(" of ")[2]  # "founded Corvane Foods": "founder of" it
            assert _words(role.title) <= _words(said) or (body and said.endswith(body))
    for quotation in findings.quotations:
        assert quotation.evidence.covers(quotation.content)
        assert quotation.speaker in {None, *(p.name for p in findings.people)}


def _words(text: str) -> set[str]:
    return set(text.lower().split())
