"""The elements of a JSON list as rows of a statement, alike on both engines."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, String, TableValuedAlias, cast, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from .db import Document


class _Elements(FunctionElement[Any]):
    """One row an element, in the column `value`."""

    name = "elements"
    inherit_cache = True


def elements(document: Any) -> TableValuedAlias:
    """The elements of a JSON column of the same statement, joined `on true()`, or of a list that is sent along."""
    return _Elements(literal(document, Document) if isinstance(document, list) else document).table_valued("value")


def text_at(row: TableValuedAlias, place: int) -> ColumnElement[str]:
    """The text at a place (from 0) of an element that is a list itself."""
    return cast(row.c.value.op("->>")(place), String)


def number_at(row: TableValuedAlias, place: int) -> ColumnElement[int]:
    """The whole number at a place (from 0) of an element that is a list itself."""
    return cast(row.c.value.op("->>")(place), Integer)


@compiles(_Elements, "sqlite")
def _on_sqlite(element: _Elements, compiler: SQLCompiler, **words: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **words)})"


@compiles(_Elements, "postgresql")
def _on_postgresql(element: _Elements, compiler: SQLCompiler, **words: Any) -> str:
    return f"jsonb_array_elements({compiler.process(element.clauses, **words)})"
