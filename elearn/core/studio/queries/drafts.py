"""Which drafts the actor may write, and what stands in them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, select, true

from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.permissions import ADMIN
from elearn.kernel.work import Work

from ..models import Author, Draft


def may_write(work: Work) -> ColumnElement[bool]:
    """Whether a draft is the actor's to write: they are one of its authors. System and admin may write every draft."""
    if work.actor.is_system or work.actor.scopes(ADMIN):
        return true()
    return exists().where(Author.draft_id == Draft.id, Author.person_id == work.actor.person_id).correlate(Draft)


def own_draft(work: Work, slug: str) -> Draft:
    """A draft the actor may write. Raises NotFound for somebody else's, as for none at all."""
    found = work.session.scalar(select(Draft).where(Draft.slug == slug, may_write(work)))
    if found is None:
        raise NotFound(
            _("Naskah ini tidak ada di antara naskah Anda. Buka daftar pelatihan Anda, lalu pilih dari sana.")
        )
    return found


def draft_of_course(work: Work, course_id: int) -> Draft | None:
    """The draft a published course is written in, whoever's it is."""
    return work.session.scalar(select(Draft).where(Draft.course_id == course_id))


def draft_named(work: Work, slug: str) -> Draft | None:
    """The draft of this name, whoever's it is."""
    return work.session.scalar(select(Draft).where(Draft.slug == slug))


def is_own(work: Work, draft: Draft) -> bool:
    """Whether the actor may write this draft."""
    return work.session.scalar(select(Draft.id).where(Draft.id == draft.id, may_write(work))) is not None
