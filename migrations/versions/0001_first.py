"""The tables of the first release"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from elearn.kernel.db import Document, Instant
revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('career_jp_rule',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('employment', sa.String(length=4), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('jp', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('legal_basis', sa.String(length=300), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_career_jp_rule'))
    )
    op.create_table('courses_course',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('current_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_courses_course')),
    sa.UniqueConstraint('code', name=op.f('uq_courses_course_code')),
    sa.UniqueConstraint('slug', name=op.f('uq_courses_course_slug'))
    )
    op.create_index(op.f('ix_courses_course_current_id'), 'courses_course', ['current_id'], unique=False)

    op.create_table('kernel_audit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', Instant(), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor_name', sa.String(length=200), nullable=False),
    sa.Column('action', sa.String(length=80), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('facts', Document, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kernel_audit'))
    )
    op.create_index(op.f('ix_kernel_audit_action'), 'kernel_audit', ['action'], unique=False)
    op.create_index(op.f('ix_kernel_audit_at'), 'kernel_audit', ['at'], unique=False)

    op.create_table('kernel_job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('args', Document, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('due_at', Instant(), nullable=False),
    sa.Column('asked_at', Instant(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=True),
    sa.Column('ended_at', Instant(), nullable=True),
    sa.Column('error', sa.String(), nullable=True),
    sa.Column('done_steps', sa.Integer(), nullable=False),
    sa.Column('all_steps', sa.Integer(), nullable=True),
    sa.Column('outcome', Document, nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kernel_job'))
    )
    op.create_index(op.f('ix_kernel_job_name'), 'kernel_job', ['name'], unique=False)
    op.create_index(op.f('ix_kernel_job_state'), 'kernel_job', ['state'], unique=False)

    op.create_table('people_position',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('echelon', sa.String(length=10), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_position')),
    sa.UniqueConstraint('name', 'kind', 'echelon', name=op.f('uq_people_position_name_kind_echelon'))
    )
    op.create_index(op.f('ix_people_position_kind'), 'people_position', ['kind'], unique=False)

    op.create_table('people_sign_in_failure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('at', Instant(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_sign_in_failure'))
    )
    op.create_index('ix_people_sign_in_failure_key_at', 'people_sign_in_failure', ['key', 'at'], unique=False)

    op.create_table('people_unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['people_unit.id'], name=op.f('fk_people_unit_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_unit')),
    sa.UniqueConstraint('code', name=op.f('uq_people_unit_code'))
    )
    op.create_index(op.f('ix_people_unit_parent_id'), 'people_unit', ['parent_id'], unique=False)

    op.create_table('certificates_counter',
    sa.Column('agency_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['people_unit.id'], name=op.f('fk_certificates_counter_agency_id')),
    sa.PrimaryKeyConstraint('agency_id', 'year', name=op.f('pk_certificates_counter'))
    )
    op.create_table('certificates_series',
    sa.Column('agency_id', sa.Integer(), nullable=False),
    sa.Column('template', sa.String(length=120), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('unit', sa.String(length=40), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('signatory_name', sa.String(length=200), nullable=False),
    sa.Column('signatory_position', sa.String(length=200), nullable=False),
    sa.Column('signatory_nip', sa.String(length=18), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['people_unit.id'], name=op.f('fk_certificates_series_agency_id')),
    sa.PrimaryKeyConstraint('agency_id', name=op.f('pk_certificates_series'))
    )
    op.create_table('people_person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('nip', sa.String(length=18), nullable=False),
    sa.Column('old_nip', sa.String(length=18), nullable=True),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('title_before', sa.String(length=60), nullable=False),
    sa.Column('title_after', sa.String(length=120), nullable=False),
    sa.Column('employment', sa.String(length=4), nullable=False),
    sa.Column('grade', sa.String(length=8), nullable=False),
    sa.Column('birth_date', sa.Date(), nullable=False),
    sa.Column('sex', sa.String(length=1), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('phone', sa.String(length=60), nullable=False),
    sa.Column('position_id', sa.Integer(), nullable=False),
    sa.Column('position_since', sa.Date(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['position_id'], ['people_position.id'], name=op.f('fk_people_person_position_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['people_unit.id'], name=op.f('fk_people_person_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_person')),
    sa.UniqueConstraint('nip', name=op.f('uq_people_person_nip'))
    )
    op.create_index(op.f('ix_people_person_name'), 'people_person', ['name'], unique=False)
    op.create_index(op.f('ix_people_person_old_nip'), 'people_person', ['old_nip'], unique=False)
    op.create_index(op.f('ix_people_person_position_id'), 'people_person', ['position_id'], unique=False)
    op.create_index('ix_people_person_unit_name', 'people_person', ['unit_id', 'name', 'id'], unique=False)

    op.create_table('people_unit_ancestor',
    sa.Column('ancestor_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('distance', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ancestor_id'], ['people_unit.id'], name=op.f('fk_people_unit_ancestor_ancestor_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['people_unit.id'], name=op.f('fk_people_unit_ancestor_unit_id')),
    sa.PrimaryKeyConstraint('ancestor_id', 'unit_id', name=op.f('pk_people_unit_ancestor'))
    )
    op.create_index(op.f('ix_people_unit_ancestor_unit_id'), 'people_unit_ancestor', ['unit_id'], unique=False)

    op.create_table('courses_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('form', sa.String(length=60), nullable=False),
    sa.Column('organiser', sa.String(length=200), nullable=False),
    sa.Column('duration_minutes', sa.Integer(), nullable=False),
    sa.Column('introduction', sa.Text(), nullable=False),
    sa.Column('audience', Document, nullable=False),
    sa.Column('competencies', Document, nullable=False),
    sa.Column('prerequisites', Document, nullable=False),
    sa.Column('requirement', Document, nullable=False),
    sa.Column('certificate', Document, nullable=False),
    sa.Column('licence', sa.Text(), nullable=False),
    sa.Column('warnings', Document, nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('published_at', Instant(), nullable=False),
    sa.Column('published_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['course_id'], ['courses_course.id'], name=op.f('fk_courses_version_course_id')),
    sa.ForeignKeyConstraint(['published_by'], ['people_person.id'], name=op.f('fk_courses_version_published_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_courses_version')),
    sa.UniqueConstraint('course_id', 'digest', name=op.f('uq_courses_version_course_id_digest')),
    sa.UniqueConstraint('course_id', 'number', name=op.f('uq_courses_version_course_id_number'))
    )
    op.create_index(op.f('ix_courses_version_course_id'), 'courses_version', ['course_id'], unique=False)

    op.create_table('people_account',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('must_change', sa.Boolean(), nullable=False),
    sa.Column('changed_at', Instant(), nullable=True),
    sa.Column('code_hash', sa.String(length=200), nullable=True),
    sa.Column('code_expires_at', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people_person.id'], name=op.f('fk_people_account_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_people_account'))
    )
    op.create_table('people_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people_person.id'], name=op.f('fk_people_role_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['people_unit.id'], name=op.f('fk_people_role_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_role'))
    )
    op.create_index(op.f('ix_people_role_person_id'), 'people_role', ['person_id'], unique=False)

    op.create_table('people_sign_in',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('began_at', Instant(), nullable=False),
    sa.Column('seen_at', Instant(), nullable=False),
    sa.Column('address', sa.String(length=45), nullable=False),
    sa.Column('browser', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people_person.id'], name=op.f('fk_people_sign_in_person_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_people_sign_in'))
    )
    op.create_index(op.f('ix_people_sign_in_person_id'), 'people_sign_in', ['person_id'], unique=False)

    op.create_table('courses_asset',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=80), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['courses_version.id'], name=op.f('fk_courses_asset_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'path', name=op.f('pk_courses_asset'))
    )
    op.create_index(op.f('ix_courses_asset_digest'), 'courses_asset', ['digest'], unique=False)

    op.create_table('courses_facet',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['courses_version.id'], name=op.f('fk_courses_facet_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'kind', 'name', name=op.f('pk_courses_facet'))
    )
    op.create_table('courses_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('settings', Document, nullable=False),
    sa.Column('questions', Document, nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['courses_version.id'], name=op.f('fk_courses_step_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_courses_step')),
    sa.UniqueConstraint('version_id', 'key', name=op.f('uq_courses_step_version_id_key')),
    sa.UniqueConstraint('version_id', 'ordinal', name=op.f('uq_courses_step_version_id_ordinal'))
    )
    op.create_table('courses_upload',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('archive', sa.String(length=64), nullable=False),
    sa.Column('filename', sa.String(length=200), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('findings', Document, nullable=False),
    sa.Column('uploaded_at', Instant(), nullable=False),
    sa.Column('uploaded_by', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['uploaded_by'], ['people_person.id'], name=op.f('fk_courses_upload_uploaded_by')),
    sa.ForeignKeyConstraint(['version_id'], ['courses_version.id'], name=op.f('fk_courses_upload_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_courses_upload'))
    )
    op.create_index(op.f('ix_courses_upload_slug'), 'courses_upload', ['slug'], unique=False)
    op.create_index(op.f('ix_courses_upload_uploaded_by'), 'courses_upload', ['uploaded_by'], unique=False)

    op.create_table('courses_sealed_key',
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('answers', Document, nullable=False),
    sa.ForeignKeyConstraint(['step_id'], ['courses_step.id'], name=op.f('fk_courses_sealed_key_step_id')),
    sa.PrimaryKeyConstraint('step_id', name=op.f('pk_courses_sealed_key'))
    )
    op.create_table('enrolment_enrolment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('cycle', sa.Integer(), nullable=False),
    sa.Column('began_at', Instant(), nullable=False),
    sa.Column('last_step_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['course_id'], ['courses_course.id'], name=op.f('fk_enrolment_enrolment_course_id')),
    sa.ForeignKeyConstraint(['last_step_id'], ['courses_step.id'], name=op.f('fk_enrolment_enrolment_last_step_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people_person.id'], name=op.f('fk_enrolment_enrolment_person_id')),
    sa.ForeignKeyConstraint(['version_id'], ['courses_version.id'], name=op.f('fk_enrolment_enrolment_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolment_enrolment')),
    sa.UniqueConstraint('person_id', 'course_id', 'cycle', name=op.f('uq_enrolment_enrolment_person_id_course_id_cycle'))
    )
    op.create_index(op.f('ix_enrolment_enrolment_course_id'), 'enrolment_enrolment', ['course_id'], unique=False)
    op.create_index(op.f('ix_enrolment_enrolment_person_id'), 'enrolment_enrolment', ['person_id'], unique=False)

    op.create_table('completion_completion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('completed_at', Instant(), nullable=False),
    sa.Column('score', sa.Double(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.String(length=200), nullable=False),
    sa.Column('grade', sa.String(length=8), nullable=False),
    sa.Column('rule_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment_enrolment.id'], name=op.f('fk_completion_completion_enrolment_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people_person.id'], name=op.f('fk_completion_completion_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['people_unit.id'], name=op.f('fk_completion_completion_unit_id')),
    sa.ForeignKeyConstraint(['version_id'], ['courses_version.id'], name=op.f('fk_completion_completion_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_completion_completion')),
    sa.UniqueConstraint('enrolment_id', name=op.f('uq_completion_completion_enrolment_id'))
    )
    op.create_index(op.f('ix_completion_completion_completed_at'), 'completion_completion', ['completed_at'], unique=False)
    op.create_index(op.f('ix_completion_completion_person_id'), 'completion_completion', ['person_id'], unique=False)
    op.create_index(op.f('ix_completion_completion_version_id'), 'completion_completion', ['version_id'], unique=False)

    op.create_table('completion_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', Instant(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.String(length=200), nullable=False),
    sa.Column('grade', sa.String(length=8), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=True),
    sa.Column('rule_version', sa.Integer(), nullable=False),
    sa.Column('facts', Document, nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['people_person.id'], name=op.f('fk_completion_event_actor_id')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment_enrolment.id'], name=op.f('fk_completion_event_enrolment_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people_person.id'], name=op.f('fk_completion_event_person_id')),
    sa.ForeignKeyConstraint(['step_id'], ['courses_step.id'], name=op.f('fk_completion_event_step_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['people_unit.id'], name=op.f('fk_completion_event_unit_id')),
    sa.ForeignKeyConstraint(['version_id'], ['courses_version.id'], name=op.f('fk_completion_event_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_completion_event'))
    )
    op.create_index(op.f('ix_completion_event_at'), 'completion_event', ['at'], unique=False)
    op.create_index('ix_completion_event_enrolment_id_id', 'completion_event', ['enrolment_id', 'id'], unique=False)
    op.create_index(op.f('ix_completion_event_person_id'), 'completion_event', ['person_id'], unique=False)

    op.create_table('completion_progress',
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('done_steps', sa.Integer(), nullable=False),
    sa.Column('all_steps', sa.Integer(), nullable=False),
    sa.Column('score', sa.Double(), nullable=True),
    sa.Column('is_complete', sa.Boolean(), nullable=False),
    sa.Column('rule_version', sa.Integer(), nullable=False),
    sa.Column('updated_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment_enrolment.id'], name=op.f('fk_completion_progress_enrolment_id')),
    sa.PrimaryKeyConstraint('enrolment_id', name=op.f('pk_completion_progress'))
    )
    op.create_index(op.f('ix_completion_progress_is_complete'), 'completion_progress', ['is_complete'], unique=False)

    op.create_table('quizzes_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('paper', Document, nullable=False),
    sa.Column('started_at', Instant(), nullable=False),
    sa.Column('submitted_at', Instant(), nullable=True),
    sa.Column('score', sa.Double(), nullable=True),
    sa.Column('passed', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment_enrolment.id'], name=op.f('fk_quizzes_attempt_enrolment_id')),
    sa.ForeignKeyConstraint(['step_id'], ['courses_step.id'], name=op.f('fk_quizzes_attempt_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quizzes_attempt')),
    sa.UniqueConstraint('code', name=op.f('uq_quizzes_attempt_code')),
    sa.UniqueConstraint('enrolment_id', 'step_id', 'number', name=op.f('uq_quizzes_attempt_enrolment_id_step_id_number'))
    )
    op.create_index(op.f('ix_quizzes_attempt_enrolment_id'), 'quizzes_attempt', ['enrolment_id'], unique=False)

    op.create_table('certificates_certificate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('number', sa.String(length=120), nullable=False),
    sa.Column('agency_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('completion_id', sa.Integer(), nullable=False),
    sa.Column('claims', sa.Text(), nullable=False),
    sa.Column('issued_at', Instant(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('state_reason', sa.String(length=500), nullable=True),
    sa.Column('state_changed_at', Instant(), nullable=True),
    sa.Column('superseded_by_id', sa.Integer(), nullable=True),
    sa.Column('document_digest', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['people_unit.id'], name=op.f('fk_certificates_certificate_agency_id')),
    sa.ForeignKeyConstraint(['completion_id'], ['completion_completion.id'], name=op.f('fk_certificates_certificate_completion_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people_person.id'], name=op.f('fk_certificates_certificate_person_id')),
    sa.ForeignKeyConstraint(['superseded_by_id'], ['certificates_certificate.id'], name=op.f('fk_certificates_certificate_superseded_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificates_certificate')),
    sa.UniqueConstraint('agency_id', 'year', 'sequence', name=op.f('uq_certificates_certificate_agency_id_year_sequence')),
    sa.UniqueConstraint('code', name=op.f('uq_certificates_certificate_code')),
    sa.UniqueConstraint('number', 'agency_id', name=op.f('uq_certificates_certificate_number_agency_id'))
    )
    op.create_index(op.f('ix_certificates_certificate_completion_id'), 'certificates_certificate', ['completion_id'], unique=False)
    op.create_index(op.f('ix_certificates_certificate_person_id'), 'certificates_certificate', ['person_id'], unique=False)

    op.create_table('certificates_withheld',
    sa.Column('completion_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('asked_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['completion_id'], ['completion_completion.id'], name=op.f('fk_certificates_withheld_completion_id')),
    sa.PrimaryKeyConstraint('completion_id', name=op.f('pk_certificates_withheld'))
    )
    op.create_table('quizzes_response',
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.String(length=40), nullable=False),
    sa.Column('answer', Document, nullable=False),
    sa.Column('saved_at', Instant(), nullable=False),
    sa.Column('points', sa.Double(), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id'], ['quizzes_attempt.id'], name=op.f('fk_quizzes_response_attempt_id')),
    sa.PrimaryKeyConstraint('attempt_id', 'question_id', name=op.f('pk_quizzes_response'))
    )
    op.create_table('career_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('certificate_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('form', sa.String(length=60), nullable=False),
    sa.Column('organiser', sa.String(length=200), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('competencies', Document, nullable=False),
    sa.Column('began_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('recorded_at', Instant(), nullable=False),
    sa.Column('withdrawn_at', Instant(), nullable=True),
    sa.Column('withdrawn_reason', sa.String(length=500), nullable=True),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificates_certificate.id'], name=op.f('fk_career_entry_certificate_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people_person.id'], name=op.f('fk_career_entry_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_career_entry')),
    sa.UniqueConstraint('certificate_id', name=op.f('uq_career_entry_certificate_id'))
    )
    op.create_index('ix_career_entry_person_id_year', 'career_entry', ['person_id', 'year'], unique=False)
    op.create_index(op.f('ix_career_entry_year'), 'career_entry', ['year'], unique=False)



def downgrade() -> None:
    op.drop_index(op.f('ix_career_entry_year'), table_name='career_entry')
    op.drop_index('ix_career_entry_person_id_year', table_name='career_entry')

    op.drop_table('career_entry')
    op.drop_table('quizzes_response')
    op.drop_table('certificates_withheld')
    op.drop_index(op.f('ix_certificates_certificate_person_id'), table_name='certificates_certificate')
    op.drop_index(op.f('ix_certificates_certificate_completion_id'), table_name='certificates_certificate')

    op.drop_table('certificates_certificate')
    op.drop_index(op.f('ix_quizzes_attempt_enrolment_id'), table_name='quizzes_attempt')

    op.drop_table('quizzes_attempt')
    op.drop_index(op.f('ix_completion_progress_is_complete'), table_name='completion_progress')

    op.drop_table('completion_progress')
    op.drop_index(op.f('ix_completion_event_person_id'), table_name='completion_event')
    op.drop_index('ix_completion_event_enrolment_id_id', table_name='completion_event')
    op.drop_index(op.f('ix_completion_event_at'), table_name='completion_event')

    op.drop_table('completion_event')
    op.drop_index(op.f('ix_completion_completion_version_id'), table_name='completion_completion')
    op.drop_index(op.f('ix_completion_completion_person_id'), table_name='completion_completion')
    op.drop_index(op.f('ix_completion_completion_completed_at'), table_name='completion_completion')

    op.drop_table('completion_completion')
    op.drop_index(op.f('ix_enrolment_enrolment_person_id'), table_name='enrolment_enrolment')
    op.drop_index(op.f('ix_enrolment_enrolment_course_id'), table_name='enrolment_enrolment')

    op.drop_table('enrolment_enrolment')
    op.drop_table('courses_sealed_key')
    op.drop_index(op.f('ix_courses_upload_uploaded_by'), table_name='courses_upload')
    op.drop_index(op.f('ix_courses_upload_slug'), table_name='courses_upload')

    op.drop_table('courses_upload')
    op.drop_table('courses_step')
    op.drop_table('courses_facet')
    op.drop_index(op.f('ix_courses_asset_digest'), table_name='courses_asset')

    op.drop_table('courses_asset')
    op.drop_index(op.f('ix_people_sign_in_person_id'), table_name='people_sign_in')

    op.drop_table('people_sign_in')
    op.drop_index(op.f('ix_people_role_person_id'), table_name='people_role')

    op.drop_table('people_role')
    op.drop_table('people_account')
    op.drop_index(op.f('ix_courses_version_course_id'), table_name='courses_version')

    op.drop_table('courses_version')
    op.drop_index(op.f('ix_people_unit_ancestor_unit_id'), table_name='people_unit_ancestor')

    op.drop_table('people_unit_ancestor')
    op.drop_index('ix_people_person_unit_name', table_name='people_person')
    op.drop_index(op.f('ix_people_person_position_id'), table_name='people_person')
    op.drop_index(op.f('ix_people_person_old_nip'), table_name='people_person')
    op.drop_index(op.f('ix_people_person_name'), table_name='people_person')

    op.drop_table('people_person')
    op.drop_table('certificates_series')
    op.drop_table('certificates_counter')
    op.drop_index(op.f('ix_people_unit_parent_id'), table_name='people_unit')

    op.drop_table('people_unit')
    op.drop_index('ix_people_sign_in_failure_key_at', table_name='people_sign_in_failure')

    op.drop_table('people_sign_in_failure')
    op.drop_index(op.f('ix_people_position_kind'), table_name='people_position')

    op.drop_table('people_position')
    op.drop_index(op.f('ix_kernel_job_state'), table_name='kernel_job')
    op.drop_index(op.f('ix_kernel_job_name'), table_name='kernel_job')

    op.drop_table('kernel_job')
    op.drop_index(op.f('ix_kernel_audit_at'), table_name='kernel_audit')
    op.drop_index(op.f('ix_kernel_audit_action'), table_name='kernel_audit')

    op.drop_table('kernel_audit')
    op.drop_index(op.f('ix_courses_course_current_id'), table_name='courses_course')

    op.drop_table('courses_course')
    op.drop_table('career_jp_rule')
