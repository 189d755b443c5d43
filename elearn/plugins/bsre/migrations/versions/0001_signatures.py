"""Officials, what waits for them, and their sittings."""

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
        "bsre_signatory",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("named_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["people_unit.id"], name=op.f("fk_bsre_signatory_agency_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people_person.id"], name=op.f("fk_bsre_signatory_person_id")),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_bsre_signatory")),
    )
    op.create_index(op.f("ix_bsre_signatory_person_id"), "bsre_signatory", ["person_id"])
    op.create_table(
        "bsre_sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("began_at", Instant(), nullable=False),
        sa.Column("beats_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("trouble", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people_person.id"], name=op.f("fk_bsre_sitting_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bsre_sitting")),
    )
    op.create_index(op.f("ix_bsre_sitting_person_id"), "bsre_sitting", ["person_id"])
    _documents()


def _documents() -> None:
    op.create_table(
        "bsre_document",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.Column("problem", sa.String(length=400), nullable=False),
        sa.Column("problem_at", Instant(), nullable=True),
        sa.Column("signed_at", Instant(), nullable=True),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["people_unit.id"], name=op.f("fk_bsre_document_agency_id")),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificates_certificate.id"], name=op.f("fk_bsre_document_certificate_id")
        ),
        sa.ForeignKeyConstraint(["signed_by"], ["people_person.id"], name=op.f("fk_bsre_document_signed_by")),
        sa.ForeignKeyConstraint(["sitting_id"], ["bsre_sitting.id"], name=op.f("fk_bsre_document_sitting_id")),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f("pk_bsre_document")),
    )
    op.create_index("ix_bsre_document_agency_id_signed_at", "bsre_document", ["agency_id", "signed_at"])
    op.create_index(op.f("ix_bsre_document_sitting_id"), "bsre_document", ["sitting_id"])


def downgrade() -> None:
    op.drop_table("bsre_document")
    op.drop_table("bsre_sitting")
    op.drop_table("bsre_signatory")
