"""What the quizzes room brings to the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.hooks.values import NavItem
from elearn.kernel.permissions import Permission

from . import routes, services
from .permissions import MARKING_UPDATE, PERMISSIONS


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Penilaian", "quizzes.marking", MARKING_UPDATE, order=62, icon="check"),)


@hookimpl
def jobs() -> Mapping[str, Callable[..., Mapping[str, Any] | None]]:
    return {services.CLOSE: services.close_attempt, services.REGRADE_JOB: services.run_regrade}
