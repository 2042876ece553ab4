"""Where ...?  In which country, city or region ...?  The place of what a statement tells.

Pattern: "in", "at", "near", "to" and the like with a place, hanging on a verb that a place answers
(born, held, opened, found, moved ...: `place_verbs.txt`). A name of known kind is asked for by that
kind; "a warehouse near Bremen" and names of other kinds by "where". Refused: places that hang on a
noun ("a museum in Bremen"), several places joined, names whose country or city the stem gives away.
"""

from collections.abc import Iterator

from quiz.language.gazetteer import known_place
from quiz.language.known_as import accepted_names, giveaways, kind_of
from quiz.language.statement import Statement, render
from quiz.language.tree import Token
from quiz.makers.distractors import with_choices
from quiz.makers.phrases import (
    branch,
    can_be_asked,
    cut,
    drafted,
    goes_on,
    named_exactly,
    question,
    without_article,
)
from quiz.makers.told import askable
from quiz.makers.wording import base_form
from quiz.makers.workshop import Draft, Workshop, display_name
from quiz.resources import word_set
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Place
from quiz.schema.record import Span

_PREPOSITIONS = frozenset({"in", "near", "to", "into", "from", "through"})
_WHERE = frozenset({"in", "at", "on", "near", "outside", "inside", "to"})
_LEAVING = frozenset(
    "flee withdraw return travel come fly arrive emigrate deport extradite".split()
)
_GOING = frozenset(
    "move return travel fly flee send sail transfer relocate emigrate deport extradite "
    "deploy evacuate go come march divert tow rush airlift transport drive escort "
    "sail".split()
)
_PARTS = frozenset("northern southern eastern western central north south east west".split())
_CITY = 100_000  # inhabitants from which a town is surely called a city
_LONGEST = 9  # words of a place that is described
_CONFIDENCE = {"city": 0.82, "country": 0.78, "region": 0.78, "place": 0.72}


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each place that says where a statement happened."""
    for statement in askable(workshop):
        if not can_be_asked(statement):
            continue
        for preposition in statement.clause.rest:
            noun = _place_of(statement, preposition)
            if noun is None:
                continue
            yield from _named(workshop, statement, preposition, noun)
            described = _described(workshop, statement, preposition, noun)
            if described is not None:
                yield described.short_answer(workshop)


def _place_of(statement: Statement, preposition: Token) -> Token | None:
    """Return the noun behind a preposition that hangs on a verb of place."""
    verb = preposition.head
    chain = {statement.clause.verb, *(c for c in statement.clause.verb.children if _carries(c))}
    if preposition.dep_ not in {"prep", "dative"} or preposition.tag_ not in {"IN", "TO"}:
        return None
    word = preposition.lower_
    lemma = base_form(verb)
    if verb not in chain or (word not in {"to", "from"} and lemma not in word_set("place_verbs")):
        return None
    if word in {"to", "into", "through"} and lemma not in _GOING:
        return None
    if word == "from" and lemma not in _LEAVING:
        return None
    inside = set(statement.clause.rest)
    return next((c for c in preposition.children if c.dep_ == "pobj" and c in inside), None)


def _carries(verb: Token) -> bool:
    """Tell whether a verb below the main verb carries on its meaning: "plans to open"."""
    return verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.pos_ == "VERB"


def _named(
    workshop: Workshop, statement: Statement, preposition: Token, noun: Token
) -> Iterator[Candidate]:
    """Yield "In which city ...?" for a place whose kind is known, else "Where ...?"."""
    tokens = branch(statement, noun)
    part = tokens[0].lower_ in _PARTS if tokens else False  # "in northern Scotland"
    named = named_exactly(workshop, statement, tokens[1:] if part else tokens)
    phrase = cut(statement, [preposition, *tokens])
    if named is None or phrase is None or not isinstance(named.entity, Place):
        return
    if goes_on(workshop, phrase):
        return
    place, word = named.entity, preposition.lower_
    kind = None if part else _kind(place)
    if word not in (_PREPOSITIONS if kind else _WHERE):
        return
    stem = question(statement, f"{word} which {kind}" if kind else "where", phrase.rest)
    if stem is None:
        return
    draft = drafted(
        workshop,
        statement,
        maker="where",
        stem=stem,
        key=display_name(place) if kind else render(phrase.words[1:]),
        span=Span(start=phrase.words[1].start if part else named.start, end=named.end),
        asks="place" if part else kind_of(place),
        confidence=_CONFIDENCE[place.kind],
        accepted=() if part else accepted_names(place),
        key_names=giveaways(place),
    )
    if draft is not None:
        yield draft.short_answer(workshop)
        if not part:
            yield from with_choices(workshop, draft, place)


def _kind(place: Place) -> str | None:
    """Return the noun that asks for a place, None where it is not sure."""
    if place.kind == "country":
        return "country"
    if place.kind == "region":
        return "US state" if place.country == "US" else "region"
    if place.kind != "city":
        return None
    known = known_place(place.name)
    return "city" if known is None or known.inhabitants >= _CITY else "town or city"


def _described(
    workshop: Workshop, statement: Statement, preposition: Token, noun: Token
) -> Draft | None:
    """Return "Where ...?" for "in a warehouse near Bremen", which must hold a name."""
    tokens = branch(statement, noun)
    phrase = cut(statement, [preposition, *tokens])
    if phrase is None or preposition.lower_ not in _WHERE or len(tokens) > _LONGEST:
        return None
    if goes_on(workshop, phrase):
        return None
    if noun.lemma_.lower() not in word_set("place_nouns") or tokens[0].tag_ == "PRP$":
        return None
    names = [n for n in (workshop.names.at(statement.clause.passage, t) for t in tokens) if n]
    if not names or any(t.tag_ in {"VBD", "VBZ", "VBP", "WDT", "CC"} for t in tokens):
        return None
    stem = question(statement, "where", phrase.rest)
    if stem is None:
        return None
    words = phrase.words[1:] if preposition.lower_ in {"in", "at", "on"} else phrase.words
    key = render(words)
    return drafted(
        workshop,
        statement,
        maker="where",
        stem=stem,
        key=key,
        span=Span(start=words[0].start, end=words[-1].end),
        asks="place",
        confidence=0.72,
        accepted=(without_article(key), f"{preposition.lower_} {key}"),
    )
