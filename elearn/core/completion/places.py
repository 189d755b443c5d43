"""Where a learner left a course: noted while reading, in a short write of its own that may fail without harm."""

from __future__ import annotations

import logging

from sqlalchemy.exc import OperationalError

from elearn.core.enrolment import queries as enrolments
from elearn.core.enrolment import services as enrolment_services
from elearn.hooks.house import House
from elearn.kernel.db import HASTY
from elearn.kernel.work import Work, committed

from .queries import Place

log = logging.getLogger(__name__)


def remember(work: Work, house: House, place: Place) -> None:
    """Notes `place` unless it is noted already; `work` has read all that it will.

    A full disk or a busy database must not cost the reader the page.
    """
    if place.last_step_id == place.step.id:
        return
    work.close()
    try:
        with house.work(write=True, actor=work.actor) as noting, committed(noting):
            noting.session.connection(execution_options=HASTY)
            enrolment = enrolments.own(noting, place.enrolment_id)
            enrolment_services.note_place(noting, enrolment, place.step.id)
    except OperationalError as error:
        log.warning("the place in enrolment %s was not noted: %s", place.enrolment_id, error.orig)
