"""What is known about names without looking at the article: places, demonyms, first names."""

from dataclasses import dataclass
from functools import cache

from quiz.resources import table, word_set
from quiz.schema.findings import PlaceKind

MALE = frozenset({"Mr", "Sir", "Lord", "Father", "King", "Prince", "Duke", "Mr.", "Brother"})
FEMALE = frozenset(
    {"Mrs", "Ms", "Miss", "Lady", "Dame", "Queen", "Princess", "Duchess", "Mrs.", "Ms.", "Sister"}
)
NEUTRAL = frozenset(
    {
        "Dr",
        "Dr.",
        "Prof",
        "Prof.",
        "Professor",
        "Rev",
        "Rev.",
        "Sen.",
        "Rep.",
        "Gov.",
        "Sgt",
        "Sgt.",
    }
    | {"Sen", "Rep", "Gov", "Senator", "Representative", "Gen.", "Gen", "Lt.", "Lt", "Col.", "Col"}
    | {"Capt.", "Capt", "Judge", "Justice", "Mayor", "Baroness", "Baron", "Pope", "Cardinal"}
    | {"Detective", "Inspector", "Sheriff", "Attorney", "Bishop", "Archbishop"}
)
HONORIFICS = MALE | FEMALE | NEUTRAL
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
    """Return "f", "m", "x" (both) or None (not a known first name)."""
    return _sexes().get(first_name.split("-")[0])


def is_role_noun(word: str) -> bool:
    """Tell whether `word` names a post, an office or an occupation."""
    nouns = word_set("role_nouns")
    return word in nouns or word.lower() in nouns


@cache
def reporting_verbs() -> dict[str, tuple[str, str]]:
    """Return {lemma: (past tense, stance)} of the verbs that report what somebody says."""
    return {row[0]: (row[1], row[3]) for row in table("reporting_verbs")}
