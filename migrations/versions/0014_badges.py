"""Every certificate has a salt that hides its holder's number in the badge, and the digest of the badge it was given"""

from __future__ import annotations

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("certificates_certificate", sa.Column("salt", sa.String(length=32), nullable=False, server_default=""))
    op.add_column("certificates_certificate", sa.Column("badge_digest", sa.String(length=64), nullable=True))
    connection = op.get_bind()
    table = sa.table("certificates_certificate", sa.column("id"), sa.column("salt"))
    ids = [row[0] for row in connection.execute(sa.select(table.c.id))]
    if ids:
        update = sa.update(table).where(table.c.id == sa.bindparam("row")).values(salt=sa.bindparam("new"))
        connection.execute(update, [{"row": row, "new": token_hex(16)} for row in ids])
