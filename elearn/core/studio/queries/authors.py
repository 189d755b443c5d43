"""Who writes a draft."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, exists, select

from elearn.core.people.models import Person, Role
from elearn.kernel.permissions import ADMIN, TRAINER
from elearn.kernel.work import Work

from ..models import OWNER, Author, Draft


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """Somebody who writes a draft; `kind` is owner or author."""

    person_id: int
    nip: str
    name: str
    kind: str


def authors(work: Work, draft: Draft) -> tuple[AuthorLine, ...]:
    """The authors of a draft, its owner first."""
    rows = select(Person.id, Person.nip, Person.name, Author.kind).join(Author, Author.person_id == Person.id)
    ordered = rows.where(Author.draft_id == draft.id).order_by(Author.kind != OWNER, Person.name)
    return tuple(AuthorLine(*row) for row in work.session.execute(ordered))


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
