"""Which label a name gets: the tagger's votes, corrected by the gazetteer and by the article."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from typing import Literal

from quiz.language.gazetteer import (
    PARTICLES,
    demonyms,
    is_only_an_organisation,
    is_role_noun,
    kind_by_name,
    kind_by_noun,
    known_organisations,
    known_place,
    reporting_verbs,
    seats,
    sex_of,
)
from quiz.language.names import is_personal_pronoun
from quiz.language.parsing import Passage
from quiz.language.tree import Token
from quiz.resources import table, word_set
from quiz.schema.record import Evidence

Label = Literal["person", "place", "organisation", "other"]

_INSIDE = frozenset({"in", "near", "into", "across", "within"})
_PLACE_CUES = _INSIDE | {"at", "from", "to", "of"}
_NOT_IN_NAMES = frozenset(
    "league cup club university company group street road party bank news times post house court "
    "city county state school college airlines records music games network channel works "
    "studios labs media entertainment sports project program programme express airways stadium "
    "institute foundation council committee ministry department agency association authority "
    "assembly hospital theatre museum library airport act award awards prize festival".split()
)
# Roles that companies and clubs play as well as people.
_ROLES_OF_BODIES = frozenset(
    "partner owner developer broadcaster producer designer member champion leader founder "
    "investor publisher fellow".split()
)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_AGE_BEHIND = re.compile(r", (?:aged )?\d{1,2}(?:,|\.(?!\d)|;| who\b| from\b| of\b)")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SPORT = frozenset({"team", "league", "sports body"})
_TEAMS_IN_SPORT = 2  # so many sure teams and leagues make an article one on sport


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
    def head(self) -> Token:
        """The last word of the name, not the ending of one like "Tilney’s"."""
        last = self.passage.doc[self.last]
        return last.nbor(-1) if last.tag_ == "POS" and self.first < self.last else last

    @property
    def name(self) -> str:
        """The name as written, typographic marks included, honorific left out."""
        return self.evidence.text

    @cached_property
    def evidence(self) -> Evidence:
        """The name as evidence."""
        doc = self.passage.doc
        return self.passage.evidence(doc[self.first], doc[self.last])

    @property
    def before(self) -> Token | None:
        """The token in front of the name."""
        return self.passage.doc[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        """The token behind the name."""
        doc = self.passage.doc
        return doc[self.last + 1] if self.last + 1 < len(doc) else None


class Labels:
    """The label of every name of an article, from all its raw mentions."""

    def __init__(self, raw: Sequence[Mention]) -> None:
        self._by_name: dict[str, list[Mention]] = defaultdict(list)
        self._by_last_word: dict[str, list[Mention]] = defaultdict(list)
        for mention in raw:
            self._by_name[mention.name].append(mention)
            self._by_last_word[mention.name.split()[-1]].append(mention)
        self._votes = {n: Counter(m.label for m in group) for n, group in self._by_name.items()}
        titled = {m.name for m in raw if m.honorific}
        self.people = titled | {name for name in self._votes if self._is_person(name)}
        self._surnames = {without_suffix(name)[-1] for name in self.people}
        self._first_names = {name.split()[0] for name in self.people if " " in name}
        self._sport = _is_on_sport(self._votes)
        self._labels = {name: self._label(name) for name in self._votes}

    def of(self, mention: Mention) -> Label:
        """Return the label of one mention; most often that of its name throughout the article.

        A surname or a club that is a place as well goes by where it stands: "in Jordan" is the
        country even if Mr Jordan is in the article; "of Jordan" can be either.
        """
        label = self._labels[mention.name]
        if mention.honorific or not known_place(mention.name) or not _place_cue_before(mention):
            return label
        inside = mention.before is not None and mention.before.lower_ in _INSIDE
        if label == "person" and len(mention.tokens) == 1:
            return "place" if inside else "other"
        club = label == "organisation" and _kinds(mention.name) & _SPORT
        return "place" if club and inside else label

    def _is_person(self, name: str) -> bool:
        """Tell whether a name of two or more words is surely a person's.

        The small tagger calls many a product and club a person, so its word needs a second
        witness: a known first name, initials, an age, a post or a verb of speaking beside it.
        """
        words, group = name.split(), self._by_name[name]
        if known_organisations(name) or self._is_worked_at(name):
            return False
        if any(_stands_behind_a_body(m) and not _stands_behind_a_role(m) for m in group):
            return False  # "the journal Ocean Letters"
        if not 2 <= len(words) <= 5 or all(is_role_noun(w) for w in words):
            return False
        if known_place(name) or any(w.lower() in _NOT_IN_NAMES for w in words):
            return False
        if any(not w[:1].isupper() and w.lower() not in PARTICLES for w in words):
            return False
        if any(_AGE_BEHIND.match(m.passage.article.text, m.evidence.end) for m in group):
            return True
        if all(m.before is not None and m.before.lower_ in {"the", "a", "its"} for m in group):
            return False  # "the Dream Chaser"
        by_name = sex_of(words[0]) is not None or bool(_INITIALS.fullmatch(words[0]))
        if not by_name and is_only_an_organisation(words[-1]):
            return False  # "United Twitter"
        if self._votes[name]["person"]:
            return by_name or self._acts_like_a_person(name)
        if any(_stands_behind_a_post(m) for m in group) and kind_by_name(name) is None:
            return True
        if known_place(words[0]) or not by_name or len(words) > 3 or len(words[-1]) < 3:
            return False
        return len(words) == 2 or self._acts_like_a_person(name)

    def _is_worked_at(self, name: str) -> bool:
        """Tell whether people stand "at" the name somewhere: "analysts at Keller Brandt"."""
        return any(
            m.first > 1
            and m.passage.doc[m.first - 1].lower_ == "at"
            and m.passage.doc[m.first - 2].tag_ in {"NN", "NNS"}
            for m in self._by_name[name]
        )

    def _acts_like_a_person(self, name: str) -> bool:
        """Tell whether the name, or its last word alone, speaks, holds a post, or is he or she."""
        forms = [*self._by_name[name], *self._by_name.get(name.split()[-1], [])]
        return any(_speaks(m) or _beside_a_description(m) or _is_he_or_she(m) for m in forms)

    def _label(self, name: str) -> Label:
        counts = self._votes[name]
        if name in self.people:
            return "person"
        if name in demonyms() or _names_no_body(name):
            return "other"
        ending = _endings().get(name.split()[-1])
        if ending is not None and not known_organisations(name) and " " in name:
            return "place" if ending == "building" and not counts["person"] else "other"
        place = known_place(name)
        if name in self._surnames and not (place and counts["place"] > counts["person"]):
            return "person"
        if place is not None and self.is_a_surname(name):
            return "other"
        if place is not None and self._is_the_place(name):
            return "place"
        if is_only_an_organisation(name) or (known_organisations(name) and counts["organisation"]):
            return "organisation"
        if place is None and any(_is_called_a_body(m) for m in self._by_name[name]):
            return "organisation"
        common = counts.most_common(1)[0][0]
        if common == "person":
            worked_at = self._is_worked_at(name)
            return "organisation" if worked_at or (name.isupper() and " " not in name) else "other"
        if common == "place" and place is None and not self._stands_like_a_place(name):
            return "other"
        if common == "organisation" and self._is_no_body(name):
            named = name in self._first_names and sex_of(name) and place is None
            return "person" if named else "other"
        first, _, last = name.rpartition(" ")
        if last in self._surnames and first and (first.isupper() or is_role_noun(first)):
            return "other"  # "MVP Keller"
        if all(known_place(part) for part in re.split(", | and ", name)) and place is None:
            return "other"  # "Orange and Riverside"
        return common

    def _is_the_place(self, name: str) -> bool:
        """Tell whether a name of the gazetteer is the place, not a club or company called so."""
        counts, place = self._votes[name], known_place(name)
        if self._sport and "team" in _kinds(name):
            return False
        clubs = (
            counts["organisation"] > counts["place"]
            and place is not None
            and place.inhabitants > 0
            and name not in seats()  # a capital stands for its government
        )
        if clubs:
            return False
        return bool(self._stands_like_a_place(name) or not sex_of(name) or counts["place"])

    def is_a_surname(self, name: str) -> bool:
        """Tell whether a city is none here: the last word of a longer name, and never gone to.

        "Kenta Morioka" makes "Morioka slipped" no city, "in Morioka" would.
        """
        place = known_place(name)
        if place is None or place.kind != "city" or name in seats() or " " in name:
            return False
        ends = any(" " in m.name and known_place(m.name) is None for m in self._by_last_word[name])
        return ends and not self._stands_like_a_place(name)

    def _is_no_body(self, name: str) -> bool:
        """Tell whether the tagger took a person for a body, by the first name or by "he"."""
        if " " in name or known_organisations(name):
            return False
        return name in self._first_names or self._is_one_person(name)

    def _is_one_person(self, name: str) -> bool:
        """Tell whether the tagger took a surname for a company: "Keller won his second match"."""
        unknown = " " not in name and not name.isupper() and not known_organisations(name)
        return unknown and any(_is_he_or_she(m) for m in self._by_name[name])

    def _stands_like_a_place(self, name: str) -> bool:
        """Tell whether the name stands behind a preposition of place somewhere."""
        return any(m.first > 0 and _place_cue_before(m) for m in self._by_name[name])


@cache
def _endings() -> dict[str, str]:
    return {row[0]: row[1] for row in table("no_body_endings")}


def without_suffix(name: str) -> list[str]:
    """Return the words of a person's name, "Jr" and "III" left out."""
    words = name.split()
    if len(words) > 1 and words[-1].lower().strip(".") in _SUFFIXES:
        words = words[:-1]
        words[-1] = words[-1].rstrip(",")
    return words


