"""What the completion room brings to the house, decides, and does when told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint

from elearn.core.courses.models import Course, CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.core.quizzes.models import Attempt
from elearn.core.quizzes.rules import Raised
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Card, Deny, Effect, NavItem, Panel
from elearn.kernel.i18n import _
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work

from . import cards, moving, queries, regrading, routes, services
from .permissions import OWN_READ, PERMISSIONS
from .rules import ATTEMPT_MARKED, ATTEMPT_SUBMITTED, ENROLLED


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Belajar saya", "completion.index", OWN_READ, order=20, icon="book"),)


@hookimpl
def dashboard_cards(work: Work) -> Sequence[Card]:
    return cards.on_dashboard(work) if work.actor.may(OWN_READ) else ()


@hookimpl
def course_panels(work: Work, course: Course) -> Sequence[Panel]:
    return cards.on_course(work, course)


@hookimpl
def regrade_effects(work: Work, raised: Sequence[Raised]) -> Sequence[Effect]:
    return regrading.effects(work, raised)


@hookimpl
def jobs() -> Mapping[str, Callable[..., Mapping[str, Any] | None]]:
    return {moving.MOVE_JOB: moving.run_move}


@hookimpl
def may_enrol(work: Work, person: Person, version: CourseVersion) -> Deny | None:
    missing = queries.missing_prerequisites(work, person.id, version)
    if not missing:
        return None
    titles = ", ".join(f"“{title}”" for title in missing)
    return Deny(
        _("Selesaikan dahulu %(titles)s, prasyarat untuk mengikuti “%(course)s”.", titles=titles, course=version.title)
    )


@hookimpl
def learner_enrolled(work: Work, enrolment: Enrolment) -> None:
    held = queries.hold(work, enrolment.id)
    services.record(work, held, ENROLLED)
    services.recount(work, held)


@hookimpl
def attempt_submitted(work: Work, attempt: Attempt) -> None:
    services.record_attempt(work, ATTEMPT_SUBMITTED, attempt)


@hookimpl
def attempt_marked(work: Work, attempt: Attempt) -> None:
    services.record_attempt(work, ATTEMPT_MARKED, attempt)


@hookimpl
def attempts_regraded(work: Work, attempts: Sequence[Attempt], reason: str) -> None:
    regrading.record(work, attempts, reason)
