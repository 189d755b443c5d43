"""What the enrolment room brings to the house."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.core.courses.models import Course
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Action, Link
from elearn.kernel.i18n import _
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work

from . import queries, routes
from .models import Enrolment
from .permissions import PERMISSIONS


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def course_actions(work: Work, course: Course) -> Sequence[Action]:
    """The main button of a course's page: join it, go on where one left, or take it again."""
    if work.actor.person_id is None:
        return ()
    enrolment = queries.of_course(work, work.actor.person_id, course.id)
    if enrolment is not None and (reasons := _reasons(work, course, enrolment)):
        again = Link("", "enrolment.create_again", {"slug": course.slug, "cycle": enrolment.cycle + 1})
        return (Action(_("Ikuti lagi"), again, "post", " ".join(reasons)),)
    if enrolment is not None:
        return (Action(_("Lanjutkan belajar"), Link("", "completion.resume", {"enrolment_id": enrolment.id})),)
    if course.is_archived(work.today):
        return ()
    return (Action(_("Daftar"), Link("", "enrolment.create", {"slug": course.slug}), "post"),)


def _reasons(work: Work, course: Course, enrolment: Enrolment) -> tuple[str, ...]:
    if course.is_archived(work.today):
        return ()
    return tuple(renewal.reason for renewal in work.hooks.gather("renewals", work=work, enrolment=enrolment))
