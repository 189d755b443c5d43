"""What this room contributes to the house."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.hooks.values import NavItem
from elearn.kernel.permissions import Permission

from . import routes
from .permissions import DICTIONARY_READ, PERMISSIONS


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Kompetensi", "competencies.index", DICTIONARY_READ, order=75, icon="list"),)
