"""Every SELECT about notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from elearn.plugin import Work

from .models import Note

SHOWN = 50


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as its writer reads it."""

    text: str
    written_at: datetime


def own_notes(work: Work) -> tuple[NoteLine, ...]:
    """The newest notes of the person who acts."""
    mine = select(Note.text, Note.written_at).where(Note.person_id == work.actor.person_id)
    return tuple(NoteLine(*row) for row in work.session.execute(mine.order_by(Note.id.desc()).limit(SHOWN)))
