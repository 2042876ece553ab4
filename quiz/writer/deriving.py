"""How a key follows from its evidence: word for word, or by a rule that anybody can check.

A full name follows from a surname, a calendar date from "last month", a figure from a number word,
a phrase from the same words in another order. What follows from nothing here is no key.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quiz.language.answers import same_amount, same_date
from quiz.language.dates import forms as forms_of_date
from quiz.language.known_as import accepted_names, giveaways, kind_of
from quiz.language.names import Entity
from quiz.language.numbers import plain_forms
from quiz.language.truth import telling_words
from quiz.schema.findings import Person
from quiz.schema.question import Asks, fold, spaced
from quiz.schema.record import Evidence, Span
from quiz.writer.case import Case, bare
from quiz.writer.locating import located, simple

_NEGATIONS = frozenset({"not", "no", "never", "without", "nor", "neither", "nobody", "none"})
_PRONOUNS = frozenset("he she they it his her their its him them who".split())
_SPEECH = re.compile(r"^(?:Who|Which \w+) (?:said|asked|told|called|described|warned)\b.*“")
_ROLE = re.compile(r"\b(?:post|position|role|job|office|title)\b")
_SHARED = 0.5  # of the telling words of a key that another accepted form must have


class KeyProof(NamedTuple):
    """A key as the article writes it, and how it follows.

    `evidence` may have grown by the sentence that names who is meant. `names` would give the key
    away in a stem; `entity` is who or what the key names.
    """

    key: str
    evidence: Evidence
    span: Span | None
    derivation: str | None
    accepted: tuple[str, ...]
    names: tuple[str, ...]
    entity: Entity | None
    asks: Asks


def prove_key(
    case: Case, evidence: Evidence, stem: str, key: str, words: str, more: tuple[str, ...]
) -> KeyProof | str:
    """Return how `key` follows from `evidence`, or a sentence that says why it does not.

    `words` are those of the evidence that give the key, as far as the model says so; `more` are
    further forms it proposes, of which only those count that say the same.
    """
    entity = case.entity(key)
    for proof in _ways(case, evidence, key, words, entity):
        return _rounded(case, proof, stem, entity, more)
    return f"“{key}” neither stands in the evidence nor follows from it."


class _Way(NamedTuple):
    key: str
    evidence: Evidence
    span: Span | None
    derivation: str | None


def _ways(
    case: Case, evidence: Evidence, key: str, words: str, entity: Entity | None
) -> Iterator[_Way]:
    """Yield the ways in which `key` follows, the plainest first."""
    span = located(case.article, evidence, key)
    if span is not None:
        yield _Way(_as_written(case.article.at(span), key), evidence, span, None)
    given = located(case.article, evidence, words)
    if given is not None:
        yield from _same_in_other_words(case, evidence, key, given)
    if entity is not None:
        yield from _by_another_name(case, evidence, key, entity)
    yield from _from_a_date(case, evidence, key)
    if _same_words(key, evidence.text):
        yield _Way(key, evidence, None, f"The words of “{key}” stand in the sentence.")


def _as_written(written: str, key: str) -> str:
    """Return the key as the article writes it, where only marks differ; its own case stays."""
    return key if fold(written) == fold(key) else written


def _same_in_other_words(case: Case, evidence: Evidence, key: str, given: Span) -> Iterator[_Way]:
    """Yield the number or date that the words given say otherwise: "three" for "3"."""
    written = case.article.at(given)
    if same_amount(key, written) or same_date(key, written):
        yield _Way(key, evidence, given, f"“{written}” is {key}.")


def _by_another_name(case: Case, evidence: Evidence, key: str, entity: Entity) -> Iterator[_Way]:
    """Yield the name of somebody whom the evidence calls otherwise, or tells of by a pronoun."""
    for named in case.names.within(evidence.start, evidence.end):
        if named.entity == entity:
            span = Span(start=named.start, end=named.end)
            known_as = case.article.at(span)
            yield _Way(key, evidence, span, f"The article calls {key} “{known_as}” here.")
    for quotation in case.findings.quotations:
        mine = quotation.speaker is not None and case.entity(quotation.speaker) == entity
        if mine and quotation.evidence.overlaps(evidence):
            yield _Way(key, evidence, None, f"The article gives these words to {key}.")
    wider = case.with_the_sentence_before(evidence)
    pronouns = _PRONOUNS & set(spaced(evidence.text).split())
    if wider is not None and pronouns and isinstance(entity, Person):
        inside = case.names.within(wider.start, evidence.start)
        people = {n.entity.name for n in inside if isinstance(n.entity, Person)}
        if people == {entity.name}:
            named = next(n for n in inside if n.entity == entity)
            span = Span(start=named.start, end=named.end)
            yield _Way(key, wider, span, f"The sentence before names {key}.")


def _from_a_date(case: Case, evidence: Evidence, key: str) -> Iterator[_Way]:
    """Yield the calendar date of an expression such as "last month"."""
    published = case.article.published
    wanted = case.days(key)
    if len(wanted) != 1 or wanted[0].first is None or published is None:
        return
    for date in case.dates_in(evidence):
        if (date.first, date.last) == (wanted[0].first, wanted[0].last):
            day = f"{published.day} {published:%B %Y}"
            said = f"“{date.evidence.text}” in a report of {day} is {key}."
            yield _Way(key, evidence, Span(start=date.evidence.start, end=date.evidence.end), said)


def _same_words(key: str, evidence: str) -> bool:
    """Tell whether every telling word and figure of a key stands in its evidence.

    A negation in one and not the other makes them different.
    """
    wanted, there = set(spaced(key).split()), set(spaced(evidence).split())
    telling = telling_words(key)
    figures = {w for w in wanted if any(c.isdigit() for c in w)}
    negated = wanted & _NEGATIONS
    return bool(telling) and telling <= telling_words(evidence) and figures | negated <= there


def _rounded(
    case: Case, way: _Way, stem: str, entity: Entity | None, more: tuple[str, ...]
) -> KeyProof:
    """Return the proof with the forms that count as right and what is asked."""
    accepted: dict[str, str] = {}
    proposed = (form for form in more if _says_the_same(case, form, way, entity))
    for form in (way.key, *_own_forms(case, way, entity), *proposed):
        accepted.setdefault(fold(form), form)
    once = tuple(form for folded, form in accepted.items() if folded)
    names = giveaways(entity) if entity is not None else ()
    return KeyProof(
        key=way.key,
        evidence=way.evidence,
        span=way.span,
        derivation=way.derivation,
        accepted=once,
        names=tuple(dict.fromkeys((*once, *names))),
        entity=entity,
        asks=_asks(case, stem, way, entity),
    )


def _own_forms(case: Case, way: _Way, entity: Entity | None) -> tuple[str, ...]:
    """Return the forms of a key that are right by the rules of Broadsheet."""
    if entity is not None:
        return accepted_names(entity)
    days = case.days(way.key)
    if len(days) == 1 and fold(days[0].evidence.text) == fold(way.key):
        return forms_of_date(days[0], way.key)
    return plain_forms(way.key)


def _says_the_same(case: Case, form: str, way: _Way, entity: Entity | None) -> bool:
    """Tell whether a form that the model proposes is the key, written otherwise.

    It is where it is the same number, date or name, or a part of the evidence that shares at least
    half of the key's telling words and all its figures.
    """
    if same_amount(form, way.key) or same_date(form, way.key) or bare(form) == bare(way.key):
        return True
    if entity is not None or case.entity(form) is not None:
        return case.entity(form) == entity
    own, key = telling_words(form), telling_words(way.key)
    figures = {w for w in spaced(way.key).split() if any(c.isdigit() for c in w)}
    same = bool(own) and figures <= set(spaced(form).split())
    near = same and len(own & key) >= _SHARED * len(key)
    return near and own <= telling_words(way.evidence.text) | key


def _asks(case: Case, stem: str, way: _Way, entity: Entity | None) -> Asks:
    """Return what a question asks for, told by its key and its first words."""
    if isinstance(entity, Person) and _SPEECH.search(stem):
        return "speaker"
    if entity is not None:
        return kind_of(entity)
    days = case.days(way.key)
    if len(days) == 1 and simple(days[0].evidence.text) == simple(way.key):
        return "date"
    if any(c.isdigit() for c in way.key) or plain_forms(way.key)[1:]:
        return "number"
    if stem.startswith("Why ") or ", why " in stem:
        return "reason"
    if _ROLE.search(stem):
        return "role"
    return "term" if len(way.key.split()) <= 4 else "clause"
