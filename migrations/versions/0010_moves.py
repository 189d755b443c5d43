"""Learners are moved by a job, and a draft's plan is counted by one"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('completion_move',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=False),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('undoes_id', sa.Integer(), nullable=True),
    sa.Column('asked_at', Instant(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=True),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('after_id', sa.Integer(), nullable=False),
    sa.Column('moved', sa.Integer(), nullable=False),
    sa.Column('stayed', sa.Integer(), nullable=False),
    sa.Column('ended_at', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['people_person.id'], name=op.f('fk_completion_move_asked_by')),
    sa.ForeignKeyConstraint(['course_id'], ['courses_course.id'], name=op.f('fk_completion_move_course_id')),
    sa.ForeignKeyConstraint(['from_id'], ['courses_version.id'], name=op.f('fk_completion_move_from_id')),
    sa.ForeignKeyConstraint(['job_id'], ['kernel_job.id'], name=op.f('fk_completion_move_job_id')),
    sa.ForeignKeyConstraint(['to_id'], ['courses_version.id'], name=op.f('fk_completion_move_to_id')),
    sa.ForeignKeyConstraint(['undoes_id'], ['completion_move.id'], name=op.f('fk_completion_move_undoes_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_completion_move')),
    sa.UniqueConstraint('undoes_id', name=op.f('uq_completion_move_undoes_id'))
    )
    with op.batch_alter_table('completion_move', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_completion_move_course_id'), ['course_id'], unique=False)

    with op.batch_alter_table('studio_draft', schema=None) as batch_op:
        batch_op.add_column(sa.Column('outlook_job_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_studio_draft_outlook_job_id'), 'kernel_job', ['outlook_job_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('studio_draft', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_studio_draft_outlook_job_id'), type_='foreignkey')
        batch_op.drop_column('outlook_job_id')
    op.drop_table('completion_move')
