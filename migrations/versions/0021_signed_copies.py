"""A document that was signed by somebody after it was drawn; the file they signed stays known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("certificates_certificate", sa.Column("first_digest", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("certificates_certificate", "first_digest")
