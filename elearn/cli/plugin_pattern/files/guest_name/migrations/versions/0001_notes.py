"""The notes of people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from elearn.plugin import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guest_name_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people_person.id"], name=op.f("fk_guest_name_note_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_name_note")),
    )
    op.create_index(op.f("ix_guest_name_note_person_id"), "guest_name_note", ["person_id"])


def downgrade() -> None:
    op.drop_table("guest_name_note")
