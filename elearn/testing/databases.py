"""A fresh, migrated database for each test: a copied file (SQLite), or one database emptied again (PostgreSQL)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, make_url, text
from sqlalchemy.exc import ProgrammingError

from elearn.app import open_house
from elearn.config import Settings
from elearn.kernel.db import make_engine
from elearn.kernel.migrations import upgrade_all

END_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
"""Ends every other connection to the database one is in."""


def migrate(url: str, home: Path) -> None:
    """Runs every history once."""
    house = open_house(Settings(database_url=url, home=home))
    upgrade_all(house.database.engine, house.histories)
    house.close()


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine whose connections are closed at the end, whatever happens."""
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


class SqliteTemplate:
    """A migrated file that tests copy."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "template.sqlite3"
        migrate(f"sqlite:///{self.path}", folder)

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """The address of a copy in `folder`."""
        target = folder / "elearn.sqlite3"
        shutil.copyfile(self.path, target)
        yield f"sqlite:///{target}"


class PostgresDatabase:
    """One migrated database; emptying it is many times quicker than cloning one for each test."""

    def __init__(self, server: str, folder: Path, name: str) -> None:
        self.name = name
        self.folder = folder
        self.url = (
            make_url(server).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
        )
        self._admin = make_engine(server).execution_options(isolation_level="AUTOCOMMIT")
        self._inside = make_engine(self.url)
        self._create()

    def empty(self) -> None:
        """Removes what a test left behind, its connections too."""
        try:
            self._delete_rows()
        except ProgrammingError:  # the test removed tables
            self._create()

    def drop(self) -> None:
        self._inside.dispose()
        self._say(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
        self._admin.dispose()

    def _create(self) -> None:
        self._inside.dispose()
        self._say(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)", f"CREATE DATABASE {self.name}")
        migrate(self.url, self.folder)
        self._tables, self._sequences, self._seeds = _contents(self._inside)

    def _delete_rows(self) -> None:
        with self._inside.begin() as connection:
            connection.exec_driver_sql(END_OTHERS)
            connection.exec_driver_sql("; ".join(f"DELETE FROM {table}" for table in reversed(self._tables)))
            connection.exec_driver_sql(
                "; ".join(f"SELECT setval('{name}', {value}, {called})" for name, value, called in self._sequences)
            )
            for table, rows in self._seeds:
                connection.execute(table.insert(), rows)

    def _say(self, *statements: str) -> None:
        with self._admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


class PostgresTemplate:
    """Migrated databases of one process: as many as are used at once, each emptied and lent again."""

    def __init__(self, server: str, folder: Path, worker: str) -> None:
        self._server, self._folder, self._worker = server, folder, worker
        self._made: list[PostgresDatabase] = []
        self._free: list[PostgresDatabase] = []

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """The address of an empty database."""
        database = self._free.pop() if self._free else self._make()
        yield database.url
        database.empty()
        self._free.append(database)

    def close(self) -> None:
        for database in self._made:
            database.drop()

    def _make(self) -> PostgresDatabase:
        database = PostgresDatabase(self._server, self._folder, f"elearn_{self._worker}_{len(self._made)}")
        self._made.append(database)
        return database


def _contents(engine: Engine) -> tuple[list[str], list[tuple[str, int, bool]], list[tuple[Any, list[dict[str, Any]]]]]:
    """Tables in the order of their foreign keys, sequences with their values, and the rows that migrations put in."""
    metadata = MetaData()
    metadata.reflect(engine)
    tables = [table for table in metadata.sorted_tables if not table.name.startswith("alembic_version")]
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")).all()
        sequences = [
            (name, *connection.exec_driver_sql(f"SELECT last_value, is_called FROM {name}").one()) for name in names
        ]
        filled = [(table, [dict(row) for row in connection.execute(table.select()).mappings()]) for table in tables]
    return [table.name for table in tables], sequences, [(table, rows) for table, rows in filled if rows]
