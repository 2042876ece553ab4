"""Raw mentions of names: what the tagger found, repaired by titles and the gazetteer."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from quiz.language.gazetteer import (
    HONORIFICS,
    PARTICLES,
    demonyms,
    is_role_noun,
    known_place,
    reporting_verbs,
    seats,
    sex_of,
)
from quiz.language.parsing import Parsed, Passage
from quiz.language.written_dates import MONTH_NAMES
from quiz.resources import word_set
from quiz.schema.record import Evidence

Label = Literal["person", "place", "organisation", "other"]

_LABELS: dict[str, Label] = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
}
_INSIDE = frozenset({"in", "near", "into", "across", "within"})
_PLACE_CUES = _INSIDE | {"at", "from", "to", "of"}
_NOT_IN_NAMES = frozenset(
    "league cup club university company group street road party bank news times post house court "
    "city county state school college airlines records music games network channel works "
    "studios labs media entertainment".split()
)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_MONTH_NAMES = frozenset(MONTH_NAMES)
_LONGEST_NAME = 4  # tokens a name of the gazetteer may have


@dataclass(frozen=True, eq=False)
class Mention:
    """A name as it stands in the text: its tokens `first` to `last` (indices, both included)."""

    passage: Passage
    first: int
    last: int
    label: Label
    honorific: str | None = None

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the name itself, honorific left out."""
        return [self.passage.doc[n] for n in range(self.first, self.last + 1)]

    @property
    def name(self) -> str:
        """The name as written, typographic marks included, honorific left out."""
        return self.evidence.text

    @property
    def evidence(self) -> Evidence:
        """The name as evidence."""
        return self.passage.evidence(self.tokens[0], self.tokens[-1])


def mentions(parsed: Parsed) -> list[Mention]:
    """Return all mentions of people, places and organisations in reading order, none overlapping.

    One surface gets one label throughout the article: the tagger's votes, overruled by titles
    ("Mr X" is a person) and then by the gazetteer ("Kherson" is a place).
    """
    raw = [m for passage in parsed.passages for m in _of_passage(passage)]
    labels = _labels(raw)
    found = [
        Mention(m.passage, m.first, m.last, label, m.honorific)
        for m in raw
        if (label := _label_here(m, labels[m.name])) != "other"
    ]
    return sorted([*found, *_overlooked(parsed, found)], key=lambda m: (m.passage.number, m.first))


def _overlooked(parsed: Parsed, found: list[Mention]) -> Iterator[Mention]:
    """Yield further places where a name stands that the tagger saw only elsewhere."""
    known: dict[str, Label] = {}
    for mention in found:
        known[mention.name] = mention.label
        if mention.label == "person":
            known.setdefault(mention.name.split()[-1], "person")
        elif mention.label == "organisation":
            known.setdefault(initials(mention.name), "organisation")
    known = {n: label for n, label in known.items() if len(n) > 2 and n not in _MONTH_NAMES}
    for passage in parsed.passages:
        taken = {n for m in found if m.passage is passage for n in range(m.first - 1, m.last + 1)}
        for token in passage.doc:
            label = known.get(passage.written(token))
            alone = token.i not in taken and _is_name_word(token) and token.tag_.startswith("NN")
            if label is not None and alone and not _in_longer_name(token):
                yield Mention(passage, token.i, token.i, label)


