"""The check of a whole draft, and publishing it."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses.permissions import COURSE_PUBLISH
from elearn.core.courses.queries import slug_of
from elearn.core.courses.services import Publication
from elearn.core.studio.pages.checks import CheckPage
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.services import folders
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/naskah/<slug>/periksa")
@requires(DRAFT_WRITE)
def check(slug: str) -> str:
    """The draft as publishing would read it."""
    work = current_work()
    draft = own_draft(work, slug)
    return draw(CheckPage(draft, folders.check(work, draft).findings))


@bp.post("/naskah/<slug>/terbitkan")
@requires(COURSE_PUBLISH)
def publish(slug: str) -> ResponseReturnValue:
    """Publishes a draft that passes the check."""
    with committed(current_work()) as work:
        publication = folders.publish(work, own_draft(work, slug))
        course = slug_of(work, publication.version.course_id)
    flash(_said(publication), "ok")
    return redirect(url_for("studio.versions", slug=course))


def _said(publication: Publication) -> str:
    number = publication.version.number
    match publication.outcome:
        case "new":
            return _("Versi %(number)d sudah terbit. Peserta baru belajar dengan versi ini.", number=number)
        case "restored":
            return _("Isi ini sama dengan versi %(number)d, jadi versi itu berlaku lagi.", number=number)
        case "unchanged":
            return _("Tidak berubah: isinya sama dengan versi %(number)d yang sedang berlaku.", number=number)
