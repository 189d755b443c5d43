"""The outbox: work for later is a row of the transaction that asked for it, so neither exists without the other."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.kernel.db import Base

WAITING, DONE, DEAD = "waiting", "done", "dead"


class Job(Base):
    """One piece of work. `state`: waiting → done, or dead after the last try (kept and shown until mended)."""

    __tablename__ = "kernel_job"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    args: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(10), default=WAITING, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    asked_by: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    error: Mapped[str | None]
    done_steps: Mapped[int] = mapped_column(default=0)
    all_steps: Mapped[int | None]
    outcome: Mapped[dict[str, Any] | None]
