"""What the text being written becomes, and what is wrong with it."""

from __future__ import annotations

from flask import request

from elearn.core.studio.pages.files import PreviewPart, preview_of
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.services import files
from elearn.core.studio.services.preview import preview as compiled
from elearn.web.current import current_actor, looking
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.post("/naskah/<slug>/pratinjau/<path:path>")
@requires(DRAFT_WRITE)
def preview(slug: str, path: str) -> str:
    """Compiles what was sent; a POST because of its size alone, nothing is written."""
    text = files.tidy(request.form.get("naskah", ""))
    with looking() as work:
        work.actor = current_actor()
        reading = compiled(work, own_draft(work, slug), path, text)
        return draw(PreviewPart(preview_of(reading, work.hooks.gather("question_kinds"))))
