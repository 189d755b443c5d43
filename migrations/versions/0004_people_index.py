"""One index that answers who works where, and in which order, without looking at the people themselves."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OLD, NEW = "ix_people_person_unit_name", "ix_people_person_unit_active_name"


def upgrade() -> None:
    op.create_index(NEW, "people_person", ["unit_id", "is_active", "name", "id", "employment"])
    op.drop_index(OLD, "people_person")


def downgrade() -> None:
    op.create_index(OLD, "people_person", ["unit_id", "name", "id"])
    op.drop_index(NEW, "people_person")
