"""Courses in several languages: the words of versions, steps and sealed keys beside the originals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("courses_version", "courses_step", "courses_sealed_key")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("translations", Document, nullable=False, server_default="{}"))


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("translations")
