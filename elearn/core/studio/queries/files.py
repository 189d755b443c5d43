"""The files of a draft and their history."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import Draft, DraftFile


def file_of(work: Work, draft: Draft, path: str) -> DraftFile:
    """A file of the draft as it is now. Raises NotFound."""
    found = work.session.scalar(select(DraftFile).where(DraftFile.draft_id == draft.id, DraftFile.path == path))
    if found is None:
        raise NotFound(_("Berkas ini tidak ada di naskah. Mungkin baru diganti namanya atau dihapus; lihat susunannya."))
    return found


def files_of(work: Work, draft: Draft) -> Sequence[DraftFile]:
    """Every file of the draft by path."""
    return work.session.scalars(select(DraftFile).where(DraftFile.draft_id == draft.id).order_by(DraftFile.path)).all()
