"""The operator's page: plugins and why some were refused, what guests broke, jobs that wait or died."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.hooks.doors import PLUGIN_ERROR
from elearn.hooks.guests import Plugin, RefusedPlugin
from elearn.hooks.values import Card, Link
from elearn.kernel import operations
from elearn.kernel.i18n import _
from elearn.kernel.operations import Failure, JobLine
from elearn.kernel.outbox import DEAD, WAITING
from elearn.kernel.work import Work, committed

from .current import current_house, current_work
from .guard import requires
from .page import Page, show

SYSTEM_READ = "people:system:read"
SYSTEM_UPDATE = "people:system:update"

FLAG_DAYS = 7
"""Days a guest's failure stays on the admin's start page; the list keeps it longer."""

bp = Blueprint("system", __name__)


@dataclass(frozen=True, slots=True)
class SystemPage(Page):
    """`failures` are of guests, newest first; `dead` and `waiting` are the newest jobs, the counts say how many in all."""

    template: ClassVar[str] = "web/system.html"
    plugins: tuple[Plugin, ...]
    refused: tuple[RefusedPlugin, ...]
    failures: tuple[Failure, ...]
    dead: tuple[JobLine, ...]
    dead_count: int
    waiting: tuple[JobLine, ...]
    waiting_count: int
    safe_mode: bool


@bp.get("/sistem")
@requires(SYSTEM_READ)
def index() -> ResponseReturnValue:
    """What runs, what was refused, what broke."""
    work, house = current_work(), current_house()
    return show(
        SystemPage(
            plugins=house.plugins,
            refused=house.refused,
            failures=operations.failures(work, PLUGIN_ERROR),
            dead=operations.jobs(work, DEAD),
            dead_count=operations.count_jobs(work, DEAD),
            waiting=operations.jobs(work, WAITING),
            waiting_count=operations.count_jobs(work, WAITING),
            safe_mode=house.settings.safe_mode,
        )
    )


@bp.post("/sistem/pekerjaan/<int(max=2147483647):job_id>")
@requires(SYSTEM_UPDATE)
def update(job_id: int) -> ResponseReturnValue:
    """Another try for a dead job."""
    with committed(current_work()) as work:
        operations.retry(work, job_id)
    flash(_("Pekerjaan dijalankan lagi. Muat ulang halaman ini untuk melihat hasilnya."), "ok")
    return redirect(url_for(".index"))


def flag(work: Work) -> tuple[Card, ...]:
    """The card that tells an admin of guests that failed in the past FLAG_DAYS and of dead jobs; none when all is well."""
    if not work.actor.may(SYSTEM_READ):
        return ()
    failed = operations.count_failures(work, PLUGIN_ERROR, work.now - timedelta(days=FLAG_DAYS))
    dead = operations.count_jobs(work, DEAD)
    if not failed + dead:
        return ()
    text = _(
        "%(failed)s gangguan plugin dalam %(days)s hari, %(dead)s pekerjaan gagal.",
        failed=failed,
        days=FLAG_DAYS,
        dead=dead,
    )
    return (Card(_("Sistem perlu perhatian"), order=0, text=text, link=Link(_("Buka halaman Sistem"), "system.index")),)
