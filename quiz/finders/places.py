"""Places and organisations: mentions gathered under one name each."""

import re
from collections import defaultdict
from collections.abc import Iterable

from quiz.finders.mentions import Mention, initials
from quiz.language.gazetteer import countries, known_place
from quiz.schema.findings import Organisation, Place, PlaceKind
from quiz.schema.record import Evidence

_REGION_WORDS = frozenset({"region", "oblast", "province", "state", "county", "peninsula"})
_CITY_WORDS = frozenset({"city", "town", "capital", "village"})


def find_places(mentions: Iterable[Mention]) -> tuple[Place, ...]:
    """Return the places among `mentions`; all names of one country are one place."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.label == "place":
            known = known_place(mention.name)
            groups[known.name if known else mention.name].append(mention)
    places = [_place(name, group) for name, group in groups.items()]
    return tuple(sorted(places, key=lambda place: place.mentions[0].start))


def _place(name: str, group: list[Mention]) -> Place:
    known = known_place(name)
    kind: PlaceKind = _kind_in_text(group) or (known.kind if known else "place")
    code = known.country if known and known.country else None
    forms = dict.fromkeys(m.name for m in group)
    if known and known.kind == "country" and code in countries():
        country = countries()[code]
        if country.name == name:
            forms.update(dict.fromkeys((*country.names, *country.demonyms)))
    forms.pop(name, None)
    return Place(
        name=name,
        kind=kind,
        country=code,
        aliases=tuple(forms),
        mentions=tuple(m.evidence for m in group),
    )


def _kind_in_text(group: list[Mention]) -> PlaceKind | None:
    """Return the kind the article itself gives: "Kursk region", "the city of Bakhmut"."""
    for mention in group:
        doc = mention.passage.doc
        after = doc[mention.last + 1].lower_ if mention.last + 1 < len(doc) else ""
        before = [doc[n].lower_ for n in range(max(0, mention.first - 2), mention.first)]
        if after in _REGION_WORDS:
            return "region"
        if len(before) == 2 and before[1] == "of" and before[0] in _CITY_WORDS:
            return "city"
    return None


_ACRONYM = re.compile(r"\s*\((?P<short>[A-Z][A-Za-z&.]{1,7})\)")


def find_organisations(mentions: Iterable[Mention]) -> tuple[Organisation, ...]:
    """Return the organisations among `mentions`, an acronym in brackets as an alias."""
    groups: dict[str, list[Evidence]] = defaultdict(list)
    short_forms: dict[str, str] = {}
    found = [m for m in mentions if m.label == "organisation"]
    for mention in found:
        text = mention.passage.article.text
        match = _ACRONYM.match(text, mention.evidence.end)
        if match and _initials_agree(match["short"], mention.name):
            short_forms[match["short"]] = mention.name
    names = {m.name for m in found}
    for short in names:
        if short.isupper() and 2 <= len(short) <= 6 and short not in short_forms:
            full = [n for n in names if initials(n) == short]
            if len(full) == 1:
                short_forms[short] = full[0]
    for mention in found:
        groups[short_forms.get(mention.name, mention.name)].append(mention.evidence)
    organisations = [
        Organisation(
            name=name,
            aliases=tuple(dict.fromkeys(s for s, full in short_forms.items() if full == name)),
            mentions=tuple(spans),
        )
        for name, spans in groups.items()
    ]
    return tuple(sorted(organisations, key=lambda o: o.mentions[0].start))


def _initials_agree(short: str, name: str) -> bool:
    own = initials(name)
    return short.replace(".", "").upper()[:1] == own[:1] and len(own) >= 2
