"""The studio's addresses, one module per noun."""

from __future__ import annotations

from . import assets, checks, drafts, files, history, outline, preview, properties, quiz, reviews, versions
from .blueprint import bp

__all__ = [
    "assets",
    "bp",
    "checks",
    "drafts",
    "files",
    "history",
    "outline",
    "preview",
    "properties",
    "quiz",
    "reviews",
    "versions",
]
