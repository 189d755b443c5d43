"""The histories make the tables that the models describe, and take along what stands in older ones."""

from __future__ import annotations

from alembic import command
from sqlalchemy import text

from elearn.app import core_history
from elearn.hooks.house import House
from elearn.kernel import migrations
from elearn.kernel.db import make_engine

BEFORE_GUESTS = (
    "INSERT INTO people_unit (id, code, name, kind) VALUES (1, 'K', 'Kota', 'Pemerintah Daerah')",
    "INSERT INTO people_position (id, name, kind, echelon) VALUES (1, 'Widyaiswara', 'Fungsional', '')",
    (
        "INSERT INTO people_person (id, nip, name, title_before, title_after, employment, grade, birth_date, sex, email, phone,"
        " position_id, unit_id, is_active) VALUES (1, '199001012015031999', 'Budi', '', '', 'PNS', 'III/a', '1990-01-01', 'L',"
        " '', '', 1, 1, true)"
    ),
    "INSERT INTO people_role (id, person_id, role) VALUES (1, 1, 'trainer')",
    *(
        f"INSERT INTO courses_course (id, code, slug, created_at, current_id) VALUES ({number}, 'K{number}', 's{number}',"
        f" '2026-01-01 00:00:00', {number})"
        for number in (1, 2)
    ),
    *(
        "INSERT INTO courses_version (id, course_id, number, digest, title, summary, language, form, organiser,"
        " duration_minutes, introduction, audience, competencies, prerequisites, requirement, certificate, licence, warnings,"
        " search_text, translations, published_at, published_by) VALUES"
        f" ({number}, {number}, 1, 'd{number}', 'J', 'R', 'id', 'e-learning', '', 90, '', '[]', '[]', '[]', '{{}}', '{{}}',"
        f" '', '[]', 'j', '{{}}', '2026-01-01 00:00:00', {publisher})"
        for number, publisher in ((1, "1"), (2, "NULL"))
    ),
)
"""A trainer, a course of theirs, and one that the server brought, as they stood at revision 0007."""


def test_histories_make_what_the_models_describe(house: House) -> None:
    for history in house.histories:
        command.check(migrations.configuration(house.database.engine, history))


def test_owners_and_birth_dates_come_along(empty_database: str) -> None:
    """Rows that others point to: on SQLite a table must not be copied."""
    engine = make_engine(empty_database)
    config = migrations.configuration(engine, core_history())
    command.upgrade(config, "0007")
    with engine.connect().execution_options(elearn_write=True) as connection:
        for statement in BEFORE_GUESTS:
            connection.execute(text(statement))
        connection.commit()
    command.upgrade(config, "head")

    with engine.connect() as connection:
        courses = connection.execute(
            text("SELECT slug, owner_id, archive_on, archive_note FROM courses_course ORDER BY id")
        )
        assert [tuple(row) for row in courses] == [("s1", 1, None, ""), ("s2", None, None, "")]
        assert str(connection.scalar(text("SELECT birth_date FROM people_person"))) == "1990-01-01"
        assert not connection.scalar(text("SELECT is_partner FROM people_unit"))
    engine.dispose()
