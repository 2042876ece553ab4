"""Places: mentions gathered under one name each."""

from collections import defaultdict
from collections.abc import Iterable

from quiz.finders.labels import Mention
from quiz.language.gazetteer import countries, known_place
from quiz.schema.findings import Place, PlaceKind

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
    """Return the kind the article itself gives: "Kursk region", "city of Bakhmut", a mayor's."""
    if group[0].name.split()[-1].lower() in _REGION_WORDS and " " in group[0].name:
        return "region"
    for mention in group:
        doc = mention.passage.doc
        after = doc[mention.last + 1].lower_ if mention.last + 1 < len(doc) else ""
        before = [doc[n].lower_ for n in range(max(0, mention.first - 2), mention.first)]
        if after in _REGION_WORDS:
            return "region"
        if len(before) == 2 and before[1] == "of" and before[0] in {*_CITY_WORDS, "mayor"}:
            return "city"
    return None
