"""Which club owner opened the hall?  People who are named behind their post or trade.

Pattern: the subject is a post or trade and one full name ("tomato farmer Anna Vogel"); the question
keeps the post and asks for the name: "Which tomato farmer ...?". Refused: titles that are no post
("Mr", "Sen."), reports (`reported.py` asks who said it), denials, statements that tell little else.
"""

from collections.abc import Iterator

from quiz.language.gazetteer import is_role_noun
from quiz.language.known_as import accepted_names, giveaways
from quiz.language.names import Named
from quiz.language.statement import Statement, render
from quiz.makers.distractors import with_choices
from quiz.makers.phrases import can_be_asked, drafted, of_subject
from quiz.makers.workshop import Workshop, display_name, has_full_name
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Person
from quiz.schema.record import Span

_FEWEST = 4  # words behind the verb, so that the question says what it is about
_MOST = 5  # words of the post
_NOT_IN_FRONT = frozenset("a an his her its their some one former late".split())


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each person who is named behind a post or trade."""
    for statement in workshop.statements:
        if not can_be_asked(statement) or len(statement.rest) < _FEWEST:
            continue
        named = _person(workshop, statement)
        post = _post(statement, named) if named is not None else None
        if named is None or post is None or _again(workshop, statement, named):
            continue
        stem = of_subject(statement, f"which {post}")
        if stem is None:
            continue
        draft = drafted(
            workshop,
            statement,
            maker="titled",
            stem=stem,
            key=display_name(named.entity),
            span=Span(start=named.start, end=named.end),
            asks="person",
            confidence=0.72,
            accepted=accepted_names(named.entity),
            key_names=giveaways(named.entity),
        )
        if draft is not None:
            yield draft.short_answer(workshop)
            verb = statement.clause.verb.lemma_
            yield from with_choices(workshop, draft, named.entity, verb=verb)


def _person(workshop: Workshop, statement: Statement) -> Named | None:
    """Return the one person whose full name ends the subject."""
    clause = statement.clause
    named = workshop.names.at(clause.passage, clause.subject[-1])
    if named is None or not isinstance(named.entity, Person) or not has_full_name(named.entity):
        return None
    if clause.passage.end(clause.subject[-1]) != named.end:
        return None
    bad = any(t.dep_ in {"conj", "cc", "prep", "appos"} or t.is_punct for t in clause.subject)
    return None if bad or named.end - named.start < len(named.entity.name) - 1 else named


def _post(statement: Statement, named: Named) -> str | None:
    """Return the words in front of a name if they end in a post or a trade."""
    words = tuple(w for w in statement.subject if 0 <= w.start < named.start)
    if words and words[0].text.lower() == "the":
        words = words[1:]
    if not 0 < len(words) <= _MOST or any(w.text.lower() in _NOT_IN_FRONT for w in words):
        return None
    text = render(words)
    last = words[-1].text
    whole = (is_role_noun(last) or is_role_noun(text)) and not any(c.isdigit() for c in text)
    if not whole or "’" in text or "'" in text or "." in last:
        return None
    common = words[0].text.lower() in {"prime", "president", "foreign"}
    return text.lower() if common else text


def _again(workshop: Workshop, statement: Statement, named: Named) -> bool:
    """Tell whether the person is named again in the rest of the statement."""
    return sum(n.entity == named.entity for n in workshop.named_in(statement)) > 1
