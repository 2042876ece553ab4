"""Antecedents: what "he", "it", "the company" and "the study" stand for, only where that is sure.

The article is read once, sentence by sentence, as a reader does: who and what was named, what was
the subject, and which noun phrases were told in full. A pronoun or a definite phrase gets an
antecedent where one alone can be meant; everything else stays open, and a statement that needs it
cannot stand alone. Sources of the rules: subjects are taken up before objects (Grosz, Joshi and
Weinstein, 1995, "Centering"); a definite phrase repeats the head noun of what introduced it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from quiz.language.clause_parts import SUBJECTS, noun_phrase, subject_of
from quiz.language.gazetteer import demonyms
from quiz.language.kinds import can_be_called, is_kind_noun
from quiz.language.names import Entity, Names, can_be, is_personal_pronoun
from quiz.language.naming import named_by, naming_phrase
from quiz.language.parsing import Parsed, Passage
from quiz.language.pronouns import tells_which, told_before
from quiz.language.short_forms import long_form
from quiz.language.topic import Topics
from quiz.language.tree import Sentence, Token
from quiz.resources import word_set
from quiz.schema.findings import Organisation, Person, Place
from quiz.schema.record import Span

_THINGS = frozenset({"it", "its", "itself"})
_SEVERAL = frozenset({"they", "their", "them"})
_WINDOW = 2  # sentences back in which a rival makes an antecedent doubtful
_REACH = 4  # sentences back in which an antecedent of a pronoun may stand
_NAMED_REACH = 14  # sentences back in which a name may stand that "the company" takes up
_TITLES = frozenset("President Chancellor Governor Mayor Senator Pope King Queen Prince".split())
_LONGEST_DEFINITE = 6  # tokens from an article to its noun
_OTHERS = frozenset("other second third rival former previous same next".split())
_POINTERS = frozenset({"the", "this", "that", "these", "those"})
_NATIONS = frozenset({"country", "nation"})
_MADE_OF_PEOPLE = frozenset({"band", "team", "police force", "union", "orchestra"})
_CITIES = frozenset({"city", "town", "village", "capital"})
_PLACED_BY = frozenset("in at near from to of outside around".split())
_DOMINANT = 2.0  # times as many mentions as any rival make an entity the one that is meant
_SURE, _LIKELY, _FAIR, _DOUBTFUL = (
    0.0,
    0.03,
    0.06,
    0.08,
)  # what an antecedent costs the confidence of a question


@dataclass(frozen=True)
class Antecedent:
    """What a phrase of the article stands for.

    `span` are the characters of the phrase, `text` is what to put in their place (without a
    possessive ending), `doubt` (0 to 0.1) what it takes from the confidence of a question.
    """

    span: Span
    text: str
    entity: Entity | None
    owns: bool
    doubt: float


@dataclass(frozen=True, eq=False)
class _Seen:
    """An entity at a place: the sentence's number, and whether it is the subject of a clause."""

    sentence: int
    start: int
    entity: Entity
    subject: bool
    main: bool
    place: bool  # behind "in" or "near", so that a capital is the city, not its government


