"""Resolving: names in full, relative dates as calendar dates, pronouns only where they are sure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from quiz.language.clauses import Clause
from quiz.language.dates import anchored_month, preposition, written
from quiz.language.gazetteer import HONORIFICS, countries, demonyms
from quiz.language.names import Named, Names, can_be, is_personal_pronoun
from quiz.language.parsing import Parsed, Passage
from quiz.language.pronouns import LOOSE_PRONOUNS, bound
from quiz.language.statement import TimeAdverbial, Word
from quiz.resources import word_set
from quiz.schema.findings import DateExpression, Organisation, Person, Place
from quiz.schema.record import Span

_DAY_PREPOSITIONS = frozenset({"in", "on", "during"})
_NOT_NAMES = frozenset({"", "CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})
_SPOKEN_TITLES = frozenset({"President", "Senator", "Mayor"})
_NEAR = 400  # characters before a pronoun in which a second person makes it doubtful


@dataclass(eq=False)
class Context:
    """What the article has said so far, as far as resolving needs it.

    `speakers` and `subjects` are (place, person) of quotations and of sentences; the latter grows
    as the article is read.
    """

    parsed: Parsed
    names: Names
    dates: Sequence[DateExpression]
    american: bool
    speakers: Sequence[tuple[int, Person]]
    subjects: list[tuple[int, Person]] = field(default_factory=list)

    @property
    def published(self) -> date | None:
        """The day the article was published."""
        return self.parsed.article.published

    def antecedent(self, passage: Passage, pronoun: Token) -> Person | None:
        """Return who a he or she that opens a sentence is, if only one person can be meant."""
        place = passage.start(pronoun)
        before = [p for p in self.parsed.passages if p.number < passage.number]
        reach = before[-1].offset if before else passage.offset
        spoken = [(at, who) for at, who in self.speakers if at < place]
        recent = [
            who
            for at, who in sorted([*self.subjects, *spoken], key=lambda pair: pair[0])
            if at >= reach
        ]
        if not recent or not can_be(pronoun.text, recent[-1]):
            return None
        opening = passage.offset + pronoun.sent.start_char
        rivals = {
            n.entity.name
            for n in self.names.within(max(0, opening - _NEAR), opening)[-4:]
            if isinstance(n.entity, Person) and can_be(pronoun.text, n.entity)
        }
        return recent[-1] if rivals <= {recent[-1].name} else None


def _led_country(person: Person) -> str | None:
    """Return the ISO code of the country whose head of state or government a person is."""
    for role in person.roles:
        words = role.title.replace("-", " ").split()
        lower = {w.lower() for w in words}
        codes = [demonyms()[w] for w in words if w in demonyms()]
        leads = lower & {"president", "premier", "chancellor", "minister"}
        if leads and len(codes) == 1 and not lower & {"former", "elect"}:
            return codes[0]
    return None


def _fits_the_tense(expression: DateExpression, clause: Clause, published: date | None) -> bool:
    """Tell whether a date worked out from the day of publication agrees with the verb's tense."""
    if published is None or expression.first is None or expression.last is None:
        return False
    future = any(t.lower_ in {"will", "'ll", "shall"} for t in clause.middle)
    past = clause.verb.tag_ == "VBD" or any(t.tag_ == "VBD" for t in clause.middle)
    if future:
        return expression.last >= published
    return not (past and expression.first > published)


