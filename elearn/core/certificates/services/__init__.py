"""What happens to certificates: they are issued or withheld, revoked, superseded, and their document is kept."""

from __future__ import annotations

from .badges import Badge, badge_json, badge_of, in_form, keep_badge, kept_badge, make_badge, signed_status_list
from .changes import revoke, supersede
from .checking import Answer, Handed, check_badge
from .documents import build_document, keep_document, kept_document
from .issuing import issue
from .proving import Checked, check_claim, paper_claim, withdrawn_list
from .series import SeriesChange, change_series, series_of

__all__ = [
    "Answer",
    "Badge",
    "Checked",
    "Handed",
    "SeriesChange",
    "badge_json",
    "badge_of",
    "build_document",
    "change_series",
    "check_badge",
    "check_claim",
    "in_form",
    "issue",
    "keep_badge",
    "keep_document",
    "kept_badge",
    "kept_document",
    "make_badge",
    "paper_claim",
    "revoke",
    "series_of",
    "signed_status_list",
    "supersede",
    "withdrawn_list",
]
