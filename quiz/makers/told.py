"""What somebody is reported to have said, as a statement of its own: "According to X, ...".

"Anna Vogel said that the Aurora had carried 300 people" gives "according to Anna Vogel, the Aurora
had carried 300 people". Only where the report is plain (said, reported, announced ...), the speaker
is named, and not a word of what is said is lost; so a claim stays a claim. Where speakers talk of
themselves ("Denmark said it had sold ..."), `outer` is the report, to ask "What did Denmark say it
had sold?".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quiz.language.clause_parts import FINITE, middle_of, noun_phrase, rest_of, subject_of
from quiz.language.clauses import Clause
from quiz.language.names import can_be
from quiz.language.statement import Statement, Word, render
from quiz.language.tree import Token
from quiz.makers.workshop import Workshop
from quiz.schema.findings import Person

_CUES = frozenset(
    "say report announce state estimate claim note explain add confirm tell find show".split()
)
_LONGEST_SPEAKER = 13  # words


@dataclass(frozen=True, eq=False)
class Told(Statement):
    """What a statement reports; `reported_in` is the fact that the whole statement states."""

    reported_in: str = ""
    outer: Statement | None = None

    @property
    def fact(self) -> str:
        """The fact of the whole: a quiz does not ask for the same report twice."""
        return self.reported_in


@lru_cache(maxsize=4)
def askable(workshop: Workshop) -> tuple[Statement, ...]:
    """Return the statements that stand alone and, behind each, what it reports."""
    found: list[Statement] = []
    for statement in workshop.statements:
        found.append(statement)
        told = _told(workshop, statement)
        if told is not None:
            found.append(told)
    return tuple(found)


def _told(workshop: Workshop, statement: Statement) -> Told | None:
    clause = statement.clause
    verb = clause.verb
    if verb.lemma_ not in _CUES or clause.negated or statement.lead or len(clause.middle) > 2:
        return None
    if len(clause.subject) > _LONGEST_SPEAKER or not _is_named(workshop, statement):
        return None
    content = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if content is not None and content.i < verb.i and clause.kind != "told":
        return None
    head = subject_of(content) if content is not None else None
    if content is None or head is None or head.i > content.i:
        return None
    own = head.pos_ == "PRON"
    if own and (not _is_the_speaker(workshop, statement, head) or content.lemma_ == "be"):
        return None
    subject, middle, rest = noun_phrase(head), middle_of(content, after=head.i), rest_of(content)
    if not any(t.tag_ in FINITE for t in middle) or not _whole(statement, subject, middle, rest):
        return None
    inner = Clause(
        passage=clause.passage,
        sentence=clause.sentence,
        kind="main",
        verb=content,
        subject=subject,
        subject_head=head,
        middle=middle,
        rest=rest,
    )
    return Told(
        clause=inner,
        evidence=statement.evidence,
        lead=(Word(f"according to {render(statement.subject)}", space=True),),
        subject=_words(statement, subject),
        middle=_words(statement, middle),
        rest=_words(statement, rest),
        reported_in=statement.fact,
        outer=statement if own else None,
    )


def _is_the_speaker(workshop: Workshop, statement: Statement, pronoun: Token) -> bool:
    """Tell whether a pronoun that opens a report stands for its speaker."""
    clause = statement.clause
    named = workshop.names.at(clause.passage, clause.subject_head)
    if named is None:
        return False
    if isinstance(named.entity, Person):
        return can_be(pronoun.text, named.entity)
    return pronoun.lower_ == "it"


def _is_named(workshop: Workshop, statement: Statement) -> bool:
    """Tell whether the speaker is a name, or told with one: "the authors of the Lindau survey"."""
    clause = statement.clause
    if sum(t.dep_ == "conj" for t in clause.subject) > 1:
        return False  # who of a long list spoke is seldom sure
    if workshop.names.at(clause.passage, clause.subject_head) is not None:
        return True
    if render(statement.subject) in workshop.names.by_name:
        return True
    if any(t.dep_ == "conj" for t in clause.subject) or clause.subject_head.pos_ == "PRON":
        return False
    return any(w.names or workshop.names.within(w.start, w.end) for w in statement.subject)


def _words(statement: Statement, tokens: Sequence[Token]) -> tuple[Word, ...]:
    starts = {statement.clause.passage.start(t) for t in tokens}
    return tuple(w for w in statement.rest if any(w.start <= s < w.end for s in starts))


def _whole(statement: Statement, *parts: Sequence[Token]) -> bool:
    """Tell whether nothing but "that" stands in the report beside `parts`, in their order."""
    tokens = [t for part in parts for t in part]
    if [t.i for t in tokens] != sorted(t.i for t in tokens):
        return False
    used = _words(statement, tokens)
    left = [w for w in statement.rest if w not in used]
    return all(w.start < 0 or w.text.lower() in {"that", ","} for w in left)
