"""Retelling: noun phrases put together from a clause, by which a later "the plan" can be known.

"Halden Council unveiled a plan" makes "the plan unveiled by Halden Council", "gunmen attacked the
consulate in Rotmark" makes "the attack on the consulate in Rotmark", and "a ferry hit a pier in
Kell" makes "the ferry that hit a pier in Kell". Only what a verb says plainly is retold: in the
past or the perfect, not denied, not quoted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quiz.language.clause_parts import noun_phrase, subject_of
from quiz.language.families import follows
from quiz.language.gazetteer import demonyms, is_role_noun, reporting_verbs
from quiz.language.names import Names
from quiz.language.naming import with_article
from quiz.language.parsing import Passage
from quiz.language.tree import Token
from quiz.resources import table, word_set
from quiz.schema.findings import Person

_FEWEST, _LONGEST = 2, 12  # words behind the noun
_TELLING = 4  # words that make up for a name
_TIMES = frozenset({"DATE", "TIME"})
_INDEFINITE = frozenset({"a", "an"})
_PEOPLE = frozenset({"man", "woman", "boy", "girl", "gunman", "bomber", "teenager", "student"})

Text = Callable[[Sequence[Token]], str | None]


@dataclass(frozen=True, eq=False)
class Retold:
    """A phrase for what a clause brings up: the noun it turns on and the token that brought it."""

    noun: str
    token: Token
    phrase: str


@cache
def _events() -> dict[str, tuple[str, str, str]]:
    return {verb: (noun, joint, role) for verb, noun, joint, role in table("event_verbs")}


@cache
def _participles() -> dict[str, str]:
    return {row[0]: row[1] for row in table("making_verbs")}


def retold(passage: Passage, verb: Token, names: Names, text: Text) -> Iterator[Retold]:
    """Yield the phrases that the clause of `verb` gives.

    `text` writes tokens as they are to be read elsewhere, and gives None where that cannot be.
    """
    if not _plain(passage, verb):
        return
    subject = subject_of(verb)
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if subject is not None and subject.dep_ == "nsubj" and thing is not None:
        made = _made(passage, verb, subject, thing, names, text)
        if made is not None:
            yield Retold(thing.lemma_.lower(), thing, made)
    event = _event(passage, verb, subject, thing, names, text)
    if event is not None:
        yield event
    if subject is not None and subject.dep_ == "nsubj":
        did = _did(passage, verb, subject, names, text)
        if did is not None:
            yield Retold(subject.lemma_.lower(), subject, did)


def _plain(passage: Passage, verb: Token) -> bool:
    """Tell whether a verb tells what happened: in the past or the perfect, and not denied."""
    if verb.pos_ != "VERB" or passage.is_quoted(verb) or verb.dep_ not in {"ROOT", "conj"}:
        return False
    helpers = {c.lemma_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
        return False
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helpers & {"have", "be"}))


def _named(passage: Passage, tokens: Sequence[Token], names: Names) -> bool:
    return any(
        names.at(passage, t) is not None or t.pos_ == "PROPN" or t.text in demonyms()
        for t in tokens
    )


def _before(noun: Token) -> str | None:
    """Return a noun with its plain adjectives, None where more stands before it."""
    left = [t for t in noun.doc[noun.left_edge.i : noun.i] if t.lower_ not in _INDEFINITE]
    if any(t.pos_ not in {"ADJ", "NOUN"} or t.dep_ not in {"amod", "compound"} for t in left):
        return None
    empty = word_set("empty_adjectives") | {"recent"}
    return " ".join(t.text for t in (*left, noun) if t.lower_ not in empty)


def _indefinite(noun: Token) -> bool:
    return noun.tag_ == "NN" and any(c.lower_ in _INDEFINITE for c in noun.children)


def _made(
    passage: Passage, verb: Token, subject: Token, thing: Token, names: Names, text: Text
) -> str | None:
    """Return "the plan unveiled by Halden Council"."""
    participle = _participles().get(verb.lemma_.lower())
    named = names.at(passage, subject)
    noun = _before(thing)
    if participle is None or named is None or not _indefinite(thing) or noun is None:
        return None
    if any(c.dep_ == "conj" for c in subject.children):
        return None
    maker = named.entity.name
    owned = any(c.dep_ == "poss" for c in subject.children)
    if owned and not isinstance(named.entity, Person):
        whole = noun_phrase(subject)
        maker = text(whole) or maker if len(whole) <= _LONGEST else maker
    elif not isinstance(named.entity, Person):
        maker = with_article(maker, passage.article.text)
    return f"the {noun}{_joint(thing, verb, text)} {participle} by {maker}"


def _joint(thing: Token, verb: Token, text: Text) -> str:
    """Return " with Denmark" of "signed an agreement with Denmark", if it hangs on the verb."""
    fitting = follows(thing.lemma_.lower())
    for child in verb.children:
        if child.i == thing.i + 1 and child.dep_ == "prep" and child.lower_ in fitting:
            written = text(_cut(sorted(child.subtree, key=lambda t: t.i)))
            return f" {written}" if written is not None else ""
    return ""


def _event(
    passage: Passage,
    verb: Token,
    subject: Token | None,
    thing: Token | None,
    names: Names,
    text: Text,
) -> Retold | None:
    """Return "the attack on the consulate in Rotmark"."""
    row = _events().get(verb.lemma_.lower())
    if row is None:
        return None
    noun, joint, role = row
    passive = subject is not None and subject.dep_ == "nsubjpass"
    whole = subject if role == "subject" or passive else thing
    if whole is None or (role == "subject" and (passive or thing is not None)):
        return None
    tokens = _short(_cut(noun_phrase(whole)))
    telling = _named(passage, tokens, names) or len(tokens) >= _TELLING
    written = text(tokens) if tokens and telling else None
    if written is None or len(tokens) > _LONGEST or tokens[0].pos_ == "PRON":
        return None
    return Retold(noun, verb, f"the {noun} {joint} {written}")


def _did(passage: Passage, verb: Token, subject: Token, names: Names, text: Text) -> str | None:
    """Return "the ferry that hit a pier in Kell"."""
    noun = _before(subject)
    if verb.tag_ != "VBD" or verb.lemma_.lower() in reporting_verbs() or not _indefinite(subject):
        return None
    if noun is None or any(c.dep_ == "conj" for c in subject.children):
        return None
    if any(c.dep_ in {"prt", "ccomp", "xcomp", "agent"} for c in verb.children):
        return None
    tokens = [verb]
    for child in verb.children:
        if child.i < verb.i:
            continue
        branch = sorted(child.subtree, key=lambda t: t.i)
        if branch[0].i != tokens[-1].i + 1 or child.dep_ not in {"dobj", "prep"}:
            break
        if any(t.ent_type_ in _TIMES or t.dep_ in {"relcl", "advcl"} for t in branch):
            break
        tokens += branch
    tokens = _cut(tokens)
    if not _FEWEST < len(tokens) <= _LONGEST or not _named(passage, tokens, names):
        return None
    written = text(tokens)
    who = "who" if is_role_noun(subject.lemma_.lower()) or subject.lower_ in _PEOPLE else "that"
    return f"the {noun} {who} {written}" if written is not None else None


def _short(tokens: list[Token]) -> list[Token]:
    """Return a long phrase up to a preposition other than "of"."""
    if len(tokens) <= _LONGEST - 2:
        return tokens
    cuts = [n for n, t in enumerate(tokens) if n >= _FEWEST and t.tag_ == "IN" and t.text != "of"]
    fitting = [n for n in cuts if n <= _LONGEST - 2]
    return tokens[: fitting[0]] if fitting else tokens


def _cut(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens up to the first comma or bracket."""
    found: list[Token] = []
    for token in tokens:
        if token.text in {",", "(", ";", ":", "-", "–", "—", '"'}:
            break
        if found and token.i != found[-1].i + 1:
            break
        found.append(token)
    return found
