"""What every maker works with, and how it puts a candidate together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from quiz.language.gazetteer import known_place
from quiz.language.names import Entity, Named, Names
from quiz.language.parsing import Parsed, parse
from quiz.language.statement import Statement
from quiz.language.telling import statements
from quiz.registry import Registry
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Findings, Person, Place, Quantity
from quiz.schema.question import Asks, Cloze, MultipleChoice, ShortAnswer, TrueFalse, fold
from quiz.schema.record import Evidence, Span, digest


@dataclass(frozen=True, eq=False)
class Workshop:
    """An article with its findings, parse and statements, and the seed."""

    article: Article
    findings: Findings
    seed: int

    @cached_property
    def parsed(self) -> Parsed:
        """The parsed article."""
        return parse(self.article)

    @cached_property
    def names(self) -> Names:
        """The entities by position and by name."""
        return Names.of(self.findings)

    @cached_property
    def leading(self) -> tuple[Entity, ...]:
        """The two entities of each kind that the article mentions most."""
        findings = self.findings
        kinds: tuple[tuple[Entity, ...], ...] = (
            findings.people,
            findings.places,
            findings.organisations,
        )
        ranked = (sorted(kind, key=lambda e: -len(e.mentions)) for kind in kinds)
        return tuple(entity for kind in ranked for entity in kind[:2])

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that stand alone."""
        return tuple(s for s in statements(self.parsed, self.findings) if s.fault is None)

    @cached_property
    def unfit(self) -> tuple[Statement, ...]:
        """The statements that do not, each with its fault."""
        return tuple(s for s in statements(self.parsed, self.findings) if s.fault is not None)

    @cached_property
    def doers(self) -> dict[str, set[str]]:
        """The names of those that the article, in any statement, makes the subject of a verb."""
        found: dict[str, set[str]] = {}
        for statement in statements(self.parsed, self.findings):
            clause = statement.clause
            for token in (clause.subject_head, *clause.subject_head.conjuncts):
                named = self.names.at(clause.passage, token)
                if named is not None:
                    found.setdefault(clause.verb.lemma_, set()).add(named.entity.name)
        return found

    def rng(self, *parts: str) -> Random:
        """Return a random generator of its own for `parts`: no question disturbs another."""
        return Random(digest(str(self.seed), self.article.id, *parts))  # noqa: S311 - no secret

    def named_in(self, statement: Statement) -> list[Named]:
        """Return the mentions of entities that the statement uses, in order."""
        found = []
        for word in statement.words:
            if word.start >= 0:
                found += [n for n in self.names.within(word.start, word.end) if n not in found]
        whole = self.names.within(statement.span.start, statement.span.end)
        used = [(w.start, w.end) for w in statement.words if w.start >= 0]
        return [n for n in whole if n in found or any(s <= n.start < e for s, e in used)]


@dataclass(frozen=True)
class Draft:
    """What a maker says about a question before its type is settled."""

    maker: str
    fact: str
    stem: str
    key: str
    accepted: tuple[str, ...]
    asks: Asks
    evidence: Evidence
    explanation: str
    confidence: float
    key_span: Span | None = None
    derivation: str | None = None
    key_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every form that would give the key away."""
        return tuple(dict.fromkeys((self.key, *self.accepted, *self.key_names)))

    def _common(self, workshop: Workshop, kind: str) -> dict[str, object]:
        return {
            "id": digest("question", workshop.article.id, self.maker, kind, self.fact, self.key),
            "stem": self.stem,
            "evidence": self.evidence,
            "key_span": self.key_span,
            "derivation": self.derivation,
            "explanation": self.explanation,
            "maker": self.maker,
            "asks": self.asks,
            "confidence": round(self.confidence, 3),
        }

    def short_answer(self, workshop: Workshop) -> Candidate:
        """Return the draft as a short-answer question."""
        question = ShortAnswer.model_validate(
            {**self._common(workshop, "short_answer"), "key": self.key, "accepted": self._accepted}
        )
        return Candidate(question=question, fact=self.fact, key_names=self.names)

    def cloze(self, workshop: Workshop) -> Candidate:
        """Return the draft, whose stem has a gap, as a cloze."""
        question = Cloze.model_validate(
            {**self._common(workshop, "cloze"), "key": self.key, "accepted": self._accepted}
        )
        return Candidate(question=question, fact=self.fact, key_names=self.names)

    def multiple_choice(
        self, workshop: Workshop, options: tuple[str, ...], key_index: int
    ) -> Candidate:
        """Return the draft as a multiple-choice question."""
        question = MultipleChoice.model_validate(
            {
                **self._common(workshop, "multiple_choice"),
                "options": options,
                "key_index": key_index,
            }
        )
        return Candidate(question=question, fact=self.fact, key_names=self.names)

    def true_false(self, workshop: Workshop, *, true: bool, correction: str | None) -> Candidate:
        """Return the draft, whose stem is a statement, as true or false."""
        question = TrueFalse.model_validate(
            {**self._common(workshop, f"true_false:{true}"), "key": true, "correction": correction}
        )
        return Candidate(question=question, fact=self.fact)

    @property
    def _accepted(self) -> tuple[str, ...]:
        """The accepted forms, the key first, none twice after folding."""
        forms: dict[str, str] = {}
        for form in (self.key, *self.accepted):
            forms.setdefault(fold(form), form)
        return tuple(form for folded, form in forms.items() if folded)


Maker = Callable[[Workshop], Iterator[Candidate]]
MAKERS: Registry[Maker] = Registry("makers")


def has_full_name(entity: Entity) -> bool:
    """Tell whether the article gives a person's first name as well: not only "Mr Trump"."""
    words = entity.name.split()
    if not isinstance(entity, Person):
        return True
    return len(words) > 2 or (len(words) == 2 and words[0] != entity.honorific)


def display_name(entity: Entity) -> str:
    """Return the name as an option or key: countries as the article writes them."""
    if isinstance(entity, Place) and entity.kind == "country":
        written = entity.mentions[0].text
        known = known_place(written)
        if known is not None:
            bare = {"US": "the US", "UK": "the UK", "U.S.": "the US", "U.K.": "the UK"}
            return bare.get(written, entity.name)
    return entity.name


def worth_asking(quantity: Quantity) -> bool:
    """Tell whether a number is one to ask for: a measure, or a count of two or more."""
    value = quantity.value or 0
    return value > 0 if quantity.unit else quantity.counts is not None and value >= 2


def sourced(statement_text: str) -> str:
    """Return the explanation of a question that rests on one statement."""
    return f"The article says: {statement_text}"
