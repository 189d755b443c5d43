"""Failed sign-ins, counted to slow down whoever guesses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from elearn.core.people.models import SignInFailure
from elearn.kernel.work import Work


def failure_number(work: Work, key: str, number: int, since: datetime) -> datetime | None:
    """When the `number`-th last failure of `key` after `since` happened; None when there were fewer."""
    return work.session.scalar(
        select(SignInFailure.at)
        .where(SignInFailure.key == key, SignInFailure.at > since)
        .order_by(SignInFailure.at.desc())
        .offset(number - 1)
        .limit(1)
    )


def forget_failures(work: Work, key: str) -> None:
    """Forgets every failure of one account, after the right password."""
    work.session.execute(delete(SignInFailure).where(SignInFailure.key == key))


def forget_failures_before(work: Work, moment: datetime) -> None:
    """Forgets failures too old to count."""
    work.session.execute(delete(SignInFailure).where(SignInFailure.at <= moment))
