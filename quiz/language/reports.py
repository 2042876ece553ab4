"""Reports: what the article says that somebody says, as a statement with its source.

The reporting verb stands in front ("Ida Marr said the harbour was closed") or behind ("The harbour
was closed, she said"). A report is never a fact: whoever uses it must name its source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quiz.language.clauses import reported_clause
from quiz.language.gazetteer import reporting_verbs
from quiz.language.names import Entity, Names, is_personal_pronoun
from quiz.language.parsing import Parsed, Passage
from quiz.language.statement import Statement
from quiz.language.telling import antecedent, tell
from quiz.language.tree import Sentence, Token
from quiz.schema.findings import Findings, Organisation, Person
from quiz.schema.record import Span, digest

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_FEWEST = 5  # words of what is reported


@dataclass(frozen=True, eq=False)
class Report:
    """A statement that `source` makes. `cue` is the reporting verb, `in_front` where it stands.

    `name` is where the article names the source, by a pronoun too.
    """

    source: Person | Organisation
    cue: Token
    name: Span
    statement: Statement
    in_front: bool

    @property
    def fact(self) -> str:
        """The name of the fact that this was said, the same as that of its whole statement."""
        evidence = self.statement.evidence
        place = self.statement.clause.passage.start(self.cue) - evidence.start
        return f"{digest(evidence.text)}:{place}"

    @property
    def stance(self) -> str:
        """How the source says it: say, claim, deny, warn, demand, think, ask, admit."""
        return reporting_verbs()[self.cue.lemma_.lower()][1]


@lru_cache(maxsize=4)
def reports(parsed: Parsed, findings: Findings) -> tuple[Report, ...]:
    """Return the reports of an article whose source is a person or a body with a name."""
    names = Names.of(findings)
    return tuple(
        report
        for passage, sentence in parsed.sentences()
        for report in _of_sentence(passage, sentence, parsed, findings, names)
    )


def _of_sentence(
    passage: Passage, sentence: Sentence, parsed: Parsed, findings: Findings, names: Names
) -> Iterator[Report]:
    cue = sentence.root
    if cue.lemma_.lower() not in reporting_verbs() or passage.is_quoted(cue):
        return
    if any(c.dep_ in {"neg", "aux", "auxpass"} for c in cue.children):
        return  # "did not say", "would have said"
    subject = next((c for c in cue.children if c.dep_ in _SUBJECTS), None)
    contents = [c for c in cue.children if c.dep_ == "ccomp"]
    if subject is None or len(contents) != 1 or passage.is_quoted(contents[0]):
        return
    source = _source(passage, subject, parsed, findings, names)
    clause = reported_clause(passage, sentence, contents[0])
    if source is None or clause is None or _touches_quotation(passage, sentence):
        return
    personal = any(is_personal_pronoun(t) for t in clause.tokens)
    if personal or len(clause.tokens) < _FEWEST:
        return  # "he" is the source or somebody else, who knows
    yield Report(
        source=source,
        cue=cue,
        name=Span(start=passage.start(subject), end=passage.end(subject)),
        statement=tell(parsed, findings, clause),
        in_front=cue.i < contents[0].i,
    )


def _touches_quotation(passage: Passage, sentence: Sentence) -> bool:
    """Tell whether a quotation of some length stands in the sentence."""
    return any(
        passage.is_quoted(t) and t.i + 3 < len(t.doc) and passage.is_quoted(t.nbor(3))
        for t in sentence
        if t.i + 3 < sentence.end
    )


def _source(
    passage: Passage, subject: Token, parsed: Parsed, findings: Findings, names: Names
) -> Person | Organisation | None:
    if subject.lower_ in {"he", "she"}:
        person = antecedent(parsed, findings, passage, subject)
        return person if isinstance(person, Person) else None
    named = names.at(passage, subject)
    entity: Entity | None = named.entity if named is not None else None
    if isinstance(entity, Organisation):
        alone = all(c.dep_ in {"det", "compound", "appos", "punct"} for c in subject.children)
        return entity if alone else None
    return entity if isinstance(entity, Person) else None
