"""Resolving: names in full, relative dates as calendar dates, pronouns only where they are sure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from quiz.language.antecedents import Antecedent, Antecedents
from quiz.language.clauses import Clause
from quiz.language.date_tense import by_its_verb, group_of, is_a_day, modifies
from quiz.language.dates import preposition, written
from quiz.language.dropping import article_before, instead_of, is_spare
from quiz.language.gazetteer import HONORIFICS, countries
from quiz.language.kinds import led_country
from quiz.language.names import Entity, Named, Names, can_be, is_personal_pronoun
from quiz.language.naming import only_sentence_case, with_article
from quiz.language.parsing import Parsed
from quiz.language.past_tense import fits_the_tense
from quiz.language.personal import (
    apposed,
    comes_before_its_name,
    goes_back_inside,
    is_the_unnamed,
    of_whom_the_clause_drops,
)
from quiz.language.pronouns import (
    LOOSE_PRONOUNS,
    bound,
    emphatic,
    owned_by_the_only_name,
    stands_for_nothing,
)
from quiz.language.statement import TimeAdverbial, Word, without_the_comma
from quiz.language.tree import Token
from quiz.resources import word_set
from quiz.schema.findings import DateExpression, Organisation, Person, Place
from quiz.schema.record import Span

_DAY_PREPOSITIONS = frozenset({"in", "on", "during"})
_BEFORE_A_TITLE = frozenset({"NNP", "NNPS", "JJ", "NN", "NNS", "POS"})  # "Spain's King"
_SPOKEN_TITLES = frozenset({"President", "Senator", "Mayor"})


@dataclass(eq=False)
class Context:
    """What the article has said so far, as far as resolving needs it."""

    parsed: Parsed
    names: Names
    dates: Sequence[DateExpression]
    american: bool
    antecedents: Antecedents

    @cached_property
    def dates_by_start(self) -> dict[int, DateExpression]:
        """The dates by where they begin in the article."""
        return {d.evidence.start: d for d in self.dates}

    @property
    def published(self) -> date | None:
        """The day the article was published."""
        return self.parsed.article.published


class Resolver:
    """Turns the tokens of one clause into words, resolving names, pronouns and dates.

    `named` holds the entities named so far, `settled` the spans that need no explaining any more.
    """

    def __init__(self, context: Context, clause: Clause) -> None:
        self.context = context
        self.clause = clause
        self.passage = clause.passage
        self.named: list[str] = apposed(clause, context.names)
        self.made: list[Word] = []
        self.settled: list[Span] = [  # needs no explaining
            d.evidence for d in context.dates if self.passage.block.covers(d.evidence)
        ]
        self.doubt = 0.0
        self.fault: str | None = None
        self.time: TimeAdverbial | None = None

    def words(self, tokens: tuple[Token, ...]) -> tuple[Word, ...]:
        """Return `tokens` as words."""
        found: list[Word] = []
        position = 0
        while position < len(tokens):
            used = (
                self._spare(tokens, position, found)
                or self._date(tokens, position, found)
                or self._name(tokens, position, found)
                or self._pronoun(tokens, position, found)
                or self._definite(tokens, position, found)
                or self._country(tokens, position, found)
            )
            if not used:
                found.append(self._plain(tokens, position))
                used = 1
            position += used
        found = without_the_comma(found)
        self.made += found
        return tuple(found)

    def _spare(self, tokens: tuple[Token, ...], position: int, found: list[Word]) -> int:
        """Leave out "recent" and the like, and put "a" for "another"."""
        token = tokens[position]
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if self.passage.is_quoted(token) or (following is None and token.tag_ != "PRP"):
            return 0
        span = self._span(token)
        article = instead_of(token, following)
        if article is not None:
            found.append(Word(article, True, span.start, span.end))
        elif not is_spare(token):
            return 0
        elif following is not None and found and found[-1].text in {"a", "an"}:
            found[-1] = replace(found[-1], text=article_before(following.text))
        self.settled.append(span)
        return 1

    def _plain(self, tokens: tuple[Token, ...], position: int) -> Word:
        token = tokens[position]
        before = tokens[position - 1] if position else None
        space = before is None or bool(before.whitespace_) or before.i + 1 != token.i
        text = self.passage.written(token)
        closes = token.text == '"' and bool(token.whitespace_ or token.is_sent_end)
        if closes and before is not None and before.i + 2 == token.i:
            space = False  # “in good hands.”, its stop left off
        if token.is_punct and text in {",", ".", ";", ":", "?", "!", ")", "”"}:
            space = False
        if token.tag_ == "POS" and not (before is not None and before.whitespace_):
            space = False
        if token.is_sent_start and only_sentence_case(token):
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
        expression = self.context.dates_by_start.get(start)
        if expression is None or self.passage.is_quoted(token):
            return 0
        used = self._length_inside(tokens, position, expression.evidence.end)
        before = tokens[position - 1] if position else None
        if before is not None and not (before.dep_ == "prep" and before.i == token.i - 1):
            before = None
        if not expression.relative:
            found += [self._plain(tokens, n) for n in range(position, position + used)]
        else:
            expression = by_its_verb(expression, token, self.context.published)
            text = self._calendar_date(tokens, position, used, expression)
            if text is None:
                return 0
            if modifies(tokens, position, used):
                evidence = expression.evidence
                found.append(Word(text, True, evidence.start, evidence.end))
                return used
            self._put_date(text, expression, before, found)
        self._note_time(tokens, position, used, before, expression)
        return used

    def _calendar_date(
        self, tokens: tuple[Token, ...], position: int, used: int, expression: DateExpression
    ) -> str | None:
        """Return a relative date as a calendar date; note the fault where that cannot be done."""
        raw, token = expression.evidence.text, tokens[position]
        text = written(expression, american=self.context.american)
        if text is None or not fits_the_tense(expression, group_of(token), self.context.published):
            self.fault = self.fault or f"“{raw}” has no calendar date"
            return None
        if modifies(tokens, position, used) and not (
            self.context.american and is_a_day(expression)
        ):
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
        part = expression.granularity == "week"  # "later this week" is "in late May", too
        prefix = f"{first} " if first in {"earlier", "later"} and not part else ""
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
        title = tokens[position - 1] if position else None
        longer_title = title is not None and title.tag_ in _BEFORE_A_TITLE
        if skip and title is not None and title.text in _SPOKEN_TITLES:
            bare = entity.name.removeprefix(f"{title.text} ")  # "President Mr. Trump"
            found.append(Word(bare, True, named.start, named.end))
            return used
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
        if found and text.startswith(f"{found[-1].text} "):  # "President" of "President Trump"
            text = text.removeprefix(f"{found[-1].text} ")
        found.append(Word(text, space, named.start, named.end))
        return used

    def _in_full(self, entity: Organisation, named: Named, found: list[Word]) -> int:
        """Put an organisation's full name for its initials; return the tokens used."""
        short = self.passage.article.text[named.start : named.end]
        if not short.isupper() or short == entity.name or short in word_set("known_short_forms"):
            return 0
        text = entity.name
        if not (found and found[-1].text.lower() in {"the", "a", "an"}):
            text = with_article(text, self.passage.article.text)
        found.append(Word(text, True, named.start, named.end))
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
        code = led_country(people[0]) if len(people) == 1 else None
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
        if of_whom_the_clause_drops(token, self.clause, self.context.names, self.named):
            self.fault = self.fault or f"it is not certain who “{token.text}” is"
            return 0
        if is_personal_pronoun(token):
            fitting = {
                name
                for name in self.named
                if isinstance(entity := self.context.names.by_name.get(name), Person)
                and can_be(token.text, entity)
            }
            if len(fitting) == 1 or self._goes_back(token, fitting):
                return 0
            owner = self._owner(token)
            if owner is not None:
                self.named.append(owner.name)
                place = self.passage.start(token)
                found.append(Word(f"{owner.name}’s", True, place, self.passage.end(token)))
                return 1
            if not fitting and self._put_antecedent(token, found):
                return 1
            self.fault = self.fault or f"it is not certain who “{token.text}” is"
        elif emphatic(token):
            self.settled.append(self._span(token))
            return 1
        elif stands_for_nothing(token) and token != self.clause.subject_head:
            self.settled.append(self._span(token))
        elif token.lower_ in LOOSE_PRONOUNS and not self._bound(token):
            if self._put_antecedent(token, found):
                return 1
            self.fault = self.fault or f"it is not certain what “{token.text}” stands for"
        return 0

    def _bound(self, token: Token) -> bool:
        names = self.context.names
        if bound(token, self.clause, names, self._told):
            return True
        return owned_by_the_only_name(token, self.clause, names)

    def _told(self, subject: Token) -> Entity | None:
        """Return what a resolved subject stands for, "it" as well as "the company"."""
        phrase = [c for c in subject.children if c.lower_ == "the"] or [subject]
        antecedent = self.context.antecedents.at(self.passage, phrase[0])
        return antecedent.entity if antecedent is not None else None

    def _span(self, token: Token) -> Span:
        return Span(start=self.passage.start(token), end=self.passage.end(token))

    def _put_antecedent(self, token: Token, found: list[Word]) -> bool:
        """Put what a pronoun stands for in its place, if that is sure."""
        antecedent = self.context.antecedents.at(self.passage, token)
        if antecedent is None:
            return False
        ending = "’s" if antecedent.owns else ""
        self._put(antecedent, ending, found, space=True)
        return True

    def _put(self, antecedent: Antecedent, ending: str, found: list[Word], *, space: bool) -> None:
        entity = antecedent.entity
        name = entity.name if entity is not None else ""
        if name:
            self.named.append(name)
        span = antecedent.span
        text = antecedent.text + ending
        if isinstance(entity, Organisation):
            said = self.passage.article.at(span).casefold()
            bare = said == f"the {name}".casefold()  # "the council", "Council President Ida Marr"
            text = said if bare else with_article(antecedent.text, self.passage.article.text)
            text += ending
        found.append(Word(text, space, span.start, span.end, names=name))
        self.settled.append(span)
        self.doubt += antecedent.doubt

    def _definite(self, tokens: tuple[Token, ...], position: int, found: list[Word]) -> int:
        """Put the name or the phrase in full for "the company" and "the study"."""
        token = tokens[position]
        antecedent = self.context.antecedents.at(self.passage, token)
        if antecedent is None or token.tag_ in {"PRP", "PRP$"}:
            return 0
        entity = antecedent.entity
        used = self._length_inside(tokens, position, antecedent.span.end)
        said = f" {' '.join(w.text for w in (*self.made, *found))} "
        if entity is not None and entity.name in self.named:
            self.settled.append(antecedent.span)
            return 0
        _, _, owner = antecedent.text.partition(" of the ")  # "the findings of the study by ..."
        if entity is None and (f" {antecedent.text} " in said or f" the {owner} " in said):
            self.settled.append(antecedent.span)
            return 0
        self._put(antecedent, "", found, space=True)
        return used

    def _goes_back(self, token: Token, fitting: set[str]) -> bool:
        """Tell whether a he or she goes back to somebody the clause itself names or brings in."""
        names, clause = self.context.names, self.clause
        if fitting:
            return goes_back_inside(token, clause, names, fitting)
        return comes_before_its_name(token, clause, names) or is_the_unnamed(token, clause, names)

    def _owner(self, token: Token) -> Person | None:
        """Return whose the subject is, for the "his" or "her" that opens it."""
        owner = self.clause.owner
        if owner is None or token != self.clause.subject[0]:
            return None
        person = self.context.names.person_at(self.passage, owner)
        return person if person is not None and can_be(token.text, person) else None
