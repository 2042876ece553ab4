"""Topic: which thing or event of the article a plain "the attack" or "the plan" is.

What the article has brought up is kept in families of one meaning ("attack", "raid", "bombing").
A plain definite phrase gets a telling one in its place where only one of its family was brought up:
the phrase that a sentence told in full, one put together from a clause (`retelling.py`), the name
that ends in the noun ("the Marlow Nature Reserve"), one of the headline, or, of what happened, the
place that the report begins with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.language.families import family_of, happens, has_family, narrower, of_family
from quiz.language.gazetteer import demonyms
from quiz.language.kinds import share_a_kind
from quiz.language.names import Entity, Names
from quiz.language.naming import naming_phrase
from quiz.language.parsing import Parsed, Passage
from quiz.language.retelling import retold
from quiz.language.tree import Token, text_of
from quiz.resources import word_set
from quiz.schema.findings import Place

_SAME_NOUN, _SAME_FAMILY, _PLACED = 0.06, 0.08, 0.08  # what each costs the confidence
_NEW = frozenset("a an another one two three four five several many some second new more".split())
_DEFINITE = frozenset("the this that these those its his her their our".split())
_LEAD = 2  # sentences at the head of a report that say where it happens
_SETTING_APART = frozenset(
    "old previous former first last next other final second third earlier later current".split()
)
_SCHOLARS = {
    "researcher": "behind",
    "scientist": "behind",
    "author": "of",
    "finding": "of",
    "result": "of",
    "conclusion": "of",
}
_INHABITED = frozenset({"city", "town", "village", "country", "region"})
_NEAR = 3  # sentences back in which a wider noun finds what it takes up
_OPENING = 4  # sentences in which a report says what it is about
_AT = frozenset({"in", "at", "near", "outside"})


@dataclass(frozen=True, eq=False)
class _Brought:
    """A thing brought up: where, by which noun, its phrase (None if vague), whether newly."""

    sentence: int
    lemma: str
    tag: str
    token: Token
    phrase: str | None
    new: bool


def _contrasts(noun: Token, phrase: str) -> bool:
    """Tell whether what stands before a noun sets it apart from a phrase: "the new flag"."""
    words = set(phrase.lower().split())
    before = {c.lower_ for c in noun.children if c.dep_ in {"amod", "nummod"} and c.i < noun.i}
    if before & {"new", "latest"} and words & {"current", "old", "existing", "previous"}:
        return True
    return bool((before & _SETTING_APART) - words)


class Topics:
    """What an article has brought up so far. Sentences are read in order, then asked about."""

    def __init__(self, parsed: Parsed, names: Names) -> None:
        self._parsed = parsed
        self._names = names
        self._families: dict[str, list[_Brought]] = {}  # what was brought up, by family
        self._sentences: dict[int, list[_Brought]] = {}  # and by sentence
        self._inhabited = {
            e.name for e in names.entities if isinstance(e, Place) and e.kind in _INHABITED
        }
        self._sites: dict[int, set[str]] = {}  # by sentence, the places it names
        self._places: list[str] = []  # cities that the first sentences place something in
        self._named: dict[str, dict[str, int]] = {}  # names and where, by the noun they end in
        self._plain: dict[str, int] = {}  # the sentence that first has a family plain
        self._add_title()

    def add(self, number: int, token: Token, phrase: str | None) -> None:
        """Note a noun of a sentence, with its phrase in full if it has one."""
        before = {c.lower_ for c in token.children if c.i < token.i}
        new = bool(before & _NEW) and not before & _DEFINITE
        if phrase is None and not new and token.tag_ != "NNS":
            return
        self._note(_Brought(number, token.lemma_.lower(), token.tag_, token, phrase, new))

    def _note(self, brought: _Brought) -> None:
        """Note a thing; a phrase of its own is better than one put together from its clause."""
        family = self._families.setdefault(family_of(brought.lemma), [])
        sentence = self._sentences.setdefault(brought.sentence, [])
        for noted in (family, sentence):
            if brought.phrase is not None:
                noted[:] = [b for b in noted if b.token != brought.token]
            noted.append(brought)

    def _near(self, number: int, back: int) -> list[_Brought]:
        """Return what the `back` sentences before sentence `number` brought up."""
        return [b for n in range(number - back, number) for b in self._sentences.get(n, ())]

    def add_clause(self, number: int, passage: Passage, verb: Token) -> None:
        """Note what the clause of a verb brings up."""
        for made in retold(passage, verb, self._names, lambda ts: self._text(passage, ts)):
            noted = self._sentences.get(number, ())
            if not any(b.token == made.token and b.phrase is not None for b in noted):
                self._note(_Brought(number, made.noun, "NN", made.token, made.phrase, new=True))

    def add_place(self, number: int, first: Token, entity: Entity) -> None:
        """Note a place that a sentence names, and a city that the report begins with."""
        before = first.nbor(-1).lower_ if first.i > 0 else ""
        if isinstance(entity, Place) or before in _AT | {"to", "from"}:
            self._sites.setdefault(number, set()).add(entity.name)
        city = isinstance(entity, Place) and entity.kind in {"city", "town"}
        if number < _LEAD and city and before in _AT | {"of"}:
            self._places.append(entity.name)

    def add_name(self, number: int, passage: Passage, head: Token) -> None:
        """Note a name that no finder knows by its last word."""
        named = self._names.at(passage, head)
        if named is None and head.pos_ == "PROPN" and head.dep_ != "compound":
            first = head
            while first.i > head.sent.start and first.nbor(-1).pos_ in {"PROPN", "ADJ", "NOUN"}:
                if not first.nbor(-1).text[:1].isupper():
                    break
                first = first.nbor(-1)
            if first.i < head.i and not (first.is_sent_start and first.pos_ != "PROPN"):
                text = passage.article.text[passage.start(first) : passage.end(head)]
                self._named.setdefault(head.lower_, {}).setdefault(text, number)

    def meant(self, number: int, noun: Token) -> tuple[str, float] | None:
        """Return the phrase in full for a plain definite `noun` and what it costs, if sure."""
        found = self._found(number, noun, noun.lemma_.lower())
        return None if found is None or _contrasts(noun, found[0]) else found

    def _found(self, number: int, noun: Token, lemma: str) -> tuple[str, float] | None:
        self._plain.setdefault(family_of(lemma), number)
        found = self._told(number, noun.tag_, lemma, same=True) or self._name_in(noun, {lemma})
        if found is not None:
            return found, _SAME_NOUN
        found = (
            self._told(number, noun.tag_, lemma, same=False)
            or self._name_in(noun, of_family(lemma))
            or self._of_the_study(number, noun, lemma)
            or self._wider(number, noun, lemma)
        )
        if found is not None:
            return found, _SAME_FAMILY
        found = self._placed(number, noun, lemma)
        return (found, _PLACED) if found is not None else None

    def described(self, number: int, noun: Token) -> tuple[str, float] | None:
        """Return the phrase for "the well guarded consulate", where one alone was told of."""
        lemma = noun.lemma_.lower()
        family = self._families.get(family_of(lemma), ())
        group = [b for b in family if b.lemma == lemma and b.tag == noun.tag_]
        phrases = {b.phrase for b in group if 0 <= b.sentence < number}
        phrase = phrases.pop() if len(phrases) == 1 else None
        return (phrase, _SAME_FAMILY) if phrase and not _contrasts(noun, phrase) else None

    def _told(self, number: int, tag: str, lemma: str, *, same: bool) -> str | None:
        group = [
            b
            for b in self._families.get(family_of(lemma), ())
            if b.sentence < number and b.tag == tag and (b.lemma == lemma or not same)
        ]
        # What was "the attack" before a raid was told of is not that raid.
        taken_up = self._plain.get(family_of(lemma), number)
        late = [b for b in group if b.sentence > taken_up and (b.new or not same)]
        group = [b for b in group if b not in late]
        told = [b for b in group if b.phrase is not None and b.sentence >= 0]
        told = told or [b for b in group if b.phrase is not None]  # the headline
        if not told:
            return None
        first = told[0]
        others = [b for b in group if b.new and b.token != first.token and b.phrase != first.phrase]
        if first.sentence < 0:
            return first.phrase if len(others) < 2 else None
        if any(
            b.new
            and family_of(b.lemma) == family_of(lemma)
            and b.sentence > first.sentence
            and b.phrase is not None
            for b in self._near(number, _LEAD)
        ):
            return None  # "the attack" right behind another raid may be either
        if lemma in word_set("place_nouns") and self._moved_on(first.sentence, number):
            return None
        if same:  # a vague "a plan" elsewhere is the same one more often than not
            return None if any(b.phrase is not None for b in others) else first.phrase
        rivals = [b for b in told if b.phrase != first.phrase and b.token != first.token]
        return None if others or rivals else first.phrase

    def _moved_on(self, first: int, number: int) -> bool:
        """Tell whether the report names other places between a hospital or a school and "it"."""
        own = self._sites.get(first, set())
        later = (self._sites.get(n, set()) for n in range(first + 1, number + 1))
        return bool(set().union(*later) - own)

    def _name_in(self, noun: Token, nouns: frozenset[str] | set[str]) -> str | None:
        """Return the one name that ends in one of `nouns`: "the Marlow Nature Reserve"."""
        if noun.tag_ != "NN" and noun.lower_ != "series":
            return None
        far = len(nouns) == 1  # the noun itself; one like it only for what the report begins with
        names = {
            e.name
            for e in self._names.entities
            if len(e.name.split()) > 2 and e.name.split()[-1].lower() in nouns and far
        }
        names |= {
            name
            for n in nouns
            for name, sentence in self._named.get(n, {}).items()
            if far or sentence < _OPENING
        }
        if len(names) != 1:
            return None
        name = names.pop()
        return name if name.startswith("The ") else f"the {name}"

    def _of_the_study(self, number: int, noun: Token, lemma: str) -> str | None:
        """Return "the researchers behind the study of sea ice" where one study was told of."""
        if noun.tag_ != "NNS" or lemma not in _SCHOLARS:
            return None
        study = self._told(number, "NN", "study", same=True) or self._name("study")
        return f"the {noun.text} {_SCHOLARS[lemma]} {study}" if study is not None else None

    def _wider(self, number: int, noun: Token, lemma: str) -> str | None:
        """Return "the school in Kell" for "the building", if one alone was just told of."""
        kinds = narrower(lemma)
        near = self._near(number, _NEAR)
        phrases = {b.phrase for b in near if b.lemma in kinds and b.tag == noun.tag_}
        return phrases.pop() if len(phrases) == 1 else None

    def there(self, number: int, token: Token) -> tuple[str, float] | None:
        """Return "at Kell Castle" for a "there", if the sentence before names one place."""
        if self._sites.get(number):
            return None  # its own sentence names a place
        before = [b for b in self._near(number, 1) if b.phrase is not None and b.tag == "NN"]
        sites = [b for b in before if b.lemma in word_set("place_nouns")]
        named = self._sites.get(number - 1, set())
        if len(sites) + len(named) != 1 or token.dep_ != "advmod" or token.head.pos_ != "VERB":
            return None
        if sites:
            return f"at {sites[0].phrase}", _SAME_FAMILY
        place = next(iter(named))
        return (f"in {place}", _SAME_FAMILY) if place in self._inhabited else None

    def _name(self, noun: str) -> str | None:
        """Return the one name that the report begins with and that ends in `noun`."""
        names = [n for n, sentence in self._named.get(noun, {}).items() if sentence < _OPENING]
        return f"the {names[0]}" if len(names) == 1 else None

    def is_new(self, number: int, lemma: str) -> bool:
        """Tell whether a nameless thing of the kind was just brought up: "a consulting firm"."""
        return any(
            b.new
            and b.token.dep_ not in {"appos", "attr", "compound"}
            and share_a_kind(b.lemma, lemma)
            and not any(c.dep_ == "appos" or c.pos_ == "PROPN" for c in b.token.children)
            for b in self._near(number, _LEAD)
        )

    def _placed(self, number: int, noun: Token, lemma: str) -> str | None:
        """Return "the explosion in Rotmark" where the report begins in one city."""
        if not happens(lemma) or noun.tag_ != "NN" or len(set(self._places)) != 1:
            return None
        family = self._families.get(family_of(lemma), ())
        new = [b for b in family if b.new and b.sentence < number]
        place = self._places[0]
        if len(new) > 1 or place in noun.sent.text:
            return None
        return f"the {noun.text} in {place}"

    def _add_title(self) -> None:
        """Note the nouns of the headline that it tells in full: "raid on German consulate"."""
        passage = self._parsed.headline
        if passage is None:
            return
        words = passage.article.at(passage.block).split()[1:]
        if sum(1 for w in words if w[:1].islower()) * 2 < len(words):
            return  # Every Word Has a Capital: nothing tells a name
        for token in passage.doc:
            if token.tag_ == "NN" and has_family(token.lemma_.lower()):
                phrase = naming_phrase(passage, token, self._names)
                phrase = self._with_articles(passage, token, phrase)
                if phrase is not None and phrase[:1].islower():  # not a headline's own first word
                    lemma = token.lemma_.lower()
                    self._note(_Brought(-1, lemma, "NN", token, phrase, new=False))

    def _with_articles(self, passage: Passage, noun: Token, phrase: str | None) -> str | None:
        """Return the phrase of a headline with the articles it left out, if they are sure."""
        text = passage.article.text
        if phrase is None:
            return None
        for token in noun.subtree:
            if token == noun or token.dep_ != "pobj" or token.pos_ != "NOUN" or token.tag_ != "NN":
                continue
            if any(c.dep_ in {"det", "poss"} for c in token.children):
                continue
            chunk = text_of(passage.doc[token.left_edge.i : token.i + 1])
            known = f"the {chunk}" in text
            if not known or phrase.count(chunk) != 1:
                return None
            phrase = phrase.replace(chunk, f"the {chunk}")
        tail = phrase[phrase.index(noun.text) :]
        return f"the {tail}" if any(w[:1].isupper() for w in tail.split()) else phrase

    def _text(self, passage: Passage, tokens: Sequence[Token]) -> str | None:
        """Return tokens in the article's words; None where they hold what points back."""
        anaphors = word_set("anaphor_nouns")
        for token in tokens:
            if token.pos_ == "PRON" or token.tag_ == "PRP$":
                return None
            if token.lower_ in {"this", "that", "these", "those", "such", "there"}:
                return None
            if token.lower_ == "the" and token.head.lemma_.lower() in anaphors:
                told = [c for c in token.head.children if c.dep_ in {"amod", "compound", "prep"}]
                if not told:
                    return None
        parts = []
        skip = -1
        for token in tokens:
            start = passage.start(token)
            if start < skip:
                continue
            named = self._names.at(passage, token)
            written = passage.written(token)
            if token.is_sent_start and token.pos_ not in {"PROPN"} and named is None:
                written = written if written in demonyms() else written[:1].lower() + written[1:]
            last = token
            if named is not None and named.start == start and named.end > passage.end(token):
                inside = [t for t in tokens if start <= passage.start(t) < named.end]
                written = passage.article.text[start : passage.end(inside[-1])]
                skip, last = named.end, inside[-1]
            parts.append(written + (" " if last.whitespace_ else ""))
        return "".join(parts).strip()