def _kinds(name: str) -> set[str]:
    return {known.kind for known in known_organisations(name)}


def _is_on_sport(names: Sequence[str] | dict[str, Counter[Label]]) -> bool:
    """Tell whether the article names several teams and leagues by names that only they have."""
    sure = [n for n in names if is_only_an_organisation(n) and _kinds(n) & _SPORT]
    return len(sure) >= _TEAMS_IN_SPORT


def _names_no_body(name: str) -> bool:
    """Tell whether the name is part of a title ("Energy" Secretary) or a unit ("GW")."""
    if known_organisations(name):
        return False
    if name in word_set("no_organisations"):
        return True
    return all(word.lower() in word_set("portfolios") for word in name.split())


def _speaks(mention: Mention) -> bool:
    name = mention.tokens[-1]
    if name.dep_ not in {"nsubj", "appos"}:
        return False
    beside_a_post = name.dep_ == "appos" and is_role_noun(name.head.text)
    return beside_a_post or name.head.lemma_.lower() in reporting_verbs()


def _beside_a_description(mention: Mention) -> bool:
    """Tell whether a post stands in front of the name or, behind a comma, after it."""
    doc = mention.passage.doc
    after = {t.text for t in doc[mention.last + 2 : mention.last + 6]}
    comma = mention.after is not None and mention.after.text == ","
    before = mention.before is not None and is_role_noun(mention.before.text)
    return before or (comma and any(is_role_noun(t) for t in after))


