"""A course says who brought it, and from when it is archived"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # in words of its own: Alembic would copy the table on SQLite, whose rows others point to
    op.execute(
        "ALTER TABLE courses_course ADD COLUMN owner_id INTEGER"
        " CONSTRAINT fk_courses_course_owner_id REFERENCES people_person (id)"
    )
    op.create_index(op.f("ix_courses_course_owner_id"), "courses_course", ["owner_id"])
    op.add_column("courses_course", sa.Column("archive_on", sa.Date(), nullable=True))
    op.add_column("courses_course", sa.Column("archive_note", sa.String(length=300), server_default="", nullable=False))
    op.execute(
        "UPDATE courses_course SET owner_id = (SELECT v.published_by FROM courses_version v"
        " WHERE v.course_id = courses_course.id AND v.number = 1)"
    )
