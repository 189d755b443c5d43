"""Which official signs for an agency, what waits for them, and their sittings. No passphrase and no NIK is ever stored."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.plugin import Base

LONGEST_TROUBLE = 400


class Signatory(Base):
    """The official who signs the certificates of an agency (a root unit); without one they do not wait for anybody."""

    __tablename__ = "bsre_signatory"

    agency_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    named_at: Mapped[datetime]


class Sitting(Base):
    """An official signing `total` documents at once; `beats_at` is the last sign of life, `trouble` why it stopped early.

    Nothing to sign with is kept here: that lives in the memory of the web process which does it.
    """

    __tablename__ = "bsre_sitting"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    total: Mapped[int]
    began_at: Mapped[datetime]
    beats_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(String(LONGEST_TROUBLE), default="")


class Document(Base):
    """A certificate that waits for its signature until `signed_at`; whether it was withdrawn is the certificate's to say.

    `sitting_id` is the last sitting that took it up, `problem` why it was not signed then. `signer` is the name in the
    certificate that signed.
    """

    __tablename__ = "bsre_document"
    __table_args__ = (Index("ix_bsre_document_agency_id_signed_at", "agency_id", "signed_at"),)

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates_certificate.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"))
    asked_at: Mapped[datetime]
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("bsre_sitting.id"), index=True)
    problem: Mapped[str] = mapped_column(String(LONGEST_TROUBLE), default="")
    problem_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    signer: Mapped[str] = mapped_column(String(200), default="")
