"""One-time codes by which HR lets a person choose a password: the first one, or a forgotten one."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from elearn.core.people import queries
from elearn.core.people.models import Account, Person, WorkUnit
from elearn.core.people.queries import Newcomer
from elearn.kernel import audit
from elearn.kernel.errors import Denied
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .accounts import account_of, set_password
from .entrance import Claim, account_key, begin

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, O, 1, I or L, which are mistaken for each other on paper."""

CODE_LENGTH = 12
"""31^12 codes (59 bits): with a keyed hash, an expiry and the pause after failures, guessing is hopeless."""


@dataclass(frozen=True, slots=True)
class ResetCode:
    """A one-time code as it is handed over, once; only its keyed hash is stored. `expires_at` is UTC."""

    text: str
    expires_at: datetime


def issue_reset_code(work: Work, person: Person, lifetime: timedelta | None = None) -> ResetCode:
    """A new one-time code for a person, valid for `lifetime`, else `reset_code_minutes`; replaces an earlier one, noted in the audit.

    Raises Denied when the person holds a role above or beyond that of the one who asks.
    """
    if queries.holds_role_beyond(work, person.id):
        raise Denied(
            _("Pegawai ini memegang peran di luar lingkup Anda. Kodenya hanya dapat dibuat oleh admin sistem.")
        )
    code = _new_code(work.now + (lifetime or timedelta(minutes=work.settings.reset_code_minutes)))
    account = account_of(work, person.id)
    account.code_hash, account.code_expires_at = _keyed(work, code.text), code.expires_at
    queries.forget_failures(work, account_key(person.nip))  # HR knows the person: the pause after failures is over
    audit.note(work, "people:code:create", f"person:{person.id}", expires_at=code.expires_at.isoformat())
    return code


def issue_first_codes(work: Work, unit: WorkUnit, lifetime: timedelta) -> list[tuple[Newcomer, ResetCode]]:
    """Codes for everybody in a branch who has no password yet, to be handed out on paper; noted in the audit."""
    expires_at = work.now + lifetime
    issued = [(person, _new_code(expires_at)) for person in queries.newcomers(work, unit.id)]
    _store(work, [(person, code) for person, code in issued if person.has_account], queries.update_rows)
    _store(work, [(person, code) for person, code in issued if not person.has_account], queries.insert_rows)
    audit.note(work, "people:code:create", f"unit:{unit.id}", people=len(issued), expires_at=expires_at.isoformat())
    return issued


def redeem(work: Work, claim: Claim, code: str, password_hash: str, browser: str) -> str | None:
    """Sets the new password when `code` is the claimant's and still valid, and signs them in.

    Returns the new token; None when the code does not fit, which leaves everything as it was.
    """
    account = queries.account(work, claim.person_id) if claim.person_id is not None else None
    if account is None or not _fits(work, account, code):
        return None
    set_password(work, account.person_id, password_hash)
    audit.note(work, "people:password:reset", f"person:{account.person_id}")
    return begin(work, claim, account.person_id, browser)


def _new_code(expires_at: datetime) -> ResetCode:
    letters = "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))
    return ResetCode("-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4)), expires_at)


def _store(work: Work, issued: Sequence[tuple[Newcomer, ResetCode]], write: queries.WriteRows) -> None:
    rows = [
        {"person_id": person.id, "code_hash": _keyed(work, code.text), "code_expires_at": code.expires_at}
        for person, code in issued
    ]
    write(work, Account, rows)


def _fits(work: Work, account: Account, code: str) -> bool:
    if account.code_hash is None or account.code_expires_at is None or account.code_expires_at <= work.now:
        return False
    return hmac.compare_digest(account.code_hash, _keyed(work, code))


def _keyed(work: Work, code: str) -> str:
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return hmac.digest(work.settings.secret().encode(), letters.encode(), "sha256").hex()
