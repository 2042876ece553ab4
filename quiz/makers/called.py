"""What did S call O?  What was X renamed?  The names that somebody gives to something.

Pattern: a verb of naming, its object, and a name or a term in quotation marks, wherever the parser
hangs the closing mark. Refused: posts
("was named captain") and people.
"""

from collections.abc import Iterator

from quiz.language.gazetteer import is_role_noun
from quiz.language.statement import Statement
from quiz.language.tree import Token
from quiz.makers.phrases import (
    branch,
    can_be_asked,
    cut,
    drafted,
    question,
    tokens_of,
    without_article,
)
from quiz.makers.wording import base_form
from quiz.makers.workshop import Draft, Workshop
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Person

_NAMING = frozenset("name rename call dub nickname christen title label codename".split())
_MARKS = '"“”‘’'
_LONGEST = 5  # words of a name


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each name that is given in a statement."""
    for statement in workshop.statements:
        if base_form(statement.clause.verb) not in _NAMING:
            continue
        if can_be_asked(statement, reports=True):
            draft = _draft(workshop, statement)
            if draft is not None:
                yield draft.short_answer(workshop)


def _draft(workshop: Workshop, statement: Statement) -> Draft | None:
    clause = statement.clause
    for token in clause.rest:
        beside = token.dep_ == "appos" and token.head.dep_ == "dobj"
        if token.dep_ not in {"oprd", "appos"} or clause.verb not in {token.head, token.head.head}:
            continue
        tokens = _with_marks(branch(statement, token))
        phrase = cut(statement, tokens)
        if phrase is None or len(tokens) > _LONGEST:
            continue
        quoted = phrase.text[:1] in _MARKS and phrase.text[-1:] in _MARKS
        names = all(t.pos_ in {"PROPN", "DET"} and not is_role_noun(t.text) for t in tokens)
        found = [n for t in tokens if (n := workshop.names.at(clause.passage, t))]
        if not quoted and (beside or not names):
            continue
        if any(isinstance(n.entity, Person) for n in found):
            continue
        named = tokens_of(statement, phrase.rest)
        if any(t.text in {'"', "'"} for t in named):
            continue
        stem = question(statement, "what", phrase.rest)
        if stem is not None:
            key = phrase.text.strip(_MARKS)
            return drafted(
                workshop,
                statement,
                maker="called",
                stem=stem,
                key=key,
                span=phrase.span,
                asks="term",
                confidence=0.76,
                accepted=(without_article(key),),
            )
    return None


def _with_marks(tokens: list[Token]) -> list[Token]:
    """Return a name with the quotation marks around it, which the parser may hang elsewhere."""
    if not tokens or any(t.text in _MARKS for t in tokens[1:-1]):
        return tokens
    doc, first, last = tokens[0].doc, tokens[0].i, tokens[-1].i
    if first > 0 and doc[first - 1].text in _MARKS:
        first -= 1
    for behind in (1, 2):  # the mark may stand behind the full stop
        if last + behind < len(doc) and doc[last + behind].text in _MARKS:
            last += behind
            break
    return list(doc[first : last + 1])
