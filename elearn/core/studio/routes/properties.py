"""The course's own properties as a form; the same file has an editor as text."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.courses.parser.folder import COURSE_FILE
from elearn.core.studio.forms import read_number
from elearn.core.studio.front_matter_forms import PropertiesForm
from elearn.core.studio.pages.properties import PropertiesPage
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import file_of, revision
from elearn.core.studio.services import files
from elearn.core.studio.writing.course_fields import course_values, with_course_values
from elearn.core.studio.writing.front_matter import is_readable
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/naskah/<slug>/keterangan")
@requires(DRAFT_WRITE)
def properties(slug: str) -> str:
    """What kursus.md says of the course, field by field."""
    work = current_work()
    draft = own_draft(work, slug)
    file = file_of(work, draft, COURSE_FILE)
    text = file.text or ""
    return draw(PropertiesPage(draft, PropertiesForm.of(course_values(text)), file.number, is_readable(text)))


@bp.post("/naskah/<slug>/keterangan")
@requires(DRAFT_WRITE)
def update_properties(slug: str) -> ResponseReturnValue:
    """Writes the fields that changed into the state the form was drawn from; what others wrote meanwhile stays."""
    form, number = PropertiesForm(), read_number(request.form.get("nomor", ""))
    with committed(current_work()) as work:
        draft = own_draft(work, slug)
        text = with_course_values(revision(work, draft, COURSE_FILE, number).text or "", form.values)
        saved = files.save(work, draft, COURSE_FILE, text, number)
    if saved.outcome == "clash":
        return redirect(url_for("studio.merge", slug=slug, path=COURSE_FILE, dari=saved.number, milik=saved.kept))
    flash(_("Tersimpan."), "ok")
    return redirect(url_for("studio.properties", slug=slug))
