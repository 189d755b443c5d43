"""Bands for kinds of position, and evidence of a competency that was withdrawn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Instant

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("profiles_band") as band:
        band.add_column(sa.Column("post", sa.String(length=20), server_default="", nullable=False))
    with op.batch_alter_table("profiles_band") as band:
        band.alter_column("post", server_default=None)
    with op.batch_alter_table("profiles_evidence") as evidence:
        evidence.add_column(sa.Column("withdrawn_at", Instant(), nullable=True))
        evidence.add_column(sa.Column("withdrawn_by", sa.String(length=200), nullable=True))
        evidence.add_column(sa.Column("withdrawn_reason", sa.String(length=500), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("profiles_evidence") as evidence:
        for column in ("withdrawn_reason", "withdrawn_by", "withdrawn_at"):
            evidence.drop_column(column)
    with op.batch_alter_table("profiles_band") as band:
        band.drop_column("post")
