"""What the career room brings to the house, and does when told."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.core.certificates.models import Certificate
from elearn.core.people.models import Person
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import BundleFile, Card, NavItem
from elearn.kernel.i18n import N_
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work

from . import cards, queries, routes, services, transcript
from .passport.exporting import passport_files
from .permissions import EVIDENCE_READ, OWN_READ, PERMISSIONS


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (
        NavItem("Riwayat", "career.index", OWN_READ, order=40, icon="list"),
        NavItem("Bukti masuk", "career.queue", EVIDENCE_READ, order=27, icon="inbox"),
    )


@hookimpl
def nav_counts(work: Work) -> Sequence[tuple[str, int]]:
    return (("career.queue", queries.count_waiting(work)),) if work.actor.may(EVIDENCE_READ) else ()


@hookimpl
def dashboard_cards(work: Work) -> Sequence[Card]:
    return cards.on_dashboard(work) if work.actor.may(OWN_READ) else ()


@hookimpl
def bundle_files(work: Work, person: Person) -> Sequence[BundleFile]:
    return (
        BundleFile("transkrip.pdf", transcript.transcript_pdf(work, person), N_("transkrip")),
        *passport_files(work, person),
    )


@hookimpl
def certificate_issued(work: Work, certificate: Certificate) -> None:
    services.record(work, certificate)


@hookimpl
def certificate_revoked(work: Work, certificate: Certificate) -> None:
    services.withdraw(work, certificate)


@hookimpl
def certificate_reinstated(work: Work, certificate: Certificate) -> None:
    services.count_again(work, certificate)
