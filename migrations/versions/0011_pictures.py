"""Pictures of courses in small widths."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "courses_small_picture",
        sa.Column("original", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("original", "width", name=op.f("pk_courses_small_picture")),
    )


def downgrade() -> None:
    op.drop_table("courses_small_picture")