def initials(name: str) -> str:
    """Return the capitals that begin the words of a name: "NRA" of "Norland Rail Authority"."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _in_longer_name(token: Token) -> bool:
    doc = token.doc
    return any(
        0 <= n < len(doc) and doc[n].tag_ in {"NNP", "NNPS"} and doc[n].text not in HONORIFICS
        for n in (token.i - 1, token.i + 1)
    )


def _of_passage(passage: Passage) -> list[Mention]:
    """Return what the tagger, titles and the gazetteer see in one paragraph."""
    doc = passage.doc
    taken: set[int] = set()
    found: list[Mention] = []
    for first, last, honorific in _titled(doc):
        found.append(Mention(passage, first, last, "person", honorific))
        taken.update(range(first - 1, last + 1))
    for entity in doc.ents:
        label = _LABELS.get(entity.label_, "other")
        trimmed = _trim(doc, entity.start, entity.end - 1)
        if trimmed is None or taken & set(range(trimmed[0], trimmed[1] + 1)):
            continue
        found.append(Mention(passage, *trimmed, label))
        taken.update(range(trimmed[0], trimmed[1] + 1))
    for first, last in _known_places(doc):
        if not taken & set(range(first, last + 1)):
            found.append(Mention(passage, first, last, "place"))
            taken.update(range(first, last + 1))
    return sorted(found, key=lambda m: m.first)


def _is_name_word(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.upper() != token.text.lower()


def _titled(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield (first, last, honorific) of names behind a title: "Mr Zelensky"."""
    for token in doc[:-1]:
        if token.text not in HONORIFICS:
            continue
        last = token.i
        while last + 1 < len(doc) and _is_name_word(doc[last + 1]) and last - token.i < 4:
            last += 1
        last = _over_hyphen(doc, last)
        words = [doc[n].text for n in range(token.i + 1, last + 1)]
        if words and words[0] not in HONORIFICS and not all(is_role_noun(w) for w in words):
            yield token.i + 1, last, token.text


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Return the bare name, without article, possessive and title; None if nothing is left."""
    for n in range(first, last):  # "Ministry of Ports (MOP": nothing behind a bracket
        if doc[n + 1].text in {"(", ")"} and n >= first:
            last = n
            break
    while first <= last and (
        doc[first].lower_ in {"the", "a", "an"}
        or doc[first].text in HONORIFICS
        or (first == doc[first].sent.start and doc[first].tag_ in {"VBG", "RB", "IN"})
        or not any(c.isalnum() for c in doc[first].text)
    ):
        first += 1
    while last >= first and (
        doc[last].tag_ == "POS"
        or doc[last].text in {"'s", "'"}
        or not any(c.isalnum() for c in doc[last].text)
    ):
        last -= 1
    last = _over_hyphen(doc, last) if last >= first else last
    if first > last or not any(_is_name_word(doc[n]) for n in range(first, last + 1)):
        return None
    return first, last


def _over_hyphen(doc: Doc, last: int) -> int:
    """Return the end of a double name that the tagger cut at its hyphen: "Keller-Brandt"."""
    while (
        last + 2 < len(doc)
        and doc[last + 1].text == "-"
        and not doc[last].whitespace_
        and not doc[last + 1].whitespace_
        and _is_name_word(doc[last + 2])
    ):
        last += 2
    return last


def _known_places(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of names of the gazetteer that the tagger may have missed."""
    position = 0
    while position < len(doc):
        longest = min(_LONGEST_NAME, len(doc) - position)
        for length in range(longest, 0, -1):
            words = doc[position : position + length]
            if not _is_name_word(words[-1]) or not (_is_name_word(words[0])):
                continue
            if known_place(words.text) and (length > 1 or words[0].tag_ in {"NNP", "NNPS"}):
                yield position, position + length - 1
                position += length - 1
                break
        position += 1


def _labels(raw: list[Mention]) -> dict[str, Label]:
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for mention in raw:
        votes[mention.name][mention.label] += 1
    titled = {m.name for m in raw if m.honorific}
    people = titled | {name for name, counts in votes.items() if _is_person(name, counts, raw)}
    surnames = {name.split()[-1] for name in people}
    return {name: _label(name, counts, people, surnames, raw) for name, counts in votes.items()}


