"""The studio's addresses, one module per noun."""

from __future__ import annotations

from . import (
    archive,
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
    trial,
    versions,
)
from .blueprint import bp

__all__ = [
    "archive",
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
    "trial",
    "versions",
]
