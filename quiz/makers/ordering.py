"""Which came first?  Events of the article to put in order.

Pattern: four or five events in the simple past with dates that do not overlap, told without them.
Refused: fewer events; see `timeline` for what is no event.
"""

from collections.abc import Iterator

from quiz.makers.timeline import apart, told_events
from quiz.makers.wording import listed
from quiz.makers.workshop import Workshop
from quiz.schema.candidate import Candidate
from quiz.schema.question import Ordering
from quiz.schema.record import digest

FEWEST, MOST = 4, 5
_STEM = "Put the events in the order in which they happened, the earliest first."


def make(workshop: Workshop) -> Iterator[Candidate]:
    """Yield one question where the article dates enough events."""
    told = apart(list(told_events(workshop)), MOST)
    if len(told) < FEWEST:
        return
    facts = sorted(event.fact for event in told)
    shown = list(told)
    rng = workshop.rng("ordering", *facts)
    while shown == told:
        rng.shuffle(shown)
    first = min((each.event for each in shown), key=lambda event: event.evidence.start)
    question = Ordering(
        id=digest("question", workshop.article.id, "ordering", *facts),
        stem=_STEM,
        events=tuple(each.event for each in shown),
        order=tuple(shown.index(each) for each in told),
        evidence=first.evidence,
        key_span=first.key_span,
        derivation=" ".join(each.derivation for each in told if each.derivation) or None,
        explanation=f"By their dates: {listed([each.event.when for each in told])}.",
        maker="ordering",
        asks="order",
        confidence=0.76,
    )
    yield Candidate(question=question, fact=f"order:{digest(*facts)}", more_facts=tuple(facts))
