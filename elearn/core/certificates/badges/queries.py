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
    """The places of this list whose certificates are withdrawn, in order, and when (UTC) one last was, or was reinstated."""
    rows = work.session.execute(
        select(Certificate.status_index, Certificate.state_changed_at, Certificate.state)
        .where(Certificate.state_changed_at.is_not(None))
        .where(Certificate.status_index.between(number * STATUS_LIST, (number + 1) * STATUS_LIST - 1))
        .order_by(Certificate.status_index)
    ).all()
    places = tuple(place for place, _moment, state in rows if state in (REVOKED, SUPERSEDED))
    return places, max((moment for _place, moment, _state in rows if moment), default=None)
