"""Countries, cities and regions in each other's place: the article's, then those of the lists."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from quiz.language.gazetteer import countries, known_place, seats
from quiz.language.known_as import giveaways
from quiz.language.truth import names_any
from quiz.makers.distractors.names import rivals
from quiz.makers.distractors.options import Distractor
from quiz.makers.distractors.truth import may_be_true
from quiz.makers.workshop import Draft, Workshop, display_name
from quiz.resources import table
from quiz.schema.findings import Place

_NEIGHBOUR = 3  # how like the key's a country of the list must be
_SUBURB, _METROPOLIS = 0.1, 25  # how many times as large as the key another city may be
_NEAREST = 4  # so many larger and so many smaller cities of the list come into question
_GROUPED = re.compile(
    r"\b(?:European?|Asian?|African?|American?|Arab|Latin|Gulf|Baltic|Nordic|Balkan|Caribbean|"
    r"neighbou?r\w*|nearby|English|Scottish|Welsh)\b"
)


@dataclass(frozen=True)
class Lie:
    """Where a country lies; `weight` is 1 for a great power, 2 for a middle one, 3 for a small."""

    region: str
    continent: str
    weight: int


@cache
def _lies() -> dict[str, Lie]:
    return {row[0]: Lie(row[1], row[2], int(row[3])) for row in table("country_regions")}


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    """Return the cities of the list by country, the largest first."""
    return {row[0]: tuple(row[1].split("|")) for row in table("cities")}


@lru_cache(maxsize=512)
def _siblings(name: str) -> tuple[str, ...]:
    """Return the provinces listed beside the one called `name`."""
    groups = [row[2].split("|") for row in table("provinces")]
    return tuple(dict.fromkeys(n for g in groups if name in g for n in g if n != name))


def likeness(one: str, other: str) -> int:
    """Return how like two countries (ISO codes) are for a reader, from 0 (not at all) to 4."""
    first, second = _lies().get(one), _lies().get(other)
    if first is None or second is None:
        return 0
    apart = abs(first.weight - second.weight)
    if first.region == second.region:
        return (4, 3, 1)[apart]
    if first.weight == second.weight == 1:
        return 2
    return max(0, 2 - apart) if first.continent == second.continent else 0


def other_places(
    workshop: Workshop, draft: Draft, key: Place, verb: str | None
) -> list[Distractor]:
    """Return the places that may be taken for `key`."""
    shown = f"{draft.stem} {draft.evidence.text}"
    named = rivals(workshop, key, shown=shown, fact=draft.fact, verb=verb)
    told = [p for p in named if isinstance(p, Place)]
    told = [p for p in told if not may_be_true(workshop, draft, giveaways(p))]
    if _siblings(key.name) and key.kind in {"country", "region"}:
        return _other_provinces(workshop, key, told)
    if key.kind == "country":
        return _other_countries(workshop, draft, key, told)
    if key.kind == "city" and not _GROUPED.search(draft.stem):
        return _other_cities(workshop, draft, key, told)
    return []


def _absent(workshop: Workshop, *forms: str) -> bool:
    return not names_any(workshop.article.text, forms)


def _other_countries(
    workshop: Workshop, draft: Draft, key: Place, told: list[Place]
) -> list[Distractor]:
    own = key.country or ""
    doers = set().union(*workshop.doers.values())
    least = 3 if _GROUPED.search(draft.stem) else 1  # of a country that the article names
    found = []
    for place in told:
        like = likeness(own, place.country or "")
        acts = place.name in doers or len(place.mentions) > 1
        if like >= least and place.country != own:
            found.append(Distractor(display_name(place), 1 + 2 * like + acts, told=True))
    for code, country in countries().items():
        like = likeness(own, code)
        forms = (*country.names, *country.demonyms, *country.seats)
        if code != own and like >= _NEIGHBOUR and _absent(workshop, *forms):
            found.append(Distractor(country.name, 2 * like))
    return found


def _other_provinces(workshop: Workshop, key: Place, told: list[Place]) -> list[Distractor]:
    siblings = _siblings(key.name)
    own = [p for p in told if p.name in siblings or _beside(key, p)]
    found = [Distractor(p.name, 2 + (p.name in siblings), told=True) for p in own]
    return found + [Distractor(name, 2) for name in siblings if _absent(workshop, name)]


def _beside(key: Place, other: Place) -> bool:
    """Tell whether two places are regions of one country."""
    return key.kind == other.kind == "region" and None is not key.country == other.country


def _other_cities(
    workshop: Workshop, draft: Draft, key: Place, told: list[Place]
) -> list[Distractor]:
    known = known_place(key.name)
    code = key.country or ""
    shows = code in countries() and names_any(
        draft.stem, (*countries()[code].names, *countries()[code].demonyms)
    )
    found = []
    for place in told:
        same = bool(code) and place.country == code
        near = not shows and likeness(code, place.country or "") > 0
        if (same or near) and _of_comparable_size(key.name, place.name):
            found.append(Distractor(place.name, 2 + 2 * same, told=True))
    names = _of_like_size(code, known.name if known else key.name)
    found += [Distractor(name, 2) for name in names if _absent(workshop, name)]
    if key.name in seats() and not shows:
        found += [Distractor(name, 2) for name in _capitals(code) if _absent(workshop, name)]
    return found


def _capitals(code: str) -> list[str]:
    """Return the capitals of the countries round the one with the ISO `code`."""
    lies = _lies()
    near = [
        country.seats[0]
        for other, country in countries().items()
        if country.seats and code in lies and other != code
        if lies[other].region == lies[code].region
    ]
    return [name for name in near if (known := known_place(name)) and known.kind == "city"]


def _of_comparable_size(key: str, other: str) -> bool:
    """Tell whether neither city is so small that it may be a part of the other."""
    one, two = known_place(key), known_place(other)
    if one is None or two is None or not (one.inhabitants and two.inhabitants):
        return True
    return _SUBURB <= two.inhabitants / one.inhabitants <= _METROPOLIS


def _of_like_size(code: str, name: str) -> tuple[str, ...]:
    """Return the cities of a country that are about as large as the one called `name`.

    They are its neighbours on the list; beside a city that is not on it stand the smallest.
    """
    listed = _cities().get(code, ())
    if name not in listed:
        return listed[len(listed) // 2 :][-2 * _NEAREST :]
    place = listed.index(name)
    first = max(0, min(place - _NEAREST, len(listed) - 2 * _NEAREST - 1))
    return tuple(n for n in listed[first : first + 2 * _NEAREST + 1] if n != name)
