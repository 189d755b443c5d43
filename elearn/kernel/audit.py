"""What people with power did, and what broke: written with the deed, read by the admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.kernel.db import Base
from elearn.kernel.work import Work


class AuditEntry(Base):
    """One deed: who, what (`room:resource:action`), to which subject, with which facts (never a secret)."""

    __tablename__ = "kernel_audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(80), index=True)
    subject: Mapped[str] = mapped_column(String(200))
    facts: Mapped[dict[str, Any]]


def note(work: Work, action: str, subject: str, **facts: Any) -> AuditEntry:
    """Writes one entry in the work's own transaction."""
    return work.add(
        AuditEntry(
            at=work.now,
            actor_id=work.actor.person_id,
            actor_name=work.actor.name,
            action=action,
            subject=subject,
            facts=facts,
        )
    )
