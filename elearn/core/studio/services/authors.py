"""Sharing a draft: its owner says who writes along."""

from __future__ import annotations

from elearn.core.people.queries import person_by_nip
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Denied, Invalid, NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import AUTHOR, OWNER, Author, Draft
from ..permissions import DRAFT_WRITE
from ..queries import authors as queries


def add(work: Work, draft: Draft, nip: str) -> Author:
    """Lets the trainer with this NIP write along.

    Raises Denied for anybody but the owner, Invalid when no trainer has this NIP, Conflict when they write already.
    """
    _must_own(work, draft)
    person = person_by_nip(work, nip)
    if person is None or not queries.is_trainer(work, person):
        raise Invalid(_("Tidak ada pengajar dengan NIP ini. Periksa nomornya, atau minta perannya kepada pengelola."))
    if queries.find_author(work, draft, person.id) is not None:
        raise Conflict(_("%(name)s sudah menjadi penulis naskah ini.", name=person.name))
    audit.note(work, DRAFT_WRITE, draft.slug, added=person.id)
    return work.add(Author(draft_id=draft.id, person_id=person.id, kind=AUTHOR))


def remove(work: Work, draft: Draft, person_id: int) -> None:
    """Takes an author away; what they wrote stays.

    Raises Denied for anybody but the owner, NotFound for nobody's id, Conflict for the owner.
    """
    _must_own(work, draft)
    author = queries.find_author(work, draft, person_id)
    if author is None:
        raise NotFound
    if author.kind == OWNER:
        raise Conflict(_("Pemilik naskah tidak dapat dihapus dari daftar penulisnya."))
    audit.note(work, DRAFT_WRITE, draft.slug, removed=person_id)
    work.session.delete(author)
    work.session.flush()


def _must_own(work: Work, draft: Draft) -> None:
    if not queries.owns(work, draft):
        raise Denied(_("Hanya pemilik naskah yang dapat mengubah daftar penulisnya."))
