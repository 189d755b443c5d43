"""The check of a whole draft."""

from __future__ import annotations

from elearn.core.studio.pages.checks import CheckPage
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.services import folders
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
