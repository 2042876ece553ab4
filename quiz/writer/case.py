"""What a proposal is proved against: the article, its parse and what was found in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from quiz.language.dates import find_dates
from quiz.language.gazetteer import countries
from quiz.language.known_as import accepted_names, giveaways
from quiz.language.names import Entity, Names
from quiz.language.parsing import Parsed, Passage, parse
from quiz.language.tree import Token
from quiz.language.truth import telling_words
from quiz.schema.article import Article
from quiz.schema.findings import DateExpression, Findings, Person
from quiz.schema.question import spaced
from quiz.schema.record import Evidence, Span
from quiz.writer.locating import located

_MOST_SENTENCES = 3  # of evidence
_MOST_CHARACTERS = 900


@dataclass(frozen=True, eq=False)
class Case:
    """An article with its findings."""

    article: Article
    findings: Findings

    @cached_property
    def parsed(self) -> Parsed:
        """The parsed article."""
        return parse(self.article)

    @cached_property
    def names(self) -> Names:
        """The people, places and organisations by position and by name."""
        return Names.of(self.findings)

    @cached_property
    def _by_folded(self) -> dict[str, Entity]:
        known: dict[str, Entity] = {}
        for entity in self.names.entities:
            for form in (entity.name, *entity.aliases, *accepted_names(entity)):
                known.setdefault(bare(form), entity)
        return known

    def entity(self, name: str) -> Entity | None:
        """Return the person, place or organisation that goes by `name` in the article."""
        return self._by_folded.get(bare(name))

    def evidence(self, words: str, within: Span) -> Evidence | None:
        """Return the whole sentences of one paragraph that hold `words`, None where none do.

        They must be among the paragraphs of `within`.
        """
        for passage in self.parsed.passages:
            if within.covers(passage.block) and (
                span := located(self.article, passage.block, words)
            ):
                return self._whole(passage, span)
        return None

    def _whole(self, passage: Passage, span: Span) -> Evidence | None:
        touched = [s for s in sentences_of(passage) if s.overlaps(span)]
        if not touched or len(touched) > _MOST_SENTENCES:
            return None
        start = min(span.start, touched[0].start)
        end = max(span.end, touched[-1].end)
        found = self.article.evidence(start, end)
        return found if len(found.text) <= _MOST_CHARACTERS else None

    def passage_of(self, span: Span) -> Passage:
        """Return the parsed paragraph that holds `span`."""
        return next(p for p in self.parsed.passages if p.block.covers(span))

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens of `span`."""
        return self.passage_of(span).tokens_in(span.start, span.end)

    def with_the_sentence_before(self, evidence: Evidence) -> Evidence | None:
        """Return `evidence` with the sentence in front of it, None at the head of a paragraph."""
        passage = self.passage_of(evidence)
        before = [s for s in sentences_of(passage) if s.end <= evidence.start]
        if not before:
            return None
        found = self.article.evidence(before[-1].start, evidence.end)
        return found if len(found.text) <= _MOST_CHARACTERS else None

    def dates_in(self, span: Span) -> list[DateExpression]:
        """Return the dates that the article gives inside `span`."""
        return [d for d in self.findings.dates if span.covers(d.evidence)]

    def days(self, text: str) -> list[DateExpression]:
        """Return the dates in a text that is not the article's, as on the day of the article."""
        return find_dates(text, 0, self.article.published)

    def forms_of(self, name: str) -> tuple[str, ...]:
        """Return every form by which the article may tell of `name`, which may be any words."""
        entity = self.entity(name)
        if entity is None:
            return (name,)
        own = entity.name.split()[-1:] if isinstance(entity, Person) else []
        return tuple(dict.fromkeys((name, *giveaways(entity), *own)))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the article and its headline, folded."""
        return frozenset(spaced(f"{self.article.title} {self.article.text}").split())

    @cached_property
    def roots(self) -> frozenset[str]:
        """Every word of the article and its headline, as written and in its plain form."""
        lines = (*self.parsed.passages, *filter(None, (self.parsed.headline,)))
        return roots_of(token for line in lines for token in line.doc)

    @cached_property
    def country_words(self) -> frozenset[str]:
        """The names and adjectives of every country that the article mentions."""
        codes = {place.country for place in self.findings.places if place.country}
        known = (countries()[code] for code in codes if code in countries())
        forms = (form for c in known for form in (*c.names, *c.demonyms, *c.seats))
        return frozenset(word for form in forms for word in spaced(form).split())


def roots_of(tokens: Iterable[Token]) -> frozenset[str]:
    """Return words folded: as written, in their plain form, without their endings.

    "ruling" is found again in "ruled" by "rul", "sold" in "sells" by "sell".
    """
    forms = {form for token in tokens for form in (token.lower_, token.lemma_.lower())}
    return frozenset(forms | {bare for form in forms for bare in telling_words(form)})


def sentences_of(passage: Passage) -> list[Evidence]:
    """Return the sentences of a paragraph."""
    return [passage.sentence_evidence(s) for s in passage.doc.sents if not s.text.isspace()]


def bare(name: str) -> str:
    """Return a name folded, without "the" in front and a possessive behind."""
    return spaced(name.removesuffix("’s").removesuffix("'s")).removeprefix(" the").strip()
