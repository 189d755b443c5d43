"""What the trainer sees of an answer; of those given before, everything is shown with the next one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLE = "course_feedback_answer"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("shown_stars", sa.Integer(), nullable=True))
    op.add_column(TABLE, sa.Column("shown_comment", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column(TABLE, "shown_comment")
    op.drop_column(TABLE, "shown_stars")
