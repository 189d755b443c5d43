"""Certificates: frozen claims under a number that is never reused."""

from __future__ import annotations

from datetime import date, datetime
from secrets import token_hex
from typing import Any, NoReturn

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.core.completion.models import Completion
from elearn.core.people.models import Person
from elearn.kernel.db import Base

from .states import ISSUED


def _new_salt() -> str:
    return token_hex(16)


class Series(Base):
    """How an agency (a root unit) numbers and signs: the template's fixed parts and the signatory.

    It shapes certificates to come; those that exist keep what they say.
    """

    __tablename__ = "certificates_series"

    agency_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"), primary_key=True)
    template: Mapped[str] = mapped_column(String(120))
    code: Mapped[str] = mapped_column(String(40))
    unit: Mapped[str] = mapped_column(String(40))
    place: Mapped[str] = mapped_column(String(80))
    signatory_name: Mapped[str] = mapped_column(String(200))
    signatory_position: Mapped[str] = mapped_column(String(200))
    signatory_nip: Mapped[str] = mapped_column(String(18))

    @classmethod
    def room_for(cls, field: str) -> int:
        """The most letters that `field` holds."""
        kind = cls.__table__.columns[field].type
        return kind.length or 0 if isinstance(kind, String) else 0


class Counter(Base):
    """The last number an agency gave in a year; its row is locked while the next one is taken."""

    __tablename__ = "certificates_counter"

    agency_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Design(Base):
    """One version of how an agency's certificates look, for one form of development ("" for all of them); never changed.

    The newest version of a form counts, unless it `is_off`: then the form follows the agency's common design, or the
    one that is built in. `signers` are officials (name, position, nip, picture); `logo` and a signer's picture name
    stored files. `number_template` "" is the agency's own.
    """

    __tablename__ = "certificates_design"
    __table_args__ = (UniqueConstraint("agency_id", "form", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"))
    form: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    is_off: Mapped[bool] = mapped_column(default=False)
    layout: Mapped[str] = mapped_column(String(20))
    is_landscape: Mapped[bool]
    title: Mapped[str] = mapped_column(String(80))
    opening: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(String(300))
    has_back: Mapped[bool]
    number_template: Mapped[str] = mapped_column(String(120))
    logo: Mapped[str] = mapped_column(String(64))
    signers: Mapped[list[Any]]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))


class Picture(Base):
    """A logo or the picture of a signature that an agency may choose for its designs; `digest` names the stored file."""

    __tablename__ = "certificates_picture"
    __table_args__ = (UniqueConstraint("agency_id", "kind", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"))
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))


class Workshop(Base):
    """A training outside the courses of this house, whose participants HR vouches for; `minutes` is JP × 45.

    `digest` is the SHA-256 of its facts. `subjects` (title, minutes) are those of the back page; they sum up to `minutes`,
    or there are none. `job_id` issues the certificates of its participants.
    """

    __tablename__ = "certificates_workshop"
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(60))
    organiser: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    began_on: Mapped[date]
    ended_on: Mapped[date]
    digest: Mapped[str] = mapped_column(String(64))
    subjects: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    vouched_at: Mapped[datetime]
    vouched_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_job.id"))


class Participant(Base):
    """A person of whom HR said that they took part in a workshop.

    `refusal` is why a policy refused their certificate when it was last asked; a certificate that exists says more.
    """

    __tablename__ = "certificates_participant"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("certificates_workshop.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True, index=True)
    refusal: Mapped[str | None] = mapped_column(Text)


class Certificate(Base):
    """A document of the person's for life. `claims` never change; only `state` does, with a reason.

    It rests on a completion, or on what HR vouched for of a workshop: one of the two is named.
    `year` and `sequence` are those of its number, counted per agency. `document_digest` names the PDF once it was
    first asked for; it is drawn by the version of the design that counted at issue (None: the built-in one).
    Where somebody signed the file afterwards, `first_digest` names what they signed, which was handed out before.
    `status_index` is its place, drawn by lot, in the lists that say which certificates were withdrawn.
    `badge_digest` names its badge once that was first asked for; `salt` hides the holder's number inside it and stays
    secret, because numbers can be tried until one fits.
    """

    __tablename__ = "certificates_certificate"
    __table_args__ = (UniqueConstraint("agency_id", "year", "sequence"), UniqueConstraint("number", "agency_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    number: Mapped[str] = mapped_column(String(120))
    agency_id: Mapped[int] = mapped_column(ForeignKey("people_unit.id"))
    year: Mapped[int]
    sequence: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    completion_id: Mapped[int | None] = mapped_column(ForeignKey("completion_completion.id"), index=True)
    workshop_id: Mapped[int | None] = mapped_column(ForeignKey("certificates_workshop.id"), index=True)
    claims: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default=ISSUED)
    state_reason: Mapped[str | None] = mapped_column(String(500))
    state_changed_at: Mapped[datetime | None]
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("certificates_certificate.id"))
    document_digest: Mapped[str | None] = mapped_column(String(64))
    first_digest: Mapped[str | None] = mapped_column(String(64))
    design_id: Mapped[int | None] = mapped_column(ForeignKey("certificates_design.id"))
    status_index: Mapped[int] = mapped_column(unique=True, index=True, server_default="0")
    salt: Mapped[str] = mapped_column(String(32), default=_new_salt, server_default="")
    badge_digest: Mapped[str | None] = mapped_column(String(64))

    person: Mapped[Person] = relationship()
    completion: Mapped[Completion | None] = relationship()
    design: Mapped[Design | None] = relationship()


_CHANGED = Certificate.state_changed_at.is_not(None)
Index("ix_certificates_certificate_state_changed_at", Certificate.state_changed_at, sqlite_where=_CHANGED, postgresql_where=_CHANGED)  # fmt: skip


class HistoryIsAppendOnly(RuntimeError):
    """Someone tried to change or delete what became of a certificate."""


class Change(Base):
    """A certificate came into another state: who brought it there (None: the system), when and why; only ever added.

    The newest one says what `Certificate.state` repeats; a certificate without any is as it was issued.
    """

    __tablename__ = "certificates_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates_certificate.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    reason: Mapped[str] = mapped_column(String(500))


@event.listens_for(Change, "before_update")
@event.listens_for(Change, "before_delete")
def _refuse_change(_mapper: object, _connection: object, change: Change) -> NoReturn:
    raise HistoryIsAppendOnly(f"change {change.id} of certificate {change.certificate_id} happened; add another one")


class Appeal(Base):
    """The holder asks to take a revocation (`change_id`) back, once. `is_accepted` is None until HR answered."""

    __tablename__ = "certificates_appeal"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("certificates_change.id"), unique=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates_certificate.id"), index=True)
    text: Mapped[str] = mapped_column(String(2000))
    sent_at: Mapped[datetime]
    is_accepted: Mapped[bool | None] = mapped_column(index=True)
    answer: Mapped[str | None] = mapped_column(String(500))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))

    certificate: Mapped[Certificate] = relationship()


class Withheld(Base):
    """A completion whose certificate a policy refused, and why; gone once the certificate exists."""

    __tablename__ = "certificates_withheld"

    completion_id: Mapped[int] = mapped_column(ForeignKey("completion_completion.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]

    completion: Mapped[Completion] = relationship()
