"""What became of certificates, as rows, and appeals against revocations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificates_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificates_certificate.id"], name=op.f("fk_certificates_change_certificate_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people_person.id"], name=op.f("fk_certificates_change_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates_change")),
    )
    op.create_index(op.f("ix_certificates_change_certificate_id"), "certificates_change", ["certificate_id"])
    op.create_table(
        "certificates_appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["certificates_change.id"], name=op.f("fk_certificates_appeal_change_id")),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificates_certificate.id"], name=op.f("fk_certificates_appeal_certificate_id")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people_person.id"], name=op.f("fk_certificates_appeal_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates_appeal")),
        sa.UniqueConstraint("change_id", name=op.f("uq_certificates_appeal_change_id")),
    )
    op.create_index(op.f("ix_certificates_appeal_certificate_id"), "certificates_appeal", ["certificate_id"])
    op.create_index(op.f("ix_certificates_appeal_is_accepted"), "certificates_appeal", ["is_accepted"])
    op.execute(  # who withdrew those of before stands in the audit alone
        "INSERT INTO certificates_change (certificate_id, state, at, reason)"
        " SELECT id, state, state_changed_at, COALESCE(state_reason, '-') FROM certificates_certificate"
        " WHERE state_changed_at IS NOT NULL ORDER BY state_changed_at, id"
    )
