"""Families: nouns of one meaning, by which reports take up the same thing ("attack", "raid")."""

from functools import cache, lru_cache

from quiz.resources import table


@cache
def _families() -> dict[str, tuple[str, bool, frozenset[str]]]:
    return {
        noun: (family, place == "place", frozenset(follows.split("|")) - {"-"})
        for noun, family, place, follows in table("topic_nouns")
    }


@cache
def _wider() -> dict[str, frozenset[str]]:
    return {noun: frozenset(kinds.split("|")) for noun, kinds in table("wider_nouns")}


def has_family(noun: str) -> bool:
    """Tell whether a noun (a lemma) is one by which reports take up what they are about."""
    return noun in _families()


def family_of(noun: str) -> str:
    """Return the family of a noun (a lemma), which is the noun itself where it has none."""
    return _families()[noun][0] if noun in _families() else noun


@lru_cache(maxsize=256)
def of_family(noun: str) -> frozenset[str]:
    """Return the nouns of the family of `noun`."""
    return frozenset(n for n in _families() if family_of(n) == family_of(noun))


def happens(noun: str) -> bool:
    """Tell whether a noun names what happens at a place: "explosion"."""
    return noun in _families() and _families()[noun][1]


def follows(noun: str) -> frozenset[str]:
    """Return the prepositions that belong to a noun wherever it stands: "on" to "ban"."""
    return _families()[noun][2] if noun in _families() else frozenset()


def narrower(noun: str) -> frozenset[str]:
    """Return the nouns that `noun` takes up as well, being wider: "hotel" of "building"."""
    return _wider().get(noun, frozenset())
