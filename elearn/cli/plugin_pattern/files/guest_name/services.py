"""Writing notes."""

from __future__ import annotations

from elearn.plugin import Work

from .models import Note


def write(work: Work, person_id: int, text: str) -> Note:
    """Stores a note of this person; the caller commits."""
    return work.add(Note(person_id=person_id, text=text, written_at=work.now))
