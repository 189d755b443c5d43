"""What the reports room brings to the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Card, NavItem
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work

from . import cards, routes, services
from .permissions import PERMISSIONS, UNIT_READ


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Laporan", "reports.index", UNIT_READ, order=25, icon="chart"),)


@hookimpl
def dashboard_cards(work: Work) -> Sequence[Card]:
    return cards.on_dashboard(work)


@hookimpl
def jobs() -> Mapping[str, Callable[..., Mapping[str, Any] | None]]:
    return {services.EXPORT_JOB: services.run_export}
