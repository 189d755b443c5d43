"""The number of an entry's paper stands in the entry itself, as HR read it where it came from elsewhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ENTRY = sa.table("career_entry", sa.column("id"), sa.column("number"), sa.column("certificate_id"), sa.column("evidence_id"))
CERTIFICATE = sa.table("certificates_certificate", sa.column("id"), sa.column("number"))
EVIDENCE = sa.table("career_evidence", sa.column("id"), sa.column("number"))
FOREIGN = sa.table("career_foreign_entry", sa.column("entry_id"), sa.column("number"))
DECISION = sa.table("career_decision", sa.column("id"), sa.column("evidence_id"), sa.column("deed"), sa.column("facts", Document))


def upgrade() -> None:
    op.add_column("career_entry", sa.Column("number", sa.String(length=120), nullable=False, server_default=""))
    for table, own, theirs in (
        (CERTIFICATE, ENTRY.c.certificate_id, CERTIFICATE.c.id),
        (EVIDENCE, ENTRY.c.evidence_id, EVIDENCE.c.id),
        (FOREIGN, ENTRY.c.id, FOREIGN.c.entry_id),
    ):
        told = sa.select(table.c.number).where(theirs == own).scalar_subquery()
        op.execute(sa.update(ENTRY).where(sa.exists().where(theirs == own)).values(number=told))
    decisions = sa.select(DECISION.c.evidence_id, DECISION.c.facts).where(DECISION.c.deed.in_(("diterima", "dikoreksi")))
    last = {one.evidence_id: one.facts for one in op.get_bind().execute(decisions.order_by(DECISION.c.id))}
    for evidence_id, facts in last.items():
        if "number" in facts:
            read = sa.update(ENTRY).where(ENTRY.c.evidence_id == evidence_id)
            op.execute(read.values(number=facts["number"][-1]))


def downgrade() -> None:
    op.drop_column("career_entry", "number")
