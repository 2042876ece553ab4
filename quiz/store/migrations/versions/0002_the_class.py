"""Teachers, their libraries, assignments, participants and their responses."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _teachers()
    _libraries()
    _classes()


def _teachers() -> None:
    op.create_table(
        "teachers",
        sa.Column("teacher_id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("folded", sa.String(120), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("teacher_id", name="pk_teachers"),
        sa.UniqueConstraint("folded", name="uq_teachers_folded"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("teacher_id", sa.String(64), nullable=False),
        sa.Column("begun", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_ins"),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["teachers.teacher_id"], name="fk_sign_ins_teacher_id"
        ),
    )
    op.create_index("ix_sign_ins_teacher_id", "sign_ins", ["teacher_id"])
    op.create_table(
        "links",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("teacher_id", sa.String(64)),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("token_hash", name="pk_links"),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["teachers.teacher_id"], name="fk_links_teacher_id"
        ),
    )


def _libraries() -> None:
    op.create_table(
        "screenings",
        sa.Column("screening", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("screening", name="pk_screenings"),
    )
    op.create_table(
        "entries",
        sa.Column("entry_id", sa.String(64), nullable=False),
        sa.Column("teacher_id", sa.String(64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("folder", sa.String(100), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived", sa.DateTime(timezone=True)),
        sa.Column("screening", sa.String(64)),
        sa.PrimaryKeyConstraint("entry_id", name="pk_entries"),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["teachers.teacher_id"], name="fk_entries_teacher_id"
        ),
        sa.ForeignKeyConstraint(
            ["screening"], ["screenings.screening"], name="fk_entries_screening"
        ),
    )
    op.create_index("ix_entries_teacher_id", "entries", ["teacher_id"])
    op.create_table(
        "entry_versions",
        sa.Column("entry_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "number", name="pk_entry_versions"),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.entry_id"], name="fk_entry_versions_entry_id"
        ),
        sa.ForeignKeyConstraint(
            ["version"], ["quiz_versions.version"], name="fk_entry_versions_version"
        ),
    )
    op.create_table(
        "reviewed",
        sa.Column("entry_id", sa.String(64), nullable=False),
        sa.Column("question", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "question", name="pk_reviewed"),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.entry_id"], name="fk_reviewed_entry_id"),
    )
    op.create_table(
        "jobs",
        sa.Column("job_id", sa.String(64), nullable=False),
        sa.Column("teacher_id", sa.String(64), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("message", sa.Text()),
        sa.Column("result", sa.String(64)),
        sa.Column("source", sa.Text()),
        sa.Column("begun", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_jobs"),
        sa.ForeignKeyConstraint(["teacher_id"], ["teachers.teacher_id"], name="fk_jobs_teacher_id"),
    )
    op.create_index("ix_jobs_teacher_id", "jobs", ["teacher_id"])


def _classes() -> None:
    op.create_table(
        "assignments",
        sa.Column("assignment_id", sa.String(64), nullable=False),
        sa.Column("teacher_id", sa.String(64), nullable=False),
        sa.Column("entry_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(16)),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True)),
        sa.Column("ended", sa.DateTime(timezone=True)),
        sa.Column("purged", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("assignment_id", name="pk_assignments"),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["teachers.teacher_id"], name="fk_assignments_teacher_id"
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.entry_id"], name="fk_assignments_entry_id"),
        sa.ForeignKeyConstraint(
            ["version"], ["quiz_versions.version"], name="fk_assignments_version"
        ),
        sa.UniqueConstraint("code", name="uq_assignments_code"),
    )
    op.create_index("ix_assignments_teacher_id", "assignments", ["teacher_id"])
    op.create_index("ix_assignments_entry_id", "assignments", ["entry_id"])
    op.create_table(
        "participants",
        sa.Column("participant_id", sa.String(64), nullable=False),
        sa.Column("assignment_id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("folded", sa.String(120), nullable=False),
        sa.Column("accommodation", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("roster_code", sa.String(16)),
        sa.Column("joined", sa.DateTime(timezone=True)),
        sa.Column("removed", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("participant_id", name="pk_participants"),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.assignment_id"], name="fk_participants_assignment_id"
        ),
        sa.UniqueConstraint("token_hash", name="uq_participants_token_hash"),
        sa.UniqueConstraint("assignment_id", "folded", name="uq_participants_assignment_id_folded"),
    )
    op.create_table(
        "class_attempts",
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("participant_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_class_attempts"),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.participant_id"],
            name="fk_class_attempts_participant_id",
        ),
        sa.UniqueConstraint(
            "participant_id", "number", name="uq_class_attempts_participant_id_number"
        ),
    )
    op.create_table(
        "responses",
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("question_id", sa.String(64), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given", sa.Text()),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("answered", sa.DateTime(timezone=True)),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("lateness", sa.String(16), nullable=False),
        sa.Column("late", sa.Text()),
        sa.PrimaryKeyConstraint("attempt_id", "question_id", name="pk_responses"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["class_attempts.attempt_id"], name="fk_responses_attempt_id"
        ),
    )
    op.create_table(
        "regrades",
        sa.Column("regrade_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.String(64), nullable=False),
        sa.Column("question_id", sa.String(64), nullable=False),
        sa.Column("form", sa.Text()),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("undone", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("regrade_id", name="pk_regrades"),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.assignment_id"], name="fk_regrades_assignment_id"
        ),
    )
    op.create_index("ix_regrades_assignment_id", "regrades", ["assignment_id"])


def downgrade() -> None:
    for table in (
        "regrades",
        "responses",
        "class_attempts",
        "participants",
        "assignments",
        "jobs",
        "reviewed",
        "entry_versions",
        "entries",
        "screenings",
        "links",
        "sign_ins",
        "teachers",
    ):
        op.drop_table(table)
