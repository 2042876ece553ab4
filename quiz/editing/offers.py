"""What else could be asked: candidates of the screening, beside the questions of the quiz."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from quiz.schema.candidate import Candidate, Screening
from quiz.schema.question import Question, fold, key_text, proofs
from quiz.schema.quiz import Quiz
from quiz.schema.record import Span

Bond = Literal["same answer", "same fact", "same sentence"]
MOST = 12  # more are no help


class Offer(NamedTuple):
    """A question that could be asked. `reason` says why screening dropped it, "" if it did not.

    `bond` is what it shares with the question it is offered for.
    """

    question: Question
    reason: str
    bond: Bond = "same sentence"

    @property
    def sound(self) -> bool:
        """Whether it passed every rule."""
        return not self.reason


def others(question: Question, quiz: Quiz, screening: Screening) -> tuple[Offer, ...]:
    """Return sound candidates on the same fact or sentence as `question`, the closest first.

    First those with the same answer, which are the same question in another type; none that the
    quiz asks already.
    """
    known = {c.question.id: c for c in _all(screening)}
    own = known.get(question.id)
    facts = own.facts if own is not None else frozenset()
    found = []
    for offer, candidate in _free(quiz, screening):
        if not offer.sound or offer.question.id == question.id:
            continue
        bond = _bond(question, candidate, facts)
        if bond is not None:
            found.append(offer._replace(bond=bond))
    found.sort(key=_falling_worth)
    return tuple(found[:MOST])


def here(span: Span, quiz: Quiz, screening: Screening) -> tuple[tuple[Offer, ...], bool]:
    """Return what could be asked about the characters of `span`, and whether that is asked already.

    Sound candidates come first, of those the ones whose key lies in the span; then the dropped ones
    with their reasons, none whose sentence is elsewhere.
    """
    found = [offer for offer, _ in _free(quiz, screening) if _touches(offer.question, span)]
    found.sort(key=lambda offer: (not offer.sound, not _keyed(offer.question, span), _worth(offer)))
    asked = any(_touches(question, span) for question in quiz.questions)
    return tuple(found), asked


def _all(screening: Screening) -> Iterator[Candidate]:
    yield from screening.kept
    yield from (rejection.candidate for rejection in screening.dropped)


def _free(quiz: Quiz, screening: Screening) -> Iterator[tuple[Offer, Candidate]]:
    """Yield every candidate that the quiz does not ask, once each."""
    seen = {question.id for question in quiz.questions}
    reasons = [(candidate, "") for candidate in screening.kept]
    reasons += [(rejection.candidate, rejection.reason) for rejection in screening.dropped]
    for candidate, reason in reasons:
        if candidate.question.id not in seen:
            seen.add(candidate.question.id)
            yield Offer(candidate.question, reason), candidate


def _bond(question: Question, candidate: Candidate, facts: Iterable[str]) -> Bond | None:
    other = candidate.question
    shared = _share_evidence(question, other)
    if shared and other.type != question.type and fold(key_text(other)) == fold(key_text(question)):
        return "same answer"
    if candidate.facts & frozenset(facts):
        return "same fact"
    return "same sentence" if shared else None


def _share_evidence(one: Question, other: Question) -> bool:
    return any(a.evidence.overlaps(b.evidence) for a in proofs(one) for b in proofs(other))


def _touches(question: Question, span: Span) -> bool:
    return any(proof.evidence.overlaps(span) for proof in proofs(question))


def _keyed(question: Question, span: Span) -> bool:
    return any(p.key_span is not None and p.key_span.overlaps(span) for p in proofs(question))


def _worth(offer: Offer) -> tuple[float, str]:
    return -offer.question.confidence, offer.question.id


def _falling_worth(offer: Offer) -> tuple[int, float, str]:
    rank = ("same answer", "same fact", "same sentence").index(offer.bond)
    return rank, *_worth(offer)
