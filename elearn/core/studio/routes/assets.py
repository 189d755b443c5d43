"""The pictures and files of a draft."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.studio.forms import AssetForm, SizeForm
from elearn.core.studio.pages.assets import GIGABYTE, AssetsPage, TakenPart, asset_items
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import asset_of, lines_of
from elearn.core.studio.queries.reviews import readable_draft
from elearn.core.studio.services import assets as services
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.assets import StaticFile, send
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw
from elearn.web.security import FILE_POLICY

from .blueprint import bp

SHOWN = ("image/", "audio/", "video/")
"""What a browser may show in a page; anything else is downloaded."""


@bp.get("/naskah/<slug>/aset")
@requires(DRAFT_WRITE)
def assets(slug: str) -> str:
    """Every picture and file of a draft, with its size and what it costs to fetch."""
    return draw(_page(slug, AssetForm(formdata=None)))


@bp.post("/naskah/<slug>/aset")
@requires(DRAFT_WRITE)
def asset_create(slug: str) -> ResponseReturnValue:
    """Takes in one file, sent by the form or dropped into the editor."""
    form = AssetForm()
    if not form.validate():
        return draw(_page(slug, form)), 422
    with committed(current_work()) as work:
        taken = services.take(work, own_draft(work, slug), form.filename, form.content(), form.wanted_size)
    if "HX-Request" in request.headers:
        return draw(TakenPart(taken, taken.size * work.settings.data_price_per_gb / GIGABYTE))
    flash(_("%(path)s tersimpan.", path=taken.path), "ok")
    return redirect(url_for("studio.assets", slug=slug))


@bp.post("/naskah/<slug>/ukuran/<path:path>")
@requires(DRAFT_WRITE)
def asset_update(slug: str, path: str) -> ResponseReturnValue:
    """Draws a picture anew in another size."""
    form = SizeForm()
    with committed(current_work()) as work:
        size = services.shrink(work, own_draft(work, slug), path, form.wanted_size)
    flash(_("%(path)s sekarang %(size)s kB.", path=path, size=size // 1000), "ok")
    return redirect(url_for("studio.assets", slug=slug))


@bp.get("/naskah/<slug>/isi/<path:path>")
@requires(DRAFT_WRITE)
def asset(slug: str, path: str) -> Response:
    """A picture or file itself; nothing in it may run, whatever it is."""
    work = current_work()
    file = asset_of(work, readable_draft(work, slug)[0], path)
    digest = str(file.digest)
    response = send(StaticFile(work.files.read(digest), file.media_type, digest), cache="private, no-cache")
    response.headers["Content-Security-Policy"] = FILE_POLICY
    if not file.media_type.startswith(SHOWN):
        response.headers.set("Content-Disposition", "attachment", filename=path.rpartition("/")[2])
    return response


def _page(slug: str, form: AssetForm) -> AssetsPage:
    work = current_work()
    draft, price = own_draft(work, slug), work.settings.data_price_per_gb
    return AssetsPage(draft, asset_items(lines_of(work, draft), price), price, form)
