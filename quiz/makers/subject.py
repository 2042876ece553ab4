"""Who / Which country / Which organisation + VERB PHRASE?  The subject of a statement is asked for.

Pattern: the subject is exactly one name, or two countries joined by "and"; the verb phrase stays as
it is, so nothing can be broken by turning it round. Refused: cities and regions as subjects (teams
and governments hide behind them), statements that hold the key again, bare announcements.
"""

from collections.abc import Iterator
from itertools import zip_longest

from quiz.language.known_as import accepted_names, giveaways, kind_of
from quiz.language.names import Entity, Named
from quiz.language.statement import Statement, render, sentence_case
from quiz.makers.distractors import with_choices
from quiz.makers.reporting import report_of
from quiz.makers.workshop import Draft, Workshop, display_name, sourced
from quiz.resources import word_set
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Organisation, Person, Place
from quiz.schema.question import spaced
from quiz.schema.record import Span

_STATES = {"US": "US state", "AU": "Australian state", "DE": "German state", "IN": "Indian state"}
_CONFIDENCE = {"person": 0.7, "country": 0.78, "organisation": 0.68}


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each statement whose subject is a name."""
    for statement in workshop.statements:
        subjects = _subjects(workshop, statement)
        if len(subjects) == 1:
            yield from _one(workshop, statement, subjects[0])
        elif len(subjects) == 2:
            yield from _two(workshop, statement, subjects)


def _subjects(workshop: Workshop, statement: Statement) -> list[Named]:
    """Return the names that the subject wholly consists of, articles and "and" left aside."""
    named: list[Named] = []
    for word in statement.subject:
        found = workshop.names.within(word.start, word.end) if word.start >= 0 else []
        if not found and word.start >= 0:
            found = [
                n
                for n in workshop.names.within(word.start, word.start + 60)
                if n.start <= word.start < n.end
            ]
        if not found and named and word.start >= 0 and named[-1].end >= word.end:
            continue
        if not found:
            if word.text.lower() in {"the", "and"}:
                continue
            return []
        named += [n for n in found if n not in named]
    return named


def _acts(statement: Statement, entity: Entity) -> bool:
    """Tell whether the verb is one that an organisation, not a product, is the subject of."""
    if not isinstance(entity, Organisation) or statement.clause.cue:
        return True
    return statement.clause.verb.lemma_.lower() in word_set("agent_verbs")


def wh_phrase(entity: Entity, workshop: Workshop) -> str | None:
    """Return the question phrase for an entity, None where none is sure."""
    if isinstance(entity, Person):
        return "who"
    if isinstance(entity, Place):
        return "which country" if entity.kind == "country" else None
    noun: str = entity.kind
    if noun == "organisation" and _is_the_company(entity, workshop):
        noun = "company"
    return f"which {noun}"


def _state(statement: Statement, entity: Entity) -> str | None:
    """Return "which US state" for one that something was done to: as a doer it may be a team."""
    passive = any(t.dep_ == "auxpass" for t in statement.clause.middle)
    if not passive or not isinstance(entity, Place) or entity.kind != "region":
        return None
    kind = _STATES.get(entity.country or "")
    return f"which {kind}" if kind else None


def _is_the_company(organisation: Organisation, workshop: Workshop) -> bool:
    """Tell whether the article calls its most mentioned organisation a company."""
    most = max(workshop.findings.organisations, key=lambda o: len(o.mentions))
    text = spaced(workshop.article.text)
    return organisation == most and any(f" {n} " in text for n in ("company", "firm", "airline"))


def _one(workshop: Workshop, statement: Statement, named: Named) -> Iterator[Candidate]:
    entity = named.entity
    phrase = wh_phrase(entity, workshop) or _state(statement, entity)
    if phrase is None or statement.clause.negated or not _acts(statement, entity):
        return
    if report_of(statement) is not None:
        return  # the maker "reported" asks who said it
    key = display_name(entity)
    draft = Draft(
        maker="subject",
        fact=statement.fact,
        stem=_stem(statement, phrase),
        key=key,
        accepted=(key, *accepted_names(entity)),
        asks=kind_of(entity),
        evidence=statement.evidence,
        explanation=sourced(statement.text),
        confidence=_confidence(statement, entity),
        key_span=_inside(statement, named),
        derivation=_derivation(workshop, statement, named, key),
        key_names=giveaways(entity),
    )
    yield draft.short_answer(workshop)
    yield from with_choices(workshop, draft, entity, verb=statement.clause.verb.lemma_)


def _confidence(statement: Statement, entity: Entity) -> float:
    confidence = _CONFIDENCE.get(kind_of(entity), 0.6)
    if statement.clause.cue:
        confidence -= 0.05
    if statement.time is not None:  # the date is the better thing to ask for
        confidence -= 0.12
    return confidence


def _two(workshop: Workshop, statement: Statement, pair: list[Named]) -> Iterator[Candidate]:
    kinds = {kind_of(n.entity) for n in pair}
    if kinds != {"country"} or statement.clause.negated:
        return
    names = [display_name(n.entity) for n in pair]
    key = " and ".join(names)
    other = " and ".join(reversed(names))
    # The n-th part of every form is an alternative for the n-th part of the key; marking takes the
    # parts in any order.
    first, second = (accepted_names(n.entity) for n in pair)
    forms = zip_longest(first, second)
    accepted = [key, other, *(f"{a or first[0]} and {b or second[0]}" for a, b in forms)]
    span = Span(start=pair[0].start, end=pair[1].end)
    yield Draft(
        maker="subject",
        fact=statement.fact,
        stem=_stem(statement, "which two countries"),
        key=key,
        accepted=tuple(accepted),
        asks="country",
        evidence=statement.evidence,
        explanation=sourced(statement.text),
        confidence=0.82,
        key_span=span if statement.evidence.covers(span) else None,
        derivation=None
        if workshop.article.at(span) in {key, key.removeprefix("the ")}
        else f"“{workshop.article.at(span)}” are {key}.",
        key_names=(*giveaways(pair[0].entity), *giveaways(pair[1].entity)),
    ).short_answer(workshop)


def _stem(statement: Statement, phrase: str) -> str:
    body = render((*statement.middle, *statement.rest))
    lead = render(statement.lead)
    text = f"{lead}, {phrase} {body}?" if lead else f"{phrase} {body}?"
    return sentence_case(text)


def _inside(statement: Statement, named: Named) -> Span | None:
    span = Span(start=named.start, end=named.end)
    return span if statement.evidence.covers(span) else None


def _derivation(workshop: Workshop, statement: Statement, named: Named, key: str) -> str | None:
    written = workshop.article.text[named.start : named.end]
    if written == key and _inside(statement, named) is not None:
        return None
    return f"“{written}” is {key}."
