"""One maker at work on a few sentences."""

from functools import lru_cache

from quiz.finders import find
from quiz.makers import MAKERS
from quiz.makers.workshop import Workshop
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.question import Question, QuestionType, key_text
from tests.articles import article


@lru_cache(maxsize=16)
def workshop(source: Article, seed: int = 0) -> Workshop:
    """Return a workshop for `source`."""
    return Workshop(article=source, findings=find(source), seed=seed)


def made(
    maker: str, *paragraphs: str, kind: QuestionType | None = None, seed: int = 0
) -> list[Candidate]:
    """Return what `maker` makes of an article of `paragraphs`, of one type only if `kind` is set.

    Each candidate is checked to prove itself: its evidence and the span of its key stand in the
    article.
    """
    source = article(*paragraphs)
    found = [
        c
        for c in MAKERS.get(maker)(workshop(source, seed))
        if kind is None or c.question.type == kind
    ]
    for candidate in found:
        assert source.at(candidate.question.evidence) == candidate.question.evidence.text
    return found


def heard(*people: str) -> str:
    """Return a paragraph in which each of `people` says something too short to ask about."""
    return " ".join(f"{name} said: “Bremen was very cold.”" for name in people)


def asked(candidates: list[Candidate]) -> list[tuple[str, str]]:
    """Return (stem, key) of each candidate."""
    return [(c.question.stem, key_text(c.question)) for c in candidates]


def written_key(question: Question) -> str | None:
    """Return the key as the article writes it, by its span."""
    if question.key_span is None:
        return None
    start = question.key_span.start - question.evidence.start
    return question.evidence.text[start : question.key_span.end - question.evidence.start]
