"""Ways in: the password of an account. It is hashed outside transactions, so that argon2 never holds the write lock."""

from __future__ import annotations

from elearn.core.people import queries
from elearn.core.people.models import Account
from elearn.kernel.work import Work

from .entrance import Claim, begin, claimed_account, sign_out_everywhere


def account_of(work: Work, person_id: int) -> Account:
    """A person's way in, made when they have none yet; without a password it lets nobody in."""
    return queries.account(work, person_id) or work.add(Account(person_id=person_id))


def set_password(work: Work, person_id: int, password_hash: str, *, must_change: bool = False) -> Account:
    """Gives a person a password; any one-time code is used up and every browser is signed out."""
    account = account_of(work, person_id)
    account.password_hash, account.must_change, account.changed_at = password_hash, must_change, work.now
    account.code_hash = account.code_expires_at = None
    sign_out_everywhere(work, person_id)
    work.session.flush()
    return account


def change_password(work: Work, claim: Claim, password_hash: str, browser: str) -> str:
    """Sets a new password after the current one proved right; every browser is signed out, this one in again.

    Returns the new token. Raises Conflict when the password was changed meanwhile.
    """
    account = claimed_account(work, claim)
    set_password(work, account.person_id, password_hash)
    return begin(work, claim, account.person_id, browser)