class Antecedents:
    """The antecedents of an article, by the place of the phrase that takes them up."""

    def __init__(self, parsed: Parsed, names: Names) -> None:
        self._parsed = parsed
        self._names = names
        self._seen: list[_Seen] = []
        self._topics = Topics(parsed, names)
        self._subjects: dict[int, tuple[Token, str, Entity | None]] = {}  # by sentence
        self._found: dict[int, Antecedent] = {}
        # Of each sentence, the countries that it names by a nationality: "Danish troops".
        self._nations = [
            {demonyms()[t.text] for t in sentence if t.text in demonyms()}
            for _, sentence in parsed.sentences()
        ]
        for number, (passage, sentence) in enumerate(parsed.sentences()):
            self._read(number, passage, sentence)

    def at(self, passage: Passage, token: Token) -> Antecedent | None:
        """Return the antecedent of the phrase that begins with `token`, if it is sure."""
        return self._found.get(passage.start(token))

    @cached_property
    def _mentions(self) -> dict[str, int]:
        return {e.name: len(e.mentions) for e in self._names.entities}

    def _read(self, number: int, passage: Passage, sentence: Sentence) -> None:
        for token in sentence:
            if passage.is_quoted(token):
                continue
            found = self._of(number, passage, token)
            if found is not None:
                self._found[passage.start(token)] = found
                head = _head_of(token)
                if found.entity is not None:
                    self._note(number, passage, head, found.entity)
                if not found.owns and _is_main_subject(head):
                    self._subjects[number] = (head, found.text, found.entity)
                continue
            named = self._names.at(passage, token)
            if named is not None and named.start == passage.start(token):
                last = _last_token(passage, token, named.end)
                self._note(number, passage, _head_of(last), named.entity, first=token)
                self._topics.add_place(number, token, named.entity)
            if token.pos_ == "NOUN":
                phrase = named_by(passage, token, self._names)
                phrase = phrase or naming_phrase(passage, token, self._names)
                self._topics.add(number, token, phrase)
                if phrase is not None and _is_main_subject(token):
                    self._subjects.setdefault(number, (token, phrase, None))
            elif token.pos_ == "VERB":
                self._topics.add_clause(number, passage, token)
            else:
                self._topics.add_name(number, passage, token)

    def _note(
        self,
        number: int,
        passage: Passage,
        head: Token,
        entity: Entity,
        *,
        first: Token | None = None,
    ) -> None:
        while head.dep_ == "conj" and head.head.i < head.i:
            head = head.head
        subject = head.dep_ in SUBJECTS
        self._seen.append(
            _Seen(
                sentence=number,
                start=passage.start(head),
                entity=entity,
                subject=subject,
                main=subject and head.head == head.sent.root,
                place=first is not None and first.i > 0 and first.nbor(-1).lower_ in _PLACED_BY,
            )
        )

    def _of(self, number: int, passage: Passage, token: Token) -> Antecedent | None:
        lower = token.lower_
        if is_personal_pronoun(token) and lower not in {"himself", "herself"}:
            found = self._same_subject(passage, token) or self._person(number, token)
        elif lower in _THINGS | _SEVERAL and lower != "itself":
            found = self._thing(number, token)
            if found is None:
                return self._phrase_before(number, passage, token)
        elif lower in _POINTERS and token.dep_ == "det":
            return self._definite(number, passage, token)
        elif lower == "there" or token.is_upper:
            return self._other(number, passage, token)
        else:
            return None
        if found is None:
            return None
        entity, doubt = found
        return Antecedent(
            span=Span(start=passage.start(token), end=passage.end(token)),
            text=entity.name,
            entity=entity,
            owns=token.tag_ == "PRP$",
            doubt=doubt,
        )

    def _other(self, number: int, passage: Passage, token: Token) -> Antecedent | None:
        """Return what a "there" or a short form stands for."""
        told: tuple[str, float] | None
        if token.lower_ == "there":
            told = self._topics.there(number, token)
        else:
            named = self._names.at(passage, token)
            known = named is not None and named.entity.name != token.text
            known = known or token.text in word_set("known_short_forms")
            form = None if known else long_form(token.text, passage.article.text)
            told = (form, _FAIR) if form is not None else None
        span = Span(start=passage.start(token), end=passage.end(token))
        return Antecedent(span, told[0], None, False, told[1]) if told is not None else None

    # Pronouns

    def _same_subject(self, passage: Passage, token: Token) -> tuple[Entity, float] | None:
        """Return who a he or she is that takes up the subject of the clause its own hangs on.

        "Marr said the road was closed, but she did not say why", "Marr was held after she landed".
        """
        verb = token.head
        first = verb.head
        subject = subject_of(first)
        if (
            verb.dep_ not in {"conj", "advcl"}
            or first.i > token.i
            or token.dep_ not in SUBJECTS
            or subject is None
        ):
            return None
        taken_up = self._found.get(passage.start(subject))
        entity = taken_up.entity if taken_up is not None else None
        entity = entity or self._names.person_at(passage, subject)
        fits = isinstance(entity, Person) and can_be(token.text, entity)
        between = token.doc[subject.i + 1 : token.i]
        others = {p.name for t in between if (p := self._names.person_at(passage, t))}
        if entity is not None and verb.dep_ == "advcl" and others - {entity.name}:
            return None  # "Marr met Ray after she landed"
        return (entity, _LIKELY) if entity is not None and fits else None

    def _person(self, number: int, token: Token) -> tuple[Entity, float] | None:
        """Return whom a he or she stands for."""
        return self._taken_up(
            number, token, lambda e: isinstance(e, Person) and can_be(token.text, e)
        )

    def _thing(self, number: int, token: Token) -> tuple[Entity, float] | None:
        """Return what an "it" or "they" stands for, an organisation or a country."""
        if token.lower_ in _THINGS and _expletive(token):
            return None
        several = token.lower_ in _SEVERAL

        def fits(entity: Entity) -> bool:
            if isinstance(entity, Organisation):
                return not several or entity.kind in _MADE_OF_PEOPLE
            return isinstance(entity, Place) and entity.kind == "country" and not several

        if not several and told_before(token):
            return None
        before = [s for s in self._seen if s.sentence == number]
        if any(fits(s.entity) or isinstance(s.entity, Place) for s in before):
            return None  # its own sentence names another that it could be
        return self._taken_up(number, token, fits, subjects_only=True)

    def _taken_up(
        self,
        number: int,
        token: Token,
        fits: Callable[[Entity], bool],
        *,
        subjects_only: bool = False,
    ) -> tuple[Entity, float] | None:
        """Return the only entity near `token` that fits, or the subject of the sentence before."""
        near = [s for s in self._seen if number - _WINDOW <= s.sentence and fits(s.entity)]
        far = [s for s in self._seen if number - _REACH <= s.sentence and fits(s.entity)]
        pool = near or far
        if not pool:
            return None
        if len({s.entity.name for s in pool}) == 1:
            if subjects_only and not any(s.subject for s in pool):
                return None
            return pool[-1].entity, _SURE if near and not subjects_only else _LIKELY
        opens = token.dep_ in SUBJECTS and token.head == token.sent.root
        owner = token.tag_ == "PRP$" and _in_subject(token)
        if not (opens or owner) or any(s.sentence == number for s in pool):
            return None
        latest = [s for s in pool if s.sentence == max(s.sentence for s in pool)]
        subjects = [s for s in latest if s.main]
        rivals = {s.entity.name for s in latest if s.subject}
        if len(subjects) == 1 and rivals <= {subjects[0].entity.name}:
            return subjects[0].entity, _FAIR
        return None

    def _phrase_before(self, number: int, passage: Passage, token: Token) -> Antecedent | None:
        """Return the subject of the sentence before as what an "it" or "they" stands for."""
        opens = token.dep_ in SUBJECTS and token.head == token.sent.root
        owner = token.tag_ == "PRP$" and _in_subject(token)
        subject = self._subjects.get(number - 1)
        if subject is None or not (opens or owner):
            return None
        head, text, entity = subject
        several = head.tag_ in {"NNS", "NNPS"}
        people = isinstance(entity, Person)
        if several != (token.lower_ in _SEVERAL) or people or _expletive(token):
            return None
        if several and entity is None and text.startswith("the ") and not tells_which(head, text):
            return None  # "The Danish rebels", told of before
        span = Span(start=passage.start(token), end=passage.end(token))
        return Antecedent(span, text, entity, token.tag_ == "PRP$", _DOUBTFUL)

    # Definite phrases

    def _definite(self, number: int, passage: Passage, article: Token) -> Antecedent | None:
        noun = article.head
        if not _is_definite(article, noun):
            return None
        plain = _is_bare(article, noun)
        owns = noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].tag_ == "POS"
        span = Span(start=passage.start(article), end=passage.end(noun))
        if is_kind_noun(noun.lemma_.lower()):
            lemma = noun.lemma_.lower()
            new = self._topics.is_new(number, lemma)
            called = None if new else self._called(number, noun, plain=plain)
            if called is not None:
                return Antecedent(span, called[0].name, called[0], owns, called[1])
            if any(can_be_called(noun.lemma_.lower(), s.entity) for s in self._seen):
                return None  # one of several that have names
        told = self._topics.meant(number, noun) if plain else None
        if not plain and not any(_tells_more(c) for c in noun.children if c.i > noun.i):
            told = self._topics.described(number, noun)
        return Antecedent(span, told[0], None, owns, told[1]) if told is not None else None

    def _called(self, number: int, noun: Token, *, plain: bool) -> tuple[Entity, float] | None:
        """Return the entity that "the company" is; with an adjective only where one alone fits."""
        found = self._fitting(number, noun, plain=plain)
        if found is None or noun.lemma_.lower() not in _NATIONS:
            return found
        near = set().union(*self._nations[max(0, number - _WINDOW) : number + 1])
        own = found[0].country if isinstance(found[0], Place) else None
        return found if near <= {own} else None  # "Danish troops left … the country": which?

    def _fitting(self, number: int, noun: Token, *, plain: bool) -> tuple[Entity, float] | None:
        """Return the one entity near a noun that can be called by it."""
        lemma = noun.lemma_.lower()
        if noun.tag_ not in {"NN", "NNP"}:
            return None
        fitting = [
            s
            for s in self._seen
            if s.sentence >= number - _NAMED_REACH
            and can_be_called(lemma, s.entity)
            and (s.place or lemma not in _CITIES)
        ]
        if not fitting:
            return None
        names = {s.entity.name for s in fitting}
        last = fitting[-1].entity
        if len(names) == 1:
            return last, _LIKELY if plain else _FAIR
        if not plain:
            return None
        counts = sorted(((self._mentions[n], n) for n in names), reverse=True)
        near = {s.entity.name for s in fitting if s.sentence >= number - _WINDOW}
        most, first = counts[0]
        dominant = most >= _DOMINANT * counts[1][0] and most >= 3
        if dominant and near <= {first}:
            return self._names.by_name[first], _LIKELY
        rivals = {s.entity.name for s in fitting if s.subject and s.sentence >= number - 1}
        if dominant and rivals <= {first} and first in self._parsed.article.title:
            return self._names.by_name[first], _DOUBTFUL  # what the article is about
        return (last, _FAIR) if near == {last.name} else None


