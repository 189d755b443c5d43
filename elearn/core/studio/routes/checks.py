"""The check of a whole draft, and publishing it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses.permissions import COURSE_PUBLISH
from elearn.core.courses.queries import slug_of
from elearn.core.courses.services import Publication
from elearn.core.studio.forms import read_moving
from elearn.core.studio.pages.checks import CheckPage
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.services import plans
from elearn.core.studio.services.plans import Done
from elearn.kernel.i18n import _, ngettext
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
    return draw(CheckPage(draft, plans.plan(work, draft), work.actor.may(COURSE_PUBLISH)))


@bp.post("/naskah/<slug>/terbitkan")
@requires(COURSE_PUBLISH)
def publish(slug: str) -> ResponseReturnValue:
    """Publishes a draft that passes the check, and moves the learners that its author chose to move."""
    with committed(current_work()) as work:
        done = plans.publish(work, own_draft(work, slug), read_moving(request.form))
        course = slug_of(work, done.publication.version.course_id)
    flash(" ".join((_said(done.publication), *_moved(done))), "ok")
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


def _moved(done: Done) -> Iterator[str]:
    if done.moved:
        yield ngettext("%(num)s peserta pindah ke versi ini.", "%(num)s peserta pindah ke versi ini.", done.moved)
    if done.stayed:
        yield ngettext(
            "%(num)s peserta tetap di versi lama, karena versi ini akan langsung meluluskannya.",
            "%(num)s peserta tetap di versi lama, karena versi ini akan langsung meluluskannya.",
            done.stayed,
        )
