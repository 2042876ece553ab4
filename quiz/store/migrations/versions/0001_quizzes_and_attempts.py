"""Quizzes, attempts and marks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiz_versions",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.String(64), nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_quiz_versions"),
        sa.UniqueConstraint("checksum", name="uq_quiz_versions_checksum"),
    )
    op.create_index("ix_quiz_versions_quiz_id", "quiz_versions", ["quiz_id"])
    op.create_table(
        "quizzes",
        sa.Column("quiz_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("quiz_id", name="pk_quizzes"),
        sa.ForeignKeyConstraint(["version"], ["quiz_versions.version"], name="fk_quizzes_version"),
    )
    op.create_table(
        "attempts",
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_attempts"),
        sa.ForeignKeyConstraint(["version"], ["quiz_versions.version"], name="fk_attempts_version"),
    )
    op.create_index("ix_attempts_version", "attempts", ["version"])
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )
    op.create_table(
        "marks",
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("question_id", sa.String(64), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mark_id", name="pk_marks"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.attempt_id"], name="fk_marks_attempt_id"
        ),
        sa.UniqueConstraint("attempt_id", "question_id", name="uq_marks_attempt_id_question_id"),
    )


def downgrade() -> None:
    for table in ("marks", "secrets", "attempts", "quizzes", "quiz_versions"):
        op.drop_table(table)
