"""Headers every answer carries: a strict content policy, no framing, no sniffing, no leaking referrer."""

from __future__ import annotations

from flask import Flask, Response

_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)
POLICY = "; ".join(_DIRECTIVES)
FRAMING_POLICY = f"{POLICY}; frame-src 'self'"
"""For a page that shows one of our own PDFs in a frame."""
FRAMED_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""For that PDF: the browser's own viewer draws it, which a sandbox would forbid; nothing in it may load anything else."""
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For a file opened by itself (a picture, a PDF): nothing in it may run or load anything."""


HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


def protect(app: Flask) -> None:
    """Adds the headers to every answer; a page that is someone's own is never kept by a cache."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        present = {name for name, _ in response.headers}
        response.headers.extend((name, value) for name, value in HEADERS.items() if name not in present)
        return response
