"""The made-up agency moves in, with one account per role."""

from __future__ import annotations

from dataclasses import dataclass

from elearn.core.people import queries
from elearn.core.people.demo_agency import NAMED, demo_agency
from elearn.core.people.passwords import hash_password
from elearn.core.people.sheets import Advance, Workbook, say_nothing
from elearn.kernel.permissions import HR, LEARNER
from elearn.kernel.work import Work

from .accounts import set_password
from .importing import import_rows
from .roles import grant, person_with

DEMO_PASSWORD = "Belajar-2026!"  # noqa: S105  # printed at every start; nobody in the demo exists
"""The same for every role, so that it can be read out in a meeting."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A way in to show one role."""

    role: str
    nip: str
    password: str


def load_demo(
    work: Work, people: int = 1200, units: int = 40, *, advance: Advance = say_nothing
) -> tuple[DemoAccount, ...]:
    """Imports the demo agency and opens an account for the four named people; everybody else has none.

    Doing it again changes nothing. Raises ValueError when `people` or `units` is out of range.
    """
    agency, hashed = demo_agency(people, units), hash_password(DEMO_PASSWORD)
    import_rows(work, Workbook(agency.units, agency.people, ()), advance=advance)
    accounts = demo_accounts()
    for account in accounts:
        _open(work, account, hashed)
    return accounts


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The ways in of the four named people, who are the same in every demo agency."""
    return tuple(DemoAccount(role, row.nip.digits, DEMO_PASSWORD) for role, row in NAMED.items())


def _open(work: Work, account: DemoAccount, hashed: str) -> None:
    person = person_with(work, account.nip)
    if account.role != LEARNER:
        scope = queries.agency_of(work, person.unit_id) if account.role == HR else None
        grant(work, person, account.role, scope)
    if queries.account(work, person.id) is None:
        set_password(work, person.id, hashed)
