"""What this plugin brings to the house, and what it does when told."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.core.completion.models import Completion
from elearn.plugin import NavItem, Permission, Work, hookimpl

from . import routes, services
from .permissions import NOTE_READ, PERMISSIONS


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Guest name", "guest_name.index", NOTE_READ, order=70, icon="edit"),)


@hookimpl
def course_completed(work: Work, completion: Completion) -> None:
    services.write(work, completion.person_id, f"Selesai: {completion.enrolment.version.title}.")
