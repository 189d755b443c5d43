"""Courses in several languages: words beside the originals. Which lines of a version cite which regulation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("courses_version", "courses_step", "courses_sealed_key")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("translations", Document, nullable=False, server_default="{}"))
    op.create_table(
        "courses_citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("law", sa.String(length=80), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["courses_step.id"], name=op.f("fk_courses_citation_step_id")),
        sa.ForeignKeyConstraint(["version_id"], ["courses_version.id"], name=op.f("fk_courses_citation_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses_citation")),
    )
    op.create_index(op.f("ix_courses_citation_law"), "courses_citation", ["law"], unique=False)
    op.create_index(op.f("ix_courses_citation_version_id"), "courses_citation", ["version_id"], unique=False)


def downgrade() -> None:
    op.drop_table("courses_citation")
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("translations")
