"""What a statement only half tells: phrases that hang on another sentence, and misread clauses.

These rules follow those of `standing_alone.py`. They were found on reports that no rule had been
fitted to: what looks told in full ("the slain tourists", "an organisation founded in 1821", "the
meeting in Lindau") is not, or the small parser has taken a clause for another.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from quiz.language.clause_parts import FINITE, SUBJECTS
from quiz.language.clauses import Clause
from quiz.language.gazetteer import demonyms
from quiz.language.names import Names
from quiz.language.statement import Statement, Word, render
from quiz.language.tree import Token
from quiz.resources import word_set
from quiz.schema.findings import Organisation, Person

# Bodies and places that have a name: "a company founded in 1921" keeps it back.
_HAVE_NAMES = frozenset(
    "organisation organization institution agency authority body company firm country nation "
    "city town village corporation".split()
)
# Told by who took part, not by where: "the meeting in Lindau" is one of many.
_OF_PEOPLE = frozenset("meeting talk session conversation encounter discussion visit".split())
_WHO_TOOK_PART = frozenset({"between", "with", "of", "by", "on", "about"})
_OPENERS = frozenset("when because after while although since as".split())
_TELLING = frozenset("compound nmod poss prep relcl acl nummod appos".split())
_PEOPLE = frozenset(
    "foreigner tourist militant gunman attacker victim man woman child protester demonstrator "
    "hostage survivor rebel fighter".split()
)
_MOMENTOUS = frozenset(
    "attack assault raid bombing explosion blast shooting killing murder quake earthquake storm "
    "hurricane flood fire crash crisis conflict dispute row scandal message statement letter "
    "system regime intervention operation event incident tragedy disaster".split()
)
_LONGEST_NAME = 2  # words of a name that may stand twice in full


def fault_of_telling(statement: Statement, names: Names) -> str | None:
    """Return what a statement leaves half told, None if it leaves nothing."""
    clause = statement.clause
    found = next(_pointing(clause), None) or _misread(clause) or _cut_before_a_verb(clause)
    return found or _loses_a_comma(clause) or _said_twice(statement, names)


def _pointing(clause: Clause) -> Iterator[str]:
    """Yield the phrases of a clause that only the article could explain."""
    inside = {t.i for t in clause.tokens}
    for token in clause.tokens:
        if clause.passage.is_quoted(token):
            continue
        if token.lower_ == "separate" and token.dep_ == "amod" and token.head.tag_ == "NN":
            yield "“separate” points outside the sentence"
        if token.pos_ != "NOUN" or token.i == clause.verb.i:
            continue
        own = [c for c in token.children if c.i in inside]
        opening = {c.lower_ for c in own if c.dep_ == "det"}
        lemma = token.lemma_.lower()
        if opening & {"a", "an"} and lemma in _HAVE_NAMES and _keeps_its_name_back(token, own):
            yield f"“{token.text}” is not named"
        if "the" in opening and _only_described(token, own):
            yield f"“the … {token.text}” is not explained"
        if "the" in opening and lemma in _OF_PEOPLE and token == clause.subject_head:
            joints = {c.lower_ for c in own if c.dep_ == "prep"}
            if joints and not joints & _WHO_TOOK_PART and not _names_something(own):
                yield f"“the {token.text}” is not explained"


def _keeps_its_name_back(noun: Token, own: list[Token]) -> bool:
    """Tell whether a clause or a participle says of a nameless body what it did."""
    told = any(c.dep_ in {"acl", "relcl"} and c.i > noun.i for c in own)
    return told and noun.dep_ not in {"attr", "appos"} and not _names_something(own)


def _names_something(own: list[Token]) -> bool:
    return any(c.dep_ in {"compound", "poss", "amod", "nmod"} and c.text[:1].isupper() for c in own)


def _only_described(noun: Token, own: list[Token]) -> bool:
    """Tell whether nothing but adjectives says which person or event is meant."""
    lemma = noun.lemma_.lower()
    if lemma not in _PEOPLE | _MOMENTOUS or lemma in word_set("unique_nouns"):
        return False
    adjectives = [c for c in own if c.dep_ == "amod"]
    if not adjectives or any(c.text[:1].isupper() and c.text not in demonyms() for c in adjectives):
        return False
    behind = noun.nbor().lower_ if noun.i + 1 < len(noun.doc) else ""
    return behind not in {"of", "for", "that"} and not any(c.dep_ in _TELLING for c in own)


def _misread(clause: Clause) -> str | None:
    """Return the fault of a clause that the parser has taken for another."""
    for token in clause.rest:
        head = token.head
        if token.dep_ not in SUBJECTS or head.tag_ != "VB":
            continue
        to = any(c.tag_ == "TO" and c.i < head.i for c in head.children)
        opened = any(c.lower_ in _OPENERS and c.i < token.i for c in head.children)
        if to and opened:  # "when the engine to catch up at last"
            return "a clause in it has lost its verb"
    verb, first = clause.verb, clause.verb.head
    regular = verb.tag_ in {"VBD", "VBN"} and verb.lower_.endswith("ed")
    passive = any(c.dep_ == "auxpass" for c in first.children)
    bare = not any(c.dep_ in {"dobj", "ccomp", "xcomp", "aux", "auxpass"} for c in verb.children)
    if clause.kind == "joined" and regular and passive and bare and len(clause.middle) == 1:
        return "“was” may be lost"  # "was packed and shipped"
    return None


def _cut_before_a_verb(clause: Clause) -> str | None:
    """Return the fault of a clause that ends where another verb takes up its last words.

    "He was the first to win in Oslo and his win in Kiel came late".
    """
    if clause.kind == "told" or not clause.rest:
        return None
    last = max(t.i for t in clause.rest)
    behind = clause.verb.doc[last + 1] if last + 1 < clause.sentence.end else None
    if behind is None or behind.tag_ not in FINITE or clause.passage.is_quoted(behind):
        return None
    return "it is cut in front of a verb" if behind.pos_ in {"VERB", "AUX"} else None


def _loses_a_comma(clause: Clause) -> str | None:
    """Return the fault of a clause whose aside parted what now runs on: "at Kell about 30 km"."""
    for left, right in pairwise(clause.rest):
        between = clause.verb.doc[left.i + 1 : right.i]
        dashes = any(t.text in {"-", "–", "—", "--"} for t in between)
        runs_on = right.pos_ in {"ADV", "NUM"} or right.lower_ in {"about", "some", "nearly"}
        if dashes and runs_on and left.pos_ in {"NOUN", "PROPN"}:
            return "a comma is lost"
    return None


def _said_twice(statement: Statement, names: Names) -> str | None:
    """Return the fault of a statement that gives one name twice in full.

    What was put in for "his" or "the institute" names whom the statement names again.
    """
    words = statement.words
    text = render(words)
    for word in words:
        put_in = word.end - word.start != len(word.text) and word.start >= 0
        entity = names.by_name.get(word.names or word.text.removesuffix("’s"))
        if not put_in or not isinstance(entity, Person | Organisation):
            continue
        name = entity.name
        if len(name.split()) >= _LONGEST_NAME and text.count(name) > 1:
            return f"it names {name} twice"
        last = name.split()[-1]
        if isinstance(entity, Person) and _again(words, word, last):
            return f"it names {name} twice"
    return None


def _again(words: tuple[Word, ...], word: Word, last: str) -> bool:
    """Tell whether a bare surname follows its own full name as somebody else's: "people like X"."""
    behind = words[words.index(word) + 1 :]
    again = next((n for n, w in enumerate(behind) if re.sub(r"\W", "", w.text) == last), None)
    return again is not None and again > 0 and behind[again - 1].text == "like"
