"""Everything that the pages of results show of one class, read once for each request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from flask_babel import gettext as _

from quiz.analysis import Seen, analyse
from quiz.classroom.standings import Standing, standings
from quiz.errors import UnknownParticipantError, UnknownQuizError
from quiz.schema.classroom import Assignment, Regrade, Response
from quiz.schema.question import Question
from quiz.schema.quiz import Quiz
from quiz.schema.statistics import Analysis, Choice, ItemStatistics
from quiz.scoring import mark, points
from quiz.store.outcomes import Worth, forms_of, left_out_by
from quiz.store.sittings import Taken
from quiz.web.desk import desk
from quiz.web.teacher.roles import signed_in

FAILED_BELOW = 50  # per cent of facility
MOST_FAILED = 5
COMMON = 2  # students who have to have a wrong idea before it is called common


class WrongIdea(NamedTuple):
    """The commonest wrong answer of all, with the question it was given to."""

    item: ItemStatistics
    question: Question
    choice: Choice


@dataclass(frozen=True)
class Outcome:
    """The results of one class at one moment."""

    assignment: Assignment
    quiz: Quiz
    regrades: tuple[Regrade, ...]
    taken: tuple[Taken, ...]
    now: datetime

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The questions that are left out of the score."""
        return left_out_by(self.regrades)

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """The forms accepted besides a question’s own."""
        return forms_of(self.regrades[::-1])

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions that count, in the order of the quiz."""
        return tuple(asked for asked in self.quiz.questions if asked.id not in self.left_out)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the questions that count."""
        return tuple(asked.id for asked in self.questions)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number (from 1) of every question of the quiz, those left out too."""
        return {asked.id: number for number, asked in enumerate(self.quiz.questions, start=1)}

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Everybody who was not sent out, in the order of names."""
        return standings(self.assignment, self.taken, self.ids, self.now)

    @cached_property
    def analysis(self) -> Analysis:
        """The item analysis of first attempts, each question under its number in the quiz."""
        found = analyse(self.questions, self.first_attempts)
        items = tuple(
            item.model_copy(update={"number": self.numbers[item.question_id]})
            for item in found.items
        )
        return found.model_copy(update={"items": items})

    @property
    def first_attempts(self) -> list[Seen]:
        """What was seen in the first attempt of everybody who began one."""
        firsts = (standing.first for standing in self.standings)
        return [first.responses for first in firsts if first is not None]

    @cached_property
    def done(self) -> tuple[Standing, ...]:
        """Everybody who is done with an attempt."""
        return tuple(standing for standing in self.standings if standing.state == "done")

    @property
    def mean(self) -> float | None:
        """The mean share of the points (0 to 1) of those who are done."""
        shares = [standing.share or 0.0 for standing in self.done]
        return sum(shares) / len(shares) if shares else None

    @property
    def need_help(self) -> list[Standing]:
        """Who is done with less than 60 %, the lowest first."""
        found = (standing for standing in self.standings if standing.needs_help)
        return sorted(found, key=lambda standing: standing.share or 0.0)

    @property
    def failed(self) -> list[ItemStatistics]:
        """The questions that got less than half of their marks, the worst first, at most five."""
        low = [
            i for i in self.analysis.items if i.facility is not None and i.facility < FAILED_BELOW
        ]
        return sorted(low, key=lambda item: item.facility or 0.0)[:MOST_FAILED]

    @cached_property
    def wrong_idea(self) -> WrongIdea | None:
        """The wrong answer that most students gave; None where no two gave the same."""
        found = [
            WrongIdea(item, asked, item.commonest_wrong)
            for item, asked in zip(self.analysis.items, self.questions, strict=True)
            if item.commonest_wrong is not None and item.commonest_wrong.chosen >= COMMON
        ]
        return max(found, key=lambda idea: idea.choice.chosen, default=None)

    @property
    def waiting(self) -> int:
        """How many late answers wait for a decision."""
        return sum(
            response.lateness == "held"
            for standing in self.standings
            for sat in standing.sat
            for response in sat.responses.values()
        )

    def question(self, question_id: str) -> Question:
        """Return a question of the quiz; raise UnknownQuizError where there is none."""
        found = (asked for asked in self.quiz.questions if asked.id == question_id)
        asked = next(found, None)
        if asked is None:
            raise UnknownQuizError(_("There is no such question in this quiz."))
        return asked

    def standing(self, participant_id: str) -> Standing:
        """Return where one student stands; raise UnknownParticipantError where there is none."""
        for standing in self.standings:
            if standing.participant.id == participant_id:
                return standing
        raise UnknownParticipantError(_("There is no such student in this class."))

    def with_regrade(self, question_id: str, form: str | None) -> tuple[Standing, ...]:
        """Return where everybody would stand if `form` were accepted, or the question left out."""
        if form is None:
            ids = tuple(name for name in self.ids if name != question_id)
            return standings(self.assignment, self.taken, ids, self.now)
        asked = self.question(question_id)
        forms = (*self.forms.get(question_id, ()), form)
        taken = tuple(
            (one, tuple((attempt, _remarked(asked, given, forms)) for attempt, given in attempts))
            for one, attempts in self.taken
        )
        return standings(self.assignment, taken, self.ids, self.now)


def outcome(assignment_id: str) -> Outcome:
    """Return the results of a class of the teacher who asks.

    Raises UnknownAssignmentError for a class that is not hers.
    """
    store = desk().store
    assignment = store.assignments.assignment(signed_in().id, assignment_id)
    return Outcome(
        assignment=assignment,
        quiz=store.assignments.quiz(assignment),
        regrades=store.outcomes.regrades(assignment.id),
        taken=store.sittings.all_of(assignment.id),
        now=desk().clock(),
    )


def worth(asked: Question, given: str, forms: tuple[str, ...]) -> Worth:
    """Return what an answer to `asked` is worth where `forms` are accepted besides its own."""
    found = mark(asked, given, forms)
    return Worth(found.right, points(asked, given, forms), found.note)


def _remarked(
    asked: Question, responses: Sequence[Response], forms: tuple[str, ...]
) -> tuple[Response, ...]:
    """Return the responses of an attempt, the one to `asked` marked anew."""
    return tuple(
        _marked_anew(asked, response, forms)
        if response.question_id == asked.id and response.given is not None
        else response
        for response in responses
    )


def _marked_anew(asked: Question, response: Response, forms: tuple[str, ...]) -> Response:
    found = worth(asked, response.given or "", forms)
    return response.model_copy(
        update={"right": found.right, "points": found.points, "note": found.note}
    )


def sign(response: Response | None) -> str:
    """Return what a cell of the grid shows for a response: the name of its look."""
    if response is None:
        return "unseen"
    if response.given is None:
        return "held" if response.lateness == "held" else "none"
    if response.right:
        return "right"
    return "part" if response.points else "wrong"
