"""What the studio brings to the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Card, Link, NavItem
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Run
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work

from .permissions import DRAFT_WRITE, PERMISSIONS
from .routes import bp
from .services import exporting, imports, reading


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Pengajar", "studio.index", DRAFT_WRITE, order=60, icon="edit"),)


@hookimpl
def dashboard_cards(work: Work) -> Sequence[Card]:
    """A trainer's way to the studio."""
    if not work.actor.may(DRAFT_WRITE):
        return ()
    text = _("Tulis pelatihan, lihat hasil pemeriksaannya, lalu terbitkan.")
    return (Card(_("Pelatihan saya"), order=60, text=text, link=Link(_("Buka halaman pengajar"), "studio.index")),)


@hookimpl
def jobs() -> Mapping[str, Run]:
    return {
        imports.READ_JOB: reading.run_read,
        imports.FORGET_JOB: reading.forget_import,
        exporting.EXPORT_JOB: exporting.run_export,
    }
