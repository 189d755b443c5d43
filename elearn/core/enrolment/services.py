"""Joining a course, and remembering where one left it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from elearn.core.courses.models import CourseVersion
from elearn.core.people.models import Person
from elearn.kernel.work import Work

from . import queries
from .models import Enrolment


def enrol(work: Work, person: Person, version: CourseVersion) -> Enrolment:
    """Joins `person` to the course, pinned to `version`; whoever is in it already stays as they are.

    Asks `may_enrol` and tells `learner_enrolled`. Raises Refused with the reasons of the policies that say no.
    """
    known = queries.of_course(work, person.id, version.course_id)
    if known is not None:
        return known
    work.ask("may_enrol", person=person, version=version)
    enrolment, is_new = queries.store_first(work, person, version)
    if is_new:
        work.tell("learner_enrolled", enrolment=enrolment)
    return enrolment


def note_place(work: Work, enrolment: Enrolment, step_id: int) -> None:
    """Remembers a step of the learner's version as the place where they left, for “lanjutkan”."""
    if enrolment.last_step_id != step_id:
        enrolment.last_step_id = step_id
        work.session.flush()


def move(work: Work, enrolment_ids: Collection[int], version: CourseVersion, steps: Mapping[int, int]) -> None:
    """Pins enrolments to another version of their course; the place left goes along (old step id → new).

    Only the completion room calls this: it keeps the ledger of it.
    """
    for enrolment in queries.of_ids(work, enrolment_ids):
        enrolment.version = version
        last = enrolment.last_step_id
        enrolment.last_step_id = steps.get(last) if last is not None else None
    work.session.flush()