class Resolver:
    """Turns the tokens of one clause into words, resolving names, pronouns and dates.

    `named` holds the entities named so far, `settled` the spans that need no explaining any more.
    """

    def __init__(self, context: Context, clause: Clause) -> None:
        self.context = context
        self.clause = clause
        self.passage = clause.passage
        self.named: list[str] = []
        self.made: list[Word] = []
        self.settled: list[Span] = [d.evidence for d in context.dates]  # needs no explaining
        self.fault: str | None = None
        self.time: TimeAdverbial | None = None

    def words(self, tokens: tuple[Token, ...]) -> tuple[Word, ...]:
        """Return `tokens` as words."""
        found: list[Word] = []
        position = 0
        while position < len(tokens):
            used = (
                self._date(tokens, position, found)
                or self._name(tokens, position, found)
                or self._pronoun(tokens, position, found)
                or self._country(tokens, position, found)
            )
            if not used:
                found.append(self._plain(tokens, position))
                used = 1
            position += used
        self.made += found
        return tuple(found)

    def _plain(self, tokens: tuple[Token, ...], position: int) -> Word:
        token = tokens[position]
        before = tokens[position - 1] if position else None
        space = before is None or bool(before.whitespace_) or before.i + 1 != token.i
        text = self.passage.written(token)
        if token.is_punct and text in {",", ".", ";", ":", "?", "!", ")", "”"}:
            space = False
        if token.tag_ == "POS" and not (before is not None and before.whitespace_):
            space = False
        if before is None and token.is_sent_start and _only_sentence_case(token):
            text = text[:1].lower() + text[1:]
        return Word(text, space, self.passage.start(token), self.passage.end(token))

    def _length_inside(self, tokens: tuple[Token, ...], position: int, end: int) -> int:
        """Return how many tokens from `position` on begin before `end` (article offset)."""
        length = 0
        while (
            position + length < len(tokens) and self.passage.start(tokens[position + length]) < end
        ):
            length += 1
        return length

    def _date(self, tokens: tuple[Token, ...], position: int, found: list[Word]) -> int:
        """Put a relative date as a calendar date; note the adverbial of time."""
        token = tokens[position]
        start = self.passage.start(token)
        expression = next((d for d in self.context.dates if d.evidence.start == start), None)
        if expression is None or self.passage.is_quoted(token):
            return 0
        used = self._length_inside(tokens, position, expression.evidence.end)
        before = tokens[position - 1] if position else None
        if before is not None and not (before.dep_ == "prep" and before.i == token.i - 1):
            before = None
        if not expression.relative:
            found += [self._plain(tokens, n) for n in range(position, position + used)]
        else:
            if expression.first is None:
                expression = self._last_such_month(expression, before or token)
            text = self._calendar_date(tokens, position, used, expression)
            if text is None:
                return 0
            self._put_date(text, expression, before, found)
        self._note_time(tokens, position, used, before, expression)
        return used

    def _calendar_date(
        self, tokens: tuple[Token, ...], position: int, used: int, expression: DateExpression
    ) -> str | None:
        """Return a relative date as a calendar date; note the fault where that cannot be done."""
        raw, token = expression.evidence.text, tokens[position]
        text = written(expression, american=self.context.american)
        if text is None or not _fits_the_tense(expression, self.clause, self.context.published):
            self.fault = self.fault or f"“{raw}” has no calendar date"
            return None
        following = tokens[position + used] if position + used < len(tokens) else None
        owns = following is not None and (following.tag_ == "POS" or following.dep_ == "pobj")
        if owns or (token.dep_ in {"compound", "poss", "nmod"} and used == 1):
            self.fault = self.fault or f"“{raw}” is not an adverbial"
            return None
        return text

    def _put_date(
        self, text: str, expression: DateExpression, before: Token | None, found: list[Word]
    ) -> None:
        """Add "in October 2024" for "last month", with the preposition that is there already."""
        if any(text in word.text for word in (*self.made, *found)):  # "this week" said twice
            if before is not None:
                found.pop()
            return
        first = expression.evidence.text.split()[0].lower()
        prefix = f"{first} " if first in {"earlier", "later"} else ""
        if before is not None and before.lower_ not in _DAY_PREPOSITIONS:
            own = ""  # "until last week"
        else:
            own = f"{preposition(expression)} "
            if before is not None:
                found.pop()
        evidence = expression.evidence
        found.append(
            Word(f"{prefix}{own}{text}", space=True, start=evidence.start, end=evidence.end)
        )

    def _last_such_month(self, expression: DateExpression, adverbial: Token) -> DateExpression:
        """Return "in May" said of something past as the last May before publication."""
        verb = self.clause.verb
        past = verb.tag_ == "VBD" and adverbial.head == verb
        published = self.context.published
        if not past or published is None or expression.granularity != "month":
            return expression
        return anchored_month(expression, published)

    def _note_time(
        self,
        tokens: tuple[Token, ...],
        position: int,
        used: int,
        before: Token | None,
        expression: DateExpression,
    ) -> None:
        """Remember the date as the time of the clause, if it hangs on its verb."""
        passage = self.passage
        head = before.head if before is not None else tokens[position + used - 1].head
        if head != self.clause.verb or self.time is not None:
            return
        if before is not None and before.lower_ not in {"in", "on"}:
            return
        text = written(expression, american=self.context.american)
        if text is None:
            return
        start = passage.start(before) if before is not None else expression.evidence.start
        self.time = TimeAdverbial(
            span=Span(start=start, end=expression.evidence.end), date=expression, text=text
        )

    def _name(self, tokens: tuple[Token, ...], position: int, found: list[Word]) -> int:
        """Put a person's full name for a short form at its first use in the statement."""
        token = tokens[position]
        skip = 1 if token.text in HONORIFICS and position + 1 < len(tokens) else 0
        named = self.context.names.at(self.passage, tokens[position + skip])
        if named is None or (skip and not isinstance(named.entity, Person)):
            return 0
        if named.start != self.passage.start(tokens[position + skip]):
            return 0
        used = skip + self._length_inside(tokens, position + skip, named.end)
        entity = named.entity
        first_use = entity.name not in self.named
        self.named.append(entity.name)
        if isinstance(entity, Organisation) and first_use:
            return self._in_full(entity, named, found)
        if not isinstance(entity, Person):
            return 0
        longer_title = position > 0 and tokens[position - 1].tag_ in {"NNP", "JJ", "NN"}
        if skip and (longer_title or token.text in _SPOKEN_TITLES):
            return 0
        article = tokens[position - 1] if position else None
        if article is not None and article.lower_ in {"the", "a"} and article.i == token.i - 1:
            self.fault = self.fault or "an article stands before a name"
        text = entity.name
        if not first_use:
            text = self.passage.article.text[named.start : named.end]
            if skip:
                text = f"{token.text} {text}"
        before = tokens[position - 1] if position else None
        space = before is None or bool(before.whitespace_) or before.i + 1 != token.i
        found.append(Word(text, space, named.start, named.end))
        return used

    def _in_full(self, entity: Organisation, named: Named, found: list[Word]) -> int:
        """Put an organisation's full name for its initials; return the tokens used."""
        short = self.passage.article.text[named.start : named.end]
        if not short.isupper() or short == entity.name or short in word_set("known_short_forms"):
            return 0
        found.append(Word(entity.name, True, named.start, named.end))
        self.settled.append(Span(start=named.start, end=named.end))
        return 1

    def _country(self, tokens: tuple[Token, ...], position: int, found: list[Word]) -> int:
        """Put the name for "the country" where its head of state speaks and no other is named."""
        token = tokens[position]
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.lower_ != "the" or following is None or following.lower_ != "country":
            return 0
        entities = [self.context.names.by_name.get(name) for name in self.named]
        people = [e for e in entities if isinstance(e, Person)]
        code = _led_country(people[0]) if len(people) == 1 else None
        if code is None or any(isinstance(e, Place) for e in entities):
            return 0
        name = countries()[code].name
        found.append(Word(name, True, self.passage.start(token), self.passage.end(following)))
        self.named.append(name)
        self.settled.append(Span(start=found[-1].start, end=found[-1].end))
        return 2

    def _pronoun(self, tokens: tuple[Token, ...], position: int, found: list[Word]) -> int:
        """Keep a pronoun whose person is named before it, resolve a sure one, else note a fault."""
        token = tokens[position]
        if is_personal_pronoun(token):
            fitting = {
                name
                for name in self.named
                if isinstance(entity := self.context.names.by_name.get(name), Person)
                and can_be(token.text, entity)
            }
            if len(fitting) == 1:
                return 0
            owner = self._owner(token)
            if owner is not None:
                self.named.append(owner.name)
                place = self.passage.start(token)
                found.append(Word(f"{owner.name}’s", True, place, self.passage.end(token)))
                return 1
            if not fitting and token.dep_ in {"nsubj", "nsubjpass"} and not self.named:
                person = self.context.antecedent(self.passage, token)
                if person is not None:
                    self.named.append(person.name)
                    place = self.passage.start(token)
                    found.append(Word(person.name, True, place, self.passage.end(token)))
                    return 1
            self.fault = self.fault or f"it is not certain who “{token.text}” is"
        elif token.lower_ in LOOSE_PRONOUNS and not bound(token, self.clause, self.context.names):
            self.fault = self.fault or f"it is not certain what “{token.text}” stands for"
        return 0

    def _owner(self, token: Token) -> Person | None:
        """Return whose the subject is, for the "his" or "her" that opens it."""
        owner = self.clause.owner
        if owner is None or token != self.clause.subject[0]:
            return None
        person = self.context.names.person_at(self.passage, owner)
        return person if person is not None and can_be(token.text, person) else None


def _only_sentence_case(token: Token) -> bool:
    """Tell whether a capital is due only to the place at the head of a sentence."""
    return token.text == "The" or (
        token.pos_ not in {"PROPN"}
        and token.ent_type_ in _NOT_NAMES
        and token.text not in {"I"}
        and (token.text[1:].islower() or len(token.text) == 1)
    )
