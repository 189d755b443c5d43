"""The lasting record: what counts as competency development, and the dated rules it is counted by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.kernel.db import Base

CERTIFICATE = "certificate"
"""The one source of entries so far: a certificate of this house."""


class CareerEntry(Base):
    """One line of a person's riwayat pengembangan kompetensi. `minutes` is JP × 45; `year` is that of `ended_on`.

    `source` says where it came from (CERTIFICATE); `certificate_id` names the proof. A withdrawn entry stays, uncounted.
    """

    __tablename__ = "career_entry"
    __table_args__ = (Index("ix_career_entry_person_id_year", "person_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"))
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificates_certificate.id"), unique=True)
    source: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(60))
    organiser: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    competencies: Mapped[list[Any]]
    began_on: Mapped[date]
    ended_on: Mapped[date]
    year: Mapped[int] = mapped_column(index=True)
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(500))


class JpRule(Base):
    """A dated rule of law on yearly learning hours: `kind` floor (at least) or ceiling (at most), `jp` per year."""

    __tablename__ = "career_jp_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    employment: Mapped[str] = mapped_column(String(4))
    kind: Mapped[str] = mapped_column(String(10))
    jp: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    legal_basis: Mapped[str] = mapped_column(String(300))
