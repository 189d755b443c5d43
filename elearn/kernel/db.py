"""The database: one declarative base, one engine per installation, SQLite (WAL) or PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import JSON, DateTime, Engine, MetaData, create_engine, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import URL, Connection, Dialect, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from elearn.config import BadSetting

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Document = JSON().with_variant(JSONB(), "postgresql")
"""A JSON column: JSONB on PostgreSQL, text on SQLite."""

DatabaseUnusable = OperationalError
"""What any use of the database raises when it cannot be reached, is locked for too long, or has no room left."""

PATIENCE = 30_000
"""Milliseconds that a writing transaction on SQLite waits for another writer before it fails as locked."""

PLANNING = {"options": "-c jit=off -c cursor_tuple_fraction=1.0"}
"""How PostgreSQL plans for us: compiling our short statements costs more than running them, and what we stream is read
to its end (the server would plan for the first tenth, by nested loops that take seconds on a freshly filled table)."""

REST = 1.0
"""Seconds a connection to PostgreSQL may rest unasked: a server that starts anew is away for longer."""

HASTY = {"elearn_patience": 200}
"""Options of `session.connection(execution_options=…)`, said first: a write that would rather fail than keep waiting."""


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC and always returned aware; a naive value is refused, for its zone is a guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs its zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table of the house and of its guests; a table's name begins with its room."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant, dict[str, Any]: Document, list[Any]: Document}


class Database:
    """One engine and the ways to use it: looking, or only glancing, and writing."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._writing = self.engine.execution_options(elearn_write=True)
        by_statement = {} if self.engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
        self._glancing = self.engine.execution_options(**by_statement)

    def looking(self) -> Connection:
        """A connection to read by, in one transaction: rows may be fetched in parts."""
        return self.engine.connect()

    def glancing(self) -> Connection:
        """A connection to read a page by. PostgreSQL is not told of a transaction, which saves it two errands of five.

        Nothing is lost: there, too, each statement sees what was committed before it.
        """
        return self._glancing.connect()

    def writing(self) -> Session:
        """A new session. On SQLite it takes the write lock at BEGIN, so that it never fails half-way."""
        return Session(self._writing, expire_on_commit=False)

    def close(self) -> None:
        self.engine.dispose()


def make_engine(url: str) -> Engine:
    """An engine for `url`; for SQLite the folder is made and the house's pragmas are set.

    Raises BadSetting for an address or a folder that cannot be used. Errors never print the values of a statement: logs are no place for hashes and names.
    """
    address = _address(url)
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        engine = create_engine(address, pool_size=5, max_overflow=10, hide_parameters=True, connect_args=PLANNING)
        event.listen(engine, "checkin", _begin_rest)
        event.listen(engine, "checkout", partial(_ask_rested, engine.dialect))
        return engine
    if address.database:
        _make_folder(Path(address.database).parent)
    engine = create_engine(address, connect_args={"timeout": 30, "check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise BadSetting(
            "ELEARN_DATABASE_URL bukan alamat basis data. Contoh: postgresql://elearn@127.0.0.1/elearn."
        ) from None
    if address.get_backend_name() not in ("sqlite", "postgresql", "postgres"):
        raise BadSetting(
            f"ELEARN_DATABASE_URL memakai “{address.get_backend_name()}”. Yang didukung: sqlite dan postgresql."
        )
    return address


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"Folder {folder} tidak dapat dibuat ({error.strerror}). Pilih ELEARN_HOME lain, atau periksa izinnya."
        ) from error


def _begin_rest(connection: object, record: ConnectionPoolEntry) -> None:
    record.info["rests_since"] = monotonic()


def _ask_rested(dialect: Dialect, connection: Any, record: ConnectionPoolEntry, proxy: object) -> None:
    """Replaces a pooled connection whose server went away; asking each time would cost a tenth of a request."""
    if monotonic() - record.info.get("rests_since", monotonic()) < REST:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error:
        raise InvalidatePoolError from None


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, or savepoints leak rows
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={PATIENCE}",
        "cache_size=-16000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("elearn_write", False):
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN")  # takes no lock, so it cannot fail; through the engine it costs as much as a SELECT
        return
    patience = options.get("elearn_patience", PATIENCE)
    if patience != PATIENCE:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        if patience != PATIENCE:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")
