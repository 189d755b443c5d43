"""What the certificates room brings to the house, and does when told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint

from elearn.core.completion.models import Completion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.queries import PersonFacts
from elearn.core.quizzes.rules import Raised
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Effect, NavItem, Panel, Renewal
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work

from . import routes, services
from .permissions import APPEAL_UPDATE, CERTIFICATE_READ, DESIGN_UPDATE, OWN_READ, PERMISSIONS, WORKSHOP_ISSUE


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (
        NavItem("Sertifikat", "certificates.index", OWN_READ, order=30, icon="award"),
        NavItem("Banding sertifikat", "certificates.appeals", APPEAL_UPDATE, order=67, icon="award"),
        NavItem("Rancangan sertifikat", "certificates.designs", DESIGN_UPDATE, order=68, icon="award"),
        NavItem("Sertifikat kegiatan", "certificates.workshops", WORKSHOP_ISSUE, order=67, icon="people"),
    )


@hookimpl
def regrade_effects(work: Work, raised: Sequence[Raised]) -> Sequence[Effect]:
    return services.regrade_effects(work, raised)


@hookimpl
def jobs() -> Mapping[str, Callable[..., Mapping[str, Any] | None]]:
    return {services.BUNDLE_JOB: services.run_bundle, services.ISSUE_JOB: services.issue_workshop}


@hookimpl
def person_panels(work: Work, person: PersonFacts) -> Sequence[Panel]:
    return services.on_person(work, person) if work.actor.may(CERTIFICATE_READ) else ()


@hookimpl
def renewals(work: Work, enrolment: Enrolment) -> Sequence[Renewal]:
    return services.renewals(work, enrolment)


@hookimpl
def course_completed(work: Work, completion: Completion) -> None:
    services.issue(work, completion)


@hookimpl
def completion_regraded(work: Work, completion: Completion, reason: str) -> None:
    services.regrade(work, completion, reason)
