"""The first rules on yearly learning hours, with their legal basis."""

from __future__ import annotations

from dataclasses import asdict

import sqlalchemy as sa
from alembic import op
from elearn.core.career.rules import FIRST_RULES

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RULES = sa.table(
    "career_jp_rule",
    sa.column("employment", sa.String),
    sa.column("kind", sa.String),
    sa.column("jp", sa.Integer),
    sa.column("valid_from", sa.Date),
    sa.column("valid_until", sa.Date),
    sa.column("legal_basis", sa.String),
)


def upgrade() -> None:
    op.bulk_insert(RULES, [asdict(rule) for rule in FIRST_RULES])


def downgrade() -> None:
    op.execute(RULES.delete().where(RULES.c.legal_basis.in_([rule.legal_basis for rule in FIRST_RULES])))