def _head_of(token: Token) -> Token:
    """Return the head of the phrase that a pronoun or a name stands in."""
    if token.dep_ == "det" or token.tag_ == "POS":  # of a name with a possessive: "Tilney’s"
        return token.head
    while token.dep_ in {"compound", "flat"} and token.head.i > token.i:
        token = token.head
    return token


def _last_token(passage: Passage, token: Token, end: int) -> Token:
    last = token
    while last.i + 1 < len(last.doc) and passage.start(last.nbor()) < end:
        last = last.nbor()
    return last


def _in_subject(token: Token) -> bool:
    """Tell whether a possessive stands in the subject of the sentence's main verb."""
    subject = subject_of(token.sent.root)
    return subject is not None and token in noun_phrase(subject)


def _expletive(token: Token) -> bool:
    """Tell whether an "it" stands for nothing: "it is likely that", "it was X who", "it rains"."""
    verb = token.head
    if token.dep_ == "expl":
        return True
    if token.dep_ not in SUBJECTS:
        return False
    if verb.lemma_ in {"seem", "appear", "turn", "happen", "rain", "snow", "take"}:
        return True
    return verb.lemma_ == "be" and any(c.dep_ in {"acomp", "attr", "oprd"} for c in verb.children)


def _is_main_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS and token.head == token.sent.root


