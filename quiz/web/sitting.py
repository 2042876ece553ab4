"""A student's place in a quiz: which questions are answered, which comes next."""

from dataclasses import dataclass

from quiz.schema.attempt import Attempt, Mark
from quiz.schema.question import Question
from quiz.schema.quiz import Quiz


@dataclass(frozen=True)
class Sitting:
    """An attempt together with the quiz it is at. Question numbers count from 1."""

    quiz: Quiz
    attempt: Attempt

    @property
    def length(self) -> int:
        """Number of questions."""
        return len(self.quiz.questions)

    @property
    def marks(self) -> dict[str, Mark]:
        """The marks so far, by question id."""
        return {mark.question_id: mark for mark in self.attempt.marks}

    @property
    def questions(self) -> list[tuple[int, Question, Mark | None]]:
        """Every question with its number and, once answered, its mark."""
        marks = self.marks
        numbered = enumerate(self.quiz.questions, start=1)
        return [(number, question, marks.get(question.id)) for number, question in numbered]

    @property
    def still_open(self) -> list[tuple[int, Question]]:
        """The questions not answered yet, with their numbers."""
        return [(number, question) for number, question, mark in self.questions if mark is None]

    @property
    def done(self) -> bool:
        """Whether every question is answered."""
        return not self.still_open

    def next_after(self, number: int) -> int | None:
        """Return the open question after `number`, else the first open one, else None."""
        waiting = [waiting for waiting, _ in self.still_open]
        later = [other for other in waiting if other > number]
        return next(iter(later or waiting), None)
