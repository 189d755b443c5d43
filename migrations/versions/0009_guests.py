"""Guests of partner institutions: a unit outside the tree, and people of whom less is known"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people_unit", sa.Column("is_partner", sa.Boolean(), server_default=sa.false(), nullable=False))
    # a new column in place of the old one: SQLite would copy the table, whose rows others point to
    op.add_column("people_person", sa.Column("born", sa.Date(), nullable=True))
    op.execute("UPDATE people_person SET born = birth_date")
    op.execute("ALTER TABLE people_person DROP COLUMN birth_date")
    op.execute("ALTER TABLE people_person RENAME COLUMN born TO birth_date")
