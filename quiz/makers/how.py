"""How did S V ...?  By doing what: the means that the statement itself gives.

Pattern: "by" with a gerund, hanging on the main verb, at the end of the statement. Refused: "began
by ...", which tells an order, and agents of a passive, who are no means.
"""

from collections.abc import Iterator

from quiz.language.clause_parts import FINITE
from quiz.language.statement import Statement
from quiz.makers.phrases import branch, can_be_asked, cut, drafted, ends_there, question, undated
from quiz.makers.told import askable
from quiz.makers.wording import base_form
from quiz.makers.workshop import Draft, Workshop
from quiz.schema.candidate import Candidate

_ORDER = frozenset("begin start open end close finish conclude continue".split())
_FEWEST, _MOST = 3, 14  # words


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each statement that gives a means."""
    for statement in askable(workshop):
        if can_be_asked(statement):
            draft = _draft(workshop, statement)
            if draft is not None:
                yield draft.short_answer(workshop)


def _draft(workshop: Workshop, statement: Statement) -> Draft | None:
    verb = statement.clause.verb
    if base_form(verb) in _ORDER:
        return None
    for by in statement.clause.rest:
        if by.lower_ != "by" or by.head != verb:
            continue
        if not any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in by.children):
            continue
        if any(t.pos_ == "VERB" for t in statement.clause.rest if t.i < by.i):
            continue  # "accused Norway of raising prices by closing ports"
        tokens = undated(workshop, branch(statement, by), statement)
        phrase = cut(statement, tokens)
        if phrase is None or any(t.tag_ in FINITE for t in tokens) or '"' in phrase.text:
            continue
        if not ends_there(workshop, phrase) or not _FEWEST <= len(phrase.words) <= _MOST:
            continue
        stem = question(statement, "how", phrase.rest)
        if stem is not None:
            return drafted(
                workshop,
                statement,
                maker="how",
                stem=stem,
                key=phrase.text,
                span=phrase.span,
                asks="reason",
                confidence=0.76,
                accepted=(phrase.text.removeprefix("by "),),
            )
    return None
