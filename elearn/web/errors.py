"""One error handler: every refusal becomes a page (or a partial for htmx) with its sentence and status."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import ClassVar

from flask import Flask, Response, make_response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from elearn.kernel.db import DatabaseUnusable
from elearn.kernel.errors import DomainError, TooMany
from elearn.kernel.i18n import _
from elearn.kernel.storage import trouble

from .current import keep_quiet, stay_unknown
from .page import Page, show

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErrorPage(Page):
    """`status` is the HTTP status, `heading` a few words, `sentence` what happened and how to go on."""

    template: ClassVar[str] = "web/error.html"
    status: int
    heading: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ErrorPartial(ErrorPage):
    """The same inside a page that htmx already shows."""

    template: ClassVar[str] = "web/_error.html"


def handle_errors(app: Flask) -> None:
    """Registers the handlers."""
    app.register_error_handler(DomainError, _on_domain_error)
    app.register_error_handler(CSRFError, _on_csrf_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(OSError, _on_trouble)
    app.register_error_handler(DatabaseUnusable, _on_trouble)
    app.register_error_handler(Exception, _on_bug)


def _on_domain_error(error: DomainError) -> Response:
    response = _answer(error.status, error.sentence)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _on_csrf_error(error: CSRFError) -> Response:
    return _answer(
        400,
        _("Formulir ini sudah kedaluwarsa demi keamanan. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi."),
    )


def _on_http_error(error: HTTPException) -> Response:
    status = error.code or 500
    response = _answer(status, _sentence(status))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _on_trouble(error: OSError | DatabaseUnusable) -> Response:
    return _on_domain_error(trouble(error, _("Kiriman Anda")))


def _on_bug(error: Exception) -> Response:
    log.error("unhandled error at %s %s", request.method, request.path, exc_info=error)
    return _answer(500, _sentence(500))


def _answer(status: int, sentence: str) -> Response:
    kind = ErrorPartial if request.headers.get("HX-Request") else ErrorPage
    page = kind(status, _heading(status), sentence)
    keep_quiet()
    try:
        return make_response(show(page), status)
    except DatabaseUnusable:  # it cannot say who reads
        stay_unknown()
        return make_response(show(page), status)


def _heading(status: int) -> str:
    return {
        403: _("Anda belum berwenang"),
        404: _("Tidak ditemukan"),
        409: _("Belum dapat dilakukan"),
        410: _("Sudah ditarik"),
        413: _("Terlalu besar"),
        422: _("Perlu diperbaiki"),
        429: _("Terlalu sering"),
        500: _("Ada gangguan di sistem"),
        503: _("Penyimpanan tidak dapat dipakai"),
        507: _("Penyimpanan penuh"),
    }.get(status, _("Permintaan ini belum dapat diproses"))


def _sentence(status: int) -> str:
    return {
        404: _("Halaman atau data yang Anda cari tidak ditemukan. Periksa kembali alamatnya."),
        405: _("Halaman ini tidak menerima cara kirim seperti itu. Buka lewat menu, lalu coba lagi."),
        413: _("Berkas atau isian yang Anda kirim terlalu besar. Perkecil, lalu kirim lagi."),
        500: _(
            "Ini kesalahan sistem, bukan kesalahan Anda. Data yang sudah tersimpan tidak hilang. Coba lagi sebentar lagi."
        ),
    }.get(status, _("Permintaan ini tidak dapat diproses. Kembali ke halaman sebelumnya, lalu coba lagi."))
