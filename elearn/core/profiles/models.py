"""Evidence that no other room keeps, standings that HR enters, official indices, and the bands of an agency."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from elearn.kernel.db import Base


class Evidence(Base):
    """What somebody said of, or measured at, a person: one competency, a level 0 (not yet 1) to 5, on a day.

    `kind` is a word of rules.KINDS, kept apart for ever; `source` says by what instrument or whom; `actor_id` who
    entered it (None: the system). Withdrawn evidence stays, and counts no more. Levels
    that completed courses prove are not copied here: the career record has them.
    """

    __tablename__ = "profiles_evidence"
    __table_args__ = (Index("ix_profiles_evidence_person_id_competency", "person_id", "competency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"))
    competency: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(12))
    level: Mapped[int]
    dated_on: Mapped[date]
    source: Mapped[str] = mapped_column(String(200))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(200))
    withdrawn_reason: Mapped[str | None] = mapped_column(String(500))


class Standing(Base):
    """What HR knows of a person's year: words as they were written, "" where nothing is known.

    `leadership` and `functional` ("ya", "tidak", "") say whether the training their post asks for was taken.
    """

    __tablename__ = "profiles_standing"

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    education: Mapped[str] = mapped_column(String(60))
    performance: Mapped[str] = mapped_column(String(60))
    discipline: Mapped[str] = mapped_column(String(60))
    leadership: Mapped[str] = mapped_column(String(10))
    functional: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))


class OfficialIndex(Base):
    """An IP-ASN that the nation's system calculated, in points; `fetched_on` is the day it was read there."""

    __tablename__ = "profiles_official_index"
    __table_args__ = (UniqueConstraint("person_id", "year", "fetched_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"))
    year: Mapped[int]
    qualification: Mapped[float]
    competency: Mapped[float]
    performance: Mapped[float]
    discipline: Mapped[float]
    total: Mapped[float]
    fetched_on: Mapped[date]
    source: Mapped[str] = mapped_column(String(60))


class Band(Base):
    """A dated name for job person matches from `lowest` (percent, itself included); `agency_id` None: the general ones.

    `post` is the kind (people.positions) or rank (competencies.rules) it is for, "" for every position.
    """

    __tablename__ = "profiles_band"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("people_unit.id"))
    name: Mapped[str] = mapped_column(String(60))
    lowest: Mapped[float]
    post: Mapped[str] = mapped_column(String(20), default="")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    legal_basis: Mapped[str] = mapped_column(String(300))
