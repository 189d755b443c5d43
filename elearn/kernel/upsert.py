"""INSERT … ON CONFLICT, in the words SQLite and PostgreSQL share."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from elearn.kernel.db import Base


def insert_into(session: Session, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT into the table of `model` that knows `.on_conflict_do_nothing` and `.on_conflict_do_update`."""
    return _insert(session.get_bind().dialect.name, model)


def upsert(session: Session, model: type[Base], *columns: str) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that writes `columns` of a row anew where its primary key is there already.

    Built once, past the ORM: it is executed with one mapping or a list of them, all naming the same columns.
    """
    return _upsert(session.get_bind().dialect.name, model, columns)


@cache
def _upsert(dialect: str, model: type[Base], columns: tuple[str, ...]) -> postgresql.Insert | sqlite.Insert:
    table = model.metadata.tables[model.__tablename__]
    statement = _insert(dialect, table)
    new = {column: statement.excluded[column] for column in columns}
    return statement.on_conflict_do_update(index_elements=table.primary_key, set_=new)


def _insert(dialect: str, target: type[Base] | Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(target) if dialect == "postgresql" else sqlite.insert(target)
