"""Names of the article that are wrong in the key's place."""

import re
from collections.abc import Callable

from quiz.language.gazetteer import HONORIFICS
from quiz.language.known_as import giveaways, kind_of
from quiz.language.names import Entity, sex_of_person
from quiz.makers.workshop import Workshop, display_name
from quiz.schema.findings import Organisation, Person
from quiz.schema.question import fold


def rivals(
    workshop: Workshop,
    key: Entity,
    *,
    shown: str,
    fact: str,
    verb: str | None = None,
    mixed: bool = False,
) -> list[Entity]:
    """Return entities of the key's kind that are wrong in its place, the likeliest first.

    `shown` is the text that must not name them, `fact` what is asked about, and `verb` the lemma
    of the verb that none of them is the subject of. People of another sex than the key's are
    among them only if `mixed` is set.
    """
    findings = workshop.findings
    pool: list[Entity] = [*findings.people, *findings.places, *findings.organisations]
    shown = _words_apart(fold(shown))
    doers = workshop.doers.get(verb or "", set())
    taken = {fold(form) for form in giveaways(key)}
    found: list[Entity] = []
    for entity in pool:
        forms = giveaways(entity)
        if kind_of(entity) != kind_of(key) or taken & {fold(form) for form in forms}:
            continue
        if entity.name in doers or any(f" {fold(form)} " in shown for form in forms):
            continue
        if verb and isinstance(entity, Person) and _told_by_a_post(entity, shown):
            continue
        if (
            isinstance(entity, Person)
            and isinstance(key, Person)
            and not _alike(entity, key, mixed=mixed)
        ):
            continue
        found.append(entity)
    rng = workshop.rng("rivals", fact, key.name)
    rng.shuffle(found)
    return sorted(found, key=lambda e: -min(len(e.mentions), 3))


def written_like(key: str, entity: Entity) -> Callable[[str], str | None]:
    """Return how to write another name as `key` writes that of `entity`.

    The key may have a preposition before the name ("in Lisbon"), "the" before an organisation, a
    possessive behind, or be a bare surname. The function returned gives None for a name that takes
    no "the", and for every name where the key is put in a way that others cannot follow.
    """
    surname = entity.name.split()[-1]
    if isinstance(entity, Person) and key == surname != entity.name:
        return lambda name: name.split()[-1] if name.split()[-1].isalpha() else None
    forms = sorted({*giveaways(entity), display_name(entity)}, key=len, reverse=True)
    form = next((f for f in forms if f in key), None)
    frame = _FRAME.fullmatch(key.replace(form, _NAME, 1)) if form else None
    if frame is None or (frame["the"] and not isinstance(entity, Organisation)):
        return lambda _: None
    before, the, after = frame["before"], frame["the"], frame["after"]

    def write(name: str) -> str | None:
        takes = not the or name.split()[-1] in _WITH_THE
        return f"{before}{the}{name}{after}" if takes else None

    return write


_NAME = "\0"  # stands for the name in a key
_FRAME = re.compile(
    rf"(?P<before>(?:(?:in|at|near|from|to|on|by|for|outside) )?)(?P<the>(?:the )?){_NAME}"
    r"(?P<after>(?:[’']s?)?)",
    re.IGNORECASE,
)
# Last words of names of organisations that take "the".
_WITH_THE = frozenset(
    "Union Nations League Fund Organization Organisation Programme Party Democrats Republicans "
    "Times Post Journal Telegraph Guardian Mail Agency Association Council Commission Court Army "
    "FBI CIA NSA DEA BBC UN EU IMF ECB WTO WHO ILO SNP CDU SPD FDP BJP "
    "Cubs Yankees Sox Dodgers Indians Giants Astros Lakers Celtics Bulls Warriors Cavaliers "
    "Patriots Cowboys Packers Chiefs Steelers".split()
)


def _words_apart(text: str) -> str:
    return f" {''.join(c if c.isalnum() else ' ' for c in text)} "


def _told_by_a_post(person: Person, shown: str) -> bool:
    """Tell whether a text with "the US envoy" speaks of a person who is the envoy."""
    posts = {role.title.split(" of ")[0].split(" to ")[0].split()[-1] for role in person.roles}
    return any(
        re.search(rf"\bthe (?:\w+ ){{0,3}}{re.escape(fold(post))}\b", shown) for post in posts
    )


def _alike(one: Person, other: Person, *, mixed: bool) -> bool:
    """Tell whether two people look alike as options: full names, no different known sex."""
    return (mixed or same_sex(one, other)) and full(one) and full(other)


def same_sex(one: Person, other: Person) -> bool:
    """Tell whether nothing shows that two people are of different sex."""
    return len({sex_of_person(one), sex_of_person(other)} - {None}) < 2


def full(person: Person) -> bool:
    """Tell whether the article gives the person's full name, not just "Mr X"."""
    words = person.name.split()
    return len(words) > 1 and words[0] not in HONORIFICS
