"""What the studio brings to the house."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.kernel.permissions import Permission

from .permissions import PERMISSIONS
from .routes import bp


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (bp,)
