"""What answers say about a quiz: figures for each question and for the quiz as a whole.

Shares and coefficients are in per cent. Null stands where a figure cannot be had, mostly because
everybody got the same.
"""

from typing import Literal

from quiz.schema.record import Record

Label = Literal[
    "extremely_difficult",
    "very_difficult",
    "difficult",
    "moderately_difficult",
    "about_right",
    "fairly_easy",
    "easy",
    "very_easy",
    "extremely_easy",
]
LABELS: tuple[Label, ...] = (
    "extremely_difficult",
    "very_difficult",
    "difficult",
    "moderately_difficult",
    "about_right",
    "fairly_easy",
    "easy",
    "very_easy",
    "extremely_easy",
)
ItemFlag = Literal[
    "guessing", "too_difficult", "too_easy", "reversed", "weak", "inefficient", "idle_option"
]
QuizFlag = Literal["consistent", "inconsistent", "narrow", "wide", "low_mean", "high_mean"]
ENOUGH = 30  # answers, below which no question is judged


class Interval(Record):
    """Where the true value lies with a confidence of 95 %."""

    low: float
    high: float


class Choice(Record):
    """An answer that was given, or an option nobody took. `share` is of those who saw the question.

    `rest` is the mean score of its choosers on the other questions, of those who saw them all.
    """

    text: str
    right: bool
    chosen: int
    share: float
    rest: float | None = None


class ItemStatistics(Record):
    """What answers say about one question; `number` counts from 1.

    `facility` is the mean mark of the `seen` who saw it. `discrimination` (the corrected item–rest
    correlation) and `efficiency` stand on the `complete` attempts that saw every question. `guess`
    is what pure chance would get. Of the `strong`, the best third on the other questions,
    `strong_missed` did not get it right. There is no `label` and no flag below 30 answers.
    """

    question_id: str
    number: int
    seen: int
    answered: int
    right: int
    facility: float | None
    facility_interval: Interval | None
    deviation: float | None
    guess: float
    complete: int
    discrimination: float | None
    discrimination_interval: Interval | None
    efficiency: float | None
    strong: int
    strong_missed: int
    choices: tuple[Choice, ...]
    label: Label | None = None
    flags: tuple[ItemFlag, ...] = ()

    @property
    def missed(self) -> int:
        """How many of those who saw it did not get it right."""
        return self.seen - self.right

    @property
    def commonest_wrong(self) -> Choice | None:
        """The wrong answer that was given most often; None where all answers were right."""
        wrong = [choice for choice in self.choices if not choice.right and choice.chosen]
        return max(wrong, key=lambda choice: choice.chosen, default=None)


class QuizStatistics(Record):
    """What answers say about a quiz, from the `complete` of its attempts that saw every question.

    `consistency` is Cronbach’s alpha (KR-20 where marks are 0 or 1), `error` the standard error of
    a score in percentage points. `distribution` counts scores from 0 to 9 %, 10 to 19 % … 90 to
    100 %.
    """

    attempts: int
    complete: int
    questions: int
    mean: float | None
    median: float | None
    deviation: float | None
    consistency: float | None
    consistency_interval: Interval | None
    error_ratio: float | None
    error: float | None
    distribution: tuple[int, ...]
    flags: tuple[QuizFlag, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether there are enough answers to judge the quiz by."""
        return self.complete >= ENOUGH


class Analysis(Record):
    """The statistics of a quiz and of each of its questions that count, in their order."""

    quiz: QuizStatistics
    items: tuple[ItemStatistics, ...]

    def item(self, question_id: str) -> ItemStatistics | None:
        """Return the statistics of a question; None for one that was left out."""
        return next((item for item in self.items if item.question_id == question_id), None)
