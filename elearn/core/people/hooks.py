"""What this room contributes to the house."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.hooks.values import NavItem
from elearn.kernel.permissions import Permission

from .permissions import PERMISSIONS, PERSON_READ, ROLE_UPDATE
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
        NavItem("Pegawai", "people.index", PERSON_READ, order=60, icon="people"),
        NavItem("Peran", "people.roles", ROLE_UPDATE, order=90, icon="lock"),
    )
