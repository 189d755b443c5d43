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
from .permissions import PERMISSIONS


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def course_actions(work: Work, course: Course) -> Sequence[Action]:
    """The main button of a course's page: join it, or go on where one left."""
    if work.actor.person_id is None:
        return ()
    enrolment = queries.of_course(work, work.actor.person_id, course.id)
    if enrolment is not None:
        return (Action(_("Lanjutkan belajar"), Link("", "completion.resume", {"enrolment_id": enrolment.id})),)
    if course.is_archived(work.today):
        return ()
    return (Action(_("Daftar"), Link("", "enrolment.create", {"slug": course.slug}), "post"),)
