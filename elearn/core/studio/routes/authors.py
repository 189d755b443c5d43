"""Who writes a draft: the owner adds and removes."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.studio.forms import GuestForm, read_number
from elearn.core.studio.models import Draft
from elearn.core.studio.pages.authors import AuthorsPage, InvitationPage
from elearn.core.studio.permissions import AUTHOR_UPDATE, DRAFT_WRITE
from elearn.core.studio.queries import authors as queries
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.services import authors as services
from elearn.kernel.i18n import _
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/naskah/<slug>/penulis")
@requires(DRAFT_WRITE)
def authors(slug: str) -> str:
    """The authors of a draft."""
    work = current_work()
    return draw(_page(work, own_draft(work, slug), GuestForm(formdata=None)))


@bp.post("/naskah/<slug>/penulis")
@requires(AUTHOR_UPDATE)
def author_create(slug: str) -> ResponseReturnValue:
    """Lets a trainer write along."""
    with committed(current_work()) as work:
        services.add(work, own_draft(work, slug), request.form.get("nip", ""))
    flash(_("Penulis ditambahkan. Naskah ini kini ada pada halaman Pelatihan saya miliknya."), "ok")
    return redirect(url_for("studio.authors", slug=slug))


@bp.post("/naskah/<slug>/penulis/hapus")
@requires(AUTHOR_UPDATE)
def author_delete(slug: str) -> ResponseReturnValue:
    """Takes an author away."""
    with committed(current_work()) as work:
        services.remove(work, own_draft(work, slug), read_number(request.form.get("penulis", "")))
    flash(_("Penulis dihapus. Tulisannya tetap ada."), "ok")
    return redirect(url_for("studio.authors", slug=slug))


@bp.post("/naskah/<slug>/penulis/tamu")
@requires(AUTHOR_UPDATE)
def guest_create(slug: str) -> ResponseReturnValue:
    """Invites a guest. The code is shown in this very answer and never again, so there is nothing to redirect to."""
    form, work = GuestForm(), current_work()
    if not form.validate():
        return draw(_page(work, own_draft(work, slug), form)), 422
    with committed(work):
        draft = own_draft(work, slug)
        invitation = services.invite(work, draft, form.guest.data or "", form.institution.data or "")
    return draw(InvitationPage(draft, invitation, f"{work.settings.address}{url_for('people.reset')}"))


@bp.post("/naskah/<slug>/penulis/kode")
@requires(AUTHOR_UPDATE)
def guest_update(slug: str) -> ResponseReturnValue:
    """A new code for a guest, shown as the first one was."""
    with committed(current_work()) as work:
        draft = own_draft(work, slug)
        invitation = services.renew(work, draft, read_number(request.form.get("penulis", "")))
    return draw(InvitationPage(draft, invitation, f"{work.settings.address}{url_for('people.reset')}"))


def _page(work: Work, draft: Draft, form: GuestForm) -> AuthorsPage:
    is_own = queries.owns(work, draft) and work.actor.may(AUTHOR_UPDATE)
    return AuthorsPage(draft, queries.authors(work, draft), is_own, form)
