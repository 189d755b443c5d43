"""Who is signed in, and what a sign-in is checked against."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select

from elearn.core.people.grades import GUEST_STATUS
from elearn.core.people.models import Account, Person, Role, SignIn
from elearn.core.people.names import full_name
from elearn.kernel.permissions import ALUMNI, GUEST, LEARNER
from elearn.kernel.work import Actor, Grant, Work


@dataclass(frozen=True, slots=True)
class Found:
    """The actor behind a token; `seen_at` is when the browser was last noted."""

    actor: Actor
    must_change: bool
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class SignInLine:
    """A signed-in browser as its owner sees it; times are UTC."""

    browser: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class WayIn:
    """How a person gets in. `changed_at` is None until they have a password, `code_until` without an open code; UTC."""

    changed_at: datetime | None
    must_change: bool
    code_until: datetime | None
    browsers: int


def token_hash(token: str) -> str:
    """What is stored of a token: its SHA-256, so that a stolen database signs nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


_SIGNED_IN = (
    select(
        Person.__table__.c.id,
        Person.__table__.c.title_before,
        Person.__table__.c.name,
        Person.__table__.c.title_after,
        Person.__table__.c.employment,
        Person.__table__.c.is_active,
        Account.__table__.c.must_change,
        SignIn.__table__.c.seen_at,
        Role.__table__.c.role,
        Role.__table__.c.unit_id,
    )
    .select_from(
        SignIn.__table__.join(Person.__table__, SignIn.person_id == Person.id)
        .join(Account.__table__, Account.person_id == Person.id)
        .outerjoin(Role.__table__, Role.person_id == Person.id)
    )
    .where(SignIn.token_hash == bindparam("token_hash"), SignIn.seen_at > bindparam("oldest"))
    .order_by(Role.id)
)  # built once, of plain columns: it runs for every request, and putting it together costs more than running it


def signed_in(work: Work, token: str, role_permissions: Mapping[str, frozenset[str]]) -> Found | None:
    """The actor behind a cookie's token, in one statement; None when the sign-in has ended or the person may not enter.

    Whoever left has no role any more, whatever is stored, and reads what is their own.
    """
    rows = work.rows(_SIGNED_IN, token_hash=token_hash(token), oldest=_oldest(work)).all()
    if not rows:
        return None
    person_id, before, name, after, employment, is_active, must_change, seen_at, *_ = rows[0]
    if not may_enter(work, employment, is_active=is_active):
        return None
    if not is_active:
        alumnus = Actor(person_id, full_name(before, name, after), role_permissions[ALUMNI], (Grant(ALUMNI),))
        return Found(alumnus, must_change, seen_at)
    own = (Grant(GUEST),) if employment == GUEST_STATUS else ()
    grants = own + tuple(Grant(row.role, row.unit_id) for row in rows if row.role is not None)
    of_all = role_permissions[GUEST if own else LEARNER]
    permissions = of_all.union(*(role_permissions[grant.role] for grant in grants))
    return Found(Actor(person_id, full_name(before, name, after), permissions, grants), must_change, seen_at)


def may_enter(work: Work, employment: str, *, is_active: bool) -> bool:
    """Whether somebody may sign in: a guest until they are sent away, others after they left too, unless the setting says no."""
    return is_active or (work.settings.alumni_access and employment != GUEST_STATUS)


def account(work: Work, person_id: int) -> Account | None:
    """A person's way in; None when they were never given one."""
    return work.session.get(Account, person_id)


def way_in(work: Work, person_id: int) -> WayIn:
    """How a person gets in, and with how many browsers they are signed in."""
    counted = (
        select(func.count()).where(SignIn.person_id == person_id, SignIn.seen_at > _oldest(work)).scalar_subquery()
    )
    row = work.session.execute(
        select(Account.changed_at, Account.must_change, Account.code_expires_at, counted)
        .select_from(Account)
        .where(Account.person_id == person_id)
    ).one_or_none()
    if row is None:
        return WayIn(None, must_change=False, code_until=None, browsers=0)
    changed_at, must_change, code_until, browsers = row
    open_code = code_until is not None and code_until > work.now
    return WayIn(changed_at, must_change, code_until if open_code else None, browsers)


def sign_ins(work: Work, person_id: int, token: str) -> list[SignInLine]:
    """The browsers a person is signed in with, the last seen first; that of `token` is marked."""
    this = token_hash(token)
    rows = work.session.execute(
        select(SignIn.browser, SignIn.address, SignIn.began_at, SignIn.seen_at, SignIn.token_hash)
        .where(SignIn.person_id == person_id, SignIn.seen_at > _oldest(work))
        .order_by(SignIn.seen_at.desc(), SignIn.token_hash)
    )
    return [SignInLine(browser, address, began, seen, stored == this) for browser, address, began, seen, stored in rows]


def forget_ended_sign_ins(work: Work, person_id: int) -> None:
    """Removes sign-ins of a person that have run out."""
    work.session.execute(delete(SignIn).where(SignIn.person_id == person_id, SignIn.seen_at <= _oldest(work)))


def forget_sign_ins(work: Work, person_id: int, *, but: str | None) -> int:
    """Removes all sign-ins of a person except that of token `but`; returns how many."""
    statement = delete(SignIn).where(SignIn.person_id == person_id)
    if but is not None:
        statement = statement.where(SignIn.token_hash != token_hash(but))
    return len(work.session.scalars(statement.returning(SignIn.token_hash)).all())


def _oldest(work: Work) -> datetime:
    return work.now - timedelta(hours=work.settings.session_hours)
