"""An enrolment under its lock: what is recorded and counted about it happens one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, bindparam, exists, select

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person, Position
from elearn.kernel.work import Work

from ..models import Completion, LedgerEvent
from ..rules import VERSION_MOVED
from .checklists import Case, requirement_of


@dataclass(frozen=True, slots=True)
class Held(Case):
    """An enrolment whose lock this transaction has, and what its events freeze of the learner at this moment."""

    person_id: int
    unit_id: int
    position: str
    grade: str

    def moved_to(self, version_id: int) -> Held:
        """The same learner in another version."""
        return replace(self, version_id=version_id)


def hold(work: Work, enrolment_id: int) -> Held:
    """Takes the lock; until this transaction ends, another request of the same learner waits here."""
    first, version, document, *learner = work.session.execute(_HELD, {"held_id": enrolment_id}).one()
    return Held(first, version, requirement_of(document), *learner)


def hold_learning(work: Work, version_id: int, *, after: int, limit: int, moved_by: int | None) -> Sequence[Held]:
    """The same of the next who have not completed this version yet, above the enrolment `after`.

    With `moved_by`, of those alone whom this move brought to it.
    """
    chosen = learning(version_id, moved_by)
    rows = work.session.execute(_ALL.where(*chosen, Enrolment.id > after).order_by(Enrolment.id).limit(limit))
    return [Held(first, version, requirement_of(rule), *learner) for first, version, rule, *learner in rows]


def learning(version_id: int, moved_by: int | None) -> list[ColumnElement[bool]]:
    """The conditions for that."""
    is_completed = exists().where(Completion.enrolment_id == Enrolment.id).correlate(Enrolment)
    brought = exists().where(
        LedgerEvent.enrolment_id == Enrolment.id,
        LedgerEvent.kind == VERSION_MOVED,
        LedgerEvent.facts["move"].as_integer() == moved_by,
    )
    everybody = [Enrolment.version_id == version_id, ~is_completed]
    return everybody if moved_by is None else [*everybody, brought.correlate(Enrolment)]


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
