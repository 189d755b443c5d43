"""A course says who brought it, and from when it is archived"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "course_owner_and_archive"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("courses_course", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("archive_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("archive_note", sa.String(length=300), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_courses_course_owner_id"), ["owner_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_courses_course_owner_id"), "people_person", ["owner_id"], ["id"])
    op.execute(
        "UPDATE courses_course SET owner_id = (SELECT v.published_by FROM courses_version v"
        " WHERE v.course_id = courses_course.id AND v.number = 1)"
    )
