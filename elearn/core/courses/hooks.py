"""What the courses room brings to the house."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.core.people.models import Person
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Deny, NavItem
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work

from . import queries
from .models import CourseVersion
from .notices import archive_notice
from .permissions import CATALOGUE_READ, PERMISSIONS
from .routes import bp


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (bp,)


@hookimpl
def may_enrol(work: Work, person: Person, version: CourseVersion) -> Deny | None:
    """Nobody new joins an archived course."""
    course = queries.course_of(work, version)
    if not course.is_archived(work.today):
        return None
    return Deny(archive_notice(course.archive_on, course.archive_note, work.today))


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Katalog", "courses.index", CATALOGUE_READ, order=30, icon="search"),)
