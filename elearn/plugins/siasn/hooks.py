"""What the SIASN plugin brings to the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
from flask import Blueprint

from elearn.core.career.models import CareerEntry
from elearn.plugin import NavItem, Permission, Work, hookimpl

from . import commands, routes
from .permissions import PERMISSIONS, RECORD_READ
from .services import deleting, errands, exporting, pushing, reconciling, records


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("SIASN", "siasn.index", RECORD_READ, order=75, icon="list"),)


@hookimpl
def career_entry_recorded(work: Work, entry: CareerEntry) -> None:
    records.hand_over(work, entry)


@hookimpl
def jobs() -> Mapping[str, Callable[..., Mapping[str, Any] | None]]:
    return {
        exporting.EXPORT_JOB: exporting.run_export,
        errands.PUSH_JOB: pushing.run_push,
        errands.RECONCILE_JOB: reconciling.run_reconcile,
        errands.DELETE_JOB: deleting.run_delete,
    }


@hookimpl
def cli_commands() -> Sequence[click.Command]:
    return (commands.command,)
