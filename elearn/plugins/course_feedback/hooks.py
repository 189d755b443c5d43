"""What course feedback brings to the house."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.core.courses.models import Course
from elearn.plugin import Card, NavItem, Panel, Permission, Work, hookimpl

from . import invitations, routes
from .permissions import PERMISSIONS, RESULT_READ


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Umpan balik", "course_feedback.index", RESULT_READ, order=65, icon="chart"),)


@hookimpl
def dashboard_cards(work: Work) -> Sequence[Card]:
    return invitations.on_dashboard(work)


@hookimpl
def course_panels(work: Work, course: Course) -> Sequence[Panel]:
    return invitations.on_course(work, course)
