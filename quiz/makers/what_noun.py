"""Which NOUN ...?  Names that the article itself says the kind of.

Patterns: "the video game Dune Wars", "the Lindau shipyard", "Russia's Kursk region", as subject, as
object, or behind a preposition that hangs on the verb. The kind must be one of `named_things.txt`.
Refused: people (their posts are asked elsewhere), nationalities as names, more than one of a kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quiz.language.gazetteer import demonyms
from quiz.language.known_as import accepted_names, giveaways
from quiz.language.statement import Statement, Word, render
from quiz.language.tree import Token
from quiz.makers.distractors import with_choices
from quiz.makers.phrases import branch, can_be_asked, cut, drafted, of_subject, question
from quiz.makers.told import askable
from quiz.makers.workshop import Draft, Workshop
from quiz.resources import word_set
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Person
from quiz.schema.record import Span

_LONGEST = 9  # words of the whole noun phrase
_OF_A_COUNTRY = frozenset("region province state city island county district oblast town".split())
_OF_A_NAME = frozenset("island city town village state province county port".split())
# Last words of names that say what is named.
_IN_NAMES = frozenset(
    "river sea bay lake bridge highway motorway street square airport stadium harbour harbor "
    "mountain valley canal strait peninsula desert treaty prize cup festival tower palace castle "
    "cathedral hotel tunnel dam marathon".split()
)
_PREPOSITIONS = frozenset(
    {"in", "at", "from", "to", "on", "into", "near", "for", "with", "aboard", "up", "down"}
)


@dataclass(frozen=True)
class _Kind:
    """A noun phrase taken apart: the name, the words for its kind, and what follows them.

    `whole` is what answers the question: "the Kursk region", but "Dune Wars".
    """

    name: tuple[Token, ...]
    kind: tuple[Token, ...]
    whole: tuple[Token, ...]
    owner: tuple[Token, ...] = ()
    after: tuple[Token, ...] = ()


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield a question for each name whose kind stands beside it."""
    for statement in askable(workshop):
        if not can_be_asked(statement):
            continue
        subject = _taken_apart(workshop, statement, statement.clause.subject)
        if subject is not None:
            asked = _asked(statement, subject, statement.subject)
            yield from _drafts(workshop, statement, subject, of_subject(statement, asked))
        for noun in statement.clause.rest:
            yield from _behind_the_verb(workshop, statement, noun)


def _behind_the_verb(workshop: Workshop, statement: Statement, noun: Token) -> Iterator[Candidate]:
    verb, preposition = statement.clause.verb, None
    if noun.dep_ == "pobj" and noun.head.head == verb and noun.head.lower_ in _PREPOSITIONS:
        preposition = noun.head
    elif noun.dep_ != "dobj" or noun.head != verb:
        return
    tokens = branch(statement, noun)
    kind = _taken_apart(workshop, statement, tokens)
    phrase = cut(statement, [preposition, *tokens] if preposition is not None else tokens)
    if kind is None or phrase is None:
        return
    asked = _asked(statement, kind, statement.rest)
    if preposition is not None:
        asked = f"{preposition.lower_} {asked}"
    yield from _drafts(workshop, statement, kind, question(statement, asked, phrase.rest))


