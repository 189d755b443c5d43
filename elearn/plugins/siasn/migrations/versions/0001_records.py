"""SIASN's names for people and agencies, and what became of entries there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from elearn.plugin import Document, Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _names()
    _fates()


def _names() -> None:
    op.create_table(
        "siasn_identity",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("pns_id", sa.String(42), nullable=False),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people_person.id"], name=op.f("fk_siasn_identity_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_siasn_identity")),
    )
    op.create_table(
        "siasn_agency",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.String(42), nullable=False),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["people_unit.id"], name=op.f("fk_siasn_agency_agency_id")),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_siasn_agency")),
    )
    op.create_table(
        "siasn_structural",
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("training_id", sa.String(4), nullable=False),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("title", name=op.f("pk_siasn_structural")),
    )


def _fates() -> None:
    op.create_table(
        "siasn_record",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("payload", Document, nullable=False),
        sa.Column("intended_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("remote_id", sa.String(42), nullable=True),
        sa.Column("message", sa.String(500), nullable=False),
        sa.Column("uploaded_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["career_entry.id"], name=op.f("fk_siasn_record_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_siasn_record")),
    )
    op.create_index(op.f("ix_siasn_record_state"), "siasn_record", ["state"])
    op.create_table(
        "siasn_check",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(10), nullable=False),
        sa.Column("fields", Document, nullable=False),
        sa.Column("remote_id", sa.String(42), nullable=True),
        sa.Column("checked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["career_entry.id"], name=op.f("fk_siasn_check_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_siasn_check")),
    )
    op.create_index(op.f("ix_siasn_check_result"), "siasn_check", ["result"])


def downgrade() -> None:
    for table in ("check", "record", "structural", "agency", "identity"):
        op.drop_table(f"siasn_{table}")
