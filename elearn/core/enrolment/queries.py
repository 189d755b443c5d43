"""Who is in which course."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from elearn.core.courses.models import Course, CourseVersion
from elearn.core.people.models import Person
from elearn.kernel.errors import NotFound
from elearn.kernel.upsert import insert_into
from elearn.kernel.work import Work

from .models import Enrolment


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """Somebody in a version of a course."""

    nip: str
    name: str
    course: str
    number: int


def learners_of(work: Work, version_ids: Collection[int]) -> tuple[LearnerLine, ...]:
    """Everybody who is or was in one of these versions, by name."""
    rows = work.session.execute(
        select(Person.nip, Person.name, Course.slug, CourseVersion.number)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(Enrolment.version_id.in_(version_ids))
        .order_by(Person.name, Enrolment.id)
    )
    return tuple(LearnerLine(*row) for row in rows)


def own(work: Work, enrolment_id: int) -> Enrolment:
    """The actor's own enrolment with its version and course, in one statement.

    Raises NotFound for somebody else's, so that nobody learns that it exists.
    """
    found = work.session.scalar(
        select(Enrolment)
        .where(Enrolment.id == enrolment_id, Enrolment.person_id == work.actor.person_id)
        .options(joinedload(Enrolment.version, innerjoin=True).joinedload(CourseVersion.course, innerjoin=True))
    )
    if found is None:
        raise NotFound
    return found


def of_course(work: Work, person_id: int, course_id: int) -> Enrolment | None:
    """The person's newest enrolment in a course; None when they never joined it."""
    return work.session.scalar(_newest(person_id, course_id))


def of_ids(work: Work, enrolment_ids: Collection[int]) -> Sequence[Enrolment]:
    """Several enrolments, to be changed."""
    return work.session.scalars(select(Enrolment).where(Enrolment.id.in_(enrolment_ids))).all()


def lock(work: Work, enrolment: Enrolment) -> None:
    """Lets others wait who would change this learner's part in the course, until this transaction ends."""
    work.session.scalar(select(Enrolment.id).where(Enrolment.id == enrolment.id).with_for_update(key_share=True))


def store(work: Work, person: Person, version: CourseVersion, cycle: int) -> tuple[Enrolment, bool]:
    """Stores an enrolment; returns it and True, or the one another request stored just before and False."""
    stored = work.session.scalar(
        insert_into(work.session, Enrolment)
        .values(
            person_id=person.id,
            course_id=version.course_id,
            version_id=version.id,
            cycle=cycle,
            began_at=work.now,
        )
        .on_conflict_do_nothing()
        .returning(Enrolment.id)
    )
    return work.session.scalars(_newest(person.id, version.course_id)).one(), stored is not None


def _newest(person_id: int, course_id: int) -> Select[Enrolment]:
    return (
        select(Enrolment)
        .where(Enrolment.person_id == person_id, Enrolment.course_id == course_id)
        .order_by(Enrolment.cycle.desc())
        .limit(1)
    )
