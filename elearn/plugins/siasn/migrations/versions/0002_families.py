"""What SIASN calls families of training, and what a record was before it is updated."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from elearn.plugin import Document, Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "siasn_family",
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("family_id", sa.String(42), nullable=False),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name=op.f("pk_siasn_family")),
    )
    op.add_column("siasn_record", sa.Column("earlier", Document, nullable=True))


def downgrade() -> None:
    op.drop_column("siasn_record", "earlier")
    op.drop_table("siasn_family")
