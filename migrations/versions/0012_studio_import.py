"""Files of other programs sent to the studio, and what became of each of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document, Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "studio_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("into", sa.String(length=200), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("columns", Document, nullable=False),
        sa.Column("folder", sa.String(length=32), nullable=False),
        sa.Column("sent", sa.String(length=64), nullable=False),
        sa.Column("found", sa.String(length=64), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("counts", Document, nullable=False),
        sa.Column("seen", sa.String(length=64), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("places", Document, nullable=False),
        sa.Column("taken_at", Instant(), nullable=True),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["studio_draft.id"], name=op.f("fk_studio_import_draft_id")),
        sa.ForeignKeyConstraint(["job_id"], ["kernel_job.id"], name=op.f("fk_studio_import_job_id")),
        sa.ForeignKeyConstraint(["sent_by"], ["people_person.id"], name=op.f("fk_studio_import_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_studio_import")),
    )
    op.create_index(op.f("ix_studio_import_draft_id"), "studio_import", ["draft_id"], unique=False)
    op.create_index(op.f("ix_studio_import_sent_by"), "studio_import", ["sent_by"], unique=False)
