"""The tables. A change here needs a migration; a test holds the two together."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
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
