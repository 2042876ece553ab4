"""Results of a large school: 1,000 attempts at 30 questions, as tables and as item analysis.

Seconds are those of the processor. Targets: tables in 2 s, analysis in 1 s (the reference, L7).
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

from quiz.schema.classroom import Assignment, ClassAttempt, Participant, Response, Rules
from quiz.schema.question import MultipleChoice
from quiz.schema.quiz import Quiz
from quiz.web.teacher import result_tables
from quiz.web.teacher.outcome_view import Outcome
from tests.bench.figure import Figure, figure
from tests.samples import sample_quiz

STUDENTS, QUESTIONS, TIMES = 1_000, 30, 5
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def figures() -> list[Figure]:
    """Measure each table, and the analysis with its intervals, on results read anew each time."""
    whole = large()
    size = f"{STUDENTS:,} attempts × {QUESTIONS} questions"
    return [
        figure(f"gradebook, {size}", _seconds(whole, _gradebook), "s", "2 s"),
        figure(f"all answers, {size}", _seconds(whole, _answers), "s", "2 s"),
        figure(f"item analysis, {size}", _seconds(whole, lambda o: o.analysis), "s", "1 s"),
    ]


def large() -> Outcome:
    """Return results in which strong students are right more often than weak ones."""
    rng = Random(7)
    quiz = _quiz()
    taken = []
    for number in range(STUDENTS):
        person = Participant(id=f"p{number}", assignment_id="x", name=f"S {number}", joined=NOW)
        attempt = ClassAttempt(
            id=f"a{number}", participant_id=person.id, number=1, seed=1, started=NOW, submitted=NOW
        )
        ability = rng.random()
        responses = tuple(_response(rng, quiz, place, ability) for place in range(QUESTIONS))
        taken.append((person, ((attempt, responses),)))
    return Outcome(_assignment(), quiz, (), tuple(taken), NOW)


def _quiz() -> Quiz:
    sample = sample_quiz()
    asked = sample.questions[1]
    questions = tuple(asked.model_copy(update={"id": f"q{n}"}) for n in range(QUESTIONS))
    return sample.model_copy(update={"questions": questions})


def _assignment() -> Assignment:
    return Assignment(
        id="x",
        teacher_id="t",
        entry_id="e",
        version=1,
        title="Tides",
        rules=Rules(),
        phase="open",
        revision=2,
        created=NOW,
    )


def _response(rng: Random, quiz: Quiz, place: int, ability: float) -> Response:
    asked = quiz.questions[place]
    assert isinstance(asked, MultipleChoice)
    right = rng.random() < ability
    return Response(
        question_id=asked.id,
        seen=NOW,
        given=asked.key if right else rng.choice(asked.distractors),
        right=right,
        points=float(right),
        answered=NOW,
        turn=1,
    )


def _gradebook(outcome: Outcome) -> bytes:
    return result_tables.gradebook(outcome, bom=True)


def _answers(outcome: Outcome) -> bytes:
    return result_tables.answers(outcome, bom=True)


def _seconds(whole: Outcome, job: Callable[[Outcome], object]) -> list[float]:
    taken = []
    for _ in range(TIMES):
        fresh = Outcome(whole.assignment, whole.quiz, whole.regrades, whole.taken, whole.now)
        begun = time.process_time()
        job(fresh)
        taken.append(time.process_time() - begun)
    return taken
