"""Who / Which country / Which company did S V?  The object of a statement is asked for.

Patterns: the object is exactly one name, or two or three names of one kind ("Which three countries
...?"); behind a passive it is the agent ("was bought by Halvorsen Motors"), told in the active
voice: "Which company bought ...?". Refused: lists that may go on, capitals that stand for their
government, bodies of unknown kind as objects.
"""

from collections.abc import Iterator
from itertools import permutations

from quiz.language.gazetteer import demonyms, is_role_noun
from quiz.language.known_as import accepted_names, giveaways, kind_of
from quiz.language.names import Entity, Named, is_personal_pronoun
from quiz.language.past_tense import irregular_past
from quiz.language.statement import Statement, render, sentence_case
from quiz.language.tree import Token
from quiz.makers.distractors import with_choices
from quiz.makers.phrases import (
    Phrase,
    branch,
    can_be_asked,
    cut,
    drafted,
    named_exactly,
    question,
    tokens_of,
)
from quiz.makers.subject import wh_phrase
from quiz.makers.told import askable
from quiz.makers.wording import base_form
from quiz.makers.workshop import Draft, Workshop, display_name
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Organisation, Person, Place
from quiz.schema.record import Span

_LIGHT = frozenset("be have include become remain mean see need get do make take give".split())
_CONFIDENCE = {"person": 0.76, "country": 0.76, "city": 0.76, "region": 0.7, "organisation": 0.68}
_NUMBERS = {2: "two", 3: "three"}
_OPEN_ENDED = frozenset({"including", "like", "such", "other", "others", "several", "some", "many"})
_OF_CITIES = frozenset(
    "visit leave reach capture occupy seize attack bomb shell enter choose hit flood storm "
    "evacuate destroy devastate rebuild besiege bombard retake liberate overrun".split()
)


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each statement whose object, or agent, can be asked for."""
    for statement in askable(workshop):
        if not can_be_asked(statement):
            continue
        verb = statement.clause.verb
        for noun in (t for t in statement.clause.rest if t.head == verb or t.head.head == verb):
            if noun.dep_ == "pobj" and noun.head.dep_ == "agent" and noun.head.head == verb:
                yield from _agent(workshop, statement, noun)
            elif noun.dep_ == "dobj" and noun.i > verb.i and _governed(statement, noun.head):
                yield from _object(workshop, statement, noun)


def _governed(statement: Statement, verb: Token) -> bool:
    main = statement.clause.verb
    return verb == main or (verb.dep_ == "xcomp" and verb.head == main and verb.pos_ == "VERB")


def _object(workshop: Workshop, statement: Statement, noun: Token) -> Iterator[Candidate]:
    if base_form(noun.head) in _LIGHT:
        return
    tokens = branch(statement, noun)
    if any(t.dep_ == "conj" for t in tokens):
        draft = _several(workshop, statement, noun)
        if draft is not None:
            yield draft.short_answer(workshop)
        return
    named = named_exactly(workshop, statement, tokens) or _person(workshop, statement, tokens)
    draft = _one(workshop, statement, tokens, named) if named is not None else None
    if draft is not None and named is not None:
        yield draft.short_answer(workshop)
        yield from with_choices(workshop, draft, named.entity)


def _person(workshop: Workshop, statement: Statement, tokens: list[Token]) -> Named | None:
    """Return the person that a noun phrase names, post or trade left aside."""
    named = named_exactly(workshop, statement, _bare(tokens))
    return named if named is not None and isinstance(named.entity, Person) else None


def _bare(tokens: list[Token]) -> list[Token]:
    """Return a name without what stands in front of it: "media mogul Anna Vogel"."""
    first = 0
    while first < len(tokens) - 1 and _introduces(tokens[first]):
        first += 1
    return tokens[first:]


def _introduces(token: Token) -> bool:
    """Tell whether a token in front of a name is a post, a trade or a nationality."""
    plain = token.tag_ in {"NN", "JJ", "HYPH", "DT"} and token.text.islower()
    return plain or is_role_noun(token.text) or (token.text in demonyms() and token.dep_ == "amod")


def _asked(entity: Entity, workshop: Workshop) -> str | None:
    """Return the question phrase for an entity, None where none is sure."""
    if isinstance(entity, Place) and entity.kind in {"city", "region"}:
        state = entity.kind == "region" and entity.country == "US"
        return "which US state" if state else f"which {entity.kind}"
    return wh_phrase(entity, workshop)


def _one(
    workshop: Workshop, statement: Statement, tokens: list[Token], named: Named
) -> Draft | None:
    entity = named.entity
    asked, phrase = _asked(entity, workshop), cut(statement, tokens)
    if asked in {None, "which organisation"} or _is_subject(workshop, statement, entity):
        return None
    city = isinstance(entity, Place) and entity.kind == "city"
    if city and base_form(statement.clause.verb) not in _OF_CITIES:
        return None  # a government hides behind its capital, a team behind its city
    if phrase is None or _points_at_key(workshop, statement, entity, phrase):
        return None
    stem = question(statement, asked, phrase.rest)
    if stem is None:
        return None
    return _draft(workshop, statement, stem, named, _CONFIDENCE.get(kind_of(entity), 0.6))


def _points_at_key(
    workshop: Workshop, statement: Statement, entity: Entity, phrase: Phrase
) -> bool:
    """Tell whether "his" in what stays behind stands for the person asked for."""
    if not isinstance(entity, Person):
        return False
    doer = workshop.names.person_at(statement.clause.passage, statement.clause.subject_head)
    return doer is None and any(is_personal_pronoun(t) for t in tokens_of(statement, phrase.rest))


def _draft(
    workshop: Workshop, statement: Statement, stem: str, named: Named, confidence: float
) -> Draft | None:
    entity = named.entity
    key = display_name(entity)
    return drafted(
        workshop,
        statement,
        maker="objects",
        stem=stem,
        key=key,
        span=Span(start=named.start, end=named.end),
        asks=kind_of(entity),
        confidence=confidence,
        accepted=(key, *accepted_names(entity)),
        key_names=giveaways(entity),
    )


def _is_subject(workshop: Workshop, statement: Statement, entity: Entity) -> bool:
    passage = statement.clause.passage
    heads = (workshop.names.at(passage, t) for t in statement.clause.subject)
    return any(named is not None and named.entity == entity for named in heads)


def _several(workshop: Workshop, statement: Statement, noun: Token) -> Draft | None:
    """Ask "Which three countries did S V?": each part is one name, all of one kind."""
    tokens = branch(statement, noun)
    if any(t.lower_ in _OPEN_ENDED for t in tokens):
        return None
    heads = [noun, *noun.conjuncts]
    parts = [_part(workshop, statement, head, heads) for head in heads]
    named = [part for part in parts if part is not None]
    phrases = {_asked(n.entity, workshop) for n in named}
    if len(named) != len(heads) or len(phrases) != 1 or len(named) not in _NUMBERS:
        return None
    asked = _plural(phrases.pop(), len(named))
    phrase = cut(statement, tokens)
    if asked is None or phrase is None:
        return None
    stem = question(statement, asked, phrase.rest)
    if stem is None:
        return None
    names = [display_name(n.entity) for n in named]
    orders = [_listed(list(order)) for order in permutations(names)]
    return drafted(
        workshop,
        statement,
        maker="objects",
        stem=stem,
        key=orders[0],
        span=phrase.span,
        asks=kind_of(named[0].entity),
        confidence=0.74,
        accepted=orders[1:],
        key_names=[form for n in named for form in giveaways(n.entity)],
    )


def _part(
    workshop: Workshop, statement: Statement, head: Token, heads: list[Token]
) -> Named | None:
    """Return the name that one member of a list is."""
    others = {
        t.i for other in heads if other != head for t in other.subtree if head not in other.subtree
    }
    below = [t for t in branch(statement, head) if t.i not in others]
    mine = [t for t in below if t.dep_ != "cc" and not t.is_punct]
    nested = {
        t.i for other in heads if other != head and other in head.subtree for t in other.subtree
    }
    return named_exactly(workshop, statement, [t for t in mine if t.i not in nested])


def _plural(phrase: str | None, count: int) -> str | None:
    """Return "which three countries" for "which country"."""
    if phrase == "who":
        return f"which {_NUMBERS[count]} people"
    noun = (phrase or "").removeprefix("which ")
    if not noun or noun in {"organisation", "news organisation"}:
        return None
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"which {_NUMBERS[count]} {plural}"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _agent(workshop: Workshop, statement: Statement, noun: Token) -> Iterator[Candidate]:
    """Yield "Which company bought the museum?" for "was bought by Halvorsen Motors"."""
    clause = statement.clause
    tokens = branch(statement, noun)
    if any(t.dep_ == "conj" for t in tokens):
        draft = _agents(workshop, statement, noun)
        if draft is not None:
            yield draft.short_answer(workshop)
        return
    bare = named_exactly(workshop, statement, _bare(tokens))
    named = named_exactly(workshop, statement, tokens) or _person(workshop, statement, tokens)
    if named is None and bare is not None and isinstance(bare.entity, Organisation):
        named = bare  # "by the parliamentary Committee on Ports"
    phrase = cut(statement, [noun.head, *tokens])
    if named is None or phrase is None or _is_subject(workshop, statement, named.entity):
        return
    asked = _asked(named.entity, workshop)
    if asked is None or (isinstance(named.entity, Place) and named.entity.kind != "country"):
        return
    passive = question(statement, "by whom" if asked == "who" else f"by {asked}", phrase.rest)
    if passive is None:
        return
    past = _past_of(clause.verb)
    plain = [t.lower_ for t in clause.middle[:-1]] in (["was"], ["were"])
    stem = passive
    # "Keller was met by Vogel before taking the train": Keller took it.
    dangling = any(t.tag_ == "VBG" for t in tokens_of(statement, phrase.rest))
    if past is not None and plain and not statement.lead and not dangling:
        body = render((*statement.subject, *phrase.rest))
        stem = sentence_case(f"{asked} {past} {body}?")
    confidence = 0.6 if asked == "which organisation" else 0.76
    draft = _draft(workshop, statement, stem, named, confidence)
    if draft is not None:
        yield draft.short_answer(workshop)
        yield from with_choices(workshop, draft, named.entity, verb=clause.verb.lemma_)


def _agents(workshop: Workshop, statement: Statement, noun: Token) -> Draft | None:
    """Return "Which three bodies supported the survey?" for "was supported by A, B and C"."""
    tokens = branch(statement, noun)
    heads = [noun, *noun.conjuncts]
    parts = [_part(workshop, statement, head, heads) for head in heads]
    named = [part for part in parts if part is not None]
    phrase = cut(statement, [noun.head, *tokens])
    past = _past_of(statement.clause.verb)
    plain = [t.lower_ for t in statement.clause.middle[:-1]] in (["was"], ["were"])
    if len(named) != len(heads) or len(named) not in _NUMBERS or phrase is None or not plain:
        return None
    if past is None or statement.lead or any(t.lower_ in _OPEN_ENDED for t in tokens):
        return None
    kinds = {wh_phrase(n.entity, workshop) for n in named}
    organisations = all(isinstance(n.entity, Organisation) for n in named)
    asked = _plural(kinds.pop(), len(named)) if len(kinds) == 1 else None
    if organisations and asked is None:
        asked = f"which {_NUMBERS[len(named)]} organisations"
    if asked is None or question(statement, "by whom", phrase.rest) is None:
        return None
    body = render((*statement.subject, *phrase.rest))
    names = [display_name(n.entity) for n in named]
    orders = [_listed(list(order)) for order in permutations(names)]
    return drafted(
        workshop,
        statement,
        maker="objects",
        stem=sentence_case(f"{asked} {past} {body}?"),
        key=orders[0],
        span=Span(start=named[0].start, end=named[-1].end),
        asks=kind_of(named[0].entity),
        confidence=0.76,
        accepted=orders[1:],
        key_names=[form for n in named for form in giveaways(n.entity)],
    )


def _past_of(participle: Token) -> str | None:
    """Return the past tense of a verb of which the participle is given, None where unsure."""
    text = participle.lower_
    return text if text.endswith("ed") else irregular_past(participle.lemma_.lower())
