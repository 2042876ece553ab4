"""Firms called by a possessive: "Tilney’s said", "staff at Tilney’s", "the bakery chain Tilney’s".

The parse tells such a name from an owner: in "Tilney’s profits rose" the name hangs on a noun as
its possessor, in "Tilney’s lost £18m" it is itself the subject of a verb.
"""

from collections import Counter
from collections.abc import Iterator

from quiz.language.clause_parts import SUBJECTS
from quiz.language.gazetteer import (
    HONORIFICS,
    demonyms,
    is_role_noun,
    kind_by_noun,
    known_organisations,
    known_place,
    sex_of,
)
from quiz.language.parsing import Parsed, Passage
from quiz.language.tree import Token

_LONGEST = 3  # words in front of the ending: "Ben & Jerry’s"
_AS_ONE = frozenset({"at", "for", "by", "with", "from", "against", "behind", "in", "like"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RUMOUR = frozenset("said thought believed expected supposed understood known set due".split())
_SURE = 2  # uses as a name where the article also has the word without the ending: "Josiah Tilney"


def firms(parsed: Parsed) -> dict[Passage, list[tuple[int, int]]]:
    """Return (first token, ending) of every place that names a firm so, by passage.

    A firm is known by one such use at least, by two where the word without its ending stands
    elsewhere, as then it may be a person's, unless the article calls it a firm. From then on its
    possessive is its name as well: "Tilney’s profits".
    """
    places = [(passage, *place) for passage in parsed.passages for place in _possessives(passage)]
    uses: Counter[str] = Counter()
    called: set[str] = set()
    for passage, first, ending in places:
        name = _name(passage, first, ending)
        if known_organisations(name) or _is_called_a_firm(passage.doc[first]):
            called.add(name)
        uses[name] += _is_used_as_a_name(passage.doc[ending - 1])
    bare = {
        passage.written(token)
        for passage in parsed.passages
        for token in passage.doc
        if not _has_ending(token)
    }
    found: dict[Passage, list[tuple[int, int]]] = {}
    for passage, first, ending in places:
        name = _name(passage, first, ending)
        sure = _SURE if passage.written(passage.doc[ending - 1]) in bare else 1
        if name in called or uses[name] >= sure:
            found.setdefault(passage, []).append((first, ending))
    return found


def _possessives(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield (first token, ending) of the names with a possessive ending that can be a firm's."""
    doc = passage.doc
    for token in doc:
        if not _has_ending(token) or not _is_name(token):
            continue
        first = token.i
        while first > 0 and token.i - first + 1 < _LONGEST and _belongs(doc[first - 1]):
            first -= 1
        words = [doc[n].text for n in range(first, token.i + 1)]
        if words[0] == "&" or not _is_somebodys(words, doc[first - 1] if first else None):
            yield first, token.i + 1


def _has_ending(token: Token) -> bool:
    doc = token.doc
    return token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "POS" and not token.whitespace_


def _is_name(token: Token) -> bool:
    return token.tag_ == "NNP" and token.text[:1].isupper() and token.ent_type_ != "DATE"


def _belongs(token: Token) -> bool:
    """Tell whether a token in front of a name is part of it."""
    return (_is_name(token) and token.text not in HONORIFICS) or token.text == "&"


def _is_somebodys(words: list[str], before: Token | None) -> bool:
    """Tell whether a name with an ending is that of a person, a place or a body without it."""
    bare = " ".join(words)
    if known_organisations(f"{bare}'s"):
        return False
    titled = before is not None and (before.text in HONORIFICS or is_role_noun(before.text))
    if titled and not (before is not None and kind_by_noun(before.lower_)):
        return True
    if known_place(bare) or known_organisations(bare) or bare in demonyms():
        return True
    return len(words) > 1 and "&" not in words and sex_of(words[0]) is not None


def _name(passage: Passage, first: int, ending: int) -> str:
    return passage.evidence(passage.doc[first], passage.doc[ending]).text.replace("’", "'")


def _is_called_a_firm(first: Token) -> bool:
    """Tell whether the noun in front of a name is that of a firm: "the bakery chain Tilney’s"."""
    before = first.nbor(-1) if first.i else None
    return (
        before is not None
        and before.tag_ == "NN"
        and kind_by_noun(before.lower_) is not None
        and not _owns(first)
    )


def _owns(token: Token) -> bool:
    while token.dep_ in {"compound", "flat"} and token.head.i > token.i:
        token = token.head
    return token.dep_ == "poss"


def _is_used_as_a_name(name: Token) -> bool:
    """Tell whether `name`, which has a possessive ending, is a subject or an object by itself."""
    doc = name.doc
    after = doc[name.i + 2] if name.i + 2 < len(doc) else None
    if after is None or after.tag_.startswith(("NN", "JJ")):
        return False
    head = name.head if name.dep_ == "conj" and doc[name.i - 1].text == "&" else name
    if head.dep_ == "pobj":
        return head.head.lower_ in _AS_ONE
    if head.dep_ not in SUBJECTS:
        return False
    behind = doc[name.i + 3] if name.i + 3 < len(doc) else None
    if after.text in _RUMOUR and behind is not None and behind.lower_ == "to":
        return False  # "Marr’s said to be ill"
    return after.tag_ in _FINITE or after.text == ","
