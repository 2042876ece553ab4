"""Looking up who or what stands at a place in the text, from the findings."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from quiz.language.gazetteer import FEMALE, MALE, sex_of
from quiz.language.parsing import Passage
from quiz.language.tree import Token
from quiz.schema.findings import Findings, Organisation, Person, Place

Entity = Person | Place | Organisation
_PRONOUN_SEX = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}


@dataclass(frozen=True)
class Named:
    """An entity and where one of its mentions begins and ends in the article."""

    start: int
    end: int
    entity: Entity


class Names:
    """The entities of an article by position."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = tuple(entities)
        self._named = sorted(
            (
                Named(mention.start, mention.end, entity)
                for entity in self._entities
                for mention in entity.mentions
            ),
            key=lambda named: named.start,
        )
        self._starts = [named.start for named in self._named]

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, people first."""
        return self._entities

    @classmethod
    def of(cls, findings: Findings) -> "Names":
        """Return the names of `findings`."""
        return cls((*findings.people, *findings.places, *findings.organisations))

    def at(self, passage: Passage, token: Token) -> Named | None:
        """Return the mention that `token` is part of."""
        start = passage.start(token)
        position = bisect_right(self._starts, start) - 1
        if position < 0:
            return None
        named = self._named[position]
        return named if named.start <= start < named.end else None

    def within(self, start: int, end: int) -> list[Named]:
        """Return the mentions that lie in the article from `start` to `end`, in order."""
        first = bisect_right(self._starts, start - 1)
        last = bisect_right(self._starts, end - 1)
        return [named for named in self._named[first:last] if named.end <= end]

    def person_at(self, passage: Passage, token: Token) -> Person | None:
        """Return the person that `token` is part of the name of."""
        named = self.at(passage, token)
        return named.entity if named and isinstance(named.entity, Person) else None

    @cached_property
    def by_name(self) -> dict[str, Entity]:
        """The entities by name and by each alias."""
        found: dict[str, Entity] = {}
        for entity in self._entities:
            for form in (entity.name, *entity.aliases):
                found.setdefault(form, entity)
        return found

    @cached_property
    def shared(self) -> frozenset[str]:
        """The surnames that two or more people of the article bear."""
        last = Counter(e.name.split()[-1] for e in self._entities if isinstance(e, Person))
        return frozenset(surname for surname, bearers in last.items() if bearers > 1)


def sex_of_person(person: Person) -> str | None:
    """Return "m" or "f" where title, pronouns or first name tell, else None."""
    if person.honorific in MALE:
        return "m"
    if person.honorific in FEMALE:
        return "f"
    if person.sex is not None:
        return person.sex
    first = next((w for w in person.name.split() if w not in MALE | FEMALE), "")
    sex = sex_of(first) if len(person.name.split()) > 1 else None
    return sex if sex in {"m", "f"} else None


def can_be(pronoun: str, person: Person) -> bool:
    """Tell whether `pronoun` can stand for `person`; an unknown sex never contradicts."""
    wanted = _PRONOUN_SEX.get(pronoun.lower())
    sex = sex_of_person(person)
    return wanted is not None and (sex is None or sex == wanted)


def is_personal_pronoun(token: Token) -> bool:
    """Tell whether `token` is he, she or a form of them."""
    return token.lower_ in _PRONOUN_SEX