def _is_definite(article: Token, noun: Token) -> bool:
    """Tell whether a definite phrase takes up what was told: not "the X case", "the case of X"."""
    titled = noun.text in _TITLES and noun.dep_ != "compound"
    if not (noun.pos_ == "NOUN" or titled) or not 0 < noun.i - article.i <= _LONGEST_DEFINITE:
        return False
    between = noun.doc[article.i + 1 : noun.i]
    if any(t.pos_ in {"PROPN", "NUM"} or t.tag_ in {"JJS", "POS", "PRP$"} for t in between):
        return False
    if any(t.text in demonyms() or t.lower_ in _OTHERS for t in between):
        return False
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if following is not None and following.lower_ in {"of", "that", "who", "which"}:
        return False
    if following is not None and following.text == "-" and not noun.whitespace_:
        return False
    return not any(
        c.dep_ in {"relcl", "acl", "prep"} and c.i == noun.i + 1 and c.lower_ in {"of", "for"}
        for c in noun.children
    )


def _tells_more(child: Token) -> bool:
    """Tell whether what hangs behind a noun says which is meant; "itself" or a date does not."""
    if child.dep_ == "prep":
        return not any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
    if child.dep_ == "relcl" and child.left_edge.i and child.left_edge.nbor(-1).text == ",":
        return False
    return child.dep_ in {"relcl", "acl", "appos"} and not child.lower_.endswith(("self", "selves"))


def _is_bare(article: Token, noun: Token) -> bool:
    """Tell whether nothing of its own tells a noun: "the new company", not "the office in"."""
    empty = word_set("empty_adjectives")
    if any(_tells_more(c) for c in noun.children if c.i > noun.i):
        return False
    return all(t.lower_ in empty for t in noun.doc[article.i + 1 : noun.i])
