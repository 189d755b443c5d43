"""Addresses: those that stand on every page, and those from outside, of which only a path of this very site is followed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for


def fixed_url(endpoint: str, **values: str | int) -> str:
    """`url_for` of an address that stands on many pages: kept, for it depends only on where the app is mounted."""
    return _fixed_url(request.script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=1024)
def _fixed_url(script_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return url_for(endpoint, **dict(values))


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
