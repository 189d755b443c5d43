"""The room's blueprint; its pages live in the modules beside it. No search engine lists any of them."""

from __future__ import annotations

from flask import Blueprint, Response

bp = Blueprint("certificates", "elearn.core.certificates", template_folder="templates")


@bp.after_request
def keep_from_search_engines(response: Response) -> Response:
    """A certificate is found by its code only."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
