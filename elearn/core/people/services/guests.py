"""Guests of partner institutions: people without a NIP, invited to write one course, outside every list of civil servants."""

from __future__ import annotations

import secrets
from datetime import timedelta

from elearn.core.people import queries
from elearn.core.people.grades import GUEST_STATUS
from elearn.core.people.models import Person, Position, WorkUnit
from elearn.core.people.nip import GUEST_LENGTH
from elearn.kernel import audit
from elearn.kernel.errors import Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .codes import ResetCode, issue_reset_code
from .entrance import sign_out_everywhere

CODE_LIFETIME = timedelta(days=7)
"""An invitation travels by mail or messenger to somebody outside the house."""

SHORTEST, LONGEST_NAME, LONGEST_INSTITUTION = 3, 160, 200
PARTNER_KIND, GUEST_POSITION = "Mitra", "Penulis tamu"


def invite_guest(work: Work, name: str, institution: str) -> tuple[Person, ResetCode]:
    """Somebody new of a partner institution, with the number they sign in by (`nip`) and a code for the first time.

    Raises Invalid when the name or the institution is too short or too long.
    """
    name, institution = " ".join(name.split()), " ".join(institution.split())
    if not (SHORTEST <= len(name) <= LONGEST_NAME and SHORTEST <= len(institution) <= LONGEST_INSTITUTION):
        raise Invalid(_("Isi nama penulis tamu dan nama lembaganya."))
    unit, position = _partner(work, institution), _position(work)
    person = work.add(
        Person(
            nip=_free_number(work), name=name, employment=GUEST_STATUS, grade="", sex="", position=position, unit=unit
        )
    )
    audit.note(work, "people:guest:create", f"person:{person.id}", institution=unit.name)
    return person, guest_code(work, person)


def guest_code(work: Work, person: Person) -> ResetCode:
    """A new code for a guest; it replaces an earlier one."""
    return issue_reset_code(work, person, CODE_LIFETIME)


def let_guest_in(work: Work, person: Person) -> None:
    """Opens the account of a guest who was sent away; their password still holds."""
    if not person.is_active:
        person.is_active = True
        audit.note(work, "people:guest:open", f"person:{person.id}")


def send_guest_away(work: Work, person: Person) -> None:
    """Closes the account of a guest who writes nothing any more; what they wrote stays theirs by name."""
    person.is_active = False
    sign_out_everywhere(work, person.id)
    audit.note(work, "people:guest:close", f"person:{person.id}")


def _partner(work: Work, name: str) -> WorkUnit:
    code = f"MITRA-{secrets.token_hex(6)}"
    found = queries.partner_named(work, name)
    return found or work.add(WorkUnit(code=code, name=name, kind=PARTNER_KIND, is_partner=True))


def _position(work: Work) -> Position:
    known = queries.stored_positions(work).get((GUEST_POSITION, PARTNER_KIND, ""))
    found = work.session.get(Position, known) if known else None
    return found or work.add(Position(name=GUEST_POSITION, kind=PARTNER_KIND, echelon=""))


def _free_number(work: Work) -> str:
    """Drawn by lot, so that nobody can count guests or guess the next one's number."""
    while True:
        number = f"{secrets.randbelow(9) + 1}{secrets.randbelow(10 ** (GUEST_LENGTH - 1)):0{GUEST_LENGTH - 1}}"
        if queries.person_by_nip(work, number) is None:
            return number
