"""What a person gives for an answer that does not mark itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document, Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WAITING = sa.text("submitted_at IS NOT NULL AND score IS NULL")


def upgrade() -> None:
    op.create_table(
        "quizzes_ruling",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(40), nullable=False),
        sa.Column("points", Document, nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=True),
        sa.Column("marked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["quizzes_attempt.id"], name=op.f("fk_quizzes_ruling_attempt_id")),
        sa.ForeignKeyConstraint(["marked_by"], ["people_person.id"], name=op.f("fk_quizzes_ruling_marked_by")),
        sa.PrimaryKeyConstraint("attempt_id", "question_id", name=op.f("pk_quizzes_ruling")),
    )
    op.create_index(
        "ix_quizzes_attempt_waiting",
        "quizzes_attempt",
        ["step_id", "submitted_at"],
        postgresql_where=WAITING,
        sqlite_where=WAITING,
    )


def downgrade() -> None:
    op.drop_index("ix_quizzes_attempt_waiting", "quizzes_attempt")
    op.drop_table("quizzes_ruling")
