"""Kinds: which entities a noun such as "company", "city" or "coach" can take up."""

import re
from functools import cache

from quiz.language.gazetteer import demonyms, is_role_noun, kind_by_noun
from quiz.language.names import Entity
from quiz.resources import table
from quiz.schema.findings import Organisation, Person


@cache
def _kinds_of_nouns() -> dict[str, frozenset[str]]:
    return {noun: frozenset(kinds.split("|")) for noun, kinds in table("kind_nouns")}


def is_kind_noun(noun: str) -> bool:
    """Tell whether reports take up names with `noun` (a lemma)."""
    return noun in _kinds_of_nouns() or is_role_noun(noun)


def share_a_kind(noun: str, other: str) -> bool:
    """Tell whether two nouns (lemmas) can take up the same name: "firm" and "company"."""
    kinds = _kinds_of_nouns()
    return bool(kinds.get(noun, frozenset()) & kinds.get(other, frozenset()))


def can_be_called(noun: str, entity: Entity) -> bool:
    """Tell whether a report can mean `entity` by "the `noun`" (a lemma)."""
    kinds = _kinds_of_nouns().get(noun, frozenset())
    if isinstance(entity, Person):
        return any(noun == _head(role.title) for role in entity.roles)
    if isinstance(entity, Organisation):
        if entity.name.startswith("Team "):
            return noun in {"team", "side", "squad"}
        described = any(noun == d.noun for d in entity.descriptions)
        if described or noun in _words(entity.name) or entity.kind in kinds:
            return True
        if entity.kind != "organisation" or noun not in {"company", "firm"}:
            return False
        return kind_by_noun(entity.name.split()[-1]) in {None, "company"}  # not "Bakers’ Union"
    return entity.kind in kinds


def led_country(person: Person) -> str | None:
    """Return the ISO code of the country whose head of state or government a person is."""
    for role in person.roles:
        words = role.title.replace("-", " ").split()
        lower = {w.lower() for w in words}
        codes = [demonyms()[w] for w in words if w in demonyms()]
        leads = lower & {"president", "premier", "chancellor", "minister"}
        if leads and len(codes) == 1 and not lower & {"former", "elect"}:
            return codes[0]
    return None


def _head(title: str) -> str:
    """Return the noun a post turns on: "captain" of "captain of the Norland team"."""
    return re.split(r" (?:of|for|at|to|in) |,", title)[0].split()[-1].lower()


def _words(text: str) -> set[str]:
    return {w.strip(".,’'").lower() for w in text.replace("-", " ").split()}
