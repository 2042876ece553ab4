"""When answers are due and in time, who may start, what is shown when, which attempt counts."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from quiz.schema.classroom import (
    Accommodation,
    Assignment,
    ClassAttempt,
    Lateness,
    Response,
    Rules,
)

# Whether a student may begin, or why not.
Leave = Literal["start", "go_on", "not_open", "too_late", "none_left"]


def due(
    assignment: Assignment, accommodation: Accommodation, started: datetime | None
) -> datetime | None:
    """Return when the answers of an attempt that began at `started` are due; None for never.

    That is the student's own deadline or else that of all, the time for an attempt times her
    factor, or the end of the assignment, whichever comes first. Without `started`: due for one who
    begins as late as can be.
    """
    rules = assignment.rules
    ends = [accommodation.deadline or rules.deadline, assignment.ended]
    if started is not None and rules.minutes is not None and accommodation.time_factor is not None:
        ends.append(started + timedelta(minutes=rules.minutes * accommodation.time_factor))
    return min((end for end in ends if end is not None), default=None)


def lateness(ends: datetime | None, rules: Rules, now: datetime) -> Lateness:
    """Return what an answer is that comes `now`, where answers are due at `ends`."""
    if ends is None or now <= ends:
        return "in_time"
    return "in_grace" if now <= ends + timedelta(seconds=rules.grace) else "held"


def is_over(
    assignment: Assignment, accommodation: Accommodation, attempt: ClassAttempt, now: datetime
) -> bool:
    """Tell whether an attempt is done: handed in, or its time and the grace after it are up."""
    ends = due(assignment, accommodation, attempt.started)
    return attempt.submitted is not None or lateness(ends, assignment.rules, now) == "held"


def most_attempts(rules: Rules, accommodation: Accommodation) -> int | None:
    """Return how many attempts a student has; None for any number."""
    return None if rules.attempts is None else rules.attempts + accommodation.extra_attempts


def leave_to_start(
    assignment: Assignment,
    accommodation: Accommodation,
    attempts: Sequence[ClassAttempt],
    now: datetime,
) -> Leave:
    """Return whether a student may begin an attempt now, go on with one, or why not."""
    if attempts and not is_over(assignment, accommodation, attempts[-1], now):
        return "go_on"
    if assignment.phase != "open":
        return "not_open"
    ends = due(assignment, accommodation, None)
    if ends is not None and ends <= now:
        return "too_late"
    most = most_attempts(assignment.rules, accommodation)
    return "start" if most is None or len(attempts) < most else "none_left"


def release(assignment: Assignment, accommodations: Iterable[Accommodation]) -> datetime | None:
    """Return when nobody of the class can answer in time any more; None while that is not known.

    That is when the last deadline and the grace after it are over, or the assignment has ended.
    """
    rules = assignment.rules
    grace = timedelta(seconds=rules.grace)
    ends = [rules.deadline, *(each.deadline or rules.deadline for each in accommodations)]
    known = [end for end in ends if end is not None]
    last = max(known) if len(known) == len(ends) else None
    if assignment.ended is not None and (last is None or assignment.ended < last):
        last = assignment.ended
    return None if last is None else last + grace


def shows_answers(
    assignment: Assignment, accommodations: Iterable[Accommodation], over: bool, now: datetime
) -> bool:
    """Tell whether a student may see the score, the keys and the evidence of an attempt.

    `over` is whether the attempt is done. Where feedback comes at once, a question that is answered
    shows its own before.
    """
    if assignment.rules.feedback != "after_the_deadline":
        return over
    moment = release(assignment, accommodations)
    return over and moment is not None and moment < now


def best(taken: Sequence[tuple[ClassAttempt, Sequence[Response]]]) -> int | None:
    """Return the place of the attempt that counts: most points, of equals the first; or None."""
    totals = [sum(response.points for response in responses) for _, responses in taken]
    return totals.index(max(totals)) if totals else None
