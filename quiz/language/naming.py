"""Noun phrases told in full: "a study by the University of Brindle", "the video game Dune Wars"."""

import re
from itertools import pairwise

from quiz.language.families import follows
from quiz.language.gazetteer import demonyms, known_place
from quiz.language.names import Names
from quiz.language.parsing import Passage
from quiz.language.tree import Token
from quiz.schema.findings import Person

_TAILS = frozenset("of by between with at from in on for about into against to over".split())
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "NUM"})
_FEWEST_TELLING = 3  # telling words behind a noun that make up for a name
_NO_ONE_THING = frozenset("such other another same more many several few".split())
_CALLING = frozenset("call name dub know title christen".split())
_OWN_TAILS = frozenset({"of", "by", "between"})
_LONGEST = 11  # words a phrase may have
_OFFICES = re.compile(
    r"(?:Ministry|Department|Office|Bureau|University|Institute|Museum|Federation|Association) "
    r"(?:of|for) "
)
_LEFT = frozenset("amod compound nummod nmod poss advmod".split())
_NOT_LEFT = frozenset({"PRP$", "DT", "PDT", "WP$"})
_NOT_NAMES = frozenset({"", "CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})


def naming_phrase(passage: Passage, noun: Token, names: Names) -> str | None:
    """Return the phrase of `noun` as a definite one, if it tells which is meant by a name.

    It holds what stands before the noun and the phrases that follow it without a comma. None where
    it tells neither by a name nor by its length, or where it is too long or holds a pronoun.
    """
    left = [
        t
        for c in noun.children
        if c.dep_ in _LEFT and c.i < noun.i and c.tag_ not in _NOT_LEFT
        if not _vague_owner(passage, c, names)
        for t in c.subtree
    ]
    tokens = sorted([*left, noun, *_tail(noun)], key=lambda t: t.i)
    if any(b.i != a.i + 1 for a, b in pairwise(tokens)):
        return None
    if any(t.pos_ == "PRON" or t.text in {"(", ")", '"', ",", ":", ";"} for t in tokens):
        return None
    if any(t.lower_ in _NO_ONE_THING for t in left):
        return None
    if len(tokens) > _LONGEST or not _tells_which(passage, tokens, noun, names):
        return None
    text = _written(passage, tokens, names)
    if any(_numbers(t, noun) for t in tokens):
        return text  # "game seven of the World Series"
    owned = any(c.dep_ == "poss" and c in tokens for c in noun.children)
    return text if owned and not _begins_common(tokens) else f"the {text}"


def _vague_owner(passage: Passage, owner: Token, names: Names) -> bool:
    """Tell whether an owner is one that the phrase can spare: "the town's Kell Castle"."""
    return owner.dep_ == "poss" and not any(
        _names(passage, t, names) or _capital(t) for t in owner.subtree
    )


def _tells_which(passage: Passage, tokens: list[Token], noun: Token, names: Names) -> bool:
    """Tell whether a phrase holds a name, or enough behind its noun to be known by."""
    if any(_names(passage, t, names) or _capital(t) for t in tokens if t != noun):
        return True
    behind = [t for t in tokens if t.i > noun.i and t.pos_ in _CONTENT and not t.is_stop]
    return len(behind) >= _FEWEST_TELLING


def _capital(token: Token) -> bool:
    """Tell whether a word inside a sentence is written like a name: "the WORLD READS contest"."""
    inside = token.i > 0 and not token.is_sent_start and token.nbor(-1).text not in {'"', ":", "("}
    return inside and token.text[:1].isupper() and token.pos_ != "PRON"


def named_by(passage: Passage, noun: Token, names: Names) -> str | None:
    """Return the name that the article gives a thing: "TNG50 is a simulation", "a ship called Ark".

    None for people, who have posts instead, and where it gives no name.
    """
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ in _CALLING and child.i > noun.i:
            objects = [c for c in child.children if c.dep_ in {"oprd", "dobj", "ccomp", "xcomp"}]
            for thing in objects:
                if thing.pos_ == "PROPN" and thing.i > child.i:
                    return _whole_name(passage, thing, names)
    verb = noun.head
    if noun.dep_ == "attr" and verb.lemma_ == "be":
        for child in verb.children:
            if child.dep_ == "nsubj" and child.pos_ == "PROPN" and child.i < verb.i:
                return _whole_name(passage, child, names)
    if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" and noun.head.i < noun.i:
        return _whole_name(passage, noun.head, names)
    return None


def _whole_name(passage: Passage, head: Token, names: Names) -> str | None:
    named = names.at(passage, head)
    if named is not None:
        return None if isinstance(named.entity, Person) else named.entity.name
    tokens = [t for t in head.subtree if t.dep_ in {"compound", "nummod"} or t == head]
    if any(b.i != a.i + 1 for a, b in pairwise(tokens)):
        return None
    return passage.article.text[passage.start(tokens[0]) : passage.end(tokens[-1])]


def _begins_common(tokens: list[Token]) -> bool:
    return tokens[0].pos_ == "NOUN"


def _names(passage: Passage, token: Token, names: Names) -> bool:
    return names.at(passage, token) is not None or token.pos_ == "PROPN" or token.text in demonyms()


def _numbers(token: Token, noun: Token) -> bool:
    """Tell whether a number stands right behind its noun: "game seven", "stage 12"."""
    return token.i == noun.i + 1 and token.pos_ == "NUM" and token.head == noun


def _tail(noun: Token) -> list[Token]:
    """Return the phrases behind a noun that belong to it and follow without a comma."""
    found: list[Token] = []
    end = noun.i
    for child in noun.children:
        if child.i < noun.i:
            continue
        branch = _to_the_comma(sorted(child.subtree, key=lambda t: t.i))
        apart = branch[0].i != end + 1
        named = child.dep_ == "appos" and child.pos_ == "PROPN"
        told = child.dep_ == "acl" and child.tag_ in {"VBN", "VB"}
        # "watched the race from the bridge": behind an object, "from" may hang on the verb.
        own = _OWN_TAILS | follows(noun.lemma_.lower())
        tails = own if noun.dep_ == "dobj" else _TAILS
        fits = named or told or _numbers(child, noun)
        if apart or not ((child.dep_ == "prep" and child.lower_ in tails) or fits):
            break
        if any(t.dep_ in {"relcl", "advcl"} or _clausal(t) for t in branch):
            break
        found += branch
        end = branch[-1].i
    return found


def _clausal(token: Token) -> bool:
    """Tell whether a token is the verb of a clause: not "illegal" in "consider it illegal"."""
    return token.dep_ == "ccomp" and token.pos_ in {"VERB", "AUX"}


def _to_the_comma(branch: list[Token]) -> list[Token]:
    """Return an infinitive without what is joined to it behind a comma, else the phrase itself."""
    if branch[0].lower_ != "to" or branch[0].dep_ != "aux":
        return branch
    cut = next((n for n, t in enumerate(branch) if t.text == ","), len(branch))
    joined = cut + 1 < len(branch) and branch[cut + 1].lower_ in {"and", "or", "but"}
    return branch[:cut] if joined else branch


def _written(passage: Passage, tokens: list[Token], names: Names) -> str:
    """Return the tokens as text, people under their full names."""
    parts: list[str] = []
    skip = -1
    for token in tokens:
        start = passage.start(token)
        if start < skip:
            continue
        named = names.at(passage, token)
        text, last = passage.written(token), token
        if token.is_sent_start and token.pos_ != "PROPN" and named is None:
            text = text[:1].lower() + text[1:]
        if named is not None and isinstance(named.entity, Person) and named.start == start:
            before = parts[-1] if parts else ""  # "President" of "President Trump"
            text, skip = named.entity.name.removeprefix(before), named.end
            last = next((t for t in tokens if passage.end(t) == named.end), token)
        parts.append(text + (" " if last.whitespace_ else ""))
    return "".join(parts).strip()


def with_article(name: str, text: str) -> str:
    """Return the name of a body with "the" in front if the article `text` mostly writes it so.

    "Ministry of Trade" has it always; "Norland's Ministry of Trade" hides that.
    """
    if _OFFICES.match(name):
        return f"the {name}"
    bare = text.count(name)
    with_the = text.count(f"the {name}") + text.count(f"The {name}")
    return f"the {name}" if bare and 2 * with_the >= bare and not name.startswith("The ") else name


def only_sentence_case(token: Token) -> bool:
    """Tell whether a capital is due only to the place at the head of a sentence."""
    return (
        token.text == "The"
        or (
            token.pos_ not in {"PROPN"}
            and token.ent_type_ in _NOT_NAMES
            and token.text not in {"I"}
            and known_place(token.text) is None  # "Wales beat Argentina", the name taken for a noun
            and (token.text[1:].islower() or len(token.text) == 1)
        )
    )
