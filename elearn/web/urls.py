"""Addresses from outside: only a path of this very site is followed after a sign-in or a language change."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request


def safe_next(address: str | None) -> str:
    """The path of `address` when it lies on this site, else the start page."""
    home = request.script_root + "/"
    if not address:
        return home
    try:
        parts = urlsplit(address)
    except ValueError:  # `http://[x` is no address
        return home
    same_site = not parts.netloc or parts.netloc == request.host
    path = parts.path if parts.path.startswith("/") else ""
    if not same_site or not path or path.startswith(("//", "/\\")) or "\\" in path:
        return home
    return path + (f"?{parts.query}" if parts.query else "")
