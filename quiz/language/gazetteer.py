"""What is known about names without looking at the article: places, demonyms, first names."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

from quiz.resources import table, word_set
from quiz.schema.findings import OrganisationKind, PlaceKind

_ABBREVIATED = frozenset("mr mrs ms mx dr prof rev sen rep gov gen sgt lt col capt".split())


def _honorifics() -> dict[str, str]:
    """Return {title as written: sex of who bears it, "m", "f" or "x"}: {"Dr": "x", "Dr.": "x"}."""
    found: dict[str, str] = {}
    for title, sex in table("honorifics"):
        form = title.upper() if title in {"mp", "pm"} else title.capitalize()
        found[form] = sex
        if title in _ABBREVIATED:
            found[f"{form}."] = sex
    return found


_SEX_BY_HONORIFIC = _honorifics()
HONORIFICS = frozenset(_SEX_BY_HONORIFIC)
MALE = frozenset(title for title, sex in _SEX_BY_HONORIFIC.items() if sex == "m")
FEMALE = frozenset(title for title, sex in _SEX_BY_HONORIFIC.items() if sex == "f")
PARTICLES = frozenset("de van von der den la le bin al el di da ibn du dos".split())  # in surnames


@dataclass(frozen=True)
class KnownPlace:
    """A place of the gazetteer. `country` is an ISO 3166 code or empty."""

    name: str
    kind: PlaceKind
    country: str
    inhabitants: int = 0


@dataclass(frozen=True)
class Country:
    """A country as the news writes it; `names` and `demonyms` include every form in use."""

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True)
class KnownOrganisation:
    """An organisation of the gazetteer; `aliases` include short forms that are words or places."""

    name: str
    kind: OrganisationKind
    country: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in use; one ending in a small word only tells it from others: "Muse band"."""
        return self.aliases if self.name.split()[-1].islower() else (self.name, *self.aliases)


def _cells(row: tuple[str, ...], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def countries() -> dict[str, Country]:
    """Return the countries by ISO 3166 code."""
    found = {}
    for row in table("countries"):
        code, name, names, demonyms, seats = _cells(row, 5)
        bare = name.removeprefix("the ")
        found[code] = Country(
            code=code,
            name=name,
            names=tuple(dict.fromkeys((name, bare, *_split(names)))),
            demonyms=_split(demonyms),
            seats=_split(seats),
        )
    return found


@cache
def _places() -> dict[str, KnownPlace]:
    found: dict[str, KnownPlace] = {}
    for row in table("places"):
        name, kind, code, inhabitants = row
        known = KnownPlace(name, _kind(kind), code, int(inhabitants))
        if name not in found or kind == "country":
            found[name] = known
    for row in table("regions"):
        name, kind, code, names = _cells(row, 4)
        for form in (name, *_split(names)):
            found[form] = KnownPlace(name, _kind(kind), code)
    for country in countries().values():
        for form in country.names:
            found[form] = KnownPlace(country.name, "country", country.code)
    return found


def _kind(cell: str) -> PlaceKind:
    kinds: dict[str, PlaceKind] = {
        "country": "country",
        "city": "city",
        "region": "region",
        "place": "place",
    }
    return kinds[cell]


def known_place(name: str) -> KnownPlace | None:
    """Return the place called `name`, article ("the") allowed, or None."""
    places = _places()
    return places.get(name) or places.get(name.removeprefix("the ").removeprefix("The "))


_ORGANISATION_KINDS: dict[str, OrganisationKind] = {k: k for k in get_args(OrganisationKind)}


@cache
def _organisations() -> dict[str, tuple[KnownOrganisation, ...]]:
    found: dict[str, list[KnownOrganisation]] = defaultdict(list)
    for row in table("organisations"):
        name, kind, country, aliases = _cells(row, 4)
        known = KnownOrganisation(name, _ORGANISATION_KINDS[kind], country, _split(aliases))
        for form in (name, *known.aliases):
            found[_bare(form)].append(known)
    return {form: tuple(known) for form, known in found.items()}


def _bare(name: str) -> str:
    """Return the name without article and in plain letters: "US Navy" of "the U.S. Navy"."""
    bare = name.removeprefix("the ").removeprefix("The ").replace("’", "'")
    return bare.replace("U.S.", "US").replace("U.K.", "UK").replace("U.N.", "UN")


def known_organisations(name: str) -> tuple[KnownOrganisation, ...]:
    """Return the organisations that `name` may stand for: two for "ECB", none for "Keller"."""
    return _organisations().get(_bare(name), ())


@lru_cache(maxsize=4096)
def is_only_an_organisation(name: str) -> bool:
    """Tell whether `name` needs no witness in the text: no short form that is a word or a place."""
    return any(
        " " in name or name.isupper() or _bare(known.name) == _bare(name)
        for known in known_organisations(name)
    )


@cache
def _organisation_nouns() -> tuple[tuple[str, OrganisationKind, str], ...]:
    rows = table("organisation_nouns")
    return tuple((noun, _ORGANISATION_KINDS[kind], use) for noun, kind, use in rows)


@lru_cache(maxsize=4096)
def kind_by_name(name: str) -> OrganisationKind | None:
    """Return the kind that a word of the name gives away: "university" of "University of Oslo"."""
    words = name.lower().replace(".", "").replace(",", "").split()
    for noun, kind, use in _organisation_nouns():
        within = words[-1:] if kind == "company" else words
        if use != "called" and (noun in within if " " not in noun else noun in " ".join(words)):
            return kind
    return None


@lru_cache(maxsize=4096)
def kind_by_noun(noun: str) -> OrganisationKind | None:
    """Return the kind of organisation that `noun` describes: "company" of "retailer"."""
    for known, kind, use in _organisation_nouns():
        if known == noun.lower() and use != "named":
            return kind
    return None


@cache
def demonyms() -> dict[str, str]:
    """Return the ISO code of the country each demonym belongs to: {"Ukrainian": "UA"}."""
    return {form: c.code for c in countries().values() for form in c.demonyms}


@cache
def seats() -> dict[str, str]:
    """Return the ISO code of the country whose government a capital stands for: {"Kyiv": "UA"}."""
    return {form: c.code for c in countries().values() for form in c.seats}


@cache
def _sexes() -> dict[str, str]:
    return {row[0]: row[1] for row in table("names")}


def sex_of(first_name: str) -> str | None:
    """Return "f", "m", "x" (both) or None (not a known first name); accents may be left out."""
    name = first_name.split("-")[0]
    return _sexes().get(name) or (None if name.isascii() else _sexes().get(_unaccented(name)))


def _unaccented(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def is_role_noun(word: str) -> bool:
    """Tell whether `word` names a post, an office or an occupation."""
    nouns = word_set("role_nouns")
    return word in nouns or word.lower() in nouns


@cache
def reporting_verbs() -> dict[str, tuple[str, str]]:
    """Return {lemma: (past tense, stance)} of the verbs that report what somebody says."""
    return {row[0]: (row[1], row[3]) for row in table("reporting_verbs")}
