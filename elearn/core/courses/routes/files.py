"""Pictures and files of published courses, under addresses that name their content."""

from __future__ import annotations

from flask import Response, request

from elearn.core.courses import queries
from elearn.core.courses.permissions import CATALOGUE_READ
from elearn.web.assets import StaticFile, send
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.security import FILE_POLICY

from .blueprint import bp

CACHE = "private, max-age=31536000, immutable"
"""The address changes with the content; but only browsers keep it, for it asks who is looking."""
SHOWN = ("image/", "audio/", "video/")
"""What a browser may show in a page; anything else is downloaded."""


@bp.get("/aset/<digest>/<name>")
@bp.get("/aset/<digest>/<int(max=9999):width>/<name>")
@requires(CATALOGUE_READ)
def asset(digest: str, name: str, width: int = 0) -> Response:
    """A file of a course, or a picture at most `width` pixels wide; nothing in it may run, whatever it is."""
    work = current_work()
    media_type = queries.asset_type(work, digest, name)
    kept = queries.small_digest(work, digest, width) if width else digest
    response = send(StaticFile(work.files.read(kept), media_type, kept), cache=CACHE)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    if not media_type.startswith(SHOWN):
        response.headers.set("Content-Disposition", "attachment", filename=name)
    if "Content-Encoding" not in response.headers:  # a player asks for parts of a film
        response.make_conditional(request, accept_ranges=True, complete_length=len(response.get_data()))
    return response
