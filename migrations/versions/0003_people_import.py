"""Files of units and people sent in the browser, and what became of each row; lists of people counted by an index alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document, Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("roots", Document, nullable=False),
        sa.Column("folder", sa.String(length=32), nullable=False),
        sa.Column("sent", sa.String(length=64), nullable=False),
        sa.Column("replaced", sa.String(length=64), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("counts", Document, nullable=False),
        sa.Column("seen", sa.String(length=64), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.Column("applied_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["kernel_job.id"], name=op.f("fk_people_import_job_id")),
        sa.ForeignKeyConstraint(["sent_by"], ["people_person.id"], name=op.f("fk_people_import_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_import")),
    )
    op.create_index(op.f("ix_people_import_sent_by"), "people_import", ["sent_by"], unique=False)
    op.create_table(
        "people_import_row",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=10), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("fix", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["people_import.id"], name=op.f("fk_people_import_row_import_id")),
        sa.PrimaryKeyConstraint("import_id", "ordinal", name=op.f("pk_people_import_row")),
    )
    op.create_index("ix_people_import_row_result", "people_import_row", ["import_id", "result", "ordinal"], unique=False)



def downgrade() -> None:
    op.drop_table("people_import_row")
    op.drop_table("people_import")
