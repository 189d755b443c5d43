"""The lasting record: what counts as competency development, and the dated rules it is counted by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from elearn.kernel.db import Base

from .states import WAITING

CERTIFICATE, EXTERNAL, PASSPORT = "certificate", "external", "passport"
"""Where an entry comes from: a certificate of this house; evidence that HR verified; another agency's signed passport."""


class CareerEntry(Base):
    """One line of a person's riwayat pengembangan kompetensi. `year` is that of `ended_on`.

    `minutes` (JP × 45) are those of its paper; `counted_minutes` what the year's pack of rules makes of them, derived
    and stored in the same transaction (`elearn career recompute` compares). `quantity` of sessions, days or times.
    `number` is that of its paper, as HR read it where it came from elsewhere; "" for a paper without one.
    `source` says where it came from; `certificate_id` or `evidence_id` names the proof. A withdrawn entry stays,
    uncounted.
    """

    __tablename__ = "career_entry"
    __table_args__ = (Index("ix_career_entry_person_id_year", "person_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"))
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificates_certificate.id"), unique=True)
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("career_evidence.id"), unique=True)
    source: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(60))
    organiser: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(120), default="")
    minutes: Mapped[int]
    counted_minutes: Mapped[int]
    quantity: Mapped[int] = mapped_column(default=1)
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


class Evidence(Base):
    """A certificate or activity from elsewhere that a person sent, as they described it; never changed afterwards.

    `state` is a word of states.py. `minutes` is the JP they claim × 45 (0: the paper names none). `digest` names the
    file as it was sent, `stored` as it is kept (a picture loses what a camera noted in it).
    """

    __tablename__ = "career_evidence"
    __table_args__ = (Index("ix_career_evidence_state_sent_at", "state", "sent_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    title: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(60))
    organiser: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(120))
    began_on: Mapped[date]
    ended_on: Mapped[date]
    minutes: Mapped[int]
    quantity: Mapped[int]
    competencies: Mapped[list[Any]]
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    stored: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime]


class Decision(Base):
    """One deed with a piece of evidence (a word of states.DEEDS); only ever added.

    `reason` is read by the person; `facts` say what was taken where it differs from what was sent.
    """

    __tablename__ = "career_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("career_evidence.id"), index=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    deed: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]]


class RulePack(Base):
    """A pack of JP rules as it was loaded; `rules` is a list of its FormRules. A name is never loaded with other rules."""

    __tablename__ = "career_rule_pack"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    legal_basis: Mapped[str] = mapped_column(String(300))
    mark: Mapped[str] = mapped_column(String(2))
    is_shipped: Mapped[bool]
    rules: Mapped[list[Any]]
    loaded_at: Mapped[datetime]


class PackChoice(Base):
    """Which pack a year was switched to; without a row the shipped one in force at its end holds."""

    __tablename__ = "career_pack_choice"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pack: Mapped[str] = mapped_column(ForeignKey("career_rule_pack.name"))
    chosen_at: Mapped[datetime]


class ForeignEntry(Base):
    """What a passport said of an entry that came by it: who recorded it first (`origin`, a DID) under which `name`.

    `key` is the key that signed the passport ("z6Mk…"), `digest` that of the facts as they came, `claims` those of the
    other agency's certificate, `document` the file store's digest of its PDF ("" when none came along).
    """

    __tablename__ = "career_foreign_entry"
    __table_args__ = (UniqueConstraint("origin", "name"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("career_entry.id"), primary_key=True)
    origin: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(120))
    code: Mapped[str] = mapped_column(String(40))
    claims: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime]
