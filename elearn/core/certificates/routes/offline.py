"""The page where certificates are checked as an app of its own: its manifest, and the worker that keeps it for offices without a network."""

from __future__ import annotations

from flask import Response

from elearn.web.current import current_house
from elearn.web.guard import public

from ..offline import manifest as make_manifest
from ..offline import worker_script
from ..sending import as_public_json
from .blueprint import bp


@bp.get("/verifikasi/app.webmanifest")
@public
def manifest() -> Response:
    """What a phone needs to know to install the page."""
    return as_public_json(make_manifest(current_house().settings.agency_name), "application/manifest+json")


@bp.get("/verifikasi/pekerja.js")
@public
def worker() -> Response:
    """The worker; the browser asks for it anew each time, so that an upgrade of the server reaches it."""
    return worker_script()
