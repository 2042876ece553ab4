"""Reports: statements whose verb tells what somebody says, taken apart."""

from dataclasses import dataclass

from quiz.language.clause_parts import FINITE
from quiz.language.gazetteer import reporting_verbs
from quiz.language.statement import Statement, Word, render
from quiz.language.tree import Token

_FEWEST = 5  # words of what is reported
# Verbs that hang on what was said before: "Who added that ...?" has lost it.
_GOING_ON = frozenset({"add", "continue", "conclude", "reiterate"})


@dataclass(frozen=True)
class Report:
    """A report in words: "said", "in a letter", "the harbour was ready"."""

    verb: str
    between: str
    reported: str


def report_of(statement: Statement) -> Report | None:
    """Return the parts of a statement that reports a clause, None if it reports none."""
    clause = statement.clause
    verbs = reporting_verbs()
    if clause.cue is None or clause.cue not in verbs or clause.negated or clause.past_of:
        return None
    content = next((c for c in clause.verb.children if _is_reported(c)), None)
    if content is None:
        return None
    first = min(t.i for t in content.subtree if t.i > clause.verb.i)
    start = clause.passage.start(clause.verb.doc[first])
    between = tuple(w for w in statement.rest if 0 <= w.start < start)
    reported = tuple(w for w in statement.rest if w not in between)
    if reported and reported[0].text.lower() == "that":
        reported = reported[1:]
    elif between:
        return None  # "said on Monday the harbour was ready" may be read in two ways
    if len(reported) < _FEWEST or reported[0].text in {"if", "whether", "why", "how", "when"}:
        return None
    return Report(_past(statement), render(between), _inner(reported))


def _is_reported(verb: Token) -> bool:
    """Tell whether `verb` heads a whole clause behind the verb that reports it."""
    has_subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children)
    finite = any(t.tag_ in FINITE for t in (verb, *verb.children))
    return verb.dep_ == "ccomp" and verb.i > verb.head.i and has_subject and finite


def _past(statement: Statement) -> str:
    """Return the verb group, "said" for "says"."""
    clause = statement.clause
    if len(clause.middle) == 1:
        if clause.verb.lemma_.lower() in _GOING_ON:
            return "said"
        return reporting_verbs()[clause.verb.lemma_.lower()][0]
    return render(statement.middle)


def _inner(words: tuple[Word, ...]) -> str:
    return render(words).rstrip(".,;:")