def _taken_apart(workshop: Workshop, statement: Statement, tokens: Sequence[Token]) -> _Kind | None:
    """Return the name and the kind in a noun phrase, None where it has not got both."""
    if not tokens or len(tokens) > _LONGEST or any(t.dep_ in {"cc", "conj"} for t in tokens):
        return None
    phrase, owner, article = list(tokens), [], []
    mark = next((n for n, t in enumerate(phrase) if t.tag_ == "POS"), None)
    if mark is not None:
        owner, phrase = phrase[:mark], phrase[mark + 1 :]
    elif phrase[0].lower_ in {"the", "a", "an"}:
        article, phrase = phrase[:1], phrase[1:]
    first = next((n for n, t in enumerate(phrase) if _is_name(t) and not _national(t)), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(phrase) and _is_name(phrase[last + 1]):
        last += 1
    name, front, back = phrase[first : last + 1], phrase[:first], phrase[last + 1 :]
    found = _with_kind(name, front, back)
    if found is None or not _fits(workshop, statement, found, owner):
        return None
    whole = found.name if owner else found.whole
    in_name = found.kind[-1] in found.name
    if (len(whole) > len(found.name) or in_name) and article and article[0].lower_ == "the":
        whole = (article[0], *whole)
    return replace(found, owner=tuple(owner), whole=whole)


def _with_kind(name: list[Token], front: list[Token], back: list[Token]) -> _Kind | None:
    """Return the kind of a name from the words in front of it, else from those behind it."""
    if front and not back and _is_kind(front[-1]) and all(_describes(t) for t in front):
        return _Kind(tuple(name), tuple(front), tuple(name))
    if len(front) > 1 and not back and front[-1].lower_ == "of" and front[-2].text in _OF_A_NAME:
        return _Kind(tuple(name), tuple(front[:-1]), tuple(name))
    last = name[-1].lower_
    if not front and not back and len(name) > 1 and last in _IN_NAMES:
        return _Kind(tuple(name), (name[-1],), tuple(name))
    length = 0
    while length < len(back) and back[length].tag_ == "NN":
        length += 1
    if front or not length or not _is_kind(back[length - 1]):
        return None
    after = back[length:]
    if after and (after[0].dep_ != "prep" or any(t.tag_[:2] == "VB" for t in after)):
        return None
    kind = tuple(back[:length])
    return _Kind(tuple(name), kind, (*name, *kind), after=tuple(after))


def _is_name(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} or (token.pos_ == "PROPN" and token.text[:1].isupper())


def _is_kind(token: Token) -> bool:
    return token.tag_ == "NN" and token.text in word_set("named_things")


def _describes(token: Token) -> bool:
    return _national(token) or (
        token.tag_ in {"NN", "JJ", "VBN", "HYPH"} and (token.text.islower() or token.is_punct)
    )


def _national(token: Token) -> bool:
    """Tell whether a token is a nationality: "the French newspaper Le Monde"."""
    return token.text in demonyms() and token.dep_ == "amod"


def _fits(workshop: Workshop, statement: Statement, found: _Kind, owner: list[Token]) -> bool:
    """Tell whether a name is one to ask for by its kind."""
    passage = statement.clause.passage
    if any(t.text in demonyms() for t in found.name) or any(
        t.ent_type_ == "NORP" for t in found.name
    ):
        return False
    entities = [n.entity for t in found.name if (n := workshop.names.at(passage, t))]
    if any(isinstance(e, Person) for e in entities):
        return False
    return not owner or found.kind[-1].text in _OF_A_COUNTRY


def _asked(statement: Statement, kind: _Kind, words: tuple[Word, ...]) -> str:
    """Return "which region of Russia in the east" for "Russia's Kursk region in the east"."""
    noun = " ".join(_lower(t) for t in kind.kind).replace(" - ", "-")
    parts = [f"which {noun}"]
    for tokens, glue in ((kind.owner, "of "), (kind.after, "")):
        if tokens:
            start_of = statement.clause.passage.start
            starts = {start_of(t) for t in tokens}
            parts.append(glue + render(w for w in words if w.start in starts))
    return " ".join(parts)


def _lower(token: Token) -> str:
    """Return a word of a kind: "river" of the Derwent River, but "French"."""
    return token.text if _national(token) else token.text.lower()


def _drafts(
    workshop: Workshop, statement: Statement, kind: _Kind, stem: str | None
) -> Iterator[Candidate]:
    draft = _draft(workshop, statement, kind, stem) if stem else None
    if draft is None:
        return
    yield draft.short_answer(workshop)
    named = workshop.names.at(statement.clause.passage, kind.name[0])
    if named is not None:
        yield from with_choices(workshop, draft, named.entity)


def _draft(workshop: Workshop, statement: Statement, kind: _Kind, stem: str) -> Draft | None:
    passage = statement.clause.passage
    span = Span(start=passage.start(kind.whole[0]), end=passage.end(kind.whole[-1]))
    name = workshop.article.text[passage.start(kind.name[0]) : passage.end(kind.name[-1])]
    key = f"the{whole[3:]}" if (whole := workshop.article.at(span)).startswith("The ") else whole
    named = workshop.names.at(passage, kind.name[0])
    noun = " ".join(t.text for t in kind.kind)
    forms = [name, f"the {name}"]
    if kind.kind[-1] not in kind.name and not _national(kind.kind[0]):
        forms += [f"{name} {noun}", f"the {name} {noun}"]
    hints = [name]
    if named is not None and workshop.article.text[named.start : named.end] == name:
        forms += accepted_names(named.entity)
        hints += giveaways(named.entity)
    return drafted(
        workshop,
        statement,
        maker="what_noun",
        stem=stem,
        key=key,
        span=span,
        asks="term",
        confidence=0.78,
        accepted=forms,
        key_names=hints,
    )
