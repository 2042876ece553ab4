"""Study facts: what the article tells beside the questions, for cards to learn from.

Three kinds are worth keeping: people and their posts, figures, dated events. They come from the
candidates that passed screening and were not chosen, and from the events of an ordering question,
which is no card itself. A fact that a question asks already is not kept, with one exception: the
other way round of a question on a post (its holder, or the post), from which a deck may make a
reverse card.
"""

from collections.abc import Iterator

from quiz.assembly.fitting import tell_the_same
from quiz.schema.article import Article
from quiz.schema.candidate import Candidate
from quiz.schema.question import (
    Asks,
    Cloze,
    DatedEvent,
    Ordering,
    ShortAnswer,
    fold,
    proofs,
    spaced,
)
from quiz.schema.quiz import StudyFact
from quiz.schema.record import digest

MOST = 12  # more are no help to a learner of one article
_ON_POSTS = frozenset({"who_held", "post", "match_posts"})
_MAKERS = _ON_POSTS | frozenset("how_many counts how_much measures when where".split())
_IN_A_GAP: frozenset[Asks] = frozenset({"number", "date"})
_LONGEST_MONTH = 31  # days
_ALIKE = 0.8  # of all words of two stems, those in common


def study_facts(
    article: Article, kept: list[Candidate], chosen: list[Candidate]
) -> tuple[StudyFact, ...]:
    """Return at most MOST facts of the candidates `kept` that `chosen` leaves, as they are read.

    Every one of `kept` is good enough for a quiz. Of two ways to ask one fact the open question is
    taken, then the one with the higher confidence.
    """
    asked = {c.question.id for c in chosen}
    # An ordering question is no card: its events may be learnt one by one.
    known = [c for c in chosen if not isinstance(c.question, Ordering)]
    offered = [c for c in kept if c.question.id not in asked and _is_a_fact(c)]
    offered += [event for c in kept for event in _events(c, article)]
    offered.sort(key=lambda c: _falling_worth(c, chosen))
    taken: list[Candidate] = []
    for candidate in offered:
        if len(taken) < MOST and all(_apart(candidate, other) for other in (*known, *taken)):
            taken.append(candidate)
    facts = [c.question for c in taken if isinstance(c.question, ShortAnswer | Cloze)]
    return tuple(sorted(facts, key=lambda q: (q.evidence.start, q.evidence.end, q.id)))


def _is_a_fact(candidate: Candidate) -> bool:
    question = candidate.question
    if question.type == "short_answer":
        dated = question.maker != "where" or any(c.isdigit() for c in question.stem)
        return question.maker in _MAKERS and dated
    return question.type == "cloze" and question.maker == "cloze" and question.asks in _IN_A_GAP


def _falling_worth(candidate: Candidate, chosen: list[Candidate]) -> tuple[bool, bool, float, str]:
    """Return what candidates are sorted by: facts of their own first, then open questions."""
    question = candidate.question
    turned = any(_turned_round(candidate, other) for other in chosen)
    return turned, question.type == "cloze", -question.confidence, question.id


def _apart(one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates are on two facts, or on one the other way round."""
    if _turned_round(one, other):
        return True
    if one.facts & other.facts or tell_the_same(one, other):
        return False
    first, second = one.question, other.question
    words, others = (frozenset(spaced(q.stem).split()) for q in (first, second))
    if len(words & others) > _ALIKE * len(words | others):
        return False
    if isinstance(second, ShortAnswer | Cloze) and fold(str(first.key)) == fold(second.key):
        return not any(proof.evidence.overlaps(first.evidence) for proof in proofs(second))
    return True


def _turned_round(one: Candidate, other: Candidate) -> bool:
    """Tell whether one asks for the holder of a post and the other for the post of the holder."""
    if not one.facts & other.facts:
        return False
    makers = {one.question.maker, other.question.maker}
    return makers in ({"who_held", "post"}, {"match_posts", "post"})


def _events(candidate: Candidate, article: Article) -> Iterator[Candidate]:
    """Yield an open question on the date of each event of an ordering question."""
    question = candidate.question
    if not isinstance(question, Ordering):
        return
    for event in question.in_order:
        fact = digest("event", event.text, event.when)
        written = article.at(event.key_span)
        made = ShortAnswer(
            id=digest("question", article.id, "event", "short_answer", event.text, event.when),
            stem=f"{_asked(event)} did this happen? {event.text}",
            key=event.when,
            accepted=(event.when,),
            evidence=event.evidence,
            key_span=event.key_span,
            derivation=None if fold(written) == fold(event.when) else question.derivation,
            explanation=f"{event.when}: {event.text}",
            maker="event",
            asks="date",
            confidence=question.confidence,
        )
        yield Candidate(question=made, fact=f"event:{fact}", key_names=(event.when,))


def _asked(event: DatedEvent) -> str:
    """Return the question word for a date as exact as that of `event`."""
    days = (event.last - event.first).days
    if days == 0:
        return "On what date"
    return "In which month and year" if days < _LONGEST_MONTH else "In which year"
