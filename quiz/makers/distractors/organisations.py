"""Organisations in each other's place, where it is sure what kind they are."""

from dataclasses import dataclass
from functools import cache

from quiz.language.known_as import giveaways
from quiz.language.truth import names_any
from quiz.makers.distractors.names import rivals
from quiz.makers.distractors.options import Distractor
from quiz.makers.distractors.truth import may_be_true
from quiz.makers.workshop import Draft, Workshop
from quiz.resources import table
from quiz.schema.findings import Organisation
from quiz.schema.question import fold

# Last words of the kinds that "which company" asks for.
_FIRMS = ("company", "maker", "airline", "bank", "publisher", "retailer", "supermarket", "chain")


@dataclass(frozen=True)
class Peer:
    """An organisation of the list; `home` is an ISO 3166 code, or "UN", "EU" and the like."""

    kind: str
    home: str
    names: tuple[str, ...]


@cache
def _peers() -> tuple[Peer, ...]:
    return tuple(Peer(kind, home, tuple(names.split("|"))) for kind, home, names in table("peers"))


@cache
def _rows() -> dict[str, tuple[int, ...]]:
    """Return the numbers of the rows that each folded name stands in."""
    found: dict[str, tuple[int, ...]] = {}
    for number, peer in enumerate(_peers()):
        for name in peer.names:
            found[fold(name)] = (*found.get(fold(name), ()), number)
    return found


def listed(organisation: Organisation) -> tuple[Peer, ...]:
    """Return the rows of the list that the organisation stands in, by any of its names."""
    own = {fold(form) for form in giveaways(organisation)}
    own |= {form.removeprefix("the ") for form in own}
    rows = {row for form in own for row in _rows().get(form, ())}
    return tuple(peer for n, peer in enumerate(_peers()) if n in rows)


def kinds(organisation: Organisation) -> set[str]:
    """Return the kinds the organisation surely is of, by the list or by the entity table."""
    known: set[str] = {peer.kind for peer in listed(organisation)}
    own: str = organisation.kind
    return known or ({own} - {"organisation"})


def other_organisations(
    workshop: Workshop, draft: Draft, key: Organisation, verb: str | None
) -> list[Distractor]:
    """Return the organisations that may be taken for `key`, those of the article first.

    They are of the key's kind, or both are firms where the stem asks for a company.
    """
    own, rows = kinds(key), listed(key)
    if not own:
        return []
    shown = f"{draft.stem} {draft.evidence.text}"
    found = []
    for rival in rivals(workshop, key, shown=shown, fact=draft.fact, verb=verb):
        if not isinstance(rival, Organisation) or set(rows) & set(listed(rival)):
            continue
        same = bool(own & kinds(rival))
        firms = "company" in draft.stem and _firm(own) and _firm(kinds(rival))
        if (same or firms) and not may_be_true(workshop, draft, giveaways(rival)):
            found.append(Distractor(rival.name, 3 + 2 * same, told=True))
    homes = {row.home for row in rows}
    for peer in _peers():
        if (
            peer.kind in own
            and peer not in rows
            and not names_any(workshop.article.text, peer.names)
        ):
            found.append(Distractor(peer.names[0], 2 + 2 * (peer.home in homes)))
    return found


def _firm(its_kinds: set[str]) -> bool:
    return any(kind.split()[-1] in _FIRMS for kind in its_kinds)
