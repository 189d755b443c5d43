"""Who writes a draft: the owner adds and removes."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.studio.forms import read_number
from elearn.core.studio.pages.authors import AuthorsPage
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries import authors as queries
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.services import authors as services
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/naskah/<slug>/penulis")
@requires(DRAFT_WRITE)
def authors(slug: str) -> str:
    """The authors of a draft."""
    work = current_work()
    draft = own_draft(work, slug)
    return draw(AuthorsPage(draft, queries.authors(work, draft), queries.owns(work, draft)))


@bp.post("/naskah/<slug>/penulis")
@requires(DRAFT_WRITE)
def author_create(slug: str) -> ResponseReturnValue:
    """Lets a trainer write along."""
    with committed(current_work()) as work:
        services.add(work, own_draft(work, slug), request.form.get("nip", ""))
    flash(_("Penulis ditambahkan. Naskah ini kini ada pada halaman Pelatihan saya miliknya."), "ok")
    return redirect(url_for("studio.authors", slug=slug))


@bp.post("/naskah/<slug>/penulis/hapus")
@requires(DRAFT_WRITE)
def author_delete(slug: str) -> ResponseReturnValue:
    """Takes an author away."""
    with committed(current_work()) as work:
        services.remove(work, own_draft(work, slug), read_number(request.form.get("penulis", "")))
    flash(_("Penulis dihapus. Tulisannya tetap ada."), "ok")
    return redirect(url_for("studio.authors", slug=slug))
