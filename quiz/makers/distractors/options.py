"""From a pool of distractors to the options of a question: which to take, and in what order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from random import Random
from statistics import mean

from quiz.language.statement import sentence_case
from quiz.makers.workshop import Draft, Workshop
from quiz.schema.candidate import Candidate
from quiz.schema.question import spaced

WANTED, FEWEST = 3, 2  # distractors of a multiple-choice question
_COST = 0.08  # confidence a choice loses against its open question
_POOL = 9  # of so many of the worthiest a set is chosen
_SLACK = 1  # how much less worth a set may be for the sake of its lengths
_STANDS_OUT = 1.6  # times the mean length of the others


@dataclass(frozen=True)
class Distractor:
    """A wrong option. The more it is `worth`, the likelier a reader takes it for right.

    `told` says whether the article itself has it.
    """

    text: str
    worth: int = 1
    told: bool = False


def offered(
    workshop: Workshop, draft: Draft, pool: Iterable[Distractor], *, told: int = 0
) -> Iterator[Candidate]:
    """Yield `draft` with the best of `pool` as distractors, at least `told` of them the article's.

    With only two good ones the question has three options; with fewer there is none.
    """
    rng = workshop.rng("options", draft.fact, draft.key)
    fair = _fair(draft.key, pool)
    for size in (WANTED, FEWEST):
        chosen = _best_set(draft.key, fair, size, told, rng)
        if chosen is not None:
            options = [draft.key, *(d.text for d in chosen)]
            rng.shuffle(options)
            begun = [sentence_case(option) for option in options]  # "the US" opens its line
            yield _as_choice(replace(draft, key=sentence_case(draft.key)), workshop, begun)
            return


def in_order(workshop: Workshop, draft: Draft, options: Sequence[str]) -> Iterator[Candidate]:
    """Yield `draft` with `options`, the key among them, in the order they stand in."""
    if len(options) > FEWEST:
        yield _as_choice(draft, workshop, list(options))


def _as_choice(draft: Draft, workshop: Workshop, options: list[str]) -> Candidate:
    cheaper = replace(draft, confidence=max(0.0, draft.confidence - _COST))
    return cheaper.multiple_choice(workshop, tuple(options), options.index(draft.key))


def _fair(key: str, pool: Iterable[Distractor]) -> list[Distractor]:
    """Return the distractors that neither hold the key nor are part of it, none twice."""
    found: dict[str, Distractor] = {}
    for distractor in pool:
        if not _overlap(key, distractor.text):
            found.setdefault(spaced(distractor.text), distractor)
    return list(found.values())


def _overlap(one: str, other: str) -> bool:
    first, second = spaced(one), spaced(other)
    return first in second or second in first


def _best_set(
    key: str, fair: list[Distractor], size: int, told: int, rng: Random
) -> tuple[Distractor, ...] | None:
    """Return the set of `size` distractors to take, None where there is none.

    Of the sets that are worth about the same, one is taken in which the key has the rank by length
    that was drawn for it: so the key is the longest option no more often than any other.
    """
    shuffled = rng.sample(fair, len(fair))
    worthiest = sorted(shuffled, key=lambda d: -d.worth)[:_POOL]
    told_ones = [d for d in worthiest if d.told]
    if len(told_ones) < told:  # the article's own may be worth less than those of the lists
        own = sorted((d for d in shuffled if d.told), key=lambda d: -d.worth)[:told]
        worthiest = [*worthiest[: _POOL - told], *own]
    sets = [
        s
        for s in combinations(worthiest, size)
        if sum(d.told for d in s) >= told
        and not any(_overlap(a.text, b.text) for a, b in combinations(s, 2))
        and len(key) < _STANDS_OUT * mean(len(d.text) for d in s)
    ]
    if not sets:
        return None
    most = max(_worth(s) for s in sets)
    sets = [s for s in sets if _worth(s) >= most - _SLACK]
    wanted = rng.randrange(size + 1)  # how many are to be longer than the key
    least = min(_unlike(key, s, wanted) for s in sets)
    return rng.choice([s for s in sets if _unlike(key, s, wanted) == least])


def _worth(chosen: Sequence[Distractor]) -> int:
    return sum(d.worth for d in chosen)


def _unlike(key: str, chosen: Sequence[Distractor], wanted: int) -> tuple[bool, int]:
    longer = sum(len(d.text) > len(key) for d in chosen)
    as_long = any(len(d.text) >= len(key) for d in chosen)
    return wanted > 0 and not as_long, abs(longer - wanted)


def far_apart(values: Iterable[float], gap: float) -> bool:
    """Tell whether no two of `values` are nearer to each other than `gap`."""
    return all(b - a >= gap * 0.999 for a, b in pairwise(sorted(values)))
