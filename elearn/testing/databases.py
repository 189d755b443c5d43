"""A fresh, migrated database for each test: a copied file (SQLite) or a cloned template (PostgreSQL)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import make_url, text

from elearn.app import open_house
from elearn.config import Settings
from elearn.kernel.db import make_engine
from elearn.kernel.migrations import upgrade_all

_serial = count(1)


def migrate(url: str, home: Path) -> None:
    """Runs every history once."""
    house = open_house(Settings(database_url=url, home=home))
    upgrade_all(house.database.engine, house.histories)
    house.close()


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


class PostgresTemplate:
    """A migrated database that tests clone."""

    def __init__(self, server: str, folder: Path, worker: str) -> None:
        self.server = make_url(server).set(drivername="postgresql+psycopg")
        self.worker = worker
        self.name = f"elearn_{worker}_template"
        self._admin = make_engine(server).execution_options(isolation_level="AUTOCOMMIT")
        self._say(f"DROP DATABASE IF EXISTS {self.name}", f"CREATE DATABASE {self.name}")
        migrate(self._address(self.name), folder)

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """The address of a clone, dropped at the end."""
        name = f"elearn_{self.worker}_{next(_serial)}"
        self._say(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE {self.name} STRATEGY FILE_COPY")
        try:
            yield self._address(name)
        finally:
            self._say(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def close(self) -> None:
        self._say(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
        self._admin.dispose()

    def _say(self, *statements: str) -> None:
        with self._admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def _address(self, name: str) -> str:
        return self.server.set(database=name).render_as_string(hide_password=False)
