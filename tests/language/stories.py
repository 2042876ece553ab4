"""What the language layer and the finders make of a few sentences."""

from datetime import date

from quiz.finders import find
from quiz.language.parsing import parse
from quiz.language.statement import Statement
from quiz.language.telling import statements
from quiz.schema.article import Article
from quiz.schema.findings import Findings
from tests.articles import PUBLISHED, article


def story(text: str, published: date | None = PUBLISHED) -> Article:
    """Return an article of the paragraphs of `text`, parted by empty lines."""
    paragraphs = (part for part in text.split("\n\n") if part.strip())
    return article(*paragraphs, title="A story from the harbour", published=published)


def found(text: str, published: date | None = PUBLISHED) -> Findings:
    """Return what is found in the story `text`."""
    return find(story(text, published))


def stated(text: str, published: date | None = PUBLISHED) -> tuple[Statement, ...]:
    """Return the statements of the story `text`, faulty ones included."""
    told = story(text, published)
    return statements(parse(told), find(told))


def sound(text: str, published: date | None = PUBLISHED) -> list[str]:
    """Return the statements of the story `text` that stand alone, as sentences."""
    return [s.text for s in stated(text, published) if s.fault is None]
