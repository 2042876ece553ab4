"""Where everybody of a class stands: attempts, what counts of them, and who needs help."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quiz.classroom.times import is_over
from quiz.schema.classroom import Assignment, ClassAttempt, Participant, Response

State = Literal["not_joined", "not_started", "working", "done"]
HELP_BELOW = 0.6  # of the points

Taken = tuple[Participant, Sequence[tuple[ClassAttempt, Sequence[Response]]]]


@dataclass(frozen=True)
class Sat:
    """One attempt with what was seen in it, by question, and its points on what counts."""

    attempt: ClassAttempt
    responses: Mapping[str, Response]
    points: float
    over: bool


@dataclass(frozen=True)
class Standing:
    """A student with her attempts; `total` is the number of questions that count."""

    participant: Participant
    sat: tuple[Sat, ...]
    total: int

    @property
    def counted(self) -> Sat | None:
        """The attempt that counts: the one with most points, of equals the first."""
        return max(self.sat, key=lambda sat: sat.points, default=None)

    @property
    def first(self) -> Sat | None:
        """The first attempt: what statistics stand on."""
        return self.sat[0] if self.sat else None

    @property
    def share(self) -> float | None:
        """The points of the attempt that counts as a share (0 to 1); None before there is one."""
        counted = self.counted
        return None if counted is None or not self.total else counted.points / self.total

    @property
    def state(self) -> State:
        """How far she is. Done with one attempt is done, though there may be another to come."""
        if self.sat:
            return "done" if any(sat.over for sat in self.sat) else "working"
        return "not_joined" if self.participant.joined is None else "not_started"

    @property
    def needs_help(self) -> bool:
        """Whether she is done with less than 60 % of the points."""
        share = self.share
        # Six of ten thirds and the like are 60 %, whatever adding them up leaves.
        return self.state == "done" and share is not None and share < HELP_BELOW - 1e-9

    def missed(self, question_ids: Collection[str]) -> tuple[str, ...]:
        """Return which of the questions the attempt that counts did not get right, unseen too."""
        counted = self.counted
        if counted is None:
            return ()
        return tuple(
            name
            for name in question_ids
            if name not in counted.responses or not counted.responses[name].right
        )


def standings(
    assignment: Assignment, taken: Sequence[Taken], question_ids: Collection[str], now: datetime
) -> tuple[Standing, ...]:
    """Return everybody who was not sent out, in the order given.

    `question_ids` are the questions that count; what was left out of the score gives no points.
    """
    return tuple(
        Standing(
            participant=participant,
            sat=tuple(
                _sat(assignment, participant, attempt, responses, question_ids, now)
                for attempt, responses in attempts
            ),
            total=len(question_ids),
        )
        for participant, attempts in taken
        if participant.removed is None
    )


def _sat(
    assignment: Assignment,
    participant: Participant,
    attempt: ClassAttempt,
    responses: Sequence[Response],
    question_ids: Collection[str],
    now: datetime,
) -> Sat:
    by_question = {response.question_id: response for response in responses}
    points = sum(by_question[name].points for name in question_ids if name in by_question)
    over = is_over(assignment, participant.accommodation, attempt, now)
    return Sat(attempt, by_question, points, over)
