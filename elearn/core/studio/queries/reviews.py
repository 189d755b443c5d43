"""Reviews of drafts: who may read along, what was asked, what was said about which line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select

from elearn.core.people.models import Person, Role
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.permissions import TRAINER
from elearn.kernel.work import Work

from ..models import APPROVED, Author, Comment, Draft, Review
from .authors import signed_name
from .drafts import may_write


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A round of review; `verdict` is "" while it is open."""

    id: int
    reviewer_id: int | None
    reviewer: str | None
    revision: int
    asked_at: datetime
    verdict: str
    note: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class CommentLine:
    """What somebody said about a line; `quoted` is that line as it was."""

    id: int
    path: str
    line: int
    quoted: str
    text: str
    at: datetime
    name: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft that waits for the actor's verdict."""

    slug: str
    title: str


def readable_draft(work: Work, slug: str) -> tuple[Draft, bool]:
    """A draft the actor may read, and whether they are its author; a reviewer reads what they were asked to review.

    Raises NotFound for anybody else, as for none at all.
    """
    is_own = may_write(work)
    is_asked = exists().where(Review.draft_id == Draft.id, Review.reviewer_id == work.actor.person_id).correlate(Draft)
    row = work.session.execute(select(Draft, is_own).where(Draft.slug == slug, or_(is_own, is_asked))).one_or_none()
    if row is None:
        raise NotFound(_("Naskah ini tidak ada di antara naskah Anda, dan Anda tidak diminta mengulasnya."))
    return row[0], bool(row[1])


def rounds(work: Work, draft: Draft) -> tuple[ReviewLine, ...]:
    """The rounds of review of a draft, newest first."""
    columns = (
        Review.id, Review.reviewer_id, Person.name, Review.revision, Review.asked_at, Review.verdict, Review.note,
        Review.answered_at,
    )  # fmt: skip
    rows = select(*columns).outerjoin(Person, Person.id == Review.reviewer_id).where(Review.draft_id == draft.id)
    return tuple(ReviewLine(*row) for row in work.session.execute(rows.order_by(Review.id.desc())))


def open_review(work: Work, draft: Draft) -> Review | None:
    """The round that waits for a verdict."""
    return work.session.scalar(select(Review).where(Review.draft_id == draft.id, Review.verdict == ""))


def is_approved(work: Work, draft: Draft) -> bool:
    """Whether the draft was approved as it is now, by somebody who is not its author."""
    is_author = exists().where(Author.draft_id == draft.id, Author.person_id == Review.reviewer_id)
    approved = select(Review.id).where(
        Review.draft_id == draft.id, Review.verdict == APPROVED, Review.revision == draft.revision, ~is_author
    )
    return work.session.scalar(approved.limit(1)) is not None


def reviewers(work: Work, draft: Draft) -> tuple[tuple[int, str], ...]:
    """Id and name of every trainer who may review the draft: no author of it."""
    is_author = exists().where(Author.draft_id == draft.id, Author.person_id == Person.id)
    is_trainer = exists().where(Role.person_id == Person.id, Role.role == TRAINER)
    rows = select(Person.id, Person.name).where(Person.is_active, is_trainer, ~is_author).order_by(Person.name)
    return tuple((person_id, name) for person_id, name in work.session.execute(rows))


def comments(work: Work, draft: Draft, path: str = "") -> Sequence[CommentLine]:
    """What was said about a draft, or about one file of it, in the order of files, lines and time."""
    columns = (
        Comment.id, Comment.path, Comment.line, Comment.quoted, Comment.text, Comment.at, signed_name(),
        Comment.settled_at,
    )  # fmt: skip
    rows = select(*columns).join(Person, Person.id == Comment.by).where(Comment.draft_id == draft.id)
    if path:
        rows = rows.where(Comment.path == path)
    ordered = rows.order_by(Comment.path, Comment.line, Comment.id)
    return [CommentLine(*row) for row in work.session.execute(ordered)]


def comment_of(work: Work, draft: Draft, comment_id: int) -> Comment:
    """One comment of this draft. Raises NotFound."""
    found = select(Comment).where(Comment.draft_id == draft.id, Comment.id == comment_id)
    comment = work.session.scalar(found)
    if comment is None:
        raise NotFound
    return comment


def asked_of_me(work: Work) -> tuple[Asked, ...]:
    """The drafts that wait for the actor's verdict, longest first."""
    rows = (
        select(Draft.slug, Draft.title)
        .join(Review, Review.draft_id == Draft.id)
        .where(Review.reviewer_id == work.actor.person_id, Review.verdict == "")
        .order_by(Review.id)
    )
    return tuple(Asked(slug, title) for slug, title in work.session.execute(rows))
