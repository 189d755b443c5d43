"""The database keeps moments in UTC, takes the write lock early on SQLite, and isolates savepoints."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from elearn.config import BadSetting
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry, note
from elearn.kernel.db import REST, Database
from elearn.kernel.work import Work, committed

WIT = timezone(timedelta(hours=9))


def test_instant_is_read_back_in_utc(work: Work) -> None:
    entry = note(work, "test:row:add", "x")
    entry.at = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=WIT)
    work.session.flush()
    work.session.expire(entry)

    assert entry.at == datetime(2026, 1, 1, 18, 4, 5, 678901, tzinfo=UTC)
    assert entry.at.tzinfo is UTC


def test_instant_without_zone_is_refused(work: Work) -> None:
    entry = note(work, "test:row:add", "x")
    entry.at = datetime(2026, 1, 2)

    with pytest.raises(StatementError, match="an instant needs its zone"):
        work.session.flush()


def test_savepoint_undoes_only_its_own_rows(work: Work) -> None:
    note(work, "test:row:add", "outer")
    savepoint = work.session.begin_nested()
    note(work, "test:row:add", "inner")
    savepoint.rollback()

    assert work.session.scalars(select(AuditEntry.subject)).all() == ["outer"]


def test_reading_work_does_not_wait_for_a_writer(house: House) -> None:
    with house.work(write=True) as writer:
        note(writer, "test:row:add", "unseen")

        with house.work(write=False) as reader:
            assert reader.session.scalars(select(AuditEntry.subject)).all() == []


def test_sqlite_runs_in_wal_mode_with_foreign_keys(house: House) -> None:
    if house.database.engine.dialect.name != "sqlite":
        return
    with house.work(write=False) as work:
        assert work.session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert work.session.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_postgresql_plans_a_streamed_list_for_all_of_its_rows(house: House) -> None:
    if house.database.engine.dialect.name != "postgresql":
        return
    with house.work(write=False) as work:
        assert work.session.execute(text("SHOW cursor_tuple_fraction")).scalar() == "1"
        assert work.session.execute(text("SHOW jit")).scalar() == "off"


def test_connection_that_died_while_it_rested_is_replaced(house: House) -> None:
    if house.database.engine.dialect.name != "postgresql":
        return
    with house.work(write=False) as work:
        died = work.session.execute(text("SELECT pg_backend_pid()")).scalar()
    time.sleep(REST)
    admin = Database(house.settings.database)
    with admin.writing() as session:
        session.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": died})
    admin.close()

    with house.work(write=False) as work:
        assert work.session.execute(text("SELECT pg_backend_pid()")).scalar() != died


def test_committed_keeps_nothing_after_an_error(house: House) -> None:
    def refused(work: Work) -> None:
        with committed(work):
            note(work, "test:row:add", "x")
            raise RuntimeError

    with house.work(write=True) as work, pytest.raises(RuntimeError):
        refused(work)

    with house.work(write=False) as work:
        assert work.session.scalars(select(AuditEntry.subject)).all() == []


def test_glance_tells_postgresql_of_no_transaction_and_leaves_the_connection_as_it_was(house: House) -> None:
    if house.database.engine.dialect.name != "postgresql":
        return
    own = text("SELECT pg_backend_pid(), now() = statement_timestamp()")
    with house.work(write=False, glance=True) as work:
        glanced, _ = work.rows(own).one()
        assert work.rows(own).one() == (glanced, True)  # each statement is a transaction of its own

    with house.work(write=True) as work:
        note(work, "test:row:add", "x")
        assert work.rows(own).one() == (glanced, False)  # the same connection, now in a transaction
    with house.work(write=False) as work:
        assert work.session.scalars(select(AuditEntry.subject)).all() == []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("bukan alamat", "ELEARN_DATABASE_URL bukan alamat basis data."),
        ("mysql://x/y", "ELEARN_DATABASE_URL memakai “mysql”. Yang didukung: sqlite dan postgresql."),
        ("sqlite:////dev/null/x/y.sqlite3", "Folder /dev/null/x tidak dapat dibuat (Not a directory)."),
    ],
)
def test_address_that_cannot_be_used_is_one_sentence(url: str, sentence: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        Database(url)

    assert str(refusal.value).startswith(sentence)


def test_failing_statement_never_prints_its_values(work: Work) -> None:
    with pytest.raises(DBAPIError) as refusal:
        work.session.execute(text("SELECT :secret FROM nowhere"), {"secret": "hash-rahasia"})

    assert "hash-rahasia" not in str(refusal.value)
