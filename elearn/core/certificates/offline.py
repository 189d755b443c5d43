"""What the page where certificates are checked keeps in the browser: its own static files under their addresses of today."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from flask import Response, current_app, url_for

from elearn.kernel.i18n import _, language
from elearn.web.assets import StaticFiles
from elearn.web.shell import STATIC

FILES: Final = (
    "web/favicon.svg", "web/style.css", "web/app.js", "web/vendor/pico.min.css", "web/vendor/htmx.min.js",
    "web/vendor/ed25519.js", "certificates/verify.css", "certificates/proof.js", "certificates/verify.js",
    "certificates/vendor/qr.min.js",
)  # fmt: skip
"""What the page loads, and the two libraries it may ask for: Ed25519 and QR codes where the browser knows neither."""
ICONS: Final = {"192x192": "certificates/icon-192.png", "512x512": "certificates/icon-512.png"}


def manifest(agency: str) -> dict[str, Any]:
    """The web app's manifest."""
    page = url_for("certificates.verify")
    return {
        "name": _("Verifikasi sertifikat %(agency)s", agency=agency),
        "short_name": _("Verifikasi"),
        "description": _("Memeriksa sertifikat pelatihan dari kertas, gambar, atau PDF, juga tanpa jaringan."),
        "id": page,
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "lang": language(),
        "background_color": "#faf8f3",
        "theme_color": "#0f5c5c",
        "icons": [
            {"src": _address(name), "sizes": size, "type": "image/png", "purpose": "any maskable"}
            for size, name in ICONS.items()
        ],
    }


def worker_script() -> Response:
    """The service worker, with the list of what it keeps: another file is another list, and so another worker.

    It fetches the page without a cookie, so the language of the reader stands in the address.
    """
    files = [_address(name) for name in FILES]
    page = {"page": url_for("certificates.verify"), "source": url_for("certificates.verify", bahasa=language())}
    shelf = {**page, "files": files}
    shelf["name"] = f"elearn-verifikasi-{hashlib.sha256(json.dumps(shelf).encode()).hexdigest()[:12]}"
    content = _files().file("certificates/worker.js").content.decode()
    response = Response(f"const SHELF = {json.dumps(shelf)};\n{content}", content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = url_for("certificates.verify")
    return response


def _address(name: str) -> str:
    return _files().address(name)


def _files() -> StaticFiles:
    files: StaticFiles = current_app.extensions[STATIC]
    return files
