"""The answers of learners."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from elearn.plugin import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "course_feedback_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_course_feedback_answer_stars")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment_enrolment.id"], name=op.f("fk_course_feedback_answer_enrolment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_feedback_answer")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_course_feedback_answer_enrolment_id")),
    )


def downgrade() -> None:
    op.drop_table("course_feedback_answer")
