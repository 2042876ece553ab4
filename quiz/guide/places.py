"""Places: where it happened, each with its kind. Left out: what is named once, late in the text."""

from quiz.guide.budget import Weighed, within
from quiz.guide.reading import Reading
from quiz.schema.guide import Where

_MOST, _MOST_CHARACTERS = 8, 200
_EARLY = 3  # paragraphs in which even a single mention counts
_OF_TITLE = 3


def places(reading: Reading) -> tuple[Where, ...]:
    """Return the places that matter in reading order."""
    early = [passage.block.end for passage in reading.parsed.passages[:_EARLY]]
    found: list[Weighed[Where]] = []
    for place in reading.findings.places:
        titled = reading.in_title((place.name, *place.aliases))
        first = place.mentions[0]
        near = bool(early) and first.start < early[-1]
        proof = reading.first_proof(place.mentions)
        if proof is not None and (len(place.mentions) > 1 or titled or near):
            weight = len(place.mentions) + (_OF_TITLE if titled else 0) + near
            where = Where(name=place.name, kind=place.kind, evidence=proof)
            found.append(Weighed(weight, where, len(place.name)))
    return tuple(within(found, _MOST, _MOST_CHARACTERS))
