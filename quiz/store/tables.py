"""The tables. A change here needs a migration; a test holds the two together."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC. SQLite forgets the zone; it is put back when reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return `value` in UTC; raise ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored time in UTC."""
        if value is None or dialect.name != "sqlite":
            return value.astimezone(UTC) if value else None
        return value.replace(tzinfo=UTC)


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

# Every distinct content a quiz ever had, as quiz.json. Never changed, never deleted.
VERSIONS = Table(
    "quiz_versions",
    METADATA,
    Column("version", Integer, primary_key=True),
    Column("quiz_id", String(64), nullable=False, index=True),
    Column("checksum", String(64), nullable=False, unique=True),
    Column("content", Text, nullable=False),
)

# The version that new attempts begin with.
QUIZZES = Table(
    "quizzes",
    METADATA,
    Column("quiz_id", String(64), primary_key=True),
    Column("version", ForeignKey("quiz_versions.version"), nullable=False),
)

# No names, no addresses: an attempt is known by its unguessable id alone.
ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("attempt_id", String(64), primary_key=True),
    Column("version", ForeignKey("quiz_versions.version"), nullable=False, index=True),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
)

# What signs the forms of the web pages, drawn once: a page opened before a restart stays good.
SECRETS = Table(
    "secrets",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("secret", LargeBinary, nullable=False),
)

MARKS = Table(
    "marks",
    METADATA,
    Column("mark_id", Integer, primary_key=True),  # in order of answering
    Column("attempt_id", ForeignKey("attempts.attempt_id"), nullable=False),
    Column("question_id", String(64), nullable=False),
    Column("given", Text, nullable=False),
    Column("is_right", Boolean, nullable=False),
    Column("note", Text),
    Column("answered", Moment, nullable=False),
    UniqueConstraint("attempt_id", "question_id"),
)

# Teachers. A password is kept as an argon2id hash, a token only as its SHA-256.
TEACHERS = Table(
    "teachers",
    METADATA,
    Column("teacher_id", String(64), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("folded", String(120), nullable=False, unique=True),  # the name as it is compared
    Column("password", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("failures", Integer, nullable=False, default=0),  # sign-ins that failed in a row
    Column("blocked_until", Moment),
)

SIGN_INS = Table(
    "sign_ins",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("teacher_id", ForeignKey("teachers.teacher_id"), nullable=False, index=True),
    Column("begun", Moment, nullable=False),
    Column("used", Moment, nullable=False),
)

# Links that work once: to set up the first teacher, to invite another, to choose a new password.
LINKS = Table(
    "links",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("teacher_id", ForeignKey("teachers.teacher_id")),  # who invites, or whose password it is
    Column("made", Moment, nullable=False),
    Column("ends", Moment, nullable=False),
    Column("used", Moment),
)

# What screening dropped when a quiz was built: the reasons a teacher can look up.
SCREENINGS = Table(
    "screenings",
    METADATA,
    Column("screening", String(64), primary_key=True),  # SHA-256 of the content
    Column("content", Text, nullable=False),
)

ENTRIES = Table(
    "entries",
    METADATA,
    Column("entry_id", String(64), primary_key=True),
    Column("teacher_id", ForeignKey("teachers.teacher_id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("outlet", Text),
    Column("words", Text, nullable=False),  # title and outlet as they are searched
    Column("folder", String(100), nullable=False, default=""),
    Column("questions", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("archived", Moment),
    Column("screening", ForeignKey("screenings.screening")),
)

ENTRY_VERSIONS = Table(
    "entry_versions",
    METADATA,
    Column("entry_id", ForeignKey("entries.entry_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("version", ForeignKey("quiz_versions.version"), nullable=False),
    Column("what", Text, nullable=False),
    Column("made", Moment, nullable=False),
)

# Questions that a teacher has read and found good: digests of what they held then, so that a
# question that is changed has to be read again.
REVIEWED = Table(
    "reviewed",
    METADATA,
    Column("entry_id", ForeignKey("entries.entry_id"), primary_key=True),
    Column("question", String(64), primary_key=True),
)

# Quizzes that are being built; `result` is the id of the entry once it is done. `source` is what it
# is built from, until it is done: the way back where that fails.
JOBS = Table(
    "jobs",
    METADATA,
    Column("job_id", String(64), primary_key=True),
    Column("teacher_id", ForeignKey("teachers.teacher_id"), nullable=False, index=True),
    Column("stage", String(16), nullable=False),  # a stage of the line, "done", "failed", "stopped"
    Column("message", Text),
    Column("result", String(64)),
    Column("source", Text),
    Column("begun", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
)

ASSIGNMENTS = Table(
    "assignments",
    METADATA,
    Column("assignment_id", String(64), primary_key=True),
    Column("teacher_id", ForeignKey("teachers.teacher_id"), nullable=False, index=True),
    Column("entry_id", ForeignKey("entries.entry_id"), nullable=False, index=True),
    Column("version", ForeignKey("quiz_versions.version"), nullable=False),
    Column("title", Text, nullable=False),
    Column("rules", Text, nullable=False),  # a record `Rules`, as JSON
    Column("phase", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("code", String(16), unique=True),
    Column("created", Moment, nullable=False),
    Column("opened", Moment),
    Column("ended", Moment),
    Column("purged", Moment),
)

PARTICIPANTS = Table(
    "participants",
    METADATA,
    Column("participant_id", String(64), primary_key=True),
    Column("assignment_id", ForeignKey("assignments.assignment_id"), nullable=False),
    Column("name", String(60), nullable=False),
    Column("folded", String(120), nullable=False),
    Column("accommodation", Text, nullable=False),  # a record `Accommodation`, as JSON
    Column("token_hash", String(64), unique=True),  # of the phone that holds the seat
    Column("roster_code", String(16)),
    Column("joined", Moment),
    Column("removed", Moment),
    UniqueConstraint("assignment_id", "folded"),
)

CLASS_ATTEMPTS = Table(
    "class_attempts",
    METADATA,
    Column("attempt_id", String(64), primary_key=True),
    Column("participant_id", ForeignKey("participants.participant_id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("started", Moment, nullable=False),
    Column("submitted", Moment),
    UniqueConstraint("participant_id", "number"),
)

RESPONSES = Table(
    "responses",
    METADATA,
    Column("attempt_id", ForeignKey("class_attempts.attempt_id"), primary_key=True),
    Column("question_id", String(64), primary_key=True),
    Column("seen", Moment, nullable=False),
    Column("given", Text),
    Column("is_right", Boolean, nullable=False, default=False),
    Column("points", Float, nullable=False, default=0.0),
    Column("note", Text),
    Column("answered", Moment),
    Column("turn", Integer, nullable=False, default=0),
    Column("changes", Integer, nullable=False, default=0),
    Column("flagged", Boolean, nullable=False, default=False),
    Column("lateness", String(16), nullable=False, default="in_time"),
    Column("late", Text),  # a record `LateAnswer`, as JSON
)

# Decisions after the answers were in. `form` is null where a question was left out of the score.
REGRADES = Table(
    "regrades",
    METADATA,
    Column("regrade_id", Integer, primary_key=True),
    Column("assignment_id", ForeignKey("assignments.assignment_id"), nullable=False, index=True),
    Column("question_id", String(64), nullable=False),
    Column("form", Text),
    Column("made", Moment, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("undone", Moment),
)
