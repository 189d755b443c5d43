"""Certificates of workshops: their facts, their participants, and a certificate that rests on no completion."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificates_workshop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("organiser", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("vouched_at", Instant(), nullable=False),
        sa.Column("vouched_by", sa.Integer(), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["people_unit.id"], name=op.f("fk_certificates_workshop_agency_id")),
        sa.ForeignKeyConstraint(["vouched_by"], ["people_person.id"], name=op.f("fk_certificates_workshop_vouched_by")),
        sa.ForeignKeyConstraint(["job_id"], ["kernel_job.id"], name=op.f("fk_certificates_workshop_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates_workshop")),
        sa.UniqueConstraint("agency_id", "code", name=op.f("uq_certificates_workshop_agency_id_code")),
    )
    op.create_table(
        "certificates_participant",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["certificates_workshop.id"], name=op.f("fk_certificates_participant_workshop_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people_person.id"], name=op.f("fk_certificates_participant_person_id")),
        sa.PrimaryKeyConstraint("workshop_id", "person_id", name=op.f("pk_certificates_participant")),
    )
    op.create_index(op.f("ix_certificates_participant_person_id"), "certificates_participant", ["person_id"])
    # in words of its own: Alembic would copy the table on SQLite, whose rows others point to
    op.execute(
        "ALTER TABLE certificates_certificate ADD COLUMN workshop_id INTEGER"
        " CONSTRAINT fk_certificates_certificate_workshop_id REFERENCES certificates_workshop (id)"
    )
    op.create_index(op.f("ix_certificates_certificate_workshop_id"), "certificates_certificate", ["workshop_id"])
    _let_be_empty()


def _let_be_empty() -> None:
    """A certificate need not name a completion any more.

    SQLite has no words for that; what it says in its own manual of such a change, which touches no row, is done here:
    the table's definition is edited in place, and its number raised so that every connection reads it anew.
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.alter_column("certificates_certificate", "completion_id", nullable=True)
        return
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    edit = "UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = :table"
    words = {"old": "completion_id INTEGER NOT NULL", "new": "completion_id INTEGER", "table": "certificates_certificate"}
    connection.execute(sa.text(edit), words)
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = OFF"))
