"""Designs of certificates and their pictures; a certificate keeps the version it was issued with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document, Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificates_design",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("layout", sa.String(length=20), nullable=False),
        sa.Column("is_landscape", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("opening", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("has_back", sa.Boolean(), nullable=False),
        sa.Column("number_template", sa.String(length=120), nullable=False),
        sa.Column("logo", sa.String(length=64), nullable=False),
        sa.Column("signers", Document, nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["people_unit.id"], name=op.f("fk_certificates_design_agency_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people_person.id"], name=op.f("fk_certificates_design_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates_design")),
        sa.UniqueConstraint("agency_id", "form", "version", name=op.f("uq_certificates_design_agency_id_form_version")),
    )
    op.create_table(
        "certificates_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["people_unit.id"], name=op.f("fk_certificates_picture_agency_id")),
        sa.ForeignKeyConstraint(["added_by"], ["people_person.id"], name=op.f("fk_certificates_picture_added_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates_picture")),
        sa.UniqueConstraint("agency_id", "kind", "digest", name=op.f("uq_certificates_picture_agency_id_kind_digest")),
    )
    # in words of its own: Alembic would copy the table on SQLite, whose rows others point to
    op.execute(
        "ALTER TABLE certificates_certificate ADD COLUMN design_id INTEGER"
        " CONSTRAINT fk_certificates_certificate_design_id REFERENCES certificates_design (id)"
    )
