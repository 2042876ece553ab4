"""Who asks: the student whose browser holds a seat in the class of the address.

A seat is held by a token in a cookie of its own for each class, of which the store knows only the
digest. Nothing else that a browser says about itself counts.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask import abort, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from quiz.classroom import (
    Leave,
    Paper,
    code_in,
    due,
    in_paper_order,
    is_over,
    lateness,
    leave_to_start,
    paper,
    shows_answers,
)
from quiz.errors import ForbiddenError, UnknownAttemptError, UnknownCodeError
from quiz.schema.classroom import Assignment, ClassAttempt, Lateness, Participant, Response
from quiz.schema.question import Question
from quiz.schema.quiz import Quiz
from quiz.schema.record import digest
from quiz.web.desk import desk

_COOKIE = "broadsheet_class_"


@dataclass(frozen=True)
class Seat:
    """A student in her class, at this moment."""

    assignment: Assignment
    participant: Participant
    now: datetime

    @property
    def code(self) -> str:
        """The code of the class, which stands in every address."""
        return self.assignment.code or ""

    @cached_property
    def quiz(self) -> Quiz:
        """The quiz in the version that the class has."""
        return desk().store.assignments.quiz(self.assignment)

    @cached_property
    def attempts(self) -> tuple[ClassAttempt, ...]:
        """The student's attempts, the first first."""
        return desk().store.sittings.attempts(self.participant.id)

    @property
    def leave(self) -> Leave:
        """Whether she may begin or go on, or why not."""
        return leave_to_start(
            self.assignment, self.participant.accommodation, self.attempts, self.now
        )

    def go(self, number: int) -> "Go":
        """Return her attempt `number`; raise UnknownAttemptError where there is none."""
        if not 1 <= number <= len(self.attempts):
            raise UnknownAttemptError(_("There is no such attempt; go back to the start."))
        return Go(self, self.attempts[number - 1])


@dataclass(frozen=True)
class Go:
    """One attempt of the student who asks."""

    seat: Seat
    attempt: ClassAttempt

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """What she did so far."""
        return desk().store.sittings.responses(self.attempt.id)

    @cached_property
    def paper(self) -> Paper:
        """The questions as she sees them: all that may be shown before the release."""
        rules = self.seat.assignment.rules
        return paper(self.seat.quiz, rules, self.attempt.seed, self.responses)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the quiz in the order of the paper, keys and all."""
        return in_paper_order(self.seat.quiz, self.seat.assignment.rules, self.attempt.seed)

    def question(self, number: int) -> Question:
        """Return the question with this number on the paper; raise 404 where there is none."""
        if not 1 <= number <= len(self.questions):
            abort(404, _("This quiz has questions 1 to %(n)s only.", n=len(self.questions)))
        return self.questions[number - 1]

    def response(self, number: int) -> Response | None:
        """Return what she did with question `number`; None where she has not seen it."""
        wanted = self.question(number).id
        return next((each for each in self.responses if each.question_id == wanted), None)

    @property
    def key(self) -> str:
        """Under which a phone keeps what it could not send yet."""
        return digest("phone", self.attempt.id)

    @property
    def due(self) -> datetime | None:
        """When her answers are due."""
        accommodation = self.seat.participant.accommodation
        return due(self.seat.assignment, accommodation, self.attempt.started)

    @property
    def left(self) -> float | None:
        """How many seconds are left; None without an end, and never below 0."""
        return None if self.due is None else max(0.0, (self.due - self.seat.now).total_seconds())

    @property
    def total(self) -> float | None:
        """How many seconds there were from the start."""
        return None if self.due is None else (self.due - self.attempt.started).total_seconds()

    @property
    def lateness(self) -> Lateness:
        """What an answer is that comes now."""
        return lateness(self.due, self.seat.assignment.rules, self.seat.now)

    @property
    def over(self) -> bool:
        """Whether the attempt is done."""
        accommodation = self.seat.participant.accommodation
        return is_over(self.seat.assignment, accommodation, self.attempt, self.seat.now)

    @cached_property
    def shows_answers(self) -> bool:
        """Whether keys, explanations, evidence and the score of this attempt may be seen."""
        assignment = self.seat.assignment
        others = desk().store.assignments.participants(assignment.id)
        theirs = [other.accommodation for other in others]
        return shows_answers(assignment, theirs, self.over, self.seat.now)

    @property
    def at_once(self) -> bool:
        """Whether every answer is told right or wrong as soon as it is given, and then stays."""
        return self.seat.assignment.rules.feedback == "at_once"


def class_of(code: str) -> Assignment:
    """Return the class of the code in an address; raise UnknownCodeError where there is none.

    Who typed the address in small letters is led to the one with capitals.
    """
    known = code_in(code)
    if known is None:
        raise UnknownCodeError(_("No class has this code; check it letter by letter."))
    if known != code and request.method == "GET" and request.view_args is not None:
        there = url_for(request.endpoint or "", **{**request.view_args, "code": known})
        abort(redirect(there, 303))
    return desk().store.assignments.by_code(known, now=desk().clock())


def seat_in(assignment: Assignment) -> Seat | None:
    """Return the seat that this browser has in a class; None where it has none.

    Raises ForbiddenError where the teacher has sent the student out.
    """
    token = request.cookies.get(_cookie(assignment), "")
    found = desk().store.assignments.by_token(assignment.id, _hash(token)) if token else None
    if found is None:
        return None
    if found.removed is not None:
        raise ForbiddenError(_("Your teacher has taken you out of this class."))
    return Seat(assignment, found, desk().clock())


def my_seat(code: str) -> Seat:
    """Return the seat of this browser; who has none is led to the page where it is taken."""
    assignment = class_of(code)
    seat = seat_in(assignment)
    if seat is None:
        if request.method == "GET":
            abort(redirect(url_for("joining.start", code=assignment.code), 303))
        raise ForbiddenError(_("Join the class first; your browser has no seat in it."))
    return seat


def take_seat(assignment: Assignment, name: str) -> Answer:
    """Join `assignment` as `name`, under a new token; return the answer that carries it.

    Raises what `Assignments.join` raises.
    """
    token = secrets.token_urlsafe(32)
    now = desk().clock()
    desk().store.assignments.join(assignment.id, name, token_hash=_hash(token), now=now)
    answer = redirect(url_for("joining.start", code=assignment.code), 303)
    answer.set_cookie(
        _cookie(assignment),
        token,
        max_age=assignment.rules.retention * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return answer


def _cookie(assignment: Assignment) -> str:
    """Return the name of the cookie. Under TLS only this very site can set one of that name."""
    name = f"{_COOKIE}{digest(assignment.id)}"
    return f"__Host-{name}" if request.is_secure else name


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
