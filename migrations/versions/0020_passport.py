"""What another agency's passport said of an entry that came by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document, Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "career_foreign_entry",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("claims", Document, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("imported_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["career_entry.id"], name=op.f("fk_career_foreign_entry_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_career_foreign_entry")),
        sa.UniqueConstraint("origin", "name", name=op.f("uq_career_foreign_entry_origin_name")),
    )


def downgrade() -> None:
    op.drop_table("career_foreign_entry")
