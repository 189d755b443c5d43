"""The studio's addresses, one module per noun."""

from __future__ import annotations

from . import (
    assets,
    authors,
    checks,
    drafts,
    exporting,
    files,
    history,
    imports,
    outline,
    preview,
    properties,
    quiz,
    reviews,
    versions,
)
from .blueprint import bp

__all__ = [
    "assets",
    "authors",
    "bp",
    "checks",
    "drafts",
    "exporting",
    "files",
    "history",
    "imports",
    "outline",
    "preview",
    "properties",
    "quiz",
    "reviews",
    "versions",
]
