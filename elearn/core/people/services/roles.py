"""Roles are given and taken; each deed is noted in the audit."""

from __future__ import annotations

from elearn.core.people import queries
from elearn.core.people.models import Person, Role, WorkUnit
from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.permissions import ADMIN, ALUMNI, GUEST, HR, LEARNER, ROLE_TITLES
from elearn.kernel.work import Work

GIVEN_ROLES = tuple(role for role in ROLE_TITLES if role not in (LEARNER, GUEST, ALUMNI))
"""Everyone is a learner, or a guest by invitation; the other roles are given."""


def grant(work: Work, person: Person, role: str, unit: WorkUnit | None = None) -> Role:
    """Gives a role; one that is held already stays as it is. An hr role covers `unit` and all below.

    Raises Invalid when the role is not one that is given, or a unit is missing or out of place, and for a guest.
    """
    _check(role, unit)
    if person.is_guest:
        raise Invalid(_("%(name)s adalah penulis tamu dan tidak memegang peran lain.", name=person.name))
    unit_id = unit.id if unit else None
    held = queries.held_role(work, person.id, role, unit_id)
    if held is not None:
        return held
    audit.note(work, "people:role:grant", f"person:{person.id}", role=role, unit_id=unit_id)
    return work.add(Role(person_id=person.id, role=role, unit_id=unit_id))


def grant_to(work: Work, nip: str, role: str, unit_code: str = "") -> Role:
    """`grant` by number and unit code, as people type them. Raises Invalid when either is unknown."""
    return grant(work, person_with(work, nip), role, _unit(work, unit_code))


def revoke_from(work: Work, nip: str, role: str, unit_code: str = "") -> None:
    """`revoke` by number and unit code. Raises Invalid when either is unknown, or the role is not held."""
    person, unit = person_with(work, nip), _unit(work, unit_code)
    held = queries.held_role(work, person.id, role, unit.id if unit else None)
    if held is None:
        raise Invalid(_("%(name)s tidak memegang peran itu. Periksa peran dan kode unitnya.", name=person.full_name))
    revoke(work, held)


def revoke(work: Work, held: Role) -> None:
    """Takes a role. Raises Conflict when nobody would be admin any more."""
    if held.role == ADMIN and queries.count_admins(work) == 1:
        raise Conflict(_("Ini admin terakhir. Beri peran admin kepada orang lain dahulu."))
    audit.note(work, "people:role:revoke", f"person:{held.person_id}", role=held.role, unit_id=held.unit_id)
    work.session.delete(held)
    work.session.flush()


def _check(role: str, unit: WorkUnit | None) -> None:
    if role not in GIVEN_ROLES:
        raise Invalid(
            _("Peran “%(role)s” tidak dikenal. Pilih salah satu: %(roles)s.", role=role, roles=", ".join(GIVEN_ROLES))
        )
    if role == HR and unit is None:
        raise Invalid(_("Peran pengelola SDM memerlukan unit kerja. Isi kode unitnya."))
    if role != HR and unit is not None:
        raise Invalid(_("Peran ini berlaku di seluruh instansi. Kosongkan unit kerjanya."))


def person_with(work: Work, nip: str) -> Person:
    """The person with a number as people type it. Raises Invalid."""
    person = queries.person_by_nip(work, nip)
    if person is None:
        raise Invalid(
            _("Tidak ada pegawai dengan NIP “%(nip)s”. Periksa angkanya, atau impor dahulu orangnya.", nip=nip)
        )
    return person


def _unit(work: Work, code: str) -> WorkUnit | None:
    unit = queries.unit_by_code(work, code) if code else None
    if code and unit is None:
        raise Invalid(_("Tidak ada unit kerja dengan kode “%(code)s”. Periksa kodenya.", code=code))
    return unit