def _is_person(name: str, counts: Counter[Label], raw: list[Mention]) -> bool:
    """Tell whether a name of two or more words is surely a person's.

    The small tagger calls many a product and club a person, so its word needs a second witness: a
    known first name, initials, or a verb of speaking beside it.
    """
    words = name.split()
    if name in word_set("known_organisations") or _is_worked_at(name, raw):
        return False
    if not 2 <= len(words) <= 5 or all(is_role_noun(w) for w in words):
        return False
    if known_place(name) or any(w.lower() in _NOT_IN_NAMES for w in words):
        return False
    if any(not w[:1].isupper() and w.lower() not in PARTICLES for w in words):
        return False
    by_name = sex_of(words[0]) is not None or bool(_INITIALS.fullmatch(words[0]))
    if counts["person"]:
        return by_name or _speaks(name, raw)
    if known_place(words[0]) or not by_name or len(words) > 3 or len(words[-1]) < 3:
        return False
    return len(words) == 2 or _speaks(name, raw)


def _is_worked_at(name: str, raw: list[Mention]) -> bool:
    """Tell whether people stand "at" the name somewhere: "analysts at Keller Brandt"."""
    return any(
        m.name == name
        and m.first > 1
        and m.passage.doc[m.first - 1].lower_ == "at"
        and m.passage.doc[m.first - 2].tag_ in {"NN", "NNS"}
        for m in raw
    )


def _speaks(name: str, raw: list[Mention]) -> bool:
    """Tell whether the name, or its last word alone, is the subject of a reporting verb."""
    forms = {name, name.split()[-1]}
    return any(
        (
            m.name in forms
            and m.tokens[-1].dep_ in {"nsubj", "appos"}
            and m.tokens[-1].head.lemma_.lower() in reporting_verbs()
        )
        or (m.name in forms and _beside_a_description(m))
        for m in raw
    )


def _beside_a_description(mention: Mention) -> bool:
    """Tell whether a post stands in front of the name or, behind a comma, after it."""
    doc = mention.passage.doc
    before = doc[mention.first - 1].text if mention.first else ""
    after = {t.text for t in doc[mention.last + 2 : mention.last + 6]}
    comma = mention.last + 1 < len(doc) and doc[mention.last + 1].text == ","
    return is_role_noun(before) or (comma and any(is_role_noun(t) for t in after))


def _label(
    name: str,
    counts: Counter[Label],
    people: set[str],
    surnames: set[str],
    raw: list[Mention],
) -> Label:
    if name in people:
        return "person"
    if name in demonyms():
        return "other"
    place = known_place(name)
    if name in surnames and not (place and counts["place"] > counts["person"]):
        return "person"
    if place is not None:
        clubs = (
            counts["organisation"] > counts["place"]
            and place.inhabitants > 0
            and name not in seats()  # a capital stands for its government
        )
        if not clubs and (_stands_like_a_place(name, raw) or not sex_of(name) or counts["place"]):
            return "place"
    common = counts.most_common(1)[0][0]
    if common == "person" and (name in word_set("known_organisations") or _is_worked_at(name, raw)):
        return "organisation"
    if common == "person":
        return "organisation" if name.isupper() and " " not in name else "other"
    if common == "place" and place is None and not _stands_like_a_place(name, raw):
        return "other"
    return common


def _label_here(mention: Mention, label: Label) -> Label:
    """Return the label of one mention, a surname that is a place as well by where it stands.

    "In Jordan" is the country even if Mr Jordan is in the article; "of Jordan" can be either.
    """
    surname = label == "person" and not mention.honorific and len(mention.tokens) == 1
    if not (surname and mention.first and known_place(mention.name)):
        return label
    if not _place_cue_before(mention):
        return label
    return "place" if mention.passage.doc[mention.first - 1].lower_ in _INSIDE else "other"


def _stands_like_a_place(name: str, raw: list[Mention]) -> bool:
    """Tell whether the name stands behind a preposition of place somewhere."""
    return any(m.name == name and m.first > 0 and _place_cue_before(m) for m in raw)


def _place_cue_before(mention: Mention) -> bool:
    doc = mention.passage.doc
    first = mention.first - 1
    if doc[first].lower_ == "the" and first > 0:
        first -= 1
    return doc[first].lower_ in _PLACE_CUES
