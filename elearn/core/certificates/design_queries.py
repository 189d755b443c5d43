"""Designs and their pictures as they stand, what a course's back page lists, and the longest names a design must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from elearn.core.courses.models import LESSON, CourseVersion, Step
from elearn.core.people import queries as people
from elearn.core.people.models import Person, Position, UnitAncestor, WorkUnit
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from .models import Certificate, Design, Picture
from .states import ISSUED


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest of each that an agency really has, "" where there is none; a design that holds them holds all."""

    title_before: str
    name: str
    title_after: str
    position: str
    unit: str
    course: str
    version_id: int


@dataclass(frozen=True, slots=True)
class DesignLine:
    """A design that counts, with the person who made it ("" for the system) and how many certificates bear it."""

    design: Design
    made_by: str
    certificates: int


def agencies(work: Work) -> Sequence[WorkUnit]:
    """The agencies (roots) in the actor's scope, by name."""
    scope = people.scoped_units(work)
    found = select(WorkUnit).where(WorkUnit.parent_id.is_(None), WorkUnit.is_partner.is_(False), WorkUnit.id.in_(scope))
    return work.session.scalars(found.order_by(WorkUnit.name)).all()


def agency(work: Work, agency_id: int) -> WorkUnit:
    """An agency in the actor's scope: a branch's HR designs nothing. Raises NotFound."""
    found = people.unit_in_scope(work, agency_id)
    if found.parent_id is not None or found.is_partner:
        raise NotFound(_("Unit kerja ini tidak ditemukan. Periksa kembali alamatnya."))
    return found


def newest(work: Work, agency_id: int, form: str) -> Design | None:
    """The newest version of exactly this form, whether it is off or not."""
    found = select(Design).where(Design.agency_id == agency_id, Design.form == form)
    return work.session.scalar(found.order_by(Design.version.desc()).limit(1))


def nearest(work: Work, agency_id: int, form: str) -> Design | None:
    """The newest version of this form, or else of the common design; what a new version begins with."""
    found = select(Design).where(Design.agency_id == agency_id, Design.form.in_((form, "")))
    return work.session.scalar(found.order_by(Design.form.desc(), Design.version.desc()).limit(1))


def current(work: Work, agency_id: int, form: str) -> Design | None:
    """The design by which a certificate of this form is drawn today; None: the built-in one."""
    for name in (form, "") if form else ("",):
        found = newest(work, agency_id, name)
        if found is not None and not found.is_off:
            return found
    return None


def lines(work: Work, agency_ids: Sequence[int]) -> list[DesignLine]:
    """The newest version of every form that these agencies ever designed, the common one first."""
    last = (
        select(Design.agency_id, Design.form, func.max(Design.version).label("version"))
        .group_by(Design.agency_id, Design.form)
        .subquery()
    )
    bearing = select(func.count(Certificate.id)).where(Certificate.design_id == Design.id).scalar_subquery()
    rows = work.session.execute(
        select(Design, func.coalesce(Person.name, ""), bearing)
        .join(
            last,
            (last.c.agency_id == Design.agency_id) & (last.c.form == Design.form) & (last.c.version == Design.version),
        )
        .outerjoin(Person, Person.id == Design.made_by)
        .where(Design.agency_id.in_(agency_ids))
        .order_by(Design.agency_id, Design.form)
    )
    return [DesignLine(*row) for row in rows]


def pictures(work: Work, agency_ids: Sequence[int]) -> Sequence[Picture]:
    """Every picture of these agencies, by kind and name."""
    found = select(Picture).where(Picture.agency_id.in_(agency_ids))
    return work.session.scalars(found.order_by(Picture.kind, Picture.name, Picture.id)).all()


def picture(work: Work, agency_id: int, picture_id: int) -> Picture:
    """One picture of an agency. Raises NotFound."""
    found = work.session.get(Picture, picture_id)
    if found is None or found.agency_id != agency_id:
        raise NotFound(_("Gambar ini tidak ada lagi. Muat ulang halamannya."))
    return found


def is_drawn(work: Work, digest: str) -> bool:
    """Whether any version of any design, or another picture's row, needs this file."""
    if work.session.scalar(select(Picture.id).where(Picture.digest == digest).limit(1)) is not None:
        return True
    uses = work.session.execute(select(Design.logo, Design.signers))
    return any(digest == logo or digest in [one["picture"] for one in signers] for logo, signers in uses)


def subjects(work: Work, version_id: int) -> list[tuple[str, str, int]]:
    """Kind, title and minutes of a version's steps, in order."""
    rows = work.session.execute(
        select(Step.kind, Step.title, Step.minutes).where(Step.version_id == version_id).order_by(Step.ordinal)
    )
    return [(kind, title, minutes) for kind, title, minutes in rows]


def undrawn(work: Work, after_id: int, most: int) -> list[int]:
    """The next certificates, by row after `after_id`, whose document nobody has asked for yet and that may be had."""
    found = select(Certificate.id).where(
        Certificate.document_digest.is_(None), Certificate.state == ISSUED, Certificate.id > after_id
    )
    return list(work.session.scalars(found.order_by(Certificate.id).limit(most)))


def count_undrawn(work: Work) -> int:
    """How many there are."""
    found = select(func.count(Certificate.id)).where(Certificate.document_digest.is_(None), Certificate.state == ISSUED)
    return work.session.scalar(found) or 0


def longest(work: Work, agency_id: int) -> Longest:
    """What a design of this agency is tried with."""
    within = select(UnitAncestor.unit_id).where(UnitAncestor.ancestor_id == agency_id)
    whole = func.length(Person.title_before) + func.length(Person.name) + func.length(Person.title_after)
    named = work.session.execute(
        select(Person.title_before, Person.name, Person.title_after)
        .where(Person.unit_id.in_(within))
        .order_by(whole.desc(), Person.id)
        .limit(1)
    ).first()
    unit = select(WorkUnit.name).where(WorkUnit.id.in_(within)).order_by(func.length(WorkUnit.name).desc()).limit(1)
    by_length = (func.length(CourseVersion.title).desc(), CourseVersion.id)
    course = work.session.execute(select(CourseVersion.title, CourseVersion.id).order_by(*by_length).limit(1)).first()
    post = select(Position.name).order_by(func.length(Position.name).desc(), Position.id).limit(1)
    before, name, after = named or ("", "", "")
    title, version_id = course or ("", 0)
    position, unit_name = work.session.scalar(post) or "", work.session.scalar(unit) or ""
    return Longest(before, name, after, position, unit_name, title, version_id)


__all__ = [
    "LESSON",
    "DesignLine",
    "Longest",
    "agencies",
    "agency",
    "count_undrawn",
    "current",
    "is_drawn",
    "lines",
    "longest",
    "nearest",
    "newest",
    "picture",
    "pictures",
    "subjects",
    "undrawn",
]
