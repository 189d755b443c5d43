"""A workshop's subjects with their minutes, and of a participant why a policy refused the certificate."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("certificates_workshop", sa.Column("subjects", Document, nullable=False, server_default="[]"))
    op.add_column("certificates_participant", sa.Column("refusal", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("certificates_participant", "refusal")
    op.drop_column("certificates_workshop", "subjects")
