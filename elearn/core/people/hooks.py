"""What this room contributes to the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Card, NavItem
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work
from elearn.web import admin

from . import services
from .permissions import PERMISSIONS, PERSON_READ, ROLE_UPDATE, SYSTEM_READ
from .queries import APPLY_JOB, CHECK_JOB
from .routes import bp


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (
        NavItem("Pegawai", "people.index", PERSON_READ, order=62, icon="people"),
        NavItem("Peran", "people.roles", ROLE_UPDATE, order=90, icon="lock"),
        NavItem("Sistem", "system.index", SYSTEM_READ, order=95, icon="warn"),
    )


@hookimpl
def dashboard_cards(work: Work) -> Sequence[Card]:
    return admin.flag(work)


@hookimpl
def jobs() -> Mapping[str, Callable[..., Mapping[str, Any] | None]]:
    return {
        CHECK_JOB: services.run_check,
        APPLY_JOB: services.run_apply,
        services.FORGET_JOB: services.forget_import,
        services.EXPORT_JOB: services.run_people_export,
    }
