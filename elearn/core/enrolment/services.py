"""Joining a course, joining it again, and remembering where one left it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from elearn.core.courses.models import CourseVersion
from elearn.core.people.models import Person
from elearn.kernel.errors import Conflict, NotFound
from elearn.kernel.i18n import _
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
    return _begin(work, person, version, cycle=1)


def enrol_again(work: Work, person: Person, version: CourseVersion, cycle: int) -> Enrolment:
    """Begins another cycle of a course, on today's version; the earlier ones stay as they are.

    `cycle` is the number it will have: asked for twice, it begins once. Some room must see a reason (`renewals`), and
    `may_enrol` is asked as for the first. Raises NotFound for a cycle that cannot come next, Conflict without a reason,
    Refused when a policy says no.
    """
    known = queries.of_course(work, person.id, version.course_id)
    if known is None or cycle > known.cycle + 1 or cycle < 2:
        raise NotFound
    if cycle <= known.cycle:
        return known
    if not work.hooks.gather("renewals", work=work, enrolment=known):
        raise Conflict(_("Pelatihan ini belum dapat Anda ikuti lagi: belum ada alasan untuk mengulanginya."))
    return _begin(work, person, version, cycle=cycle)


def _begin(work: Work, person: Person, version: CourseVersion, *, cycle: int) -> Enrolment:
    work.ask("may_enrol", person=person, version=version)
    enrolment, is_new = queries.store(work, person, version, cycle)
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
