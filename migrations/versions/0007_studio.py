"""The studio: drafts, their files, history and review; the sources of published versions; no more uploads beside drafts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table('courses_upload')
    op.create_table('courses_source',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['courses_version.id'], name=op.f('fk_courses_source_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'path', name=op.f('pk_courses_source'))
    )
    op.create_table('studio_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=True),
    sa.Column('base_id', sa.Integer(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('changed_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['courses_version.id'], name=op.f('fk_studio_draft_base_id')),
    sa.ForeignKeyConstraint(['course_id'], ['courses_course.id'], name=op.f('fk_studio_draft_course_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_draft')),
    sa.UniqueConstraint('course_id', name=op.f('uq_studio_draft_course_id')),
    sa.UniqueConstraint('slug', name=op.f('uq_studio_draft_slug'))
    )
    op.create_table('studio_author',
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['studio_draft.id'], name=op.f('fk_studio_author_draft_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people_person.id'], name=op.f('fk_studio_author_person_id')),
    sa.PrimaryKeyConstraint('draft_id', 'person_id', name=op.f('pk_studio_author'))
    )
    with op.batch_alter_table('studio_author', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_studio_author_person_id'), ['person_id'], unique=False)

    op.create_table('studio_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=200), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('quoted', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', Instant(), nullable=False),
    sa.Column('by', sa.Integer(), nullable=False),
    sa.Column('settled_at', Instant(), nullable=True),
    sa.Column('settled_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by'], ['people_person.id'], name=op.f('fk_studio_comment_by')),
    sa.ForeignKeyConstraint(['draft_id'], ['studio_draft.id'], name=op.f('fk_studio_comment_draft_id')),
    sa.ForeignKeyConstraint(['settled_by'], ['people_person.id'], name=op.f('fk_studio_comment_settled_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_comment'))
    )
    with op.batch_alter_table('studio_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_studio_comment_draft_id'), ['draft_id'], unique=False)

    op.create_table('studio_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=True),
    sa.Column('media_type', sa.String(length=80), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('changed_at', Instant(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by'], ['people_person.id'], name=op.f('fk_studio_file_changed_by')),
    sa.ForeignKeyConstraint(['draft_id'], ['studio_draft.id'], name=op.f('fk_studio_file_draft_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_file')),
    sa.UniqueConstraint('draft_id', 'path', name=op.f('uq_studio_file_draft_id_path'))
    )
    op.create_table('studio_review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('asked_at', Instant(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=True),
    sa.Column('verdict', sa.String(length=10), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('answered_at', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['people_person.id'], name=op.f('fk_studio_review_asked_by')),
    sa.ForeignKeyConstraint(['draft_id'], ['studio_draft.id'], name=op.f('fk_studio_review_draft_id')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['people_person.id'], name=op.f('fk_studio_review_reviewer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_review'))
    )
    with op.batch_alter_table('studio_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_studio_review_draft_id'), ['draft_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_studio_review_reviewer_id'), ['reviewer_id'], unique=False)

    op.create_table('studio_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=200), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=True),
    sa.Column('media_type', sa.String(length=80), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('at', Instant(), nullable=False),
    sa.Column('by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by'], ['people_person.id'], name=op.f('fk_studio_revision_by')),
    sa.ForeignKeyConstraint(['draft_id'], ['studio_draft.id'], name=op.f('fk_studio_revision_draft_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_revision')),
    sa.UniqueConstraint('draft_id', 'path', 'number', name=op.f('uq_studio_revision_draft_id_path_number'))
    )
