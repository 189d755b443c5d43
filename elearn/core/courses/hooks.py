"""What the courses room brings to the house."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.hooks.values import NavItem
from elearn.kernel.permissions import Permission

from .permissions import CATALOGUE_READ, PERMISSIONS
from .routes import bp


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Katalog", "courses.index", CATALOGUE_READ, order=30, icon="search"),)
