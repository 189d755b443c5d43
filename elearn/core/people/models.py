"""Who: people, their numbers, positions and units, and how they sign in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.kernel.db import Base

from .grades import GUEST_STATUS
from .names import full_name


class WorkUnit(Base):
    """A node of the agency's tree (unit kerja). The root is the agency itself (instansi).

    A partner institution stands outside the tree: it holds guests alone, and lies in nobody's scope.
    """

    __tablename__ = "people_unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(60))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("people_unit.id"), index=True)
    is_partner: Mapped[bool] = mapped_column(default=False)

    parent: Mapped[WorkUnit | None] = relationship(remote_side="WorkUnit.id")


class UnitAncestor(Base):
    """The tree's closure: every unit with each unit above it and with itself (distance 0); rebuilt with the tree."""

    __tablename__ = "people_unit_ancestor"

    ancestor_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"), primary_key=True, index=True)
    distance: Mapped[int]


class Position(Base):
    """A position (jabatan) that people hold; `kind` and `echelon` ("" = none) are words of `positions.py`."""

    __tablename__ = "people_position"
    __table_args__ = (UniqueConstraint("name", "kind", "echelon"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20), index=True)
    echelon: Mapped[str] = mapped_column(String(10), default="")


class Person(Base):
    """A civil servant. The row stays the same when the number changes; `nip` is the current one (18 digits).

    Or a guest of a partner institution: `nip` is the number they sign in with (10 digits), `employment` is GUEST_STATUS,
    and of grade, birth and sex nothing is known.
    """

    __tablename__ = "people_person"
    __table_args__ = (
        Index("ix_people_person_unit_active_name", "unit_id", "is_active", "name", "id", "employment"),
    )  # lists and reports count and sort by it alone

    id: Mapped[int] = mapped_column(primary_key=True)
    nip: Mapped[str] = mapped_column(String(18), unique=True)
    old_nip: Mapped[str | None] = mapped_column(String(18), index=True)
    name: Mapped[str] = mapped_column(String(160), index=True)
    title_before: Mapped[str] = mapped_column(String(60), default="")
    title_after: Mapped[str] = mapped_column(String(120), default="")
    employment: Mapped[str] = mapped_column(String(4))
    grade: Mapped[str] = mapped_column(String(8))
    birth_date: Mapped[date | None]
    sex: Mapped[str] = mapped_column(String(1))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    position_id: Mapped[int] = mapped_column(ForeignKey("people_position.id"), index=True)
    position_since: Mapped[date | None]
    unit_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"))
    is_active: Mapped[bool] = mapped_column(default=True)

    position: Mapped[Position] = relationship()
    unit: Mapped[WorkUnit] = relationship()

    @property
    def full_name(self) -> str:
        """The name with its titles."""
        return full_name(self.title_before, self.name, self.title_after)

    @property
    def is_guest(self) -> bool:
        return self.employment == GUEST_STATUS


class Account(Base):
    """A person's way in. No row: the person has never been given one. Times are UTC."""

    __tablename__ = "people_account"

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime | None]
    code_hash: Mapped[str | None] = mapped_column(String(200))
    code_expires_at: Mapped[datetime | None]


class SignIn(Base):
    """One signed-in browser. `token_hash` is the SHA-256 of the token in its cookie."""

    __tablename__ = "people_sign_in"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    address: Mapped[str] = mapped_column(String(45))
    browser: Mapped[str] = mapped_column(String(200))


class SignInFailure(Base):
    """A failed sign-in, counted per account (`nip:…`) and per address (`ip:…`)."""

    __tablename__ = "people_sign_in_failure"
    __table_args__ = (Index("ix_people_sign_in_failure_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]


class Role(Base):
    """A role a person holds besides learner; `unit_id` limits it to a unit and all below (hr always has one)."""

    __tablename__ = "people_role"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("people_unit.id"))


class Import(Base):
    """A file of units and people that somebody sent: checked, then applied when they agree, each by a job (`job_id`).

    `roots` are the units it was limited to when it came. `folder` is where its files lie, by their digests: `sent`, and
    `replaced` with what the changed rows said before ("" while there is none). `fault` says why the whole file cannot
    be read. `counts` (result → rows) and `seen`, the fingerprint of the report, belong to the rows that are kept.
    """

    __tablename__ = "people_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    filename: Mapped[str] = mapped_column(String(200))
    roots: Mapped[list[Any]]
    folder: Mapped[str] = mapped_column(String(32))
    sent: Mapped[str] = mapped_column(String(64))
    replaced: Mapped[str] = mapped_column(String(64), default="")
    sent_at: Mapped[datetime]
    sent_by: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_job.id"))
    fault: Mapped[str] = mapped_column(Text, default="")
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seen: Mapped[str] = mapped_column(String(64), default="")
    is_stale: Mapped[bool] = mapped_column(default=False)
    applied_at: Mapped[datetime | None]


class ImportRow(Base):
    """What an import does, or did, with one row of its file; `ordinal` is its place in the report."""

    __tablename__ = "people_import_row"
    __table_args__ = (Index("ix_people_import_row_result", "import_id", "result", "ordinal"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("people_import.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    sheet: Mapped[str] = mapped_column(String(10))
    row: Mapped[int]
    key: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    fix: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
