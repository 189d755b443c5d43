"""Corrections of questions, and what they raise."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document, Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quizzes_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("deed", sa.String(length=10), nullable=False),
        sa.Column("answers", Document, nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("rehearsed_at", Instant(), nullable=True),
        sa.Column("applied_at", Instant(), nullable=True),
        sa.Column("applied_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("raised", sa.Integer(), nullable=False),
        sa.Column("passing", sa.Integer(), nullable=False),
        sa.Column("effects", Document, nullable=False),
        sa.ForeignKeyConstraint(["applied_by"], ["people_person.id"], name=op.f("fk_quizzes_correction_applied_by")),
        sa.ForeignKeyConstraint(["job_id"], ["kernel_job.id"], name=op.f("fk_quizzes_correction_job_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people_person.id"], name=op.f("fk_quizzes_correction_made_by")),
        sa.ForeignKeyConstraint(["step_id"], ["courses_step.id"], name=op.f("fk_quizzes_correction_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quizzes_correction")),
    )
    op.create_index(op.f("ix_quizzes_correction_step_id"), "quizzes_correction", ["step_id"])
    op.create_table(
        "quizzes_rise",
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Double(), nullable=True),
        sa.Column("after", sa.Double(), nullable=False),
        sa.Column("is_passing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["quizzes_attempt.id"], name=op.f("fk_quizzes_rise_attempt_id")),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["quizzes_correction.id"], name=op.f("fk_quizzes_rise_correction_id")
        ),
        sa.PrimaryKeyConstraint("correction_id", "attempt_id", name=op.f("pk_quizzes_rise")),
    )
    op.create_index(op.f("ix_quizzes_rise_attempt_id"), "quizzes_rise", ["attempt_id"])


def downgrade() -> None:
    op.drop_table("quizzes_rise")
    op.drop_table("quizzes_correction")
