"""The two databases, each with an empty one for every purpose; PostgreSQL keeps its promises on disk, as in production."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from elearn.testing.postgres import server_binaries, throwaway_cluster

DURABLE = ("fsync=on", "synchronous_commit=on", "max_connections=200", "shared_buffers=128MB")

Fresh = Callable[[str], str]
"""Makes an empty database of this name and returns its address."""


@contextmanager
def sqlite(folder: Path) -> Iterator[Fresh]:
    yield lambda name: f"sqlite:///{folder / name}.sqlite3"


@contextmanager
def postgresql(folder: Path) -> Iterator[Fresh]:
    """A throwaway cluster of its own; `folder` is not needed."""
    with throwaway_cluster(options=DURABLE) as address:
        server = make_url(address).set(drivername="postgresql+psycopg")

        def fresh(name: str) -> str:
            engine = create_engine(server, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text(f'CREATE DATABASE "{name}"'))
            engine.dispose()
            return server.set(database=name).render_as_string(hide_password=False)

        yield fresh


ENGINES = {"SQLite": sqlite} | ({"PostgreSQL": postgresql} if server_binaries() else {})
"""By name; without a server's binaries SQLite is measured alone."""
