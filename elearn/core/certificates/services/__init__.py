"""What happens to certificates: they are issued or withheld, revoked, superseded, and their document is kept."""

from __future__ import annotations

from .changes import revoke, supersede
from .documents import build_document, keep_document, kept_document
from .issuing import issue
from .proving import paper_claim
from .series import SeriesChange, change_series, series_of

__all__ = [
    "SeriesChange",
    "build_document",
    "change_series",
    "issue",
    "keep_document",
    "kept_document",
    "paper_claim",
    "revoke",
    "series_of",
    "supersede",
]
