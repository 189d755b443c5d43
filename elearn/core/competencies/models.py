"""The dictionaries that agencies add, and what positions require, as dated rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from elearn.kernel.db import Base


class Framework(Base):
    """A dictionary as one document: an agency's own (`agency_id`), or one that holds everywhere (None).

    `identifier` is a UUID: with it the same document is recognised when it is imported again (CASE `CFDocument`).
    """

    __tablename__ = "competencies_framework"

    id: Mapped[int] = mapped_column(primary_key=True)
    identifier: Mapped[str] = mapped_column(String(36), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    creator: Mapped[str] = mapped_column(String(200))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("people_unit.id"))


class Entry(Base):
    """A technical competency of a dictionary. `key` is the name without capitals: a name is one thing in the whole house.

    `levels` are triples [number 1–5, what is expected, identifier]; empty where the dictionary describes none.
    """

    __tablename__ = "competencies_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    framework_id: Mapped[int] = mapped_column(ForeignKey("competencies_framework.id"), index=True)
    identifier: Mapped[str] = mapped_column(String(36), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    code: Mapped[str] = mapped_column(String(60))
    definition: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(300))
    levels: Mapped[list[Any]]


class Requirement(Base):
    """A dated line of law: who holds a position, or any position of a rank, needs a competency at a level (1–5).

    Either `position` (a title without capitals) or `rank` (a word of rules.RANKS) is filled, the other is "".
    `competency` is a name of the dictionary. `agency_id` None: for every agency that says nothing else.
    """

    __tablename__ = "competencies_requirement"
    __table_args__ = (Index("ix_competencies_requirement_position_rank", "position", "rank"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("people_unit.id"))
    position: Mapped[str] = mapped_column(String(200))
    rank: Mapped[str] = mapped_column(String(20))
    competency: Mapped[str] = mapped_column(String(200))
    level: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    legal_basis: Mapped[str] = mapped_column(String(300))
