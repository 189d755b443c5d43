"""The text of a lesson or quiz: its editor, saving, and two versions to be merged."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.studio.forms import RenameForm, read_choices, read_number
from elearn.core.studio.pages.files import EditorPage, MergePage, SavedPart, merge_parts, preview_of
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import text_of, versions_of
from elearn.core.studio.services import files
from elearn.core.studio.services.preview import preview
from elearn.core.studio.writing import merging
from elearn.core.studio.writing.names import neighbours, words_of
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/naskah/<slug>/berkas/<path:path>")
@requires(DRAFT_WRITE)
def edit(slug: str, path: str) -> str:
    """The editor of a text file, with what the compiler makes of it."""
    work = current_work()
    draft = own_draft(work, slug)
    file, text, names = text_of(work, draft, path)
    shown = preview_of(preview(work, draft, path, text), work.hooks.gather("question_kinds"))
    rename = RenameForm(formdata=None, words=words_of(path))
    return draw(EditorPage(draft, path, text, file.number, shown, rename, *neighbours(names, path)))


@bp.post("/naskah/<slug>/berkas/<path:path>")
@requires(DRAFT_WRITE)
def update(slug: str, path: str) -> ResponseReturnValue:
    """Saves the text against the revision it began with; what others wrote meanwhile stays."""
    began = read_number(request.form.get("nomor", ""))
    with committed(current_work()) as work:
        draft = own_draft(work, slug)
        saved = files.save(work, draft, path, request.form.get("naskah", ""), began)
    if "HX-Request" in request.headers:
        return draw(SavedPart(draft, path, saved.outcome, saved.number, saved.kept))
    if saved.outcome == "clash":
        return redirect(url_for("studio.merge", slug=slug, path=path, dari=saved.number, milik=saved.kept))
    flash(_said(saved), "ok")
    return redirect(url_for("studio.edit", slug=slug, path=path))


@bp.get("/naskah/<slug>/gabung/<path:path>")
@requires(DRAFT_WRITE)
def merge(slug: str, path: str) -> str:
    """Two versions of a file side by side, to choose from."""
    began, kept = (read_number(request.args.get(name, "")) for name in ("dari", "milik"))
    return draw(_merge_page(slug, path, began, kept, {}))


@bp.post("/naskah/<slug>/gabung/<path:path>")
@requires(DRAFT_WRITE)
def settle(slug: str, path: str) -> ResponseReturnValue:
    """Saves what was chosen; while something is not chosen, or a third version came, the page is shown again."""
    began, kept, number = (read_number(request.form.get(name, "")) for name in ("dari", "milik", "nomor"))
    with committed(current_work()) as work:
        versions = versions_of(work, own_draft(work, slug), path, began, kept)
        text = merging.joined(versions.parts, read_choices(request.form))
        if text is None or versions.number != number:
            return draw(_merge_page(slug, path, began, kept, read_choices(request.form), incomplete=True)), 422
        files.write(work, versions.draft, path, text, note=_("digabung"))
    flash(_("Kedua versi sudah digabung."), "ok")
    return redirect(url_for("studio.edit", slug=slug, path=path))


def _merge_page(
    slug: str, path: str, began: int, kept: int, chosen: dict[int, merging.Choice], *, incomplete: bool = False
) -> MergePage:
    work = current_work()
    found = versions_of(work, own_draft(work, slug), path, began, kept)
    return MergePage(found.draft, path, began, kept, found.number, merge_parts(found.parts), chosen, incomplete)


def _said(saved: files.Saved) -> str:
    match saved.outcome:
        case "unchanged":
            return _("Tidak ada yang berubah.")
        case "merged":
            return _("Tersimpan. Rekan Anda juga mengubah berkas ini; kedua perubahan sudah digabung.")
        case _:
            return _("Tersimpan.")
