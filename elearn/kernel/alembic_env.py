"""The body of every migrations/env.py: runs one owner's history and looks at no neighbour's tables."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, func, select
from sqlalchemy.engine import Connection

from elearn.kernel.db import Base, Instant
from elearn.kernel.history import History

ALONE = 6_270_917
"""The number of PostgreSQL's lock that a migrating process holds; any number that nothing else here uses."""


def run() -> None:
    """Runs the history that the caller bound to Alembic's configuration, in one transaction.

    Where several processes want to, one does, and the others then find nothing left to do: `steps` says what was run.
    """
    history: History = context.config.attributes["history"]
    steps: list[object] = context.config.attributes["steps"]

    def include_name(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or (name is not None and history.owns(name))

    def include_object(item: Any, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        table = name if kind == "table" else getattr(getattr(item, "table", None), "name", None)
        return table is None or history.owns(table)

    with context.config.attributes["engine"].connect() as connection:
        connection.execution_options(elearn_write=True)  # SQLite's write lock at BEGIN
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            version_table=history.version_table,
            transactional_ddl=True,  # so on SQLite too: Alembic thinks not, and would let others in between two steps
            include_name=include_name,
            include_object=include_object,
            render_as_batch=connection.dialect.name == "sqlite",
            render_item=render,
            compare_type=True,
            on_version_apply=lambda *, step, **facts: steps.append(step),
        )
        with context.begin_transaction():
            _wait_for_others(connection)
            context.run_migrations()
        connection.commit()


def _wait_for_others(connection: Connection) -> None:
    """Holds a lock until the transaction ends; on SQLite the transaction itself is one."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(ALONE)))


def render(kind: str, item: object, autogenerating: object) -> str | Literal[False]:
    """The house's column types by the names a plugin's script.py.mako imports; everything else as Alembic writes it."""
    if kind == "type" and isinstance(item, Instant):
        return "Instant()"
    return "Document" if kind == "type" and isinstance(item, JSON) else False
