"""How files travel: the PDF as a download kept by nobody but its reader's browser, public documents for every cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from flask import Response, request

from elearn.web.security import FILE_POLICY, HEADERS

from .claims import from_json
from .models import Certificate
from .rules import file_name

BADGE_TYPES: Final = {
    "json": "application/vc",
    "jwt": "application/vc+jwt",
    "svg": "image/svg+xml",
    "png": "image/png",
}


def as_download(pdf: bytes, certificate: Certificate) -> Response:
    """The answer to a download; one that the browser still has is answered 304."""
    name = file_name(certificate.number, from_json(certificate.claims).holder.name)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.sha256(pdf).hexdigest())
    response.make_conditional(request)
    return response


def as_zip(content: bytes, name: str) -> Response:
    """A bundle to be saved under this name; it holds personal data, so no cache keeps it."""
    response = Response(content, mimetype="application/zip")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def as_public_json(facts: Mapping[str, Any], media_type: str) -> Response:
    """A document for every cache and every site; asked for again, it is answered 304 unless it changed."""
    return as_public(json.dumps(facts, ensure_ascii=False, indent=1).encode(), media_type)


def as_public(content: bytes, media_type: str, *, seconds: int = 3600) -> Response:
    """The same for bytes; `seconds` is how long a cache may give an old answer."""
    response = Response(content, content_type=media_type)
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    response.make_conditional(request)
    return response


def with_camera(page: str) -> Response:
    """A page that may ask for the camera; every other one may not."""
    response = Response(page)
    response.headers["Permissions-Policy"] = HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)")
    return response


def as_badge(content: bytes, kind: str, certificate: Certificate) -> Response:
    """A badge for whoever knows its code, on any site; it names a person, so no cache on the way keeps it."""
    name = file_name(certificate.number, from_json(certificate.claims).holder.name).replace("sertifikat-", "lencana-")
    response = as_public(content, BADGE_TYPES[kind])
    response.headers["Content-Disposition"] = f'inline; filename="{name.removesuffix(".pdf")}.{kind}"'
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = "private, no-cache"
    return response
