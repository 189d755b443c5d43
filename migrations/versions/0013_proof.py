"""Every certificate has a place in the lists that say which ones were withdrawn"""

from __future__ import annotations

from random import SystemRandom

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

LIST = 131_072
"""Places in one list; at most half of those given out are taken, so that a place tells nobody when it was."""


def upgrade() -> None:
    # with a default that no row keeps: SQLite adds no other column that must not be empty
    op.add_column("certificates_certificate", sa.Column("status_index", sa.Integer(), nullable=False, server_default="0"))
    connection = op.get_bind()
    ids = [row[0] for row in connection.execute(sa.text("SELECT id FROM certificates_certificate ORDER BY id"))]
    places = SystemRandom().sample(range(LIST * (1 + 2 * max(ids, default=0) // LIST)), len(ids))
    table = sa.table("certificates_certificate", sa.column("id"), sa.column("status_index"))
    update = sa.update(table).where(table.c.id == sa.bindparam("row")).values(status_index=sa.bindparam("place"))
    if ids:
        connection.execute(update, [{"row": row, "place": place} for row, place in zip(ids, places, strict=True)])
    op.create_index(
        op.f("ix_certificates_certificate_status_index"), "certificates_certificate", ["status_index"], unique=True
    )
    changed = sa.text("state_changed_at IS NOT NULL")
    op.create_index(
        "ix_certificates_certificate_state_changed_at",
        "certificates_certificate",
        ["state_changed_at"],
        sqlite_where=changed,
        postgresql_where=changed,
    )
