"""The check of a whole draft, and publishing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses.permissions import COURSE_PUBLISH
from elearn.core.courses.queries import slug_of
from elearn.core.courses.services import Publication
from elearn.core.studio.forms import read_moving, read_number
from elearn.core.studio.pages.checks import CheckPage, CountingPart
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.services import outlooks, plans
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
    return draw(CheckPage(draft, plans.plan(work, draft), work.actor.may(COURSE_PUBLISH)))


@bp.post("/naskah/<slug>/akibat")
@requires(DRAFT_WRITE)
def ask_outlook(slug: str) -> ResponseReturnValue:
    """Has the worker count what a move would mean for whoever is learning."""
    with committed(current_work()) as work:
        outlooks.ask(work, own_draft(work, slug))
    return redirect(url_for("studio.check", slug=slug, _anchor="rencana"), 303)


@bp.get("/naskah/<slug>/akibat")
@requires(DRAFT_WRITE)
def outlook(slug: str) -> ResponseReturnValue:
    """How far that is, for htmx, which loads the page anew when it is over."""
    if "HX-Request" not in request.headers:
        return redirect(url_for("studio.check", slug=slug))
    draft = own_draft(current_work(), slug)
    found = outlooks.counting(current_work(), draft)
    if found is None or found.wait.is_over:
        return "", {"HX-Refresh": "true"}
    return draw(CountingPart(draft, found))


@bp.post("/naskah/<slug>/terbitkan")
@requires(COURSE_PUBLISH)
def publish(slug: str) -> ResponseReturnValue:
    """Publishes a draft that passes the check, and has moved the learners that its author chose to move."""
    moving, seen = read_moving(request.form), read_number(request.form.get("dilihat", ""))
    with committed(current_work()) as work:
        done = plans.publish(work, own_draft(work, slug), moving, seen)
        course = slug_of(work, done.version.course_id)
    flash(" ".join((_said(done), *_moving(moving))), "ok")
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


def _moving(moving: Sequence[int]) -> Iterator[str]:
    if moving:
        yield _("Peserta yang Anda pilih sedang dipindahkan; kemajuannya tampil di halaman ini.")
