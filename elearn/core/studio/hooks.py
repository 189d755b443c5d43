"""What the studio brings to the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Card, Link, NavItem
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Run
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work

from .permissions import DRAFT_CREATE, DRAFT_WRITE, PERMISSIONS
from .queries.authors import written_courses
from .routes import bp
from .services import exporting, imports, outlooks, reading

if TYPE_CHECKING:
    from sqlalchemy import Select


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (bp,)


@hookimpl
def authored_courses(work: Work) -> Sequence[Select[int | None]]:
    """Whoever writes the draft of a course may publish it."""
    return (written_courses(work),)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Pengajar", "studio.index", DRAFT_WRITE, order=60, icon="edit"),)


@hookimpl
def dashboard_cards(work: Work) -> Sequence[Card]:
    """A trainer's way to the studio."""
    if not work.actor.may(DRAFT_WRITE):
        return ()
    text = _("Pelatihan yang Anda bantu tulis.")
    if work.actor.may(DRAFT_CREATE):
        text = _("Tulis pelatihan, lihat hasil pemeriksaannya, lalu terbitkan.")
    return (Card(_("Pelatihan saya"), order=60, text=text, link=Link(_("Buka halaman pengajar"), "studio.index")),)


@hookimpl
def jobs() -> Mapping[str, Run]:
    return {
        outlooks.OUTLOOK_JOB: outlooks.run_outlook,
        imports.READ_JOB: reading.run_read,
        imports.FORGET_JOB: reading.forget_import,
        exporting.EXPORT_JOB: exporting.run_export,
    }
