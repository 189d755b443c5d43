"""Who writes a draft."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, literal, select

from elearn.core.people.models import Person, Role, WorkUnit
from elearn.core.people.nip import spaced
from elearn.kernel.permissions import ADMIN, TRAINER
from elearn.kernel.work import Work

from ..models import OWNER, Author, Draft


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """Somebody who writes a draft; `kind` is owner, author or guest, `institution` a guest's own, else "".

    `number` is a NIP or a guest's number, as it is printed.
    """

    person_id: int
    number: str
    name: str
    kind: str
    institution: str


def authors(work: Work, draft: Draft) -> tuple[AuthorLine, ...]:
    """The authors of a draft, its owner first."""
    columns = (Person.id, Person.nip, Person.name, Author.kind, func.coalesce(_institution(), ""))
    rows = select(*columns).join(Author, Author.person_id == Person.id)
    ordered = rows.where(Author.draft_id == draft.id).order_by(Author.kind != OWNER, Person.name)
    found = work.session.execute(ordered)
    return tuple(AuthorLine(one, spaced(number), *rest) for one, number, *rest in found)


def signed_name() -> ColumnElement[str]:
    """A person's name as it stands beside what they did; a guest's with the institution."""
    return Person.name + func.coalesce(literal(" (").concat(_institution()).concat(")"), "")


def _institution() -> ColumnElement[str]:
    """The name of the partner institution of a Person; NULL for everybody else."""
    partner = (WorkUnit.id == Person.unit_id) & WorkUnit.is_partner
    return select(WorkUnit.name).where(partner).correlate(Person).scalar_subquery()


def writes_for_others(work: Work, person_id: int) -> bool:
    """Whether somebody writes a draft that the actor does not own; never for the admin and the system."""
    if work.actor.is_system or work.actor.scopes(ADMIN):
        return False
    mine = select(Author.draft_id).where(Author.person_id == work.actor.person_id, Author.kind == OWNER)
    other = exists().where(Author.person_id == person_id, Author.draft_id.not_in(mine))
    return bool(work.session.scalar(select(other)))


def writes_anything(work: Work, person_id: int) -> bool:
    """Whether somebody is an author of any draft."""
    return bool(work.session.scalar(select(exists().where(Author.person_id == person_id))))


def find_author(work: Work, draft: Draft, person_id: int) -> Author | None:
    return work.session.get(Author, (draft.id, person_id))


def owns(work: Work, draft: Draft) -> bool:
    """Whether the actor may share the draft: they own it, or are the admin or the system."""
    if work.actor.is_system or work.actor.scopes(ADMIN):
        return True
    mine = select(Author.kind).where(Author.draft_id == draft.id, Author.person_id == work.actor.person_id)
    return work.session.scalar(mine) == OWNER


def owner_id(work: Work, draft: Draft) -> int | None:
    """Whose draft it is."""
    owner = select(Author.person_id).where(Author.draft_id == draft.id, Author.kind == OWNER)
    return work.session.scalar(owner)


def written_courses(work: Work) -> Select[int | None]:
    """Ids of the published courses whose draft the actor writes; a SELECT to be part of another."""
    mine = select(Draft.course_id).join(Author, Author.draft_id == Draft.id)
    return mine.where(Author.person_id == work.actor.person_id, Draft.course_id.is_not(None))


def is_trainer(work: Work, person: Person) -> bool:
    """Whether an active person may write courses."""
    role = exists().where(Role.person_id == person.id, Role.role.in_((TRAINER, ADMIN)))
    return person.is_active and bool(work.session.scalar(select(role)))
