"""Organisations: mentions gathered under one name each, with the kind of body it is."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from quiz.finders.descriptions import descriptions
from quiz.finders.labels import Mention
from quiz.finders.short_forms import bracketed, initials, is_short_for, short_forms
from quiz.language.gazetteer import (
    KnownOrganisation,
    demonyms,
    kind_by_name,
    kind_by_noun,
    known_organisations,
    known_place,
)
from quiz.schema.findings import Description, Organisation, OrganisationKind

# Nouns that make what the tagger took for an organisation a work, a product or the like.
_NO_ORGANISATIONS = frozenset(
    "game film movie song album single book novel drug console spacecraft rocket satellite rover "
    "lander mission tournament championship award prize law bill act disease virus syndrome "
    "program programme project browser platform software device phone smartphone show series "
    "aircraft jet ship vessel boat car vehicle dog horse cat street river building tower".split()
)


def find_organisations(mentions: Iterable[Mention]) -> tuple[Organisation, ...]:
    """Return the organisations among `mentions`, with short forms and initials as aliases."""
    found = [m for m in mentions if m.label == "organisation"]
    full_names = _full_names(found)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        groups[_follow(full_names, mention.name)].append(mention)
    everything = {m.name for m in found}
    made = [_organisation(name, group, everything) for name, group in groups.items()]
    return tuple(sorted((o for o in made if o is not None), key=lambda o: o.mentions[0].start))


def _follow(full_names: dict[str, str], name: str) -> str:
    """Return the fullest name that a short form leads to."""
    seen = {name}
    while name in full_names and full_names[name] not in seen:
        name = full_names[name]
        seen.add(name)
    return name


def _full_names(found: list[Mention]) -> dict[str, str]:
    """Return {short form: fuller name} as far as the article or the gazetteer leave no doubt."""
    names = list(dict.fromkeys(m.name for m in found))
    short: dict[str, str] = {}
    for mention in found:
        form = bracketed(mention.passage.article.text, mention.evidence.end, mention.name)
        if form is not None and form != mention.name:
            short.setdefault(form, mention.name)
    for name in names:
        if name in short:
            continue
        full = (
            _sole(n for n in names if _is_acronym(name) and initials(n) == name)
            or _by_gazetteer(name, names)
            or _sole(n for n in names if is_short_for(name, n))
            or _sole(n for n in names if name in short_forms(n) and n != name)
        )
        if full is not None:
            short[name] = full
    return short


def _sole(names: Iterable[str]) -> str | None:
    possible = list(names)
    return possible[0] if len(possible) == 1 else None


def _is_acronym(name: str) -> bool:
    return name.isupper() and 2 <= len(name) <= 6


def _by_gazetteer(name: str, names: list[str]) -> str | None:
    """Return the longest other name in the article that the gazetteer gives the same body."""
    known = known_organisations(name)
    if not known:
        return None
    same = [n for n in names if len(n) > len(name) and set(known_organisations(n)) & set(known)]
    bodies = {k.name for n in same for k in known_organisations(n)}
    return max(same, key=len) if same and len(bodies) == 1 else None


def _organisation(name: str, group: list[Mention], names: set[str]) -> Organisation | None:
    """Return the record of one organisation; None for what the article calls a work or product."""
    forms = dict.fromkeys(m.name for m in group)
    spelt = [form for form in forms if not _is_acronym(form)]
    known = _known([name], names) or _known(spelt, names)  # initials can be anybody's
    said = descriptions(group)
    kind = known[0].kind if known else _kind(name, said)
    if not known and kind == "organisation" and {d.noun for d in said} & _NO_ORGANISATIONS:
        return None
    if len({k.name for k in known}) == 1:
        forms.update(dict.fromkeys(known[0].names))
        forms = {form: None for form in forms if form == name or known_place(form) is None}
    forms.update(dict.fromkeys(_written_in_brackets(group)))
    forms.pop(name, None)
    return Organisation(
        name=name,
        kind=kind,
        country=(known[0].country or None) if len(known) == 1 else None,
        aliases=tuple(forms),
        descriptions=said,
        mentions=tuple(m.evidence for m in group),
    )


def _written_in_brackets(group: list[Mention]) -> list[str]:
    text = group[0].passage.article.text
    forms = (bracketed(text, m.evidence.end, m.name) for m in group)
    return [form for form in forms if form is not None]


def _known(forms: Iterable[str], names: set[str]) -> tuple[KnownOrganisation, ...]:
    """Return the one organisation of the gazetteer that bears all `forms` that it knows.

    Several where only their kind is sure; none where not even that is.
    """
    candidates = [set(known) for form in forms if (known := _without_level(form))]
    if not candidates:
        return ()
    shared = set.intersection(*candidates) or set.union(*candidates)
    if len({k.kind for k in shared}) > 1:
        shared = {k for k in shared if k.name in names}
    if len({k.kind for k in shared}) != 1:
        return ()
    return tuple(sorted(shared, key=lambda k: k.name))


def _without_level(name: str) -> tuple[KnownOrganisation, ...]:
    """Look a name up as it stands, else without "US" or "British" before it."""
    known = known_organisations(name)
    first, _, rest = name.partition(" ")
    level = rest and (first in demonyms() or known_place(first) is not None)
    return known or (known_organisations(rest) if level and " " in rest else ())


def _kind(name: str, said: tuple[Description, ...]) -> OrganisationKind:
    """Return the kind by what the article calls the body, else by the words of its name."""
    kinds = Counter(kind for d in said if (kind := kind_by_noun(d.noun)) is not None)
    if kinds:
        return kinds.most_common(1)[0][0]
    return kind_by_name(name) or "organisation"
