"""The nouns of a class: teachers, libraries, assignments, participants, attempts, responses.

All times carry a zone. What is secret (passwords, tokens) is in no record.
"""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from quiz.schema.record import Record

Naming = Literal["typed", "list", "codes"]
NAMINGS: tuple[Naming, ...] = ("typed", "list", "codes")
Feedback = Literal["at_once", "at_the_end", "after_the_deadline"]
FEEDBACKS: tuple[Feedback, ...] = ("at_once", "at_the_end", "after_the_deadline")
TIME_FACTORS = (1.0, 1.25, 1.5, 2.0, 10.0)
Phase = Literal["draft", "open", "ended"]
Lateness = Literal["in_time", "in_grace", "held", "counted", "refused"]

ENDS = ("done", "failed", "stopped")  # stages of a job after which nothing happens
DEFAULT_RETENTION = 90  # days that names of students are kept
MAX_NAME = 60  # characters of a display name
CODE_SYMBOLS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like another: no 0 O 1 I L U
CODE_LENGTH = 6
ROSTER_LENGTH = 5
COOL_DOWN = timedelta(days=14)  # how long after its end a class still finds its results by the code
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]


class Teacher(Record):
    """Somebody who has a library of her own. `name` is what she signs in with."""

    id: str
    name: Name
    created: datetime


class Entry(Record):
    """A quiz in a teacher's library, as lists show it. `number` counts its versions, from 1."""

    id: str
    teacher_id: str
    title: str
    outlet: str | None = None
    folder: str = ""
    questions: int
    number: int
    created: datetime
    changed: datetime
    archived: datetime | None = None


class EntryVersion(Record):
    """One version of a quiz in the library: its number, when it was made, and by what, in words."""

    number: int
    made: datetime
    what: str


class Job(Record):
    """A quiz that is being built: at which `stage` of the line it is, or how it ended.

    A `stage` of "waiting" comes before the line, "done", "failed" and "stopped" after it. Once done
    `entry_id` is where the quiz is, and `message` what is to be known of it, if anything; failed,
    `message` says why. `source` is what was handed to it until it is done.
    """

    id: str
    stage: str
    message: str | None = None
    entry_id: str | None = None
    source: str | None = None
    begun: datetime
    changed: datetime

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.stage in ENDS


class Rules(Record):
    """How an assignment is to be done.

    `deadline` (null: none) holds for everybody without a deadline of her own; answers that come
    within `grace` seconds after it, or after the time is up, count and are flagged. `minutes`
    (null: no limit) is the time for an attempt, before a student's time factor. `attempts` (null:
    any number) may be begun; the best counts. `retention` days after it ended names are removed.
    """

    naming: Naming = "typed"
    feedback: Feedback = "at_the_end"
    deadline: datetime | None = None
    grace: Annotated[int, Field(ge=0, le=3600)] = 10
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    attempts: Annotated[int, Field(ge=1, le=20)] | None = 1
    shuffle_questions: bool = True
    shuffle_options: bool = True
    practice: bool = True
    most: Annotated[int, Field(ge=1, le=1000)] = 40  # participants
    retention: Annotated[int, Field(ge=1, le=3650)] = DEFAULT_RETENTION


class Assignment(Record):
    """A quiz given to a class, in the version it had then. `revision` counts changes of state.

    `code` is what students type to join; it is null while a draft and after the end's cool-down.
    `purged` is when the names of its students were removed.
    """

    id: str
    teacher_id: str
    entry_id: str
    version: int
    title: str
    rules: Rules
    phase: Phase
    revision: int
    code: str | None = None
    created: datetime
    opened: datetime | None = None
    ended: datetime | None = None
    purged: datetime | None = None


class Accommodation(Record):
    """What one student gets and nobody else sees. A `time_factor` of null lifts the time limit."""

    time_factor: Annotated[float, Field(ge=1, le=10)] | None = 1.0
    extra_attempts: Annotated[int, Field(ge=0, le=20)] = 0
    deadline: datetime | None = None
    large_text: bool = False
    read_aloud: bool = False


class Participant(Record):
    """A student of one assignment: a display name (or a roster code in its place), no more.

    `joined` is null for a name of the list that nobody took yet; `removed` is when the teacher
    sent the student out.
    """

    id: str
    assignment_id: str
    name: Name
    accommodation: Accommodation = Accommodation()
    joined: datetime | None = None
    removed: datetime | None = None


class ClassAttempt(Record):
    """One go of a participant at the quiz. `number` counts from 1; `seed` orders what she sees."""

    id: str
    participant_id: str
    number: int
    seed: int
    started: datetime
    submitted: datetime | None = None


class LateAnswer(Record):
    """An answer that came after the grace, as it was marked: it counts only if the teacher says so.

    `answered` is when it came; `waited` how many seconds before that it was given, by the phone.
    """

    given: str
    right: bool
    points: Annotated[float, Field(ge=0, le=1)]
    note: str | None = None
    answered: datetime
    waited: Annotated[float, Field(ge=0)] = 0.0


class Response(Record):
    """What a student did with a question in an attempt.

    A question that was seen and not answered has `given` null. `given` is as in `Mark`, in the
    order of the quiz and not as this student saw it; `points` go from 0 to 1. `turn` is the number
    of the save, counted by the phone: a lower one never takes the place of a higher. An answer that
    came after the grace waits as `late` (`held`) until the teacher decides: then it takes the place
    of what was given before (`counted`), or does not (`refused`). `given`, `right` and `points`
    are always what counts now.
    """

    question_id: str
    seen: datetime
    given: str | None = None
    right: bool = False
    points: Annotated[float, Field(ge=0, le=1)] = 0.0
    note: str | None = None
    answered: datetime | None = None
    turn: int = 0
    changes: int = 0
    flagged: bool = False
    lateness: Lateness = "in_time"
    late: LateAnswer | None = None


class Regrade(Record):
    """A form accepted, or a question left out (`form` is null), after answers were in.

    It is the audit line: `changed` is the number of students whose score it changed, `undone` when
    it was taken back.
    """

    id: int
    question_id: str
    form: str | None
    made: datetime
    changed: int
    undone: datetime | None = None
