"""An enrolment under its lock: what is recorded and counted about it happens one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, exists, select

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person, Position
from elearn.kernel.work import Work

from ..models import Completion
from .checklists import Case, requirement_of


@dataclass(frozen=True, slots=True)
class Held(Case):
    """An enrolment whose lock this transaction has, and what its events freeze of the learner at this moment."""

    person_id: int
    unit_id: int
    position: str
    grade: str


def hold(work: Work, enrolment_id: int) -> Held:
    """Takes the lock; until this transaction ends, another request of the same learner waits here."""
    first, version, document, *learner = work.session.execute(_HELD, {"held_id": enrolment_id}).one()
    return Held(first, version, requirement_of(document), *learner)


def hold_learning(work: Work, version_id: int) -> Sequence[Held]:
    """The same of everybody who has not completed this version yet."""
    is_completed = exists().where(Completion.enrolment_id == Enrolment.id).correlate(Enrolment)
    rows = work.session.execute(_ALL.where(Enrolment.version_id == version_id, ~is_completed).order_by(Enrolment.id))
    return [Held(first, version, requirement_of(rule), *learner) for first, version, rule, *learner in rows]


_ALL = (
    select(
        Enrolment.id,
        Enrolment.version_id,
        CourseVersion.requirement,
        Enrolment.person_id,
        Person.unit_id,
        Position.name,
        Person.grade,
    )
    .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
    .join(Person, Person.id == Enrolment.person_id)
    .join(Position, Position.id == Person.position_id)
    .with_for_update(of=Enrolment, key_share=True)
)
_HELD = _ALL.where(Enrolment.id == bindparam("held_id"))
