"""Dictionaries of competencies, and what positions require: the levels by rank that hold until an agency says its own."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NATIONAL = (
    "Integritas", "Kerja Sama", "Komunikasi", "Orientasi pada Hasil", "Pelayanan Publik",
    "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan", "Pengambilan Keputusan", "Perekat Bangsa",
)  # fmt: skip
LEVELS = {
    "Pelaksana": 1, "Pengawas": 2, "Administrator": 3, "JPT Pratama": 4, "JPT Madya": 4, "JPT Utama": 5,
    "Pemula": 1, "Terampil": 2, "Mahir": 2, "Penyelia": 3,
    "Ahli Pertama": 2, "Ahli Muda": 3, "Ahli Madya": 4, "Ahli Utama": 5,
}  # fmt: skip
"""As one province's application has them. Source: docs/sources.md#required-levels."""

BASIS = "PermenPANRB 38/2017; tingkat bawaan menurut aplikasi sebuah provinsi, belum dipastikan"

REQUIREMENT = sa.table(
    "competencies_requirement",
    sa.column("position", sa.String),
    sa.column("rank", sa.String),
    sa.column("competency", sa.String),
    sa.column("level", sa.Integer),
    sa.column("valid_from", sa.Date),
    sa.column("legal_basis", sa.String),
)


def upgrade() -> None:
    op.create_table(
        "competencies_framework",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identifier", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("creator", sa.String(length=200), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["people_unit.id"], name=op.f("fk_competencies_framework_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competencies_framework")),
        sa.UniqueConstraint("identifier", name=op.f("uq_competencies_framework_identifier")),
    )
    op.create_table(
        "competencies_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("identifier", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("levels", Document, nullable=False),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["competencies_framework.id"], name=op.f("fk_competencies_entry_framework_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competencies_entry")),
        sa.UniqueConstraint("identifier", name=op.f("uq_competencies_entry_identifier")),
        sa.UniqueConstraint("key", name=op.f("uq_competencies_entry_key")),
    )
    op.create_index(op.f("ix_competencies_entry_framework_id"), "competencies_entry", ["framework_id"], unique=False)
    op.create_table(
        "competencies_requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.String(length=20), nullable=False),
        sa.Column("competency", sa.String(length=200), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("legal_basis", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["people_unit.id"], name=op.f("fk_competencies_requirement_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competencies_requirement")),
    )
    op.create_index(
        "ix_competencies_requirement_position_rank", "competencies_requirement", ["position", "rank"], unique=False
    )
    rows = [
        {
            "position": "",
            "rank": rank,
            "competency": name,
            "level": level,
            "valid_from": date(2017, 1, 1),
            "legal_basis": BASIS,
        }
        for rank, level in LEVELS.items()
        for name in NATIONAL
    ]
    op.bulk_insert(REQUIREMENT, rows)


def downgrade() -> None:
    op.drop_table("competencies_requirement")
    op.drop_table("competencies_entry")
    op.drop_table("competencies_framework")
