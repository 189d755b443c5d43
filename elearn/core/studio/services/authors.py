"""Sharing a draft: its owner says who writes along."""

from __future__ import annotations

from dataclasses import dataclass

from elearn.core.people import services as people
from elearn.core.people.nip import spaced
from elearn.core.people.queries import person as person_of
from elearn.core.people.queries import person_by_nip
from elearn.core.people.services import ResetCode
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Denied, Invalid, NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import AUTHOR, GUEST, OWNER, Author, Draft
from ..permissions import AUTHOR_UPDATE
from ..queries import authors as queries


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a guest needs to come in: the number they sign in by, as it is printed, and a code for the first time."""

    name: str
    number: str
    code: ResetCode


def add(work: Work, draft: Draft, nip: str) -> Author:
    """Lets the trainer with this NIP, or a guest by their number, write along.

    Raises Denied for anybody but the owner, Invalid when no trainer has this NIP, Conflict when they write already.
    """
    _must_own(work, draft)
    person = person_by_nip(work, nip)
    if person is None or not (person.is_guest or queries.is_trainer(work, person)):
        raise Invalid(_("Tidak ada pengajar dengan NIP ini. Periksa nomornya, atau minta perannya kepada pengelola."))
    if queries.find_author(work, draft, person.id) is not None:
        raise Conflict(_("%(name)s sudah menjadi penulis naskah ini.", name=person.name))
    if person.is_guest:
        people.let_guest_in(work, person)
    audit.note(work, AUTHOR_UPDATE, draft.slug, added=person.id)
    return work.add(Author(draft_id=draft.id, person_id=person.id, kind=GUEST if person.is_guest else AUTHOR))


def invite(work: Work, draft: Draft, name: str, institution: str) -> Invitation:
    """Lets somebody new of a partner institution write this course, and nothing else.

    Raises Denied for anybody but the owner, Invalid when name or institution is missing.
    """
    _must_own(work, draft)
    person, code = people.invite_guest(work, name, institution)
    audit.note(work, AUTHOR_UPDATE, draft.slug, added=person.id)
    work.add(Author(draft_id=draft.id, person_id=person.id, kind=GUEST))
    return Invitation(person.name, spaced(person.nip), code)


def renew(work: Work, draft: Draft, person_id: int) -> Invitation:
    """A new code for a guest who lost theirs.

    Raises Denied for anybody but the owner, and when the guest writes for others too, whose course the code would open;
    NotFound for anybody who is no guest of this draft.
    """
    _must_own(work, draft)
    author = queries.find_author(work, draft, person_id)
    if author is None or author.kind != GUEST:
        raise NotFound
    if queries.writes_for_others(work, person_id):
        raise Denied(
            _("Penulis tamu ini juga menulis untuk pengajar lain. Kodenya hanya dapat dibuat oleh admin sistem.")
        )
    person = person_of(work, person_id)
    return Invitation(person.name, spaced(person.nip), people.guest_code(work, person))


def remove(work: Work, draft: Draft, person_id: int) -> None:
    """Takes an author away; what they wrote stays. A guest who writes nothing else can sign in no more.

    Raises Denied for anybody but the owner, NotFound for nobody's id, Conflict for the owner.
    """
    _must_own(work, draft)
    author = queries.find_author(work, draft, person_id)
    if author is None:
        raise NotFound
    if author.kind == OWNER:
        raise Conflict(_("Pemilik naskah tidak dapat dihapus dari daftar penulisnya."))
    audit.note(work, AUTHOR_UPDATE, draft.slug, removed=person_id)
    work.session.delete(author)
    work.session.flush()
    if author.kind == GUEST and not queries.writes_anything(work, person_id):
        people.send_guest_away(work, person_of(work, person_id))


def _must_own(work: Work, draft: Draft) -> None:
    if not queries.owns(work, draft):
        raise Denied(_("Hanya pemilik naskah yang dapat mengubah daftar penulisnya."))
