"""What this house knows of SIASN: its names for people and agencies, and what became of each entry there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.plugin import Base

LONGEST_ID = 42
"""Characters of SIASN's opaque ids. Source: docs/sources.md#siasn-reference."""

LONGEST_MESSAGE = 500


class Identity(Base):
    """SIASN's `pnsOrangId` of a person, and when it was brought here."""

    __tablename__ = "siasn_identity"

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    pns_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    noted_at: Mapped[datetime]


class AgencyIdentity(Base):
    """SIASN's `instansiId` of an agency (a root of the unit tree)."""

    __tablename__ = "siasn_agency"

    agency_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"), primary_key=True)
    instansi_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    noted_at: Mapped[datetime]


class Structural(Base):
    """HR's word on which `latihanStrukturalId` a title means, where the title does not say it in SIASN's own words."""

    __tablename__ = "siasn_structural"

    title: Mapped[str] = mapped_column(String(200), primary_key=True)
    training_id: Mapped[str] = mapped_column(String(4))
    noted_at: Mapped[datetime]


class Family(Base):
    """SIASN's `rumpunDiklatId` of what a title, a competency or a form of development (`kind`) names; set by HR."""

    __tablename__ = "siasn_family"

    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    family_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    noted_at: Mapped[datetime]


class Record(Base):
    """What became of an entry that was to be sent; no row: nobody has tried (the state is then `waiting`).

    `payload` is what was, or was about to be, sent at `intended_at`; a row in state `unsure` with no `message` is that
    intent, written before the request leaves. `remote_id` is SIASN's id. `uploaded_at`: the PDF is there too.
    `earlier` is what SIASN had before an update that is under way, or whose outcome is not known.
    """

    __tablename__ = "siasn_record"

    entry_id: Mapped[int] = mapped_column(ForeignKey("career_entry.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), index=True)
    payload: Mapped[dict[str, Any]]
    earlier: Mapped[dict[str, Any] | None]
    intended_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    remote_id: Mapped[str | None] = mapped_column(String(LONGEST_ID))
    message: Mapped[str] = mapped_column(String(LONGEST_MESSAGE), default="")
    uploaded_at: Mapped[datetime | None]


class Check(Base):
    """What the last reconciliation found of an entry: `match`, `missing` or `different`, and in which `fields`."""

    __tablename__ = "siasn_check"

    entry_id: Mapped[int] = mapped_column(ForeignKey("career_entry.id"), primary_key=True)
    result: Mapped[str] = mapped_column(String(10), index=True)
    fields: Mapped[list[Any]]
    remote_id: Mapped[str | None] = mapped_column(String(LONGEST_ID))
    checked_at: Mapped[datetime]
