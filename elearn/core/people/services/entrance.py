"""Signing in and out. The password itself is checked between two transactions, so that argon2 never holds the write lock."""

from __future__ import annotations

import ipaddress
import math
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from elearn.core.people import queries
from elearn.core.people.models import Account, SignIn, SignInFailure
from elearn.core.people.nip import read_number
from elearn.kernel.errors import Conflict, TooMany
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

FAILURES_PER_ADDRESS = 5
"""An office shares one address, so it may fail this many times as often as one account."""

SEEN_EVERY = timedelta(minutes=5)
"""How old the note of a browser's last request may grow before it is written again."""

BROWSER_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says who they are. It counts against the account until the password proves right.

    `password_hash` is None when nobody can sign in with this number; checking it takes as long all the same.
    """

    key: str
    address: str
    person_id: int | None
    password_hash: str | None


def claim(work: Work, nip: str, address: str) -> Claim:
    """Counts an attempt against the account and finds what to check it against, by current or old number.

    Counting first bounds how many guesses can run at once.
    Raises InvalidNip, and TooMany when the account or the address has failed too often.
    """
    number = read_number(nip)
    person = queries.person_by_nip(work, number)
    key = account_key(person.nip if person else number)
    limit = work.settings.sign_in_failures
    queries.forget_failures_before(work, work.now - _pause(work))
    _refuse_after(work, key, limit)
    _refuse_after(work, _network(address), limit * FAILURES_PER_ADDRESS)
    work.add(SignInFailure(key=key, at=work.now))
    enters = person is not None and queries.may_enter(work, person.employment, is_active=person.is_active)
    account = queries.account(work, person.id) if person and enters else None
    stored = account.password_hash if account else None
    return Claim(key, address, account.person_id if account else None, stored)


def account_key(nip: str) -> str:
    """What attempts on one account are counted under."""
    return f"nip:{nip}"


def note_failure(work: Work, claim: Claim) -> None:
    """Counts an attempt against its address, once it has failed: a whole office may be signing in at this moment."""
    work.add(SignInFailure(key=_network(claim.address), at=work.now))


def sign_in(work: Work, claim: Claim, browser: str) -> str:
    """Signs in whoever made `claim`, once their password proved right; returns the new token for their cookie.

    Raises Conflict when the password was changed while it was being checked.
    """
    return begin(work, claim, claimed_account(work, claim).person_id, browser)


def claimed_account(work: Work, claim: Claim) -> Account:
    """The account whose password proved right. Raises Conflict when it was changed since."""
    account = work.session.get_one(Account, claim.person_id, populate_existing=True)
    if account.password_hash != claim.password_hash:
        raise Conflict(_("Kata sandi akun ini baru saja diganti. Masuk dengan kata sandi yang baru."))
    return account


def begin(work: Work, claim: Claim, person_id: int, browser: str) -> str:
    """A new signed-in browser; returns its token. Nothing counts against the account any more."""
    queries.forget_failures(work, claim.key)
    queries.forget_ended_sign_ins(work, person_id)
    token = secrets.token_urlsafe(32)
    work.add(
        SignIn(
            token_hash=queries.token_hash(token),
            person_id=person_id,
            began_at=work.now,
            seen_at=work.now,
            address=claim.address[:45],
            browser=browser[:BROWSER_LENGTH],
        )
    )
    return token


def note_seen(work: Work, token: str) -> None:
    """Notes that a browser was here just now, which keeps its sign-in alive."""
    row = work.session.get(SignIn, queries.token_hash(token))
    if row is not None:
        row.seen_at = work.now


def is_stale(work: Work, seen_at: datetime) -> bool:
    """Whether it is time to write again when a browser was seen."""
    return work.now - seen_at >= SEEN_EVERY


def sign_out(work: Work, token: str) -> None:
    """Ends one browser's sign-in; one that has ended already stays ended."""
    row = work.session.get(SignIn, queries.token_hash(token))
    if row is not None:
        work.session.delete(row)


def sign_out_everywhere(work: Work, person_id: int, *, but: str | None = None) -> int:
    """Ends every sign-in of a person except that of token `but`; returns how many ended."""
    return queries.forget_sign_ins(work, person_id, but=but)


def _refuse_after(work: Work, key: str, limit: int) -> None:
    at = queries.failure_number(work, key, limit, work.now - _pause(work))
    if at is None:
        return
    seconds = math.ceil((at + _pause(work) - work.now).total_seconds())
    raise TooMany(
        _(
            "Percobaan masuk yang gagal sudah terlalu banyak. Tunggu %(minutes)s menit, lalu coba lagi, "
            "atau minta kode atur ulang kepada pengelola SDM.",
            minutes=math.ceil(seconds / 60),
        ),
        retry_after=seconds,
    )


def _pause(work: Work) -> timedelta:
    return timedelta(minutes=work.settings.sign_in_pause_minutes)


def _network(address: str) -> str:
    """The key of an address; for IPv6 that of the /64 which one household or office holds."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else ip
    if mapped is not None:
        return f"ip:{mapped}"
    return f"ip:{ipaddress.ip_network((ip, 64), strict=False)}"
