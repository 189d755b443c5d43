"""Evidence from elsewhere with its decisions, packs of JP rules, and what each entry counts under them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from elearn.core.career.packs import SHIPPED_PACK, read_pack
from elearn.kernel.db import Document, Instant

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_evidence()
    op.create_table(
        "career_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("deed", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facts", Document, nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["career_evidence.id"], name=op.f("fk_career_decision_evidence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_career_decision")),
    )
    op.create_index(op.f("ix_career_decision_evidence_id"), "career_decision", ["evidence_id"], unique=False)
    _create_packs()
    with op.batch_alter_table("career_entry") as entries:
        entries.add_column(sa.Column("evidence_id", sa.Integer(), nullable=True))
        entries.add_column(sa.Column("counted_minutes", sa.Integer(), nullable=False, server_default="0"))
        entries.add_column(sa.Column("quantity", sa.Integer(), nullable=False, server_default="1"))
        entries.create_foreign_key(op.f("fk_career_entry_evidence_id"), "career_evidence", ["evidence_id"], ["id"])
        entries.create_unique_constraint(op.f("uq_career_entry_evidence_id"), ["evidence_id"])
    op.execute("UPDATE career_entry SET counted_minutes = minutes")
    with op.batch_alter_table("career_entry") as entries:
        entries.alter_column("counted_minutes", server_default=None)
        entries.alter_column("quantity", server_default=None)


def _create_evidence() -> None:
    op.create_table(
        "career_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("organiser", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("competencies", Document, nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("stored", sa.String(length=64), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people_person.id"], name=op.f("fk_career_evidence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_career_evidence")),
    )
    op.create_index("ix_career_evidence_state_sent_at", "career_evidence", ["state", "sent_at", "id"], unique=False)
    op.create_index(op.f("ix_career_evidence_person_id"), "career_evidence", ["person_id"], unique=False)
    op.create_index(op.f("ix_career_evidence_digest"), "career_evidence", ["digest"], unique=False)


def _create_packs() -> None:
    packs = op.create_table(
        "career_rule_pack",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("legal_basis", sa.String(length=300), nullable=False),
        sa.Column("mark", sa.String(length=2), nullable=False),
        sa.Column("is_shipped", sa.Boolean(), nullable=False),
        sa.Column("rules", Document, nullable=False),
        sa.Column("loaded_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_career_rule_pack")),
    )
    op.create_table(
        "career_pack_choice",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pack", sa.String(length=60), nullable=False),
        sa.Column("chosen_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["pack"], ["career_rule_pack.name"], name=op.f("fk_career_pack_choice_pack")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_career_pack_choice")),
    )
    first = read_pack(SHIPPED_PACK.read_text(encoding="utf-8"), is_shipped=True)
    rules = [asdict(rule) for rule in first.rules.values()]
    row = {name: getattr(first, name) for name in ("name", "title", "valid_from", "valid_until", "legal_basis", "mark")}
    op.bulk_insert(packs, [{**row, "is_shipped": True, "rules": rules, "loaded_at": datetime.now(UTC)}])


def downgrade() -> None:
    op.execute("DELETE FROM career_entry WHERE evidence_id IS NOT NULL")
    with op.batch_alter_table("career_entry") as entries:
        entries.drop_constraint(op.f("uq_career_entry_evidence_id"), type_="unique")
        entries.drop_constraint(op.f("fk_career_entry_evidence_id"), type_="foreignkey")
        for column in ("evidence_id", "counted_minutes", "quantity"):
            entries.drop_column(column)
    for table in ("career_pack_choice", "career_rule_pack", "career_decision", "career_evidence"):
        op.drop_table(table)
