"""Evidence of competencies, standings of a year, official indices, and the bands of job person matches."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BAND = sa.table(
    "profiles_band",
    sa.column("name", sa.String),
    sa.column("lowest", sa.Double),
    sa.column("valid_from", sa.Date),
    sa.column("legal_basis", sa.String),
)
BASIS = "Kategori umum hasil uji kompetensi; instansi dapat menetapkan yang lain"
BANDS = (("Memenuhi Syarat (MS)", 80.0), ("Masih Memenuhi Syarat (MMS)", 68.0), ("Kurang Memenuhi Syarat (KMS)", 0.0))
"""Source: docs/sources.md#job-person-match."""


def upgrade() -> None:
    op.create_table(
        "profiles_band",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("lowest", sa.Double(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("legal_basis", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["people_unit.id"], name=op.f("fk_profiles_band_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles_band")),
    )
    op.create_table(
        "profiles_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("competency", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people_person.id"], name=op.f("fk_profiles_evidence_actor_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people_person.id"], name=op.f("fk_profiles_evidence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles_evidence")),
    )
    op.create_index(
        "ix_profiles_evidence_person_id_competency", "profiles_evidence", ["person_id", "competency"], unique=False
    )
    op.create_table(
        "profiles_official_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("qualification", sa.Double(), nullable=False),
        sa.Column("competency", sa.Double(), nullable=False),
        sa.Column("performance", sa.Double(), nullable=False),
        sa.Column("discipline", sa.Double(), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.Column("fetched_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people_person.id"], name=op.f("fk_profiles_official_index_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles_official_index")),
        sa.UniqueConstraint(
            "person_id", "year", "fetched_on", name=op.f("uq_profiles_official_index_person_id_year_fetched_on")
        ),
    )
    op.create_table(
        "profiles_standing",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("education", sa.String(length=60), nullable=False),
        sa.Column("performance", sa.String(length=60), nullable=False),
        sa.Column("discipline", sa.String(length=60), nullable=False),
        sa.Column("leadership", sa.String(length=10), nullable=False),
        sa.Column("functional", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["people_person.id"], name=op.f("fk_profiles_standing_actor_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people_person.id"], name=op.f("fk_profiles_standing_person_id")),
        sa.PrimaryKeyConstraint("person_id", "year", name=op.f("pk_profiles_standing")),
    )
    rows = [{"name": name, "lowest": lowest, "valid_from": date(2017, 1, 1), "legal_basis": BASIS} for name, lowest in BANDS]
    op.bulk_insert(BAND, rows)


def downgrade() -> None:
    for table in ("profiles_standing", "profiles_official_index", "profiles_evidence", "profiles_band"):
        op.drop_table(table)