def _stands_behind_a_post(mention: Mention) -> bool:
    """Tell whether a post that no company holds stands in front of the name."""
    before = mention.before
    return (
        before is not None
        and before.tag_ == "NN"
        and before.text.islower()
        and is_role_noun(before.text)
        and before.text not in _ROLES_OF_BODIES
    )


def _stands_behind_a_role(mention: Mention) -> bool:
    return mention.before is not None and is_role_noun(mention.before.text)


def _stands_behind_a_body(mention: Mention) -> bool:
    before = mention.before
    return before is not None and before.tag_ == "NN" and kind_by_noun(before.lower_) is not None


def _is_called_a_body(mention: Mention) -> bool:
    """Tell whether the noun beside the name is a kind of body: "the airline Corvane"."""
    after = mention.after
    if mention.tokens[-1].tag_ not in {"NNP", "NNPS"}:
        return False
    if _stands_behind_a_body(mention):
        return after is None or after.tag_ not in {"NN", "NNS", "NNP"}
    doc = mention.passage.doc
    if after is None or after.text != "," or after.i + 2 >= len(doc):
        return False
    if doc[after.i + 1].lower_ not in {"a", "an", "the"}:
        return False
    phrase = list(takewhile(lambda t: t.tag_[:2] in {"JJ", "NN"}, doc[after.i + 2 : after.i + 6]))
    return bool(phrase) and (
        kind_by_noun(phrase[-1].lower_) is not None
        or kind_by_noun(" ".join(t.lower_ for t in phrase[-2:])) is not None
    )


def _is_he_or_she(mention: Mention) -> bool:
    """Tell whether he or she follows in the sentence, or opens the next, and can be nobody else."""
    head = mention.tokens[-1]
    if head.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    doc, sentence = mention.passage.doc, head.sent
    others = [e for e in sentence.ents if e.label_ == "PERSON" and not _overlap(e, mention)]
    if others:
        return False
    behind = [t for t in doc[mention.last + 1 : sentence.end] if is_personal_pronoun(t)]
    if behind:
        return True
    opening = doc[sentence.end] if sentence.end < len(doc) else None
    return opening is not None and opening.text in {"He", "She"}


def _overlap(entity: object, mention: Mention) -> bool:
    start, end = getattr(entity, "start", 0), getattr(entity, "end", 0)
    return bool(start <= mention.last and mention.first < end)


def _place_cue_before(mention: Mention) -> bool:
    doc = mention.passage.doc
    first = mention.first - 1
    if first > 0 and doc[first].lower_ == "the":
        first -= 1
    return first >= 0 and doc[first].lower_ in _PLACE_CUES
