"""Finders: an article in, findings out."""

from collections.abc import Callable

from quiz.finders.facts import find_events, find_facts
from quiz.finders.mentions import mentions
from quiz.finders.organisations import find_organisations
from quiz.finders.people import find_people
from quiz.finders.places import find_places
from quiz.finders.quantities import find_quantities
from quiz.finders.quotations import find_quotations
from quiz.language.dates import find_dates
from quiz.language.names import Names
from quiz.language.parsing import Parsed, parse
from quiz.language.telling import statements
from quiz.registry import Registry
from quiz.schema.article import Article
from quiz.schema.findings import Findings

__all__ = ["FINDERS", "Finder", "find"]

Finder = Callable[[Parsed, Findings], Findings]
FINDERS: Registry[Finder] = Registry("finders")


def find(article: Article) -> Findings:
    """Return what the article says: people, places, quotations, dates, quantities, facts, events.

    The finders run in the order of the registry, each adding to what those before it found.
    Raises ModelError where the language model is missing.
    """
    parsed = parse(article)
    findings = Findings(article_id=article.id)
    for _, finder in FINDERS.items():
        findings = finder(parsed, findings)
    return findings


def _names(parsed: Parsed, findings: Findings) -> Findings:
    found = mentions(parsed)
    return findings.model_copy(
        update={
            "people": find_people(found),
            "places": find_places(found),
            "organisations": find_organisations(found),
        }
    )


def _quotations(parsed: Parsed, findings: Findings) -> Findings:
    found = find_quotations(parsed, Names.of(findings))
    return findings.model_copy(update={"quotations": found})


def _dates(parsed: Parsed, findings: Findings) -> Findings:
    article = parsed.article
    found = tuple(
        date
        for passage in parsed.passages
        for date in find_dates(article.at(passage.block), passage.offset, article.published)
    )
    return findings.model_copy(update={"dates": found})


def _quantities(parsed: Parsed, findings: Findings) -> Findings:
    return findings.model_copy(update={"quantities": find_quantities(parsed, findings.dates)})


def _facts(parsed: Parsed, findings: Findings) -> Findings:
    stated = statements(parsed, findings)
    return findings.model_copy(update={"facts": find_facts(stated), "events": find_events(stated)})


FINDERS.add("names", _names)
FINDERS.add("quotations", _quotations)
FINDERS.add("dates", _dates)
FINDERS.add("quantities", _quantities)
FINDERS.add("facts", _facts)
