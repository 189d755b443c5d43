"""Archiving a published course of mine, and bringing it back."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses import queries as courses
from elearn.core.courses import services
from elearn.core.courses.permissions import COURSE_ARCHIVE
from elearn.core.studio.forms import ArchiveForm
from elearn.core.studio.pages.checks import archive_page
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/pengajar/<slug>/arsip")
@requires(COURSE_ARCHIVE)
def archive(slug: str) -> str:
    """The form: from when, and why."""
    work = current_work()
    course = courses.own_course(work, slug)
    form = ArchiveForm(formdata=None, on=course.archive_on or work.today, note=course.archive_note)
    return draw(archive_page(work, course, form))


@bp.post("/pengajar/<slug>/arsip")
@requires(COURSE_ARCHIVE)
def archive_update(slug: str) -> ResponseReturnValue:
    """Archives the course from a day on."""
    form, work = ArchiveForm(), current_work()
    if not form.validate():
        return draw(archive_page(work, courses.own_course(work, slug), form)), 422
    with committed(work):
        services.archive(work, courses.own_course(work, slug), form.day, form.note.data or "")
    flash(_("Arsip disimpan. Peserta membaca pemberitahuannya mulai sekarang."), "ok")
    return redirect(url_for("studio.versions", slug=slug))


@bp.post("/pengajar/<slug>/arsip/batal")
@requires(COURSE_ARCHIVE)
def archive_delete(slug: str) -> ResponseReturnValue:
    """Brings the course back."""
    with committed(current_work()) as work:
        services.restore(work, courses.own_course(work, slug))
    flash(_("Pelatihan ini tidak diarsipkan lagi dan kembali ada di katalog."), "ok")
    return redirect(url_for("studio.versions", slug=slug))
