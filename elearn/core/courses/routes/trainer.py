"""The trainer's studio: their courses, a .zip to check, and the button that publishes."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses import queries, services
from elearn.core.courses.forms import UploadForm
from elearn.core.courses.pages import StudioCoursePage, StudioPage, UploadPage
from elearn.core.courses.permissions import COURSE_PUBLISH
from elearn.kernel.i18n import _
from elearn.kernel.paging import read_page
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp

UPLOAD = "/pengajar/unggahan/<int(max=2147483647):upload_id>"
"""A number beyond a column's integer is no upload, and must not reach the database."""


@bp.get("/pengajar")
@requires(COURSE_PUBLISH)
def studio() -> str:
    """My courses, and the form to send one."""
    return draw(_studio_page(UploadForm()))


@bp.post("/pengajar")
@requires(COURSE_PUBLISH)
def upload() -> ResponseReturnValue:
    """Checks a .zip and shows what was found."""
    form = UploadForm()
    if not form.validate():
        return draw(_studio_page(form)), 422
    with committed(current_work()) as work:
        kept = services.receive(work, form.filename, form.content())
    return redirect(url_for("courses.studio_upload", upload_id=kept.id))


@bp.get(UPLOAD)
@requires(COURSE_PUBLISH)
def studio_upload(upload_id: int) -> str:
    """The findings of one upload, and the button that publishes it."""
    work = current_work()
    found = queries.own_upload(work, upload_id)
    course = queries.course_of_code(work, found.code) if found.code else None
    return draw(UploadPage(found, course, queries.last_number(work, course.id) if course else 0))


@bp.post(f"{UPLOAD}/terbitkan")
@requires(COURSE_PUBLISH)
def studio_publish(upload_id: int) -> ResponseReturnValue:
    """Publishes an upload that passed the check."""
    with committed(current_work()) as work:
        publication = services.publish_upload(work, queries.own_upload(work, upload_id))
        slug = queries.slug_of(work, publication.version.course_id)
    flash(_said(publication), "ok")
    return redirect(url_for("courses.studio_show", slug=slug))


@bp.get("/pengajar/<slug>")
@requires(COURSE_PUBLISH)
def studio_show(slug: str) -> str:
    """One course of mine: its versions and what the check said."""
    work, page = current_work(), read_page(request.args)
    course = queries.own_course(work, slug)
    versions, paging = queries.versions(work, course.id, page=page)
    return draw(StudioCoursePage(course, UploadForm(), versions, paging, queries.waiting_uploads(work, slug)))


def _studio_page(form: UploadForm) -> StudioPage:
    work, page = current_work(), read_page(request.args)
    lines, paging = queries.studio(work, page=page)
    return StudioPage(form, lines, paging, queries.waiting_uploads(work))


def _said(publication: services.Publication) -> str:
    number = publication.version.number
    match publication.outcome:
        case "new":
            return _("Versi %(number)d sudah terbit. Peserta baru belajar dengan versi ini.", number=number)
        case "restored":
            return _("Isi ini sama dengan versi %(number)d, jadi versi itu berlaku lagi.", number=number)
        case "unchanged":
            return _("Tidak berubah: isinya sama dengan versi %(number)d yang sedang berlaku.", number=number)
