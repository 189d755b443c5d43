"""The history of a file: every state, what it changed, and the way back to it."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.studio.forms import read_number, read_query
from elearn.core.studio.pages.files import HistoryPage
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries import files as queries
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.services import files
from elearn.core.studio.writing.comparing import compare
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/naskah/<slug>/riwayat/<path:path>")
@requires(DRAFT_WRITE)
def history(slug: str, path: str) -> str:
    """All states of a file; `?nomor=` shows what one of them changed."""
    work, number = current_work(), read_number(request.args.get("nomor", ""))
    draft = own_draft(work, slug)
    lines, paging = queries.history(work, draft, path, page=read_query(request.args).page)
    file = queries.find_file(work, draft, path)
    before, after = queries.two_states(work, draft, path, number) if number else (None, None)
    changes = compare(before or "", after or "") if number else ()
    is_text = after is not None or before is not None
    return draw(HistoryPage(draft, path, file.number if file else 0, lines, paging, number or None, changes, is_text))


@bp.post("/naskah/<slug>/riwayat/<path:path>")
@requires(DRAFT_WRITE)
def restore(slug: str, path: str) -> ResponseReturnValue:
    """Makes an earlier state the newest one."""
    number = read_number(request.form.get("nomor", ""))
    with committed(current_work()) as work:
        file = files.restore(work, own_draft(work, slug), path, number)
    flash(_("%(name)s dipulihkan dari versi %(number)s.", name=path, number=number), "ok")
    if file.text is None:
        return redirect(url_for("studio.history", slug=slug, path=path))
    return redirect(url_for("studio.edit", slug=slug, path=path))
