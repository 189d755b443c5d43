"""Places in the status lists: whose they are, and which certificates were withdrawn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from elearn.kernel.work import Work

from ..models import Certificate
from ..rules import STATUS_LIST
from ..states import REVOKED, SUPERSEDED


def at_place(work: Work, status_index: int) -> Certificate | None:
    """The certificate that has this place in the status lists."""
    return work.session.scalar(select(Certificate).where(Certificate.status_index == status_index))


def has_status_list(work: Work, number: int) -> bool:
    """Whether any certificate has a place in this list."""
    places = Certificate.status_index.between(number * STATUS_LIST, (number + 1) * STATUS_LIST - 1)
    return work.session.scalar(select(Certificate.id).where(places).limit(1)) is not None


def withdrawn(work: Work, number: int) -> tuple[tuple[int, ...], datetime | None]:
    """The places of this list whose certificates were withdrawn, in order, and when (UTC) the last of them was."""
    rows = work.session.execute(
        select(Certificate.status_index, Certificate.state_changed_at)
        .where(Certificate.state_changed_at.is_not(None), Certificate.state.in_((REVOKED, SUPERSEDED)))
        .where(Certificate.status_index.between(number * STATUS_LIST, (number + 1) * STATUS_LIST - 1))
        .order_by(Certificate.status_index)
    ).all()
    return tuple(place for place, _ in rows), max((moment for _, moment in rows if moment), default=None)
