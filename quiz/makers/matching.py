"""Who is who, who said what, what happened when?  Three to five pairs to put together.

Patterns: posts with the one person each who holds them; quotations with their speakers, one each;
events with their dates. What single questions on them refuse is refused here too. Beyond that: a
prompt that holds a name out of the choices, a post that somebody else in the article holds as well,
"chairwoman" where only one of the people is a woman. What is left over beyond the pairs makes up to
two choices that belong to no prompt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.language.names import sex_of_person
from quiz.language.statement import sentence_case
from quiz.makers import roles
from quiz.makers.quoting import Shown, derivation, worth_showing
from quiz.makers.timeline import apart, told_events
from quiz.makers.workshop import Workshop
from quiz.schema.candidate import Candidate
from quiz.schema.findings import Person
from quiz.schema.question import Asks, Matching, Pair, fold, spaced
from quiz.schema.record import digest

FEWEST, _MOST, _MOST_QUOTATIONS, _SURPLUS = 3, 5, 4, 2
_LONGEST = 28  # words of a quotation: four of them have to be read together
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
# Heads of posts that several people of a report are likely to fit, whatever it calls them.
_VAGUE = frozenset("official member expert fan player veteran candidate resident victim".split())
_GENDERED = re.compile(r"\w+man|king|queen|actor|actress|father|mother|wife|husband|son|daughter")


@dataclass(frozen=True)
class _Half:
    """A pair before it is known who stands beside it, with its fact and how its key follows."""

    pair: Pair
    fact: str
    derivation: str | None = None


@dataclass(frozen=True)
class _Kind:
    """What is matched: how the maker is called, and what it asks, how, and why that is right."""

    maker: str
    stem: str
    asks: Asks
    explanation: str
    confidence: float


_POSTS = _Kind(
    "match_posts",
    "Who is who in the article? Match each description with the person it fits.",
    "person",
    "The article describes each of these people so.",
    0.74,
)
_QUOTATIONS = _Kind(
    "match_quotations",
    "Who said what? Match each quotation with its speaker.",
    "speaker",
    "The article names the speaker of each quotation.",
    0.82,
)
_DATES = _Kind(
    "match_dates",
    "What happened when? Match each event with its date.",
    "date",
    "The article dates each of these events.",
    0.76,
)


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield one question of each kind for which the article has enough pairs."""
    yield from _matching(workshop, _POSTS, _posts(workshop), most=_MOST)
    yield from _matching(workshop, _QUOTATIONS, _quotations(workshop), most=_MOST_QUOTATIONS)
    yield from _matching(workshop, _DATES, _dates(workshop), most=_MOST)


def _posts(workshop: Workshop) -> list[_Half]:
    """Return the posts that tell one person of the article from all others."""
    known = [(p, r, t) for p, r, t in roles.posts(workshop) if not roles.everybody_knows(t)]
    sexes = {sex_of_person(person) for person, _, _ in known} - {None}
    halves = []
    for person, role, title in known:
        post = _ARTICLE.sub("", title)
        if roles.head_of(post) in _VAGUE:
            continue
        evidence, span = roles.evidence_of(role, person)
        gives_sex_away = len(sexes) > 1 and _GENDERED.fullmatch(roles.head_of(post))
        if span is None or gives_sex_away or _held_by_others(workshop, person, post):
            continue
        written = workshop.article.at(span)
        halves.append(
            _Half(
                Pair(left=sentence_case(post), right=person.name, evidence=evidence, key_span=span),
                f"role:{person.name}",
                None if written == person.name else f"“{written}” is {person.name}.",
            )
        )
    return halves


def _held_by_others(workshop: Workshop, holder: Person, post: str) -> bool:
    """Tell whether the article gives the post, or more than it says, to somebody else too."""
    wanted = set(spaced(post).split())
    return any(
        wanted <= (other := set(spaced(role.title).split())) or other <= wanted
        for person in workshop.findings.people
        if person != holder
        for role in person.roles
    )


