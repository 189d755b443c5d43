"""The histories make the tables that the models describe, and take along what stands in older ones."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from sqlalchemy import text

from elearn.app import core_history, open_house
from elearn.config import Settings
from elearn.core.career.services import evidence
from elearn.hooks.house import House
from elearn.kernel import migrations
from elearn.kernel.db import make_engine
from elearn.kernel.work import committed
from elearn.testing.factories.career import described, make_career_entry, make_evidence
from elearn.testing.factories.certificates import make_certificate

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

BEFORE_PROOF = (
    "ALTER TABLE certificates_certificate DROP COLUMN salt",
    "ALTER TABLE certificates_certificate DROP COLUMN badge_digest",
    "DROP INDEX ix_certificates_certificate_status_index",
    "DROP INDEX ix_certificates_certificate_state_changed_at",
    "ALTER TABLE certificates_certificate DROP COLUMN status_index",
    "UPDATE alembic_version SET version_num = '0012'",
)
"""Makes what stood at revision 0012 of a database of today, as far as certificates go."""

BEFORE_NUMBERS = ("ALTER TABLE career_entry DROP COLUMN number", "UPDATE alembic_version SET version_num = '0022'")
"""The same for revision 0022 and career entries."""


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


def test_old_certificates_get_places_and_salts_of_their_own(empty_database: str, tmp_path: Path) -> None:
    house = open_house(Settings(database_url=empty_database, home=tmp_path), guests=())
    migrations.upgrade_all(house.database.engine, house.histories)
    with house.work(write=True) as work, committed(work):
        for _ in range(3):
            make_certificate(work)
    with house.database.engine.connect().execution_options(elearn_write=True) as connection:
        for statement in BEFORE_PROOF:
            connection.execute(text(statement))
        connection.commit()

    command.upgrade(migrations.configuration(house.database.engine, core_history()), "0014")

    with house.database.engine.connect() as connection:
        places = set(connection.execute(text("SELECT status_index FROM certificates_certificate")).scalars())
        salts = set(connection.execute(text("SELECT salt FROM certificates_certificate")).scalars())
    house.close()
    assert [len(salt) for salt in salts] == [32, 32, 32]
    assert len(places) == 3
    assert places < set(range(131_072))


def test_entries_get_the_numbers_of_their_papers_as_hr_read_them(empty_database: str, tmp_path: Path) -> None:
    house = open_house(Settings(database_url=empty_database, home=tmp_path), guests=())
    migrations.upgrade_all(house.database.engine, house.histories)
    with house.work(write=True) as work, committed(work):
        number = make_certificate(work).number
        evidence.accept(work, make_evidence(work, number="A-1"), described(work, number="A-1"))
        corrected = make_evidence(work, number="B-1")
        evidence.accept(work, corrected, described(work, number="B-2"), "Salah ketik.")
        twice = make_evidence(work, number="C-1")
        evidence.accept(work, twice, described(work, number="C-2"), "Salah ketik.")
        evidence.undo(work, twice, "Ternyata benar.")
        evidence.accept(work, twice, described(work, number="C-1"))
        make_career_entry(work)
    with house.database.engine.connect().execution_options(elearn_write=True) as connection:
        for statement in BEFORE_NUMBERS:
            connection.execute(text(statement))
        connection.commit()

    command.upgrade(migrations.configuration(house.database.engine, core_history()), "0023")

    with house.database.engine.connect() as connection:
        numbers = connection.execute(text("SELECT number FROM career_entry ORDER BY id")).scalars().all()
    house.close()
    assert numbers == [number, "A-1", "B-2", "C-1", ""]
