"""Who "she", "the 56-year-old" and "the former coach" are beside a quotation, if that is sure."""

import re
from collections import Counter

from quiz.finders.cues import has_object_pronoun, is_cue, main_subjects
from quiz.language.gazetteer import is_role_noun
from quiz.language.names import Names, can_be
from quiz.language.parsing import Parsed, Passage
from quiz.language.tree import Token
from quiz.resources import word_set
from quiz.schema.findings import Person
from quiz.schema.question import spaced

_AGED = re.compile(r"(\d{1,3})-year-old$")
_OBJECTS = {"he": frozenset({"him"}), "she": frozenset({"her"})}
_FORMER = frozenset({"former", "ex", "late"})


class Cast:
    """The people of an article as it is read: `last` is who acted or spoke last, if it is sure."""

    def __init__(self, parsed: Parsed, names: Names) -> None:
        self.parsed = parsed
        self.names = names
        self.last: Person | None = None
        self.since = 0  # where the sentence ends in which `last` acted or spoke
        self.unnamed = False  # somebody without a name acted or spoke after `last`
        people = [e for e in names.by_name.values() if isinstance(e, Person)]
        self.people = tuple({person.name: person for person in people}.values())
        counts = Counter({p.name: len(p.mentions) + self._in_title(p) for p in self.people})
        (leader, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
        self.leader = leader if most > second else None

    def follow(self, passage: Passage, before: int) -> None:
        """Remember the last person who is the subject of a main verb in front of `before`."""
        for sentence in passage.doc.sents:
            if passage.offset + sentence.start_char >= before:
                return
            end = passage.offset + sentence.end_char
            for token in main_subjects(sentence, passage):
                if passage.start(token) >= before:
                    break
                person = self.names.person_at(passage, token)
                if person is not None:
                    self.spoke(person, end)
                elif token.lower_ in word_set("unnamed_speakers") or is_role_noun(token.text):
                    person = self._apposed(passage, token) or self.described(passage, token)
                    self.spoke(person, end)
            person = self.beside(passage, sentence.root) if is_cue(sentence.root) else None
            if person is not None and passage.start(sentence.root) < before:
                self.spoke(person, end)

    def _in_title(self, person: Person) -> bool:
        title = spaced(self.parsed.article.title)
        return any(spaced(form) in title for form in (person.name, *person.aliases))

    def spoke(self, person: Person | None, end: int) -> None:
        """Note who acted or spoke in the sentence that ends at `end`; None has no name."""
        self.last = person
        self.since = end
        self.unnamed = person is None

    def beside(self, passage: Passage, verb: Token) -> Person | None:
        """Return the person whose name touches a verb that has no subject by the parse."""
        if any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            return None
        around = (n for n in (verb.i - 1, verb.i + 1) if 0 <= n < len(verb.doc))
        people = (self.names.person_at(passage, verb.doc[n]) for n in around)
        return next((person for person in people if person is not None), None)

    def _apposed(self, passage: Passage, noun: Token) -> Person | None:
        beside = (c for c in noun.children if c.dep_ == "appos")
        return next((p for c in beside if (p := self.names.person_at(passage, c))), None)

    def pronoun(self, passage: Passage, pronoun: Token) -> Person | None:
        """Return who a he or she is: who acted last, else the leading person if just named."""
        objects = _OBJECTS.get(pronoun.lower_, frozenset())
        if self.last is not None:
            for subject in main_subjects(pronoun.sent, passage):
                person = self.names.person_at(passage, subject)
                if person == self.last and has_object_pronoun(pronoun.sent, subject, objects):
                    return None
            later = [p for p in self._named_since(passage, pronoun) if can_be(pronoun.text, p)]
            if later and later[-1] != self.last:
                return later[-1] if later[-1].name == self.leader else None
            return self.last if can_be(pronoun.text, self.last) else None
        near = [] if self.unnamed else self._near(passage, passage.start(pronoun))
        leads = bool(near) and near[-1].name == self.leader and can_be(pronoun.text, near[-1])
        return near[-1] if leads else None

    def described(self, passage: Passage, noun: Token) -> Person | None:
        """Return who "the 56-year-old" or "the former coach" is, if it fits one person."""
        words = [t for t in noun.subtree if t.i <= noun.i]
        if not words or words[0].lower_ != "the":
            return None
        phrase = passage.article.text[passage.start(words[0]) : passage.end(noun)]
        aged = _AGED.search(phrase)
        if aged:
            holders = [p for p in self.people if self._is_aged(p, aged.group(1))]
        elif not is_role_noun(noun.text) or noun.lower_ in word_set("unnamed_speakers"):
            return None
        else:
            former = any(w.lower_ in _FORMER for w in words)
            holders = [p for p in self.people if _holds_post(p, noun.text, former=former)]
        if holders:
            return self._only(holders)
        near = {p.name for p in self._near(passage, passage.start(words[0]))}
        return self.last if self.last is not None and near == {self.last.name} else None

    def _named_since(self, passage: Passage, pronoun: Token) -> list[Person]:
        """Return the people named behind the sentence of `last`, outside quotation marks."""
        opening = passage.offset + pronoun.sent.start_char
        quoted = [q for p in self.parsed.passages for q in p.quoted]
        return [
            n.entity
            for n in self.names.within(self.since, max(self.since, opening))
            if isinstance(n.entity, Person) and not any(q.start <= n.start < q.end for q in quoted)
        ]

    def _only(self, people: list[Person]) -> Person | None:
        return people[0] if len(people) == 1 else None

    def _near(self, passage: Passage, place: int) -> list[Person]:
        """Return the people named in this paragraph and the one before, in front of `place`."""
        earlier = [p for p in self.parsed.passages if p.number == passage.number - 1]
        start = earlier[0].block.start if earlier else passage.block.start
        named = self.names.within(start, place)
        return [n.entity for n in named if isinstance(n.entity, Person)]

    def _is_aged(self, person: Person, age: str) -> bool:
        text = self.parsed.article.text
        return any(
            re.match(rf",? (?:\(?{age}\)?\b)|, aged {age}\b", text[m.end : m.end + 12])
            or re.search(
                rf"\b{age}-year-old\W+(?:\w+\W+){{0,3}}$", text[max(0, m.start - 60) : m.start]
            )
            for m in person.mentions
        )


def _holds_post(person: Person, noun: str, *, former: bool) -> bool:
    """Tell whether one of a person's roles is headed by `noun`; a former one only if so called."""
    for role in person.roles:
        words = role.title.lower().replace("-", " ").split()
        if noun.lower() in words and (former or _FORMER.isdisjoint(words)):
            return True
    return False