def _quotations(workshop: Workshop) -> list[_Half]:
    """Return a quotation for each speaker: of several the one beside the name, then the shortest.

    One that needs telling whom it is about is left out: the prompt is the words alone.
    """
    best: dict[str, tuple[tuple[bool, int], Shown]] = {}
    for shown in worth_showing(workshop):
        words = len(shown.content.split())
        rank = (shown.name is None, words)
        known = best.get(shown.speaker.name)
        if (
            shown.clear
            and not shown.about
            and words <= _LONGEST
            and (known is None or rank < known[0])
        ):
            best[shown.speaker.name] = rank, shown
    chosen = sorted((shown for _, shown in best.values()), key=lambda s: s.evidence.start)
    return [
        _Half(
            Pair(
                left=f"“{shown.content}”",
                right=shown.speaker.name,
                evidence=shown.evidence,
                key_span=shown.name,
            ),
            shown.fact,
            derivation(workshop, shown.quotation, shown.speaker, shown.name),
        )
        for shown in chosen
    ]


def _dates(workshop: Workshop) -> list[_Half]:
    """Return events with dates that do not overlap, the earliest first."""
    return [
        _Half(
            Pair(
                left=told.event.text,
                right=told.event.when,
                evidence=told.event.evidence,
                key_span=told.event.key_span,
            ),
            told.fact,
            told.derivation,
        )
        for told in apart(list(told_events(workshop)), _MOST + _SURPLUS)
    ]


def _apart(halves: Sequence[_Half], asks: Asks) -> list[_Half]:
    """Return the pairs that do not give each other away, the first of two that do."""
    chosen: list[_Half] = []
    for half in halves:
        with_it = [*chosen, half]
        names = [spaced(_telling(h.pair.right, asks)) for h in with_it]
        prompts = [spaced(h.pair.left) for h in with_it]
        alike = len({fold(h.pair.left) for h in with_it}) < len(with_it)
        told = any(name in prompt for name in names for prompt in prompts)
        if len(set(names)) == len(names) and not alike and not told:
            chosen.append(half)
    return chosen


def _telling(right: str, asks: Asks) -> str:
    """Return what gives a choice away: a date as a whole, of a name the surname."""
    return right if asks == "date" else right.split()[-1]


def _matching(
    workshop: Workshop, kind: _Kind, halves: Sequence[_Half], *, most: int
) -> Iterator[Candidate]:
    found = _apart(halves, kind.asks)[: most + _SURPLUS]
    if len(found) < FEWEST:
        return
    rng = workshop.rng(kind.maker, *sorted(half.fact for half in found))
    # From five on, one is left over, so that the last pair does not follow from the others.
    count = min(most, len(found) - (1 if len(found) > FEWEST + 1 else 0))
    asked = sorted(rng.sample(range(len(found)), count)) if count < len(found) else range(count)
    pairs = [found[place] for place in asked]
    choices = [half.pair.right for half in found]
    if kind.asks == "date":  # dates stay in their order, as a reader expects; events do not
        in_order = list(pairs)
        while pairs == in_order:
            rng.shuffle(pairs)
    else:
        rights = [half.pair.right for half in pairs]
        while [choice for choice in choices if choice in rights] == rights:
            rng.shuffle(choices)
    yield _candidate(workshop, kind, pairs, choices)


def _candidate(
    workshop: Workshop, kind: _Kind, halves: Sequence[_Half], choices: Sequence[str]
) -> Candidate:
    facts = sorted(half.fact for half in halves)
    first = min((half.pair for half in halves), key=lambda pair: pair.evidence.start)
    question = Matching(
        id=digest("question", workshop.article.id, kind.maker, *facts),
        stem=kind.stem,
        pairs=tuple(half.pair for half in halves),
        choices=tuple(choices),
        evidence=first.evidence,
        key_span=first.key_span,
        derivation=" ".join(half.derivation for half in halves if half.derivation) or None,
        explanation=kind.explanation,
        maker=kind.maker,
        asks=kind.asks,
        confidence=kind.confidence,
    )
    return Candidate(
        question=question, fact=f"{kind.maker}:{digest(*facts)}", more_facts=tuple(facts)
    )
