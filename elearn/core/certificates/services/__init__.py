"""What happens to certificates: they are issued or withheld, revoked, superseded, and their document is kept."""

from __future__ import annotations

from .changes import revoke, supersede
from .checking import Finding, PdfCheck, check_pdf
from .countersigning import SignedCopy, accept_signed, keep_signed
from .designs import (
    DesignWish,
    SignerWish,
    layout_of,
    look_from,
    look_of,
    save_design,
    subjects_of,
    switch_off,
    wish_of,
)
from .documents import build_document, keep_document, kept_document
from .issuing import issue
from .pictures import LOGO, SIGNATURE, add_picture, remove_picture
from .proving import paper_claim, withdrawn_list
from .series import SeriesChange, change_series, series_of

__all__ = [
    "LOGO",
    "SIGNATURE",
    "DesignWish",
    "Finding",
    "PdfCheck",
    "SeriesChange",
    "SignedCopy",
    "SignerWish",
    "accept_signed",
    "add_picture",
    "build_document",
    "change_series",
    "check_pdf",
    "issue",
    "keep_document",
    "keep_signed",
    "kept_document",
    "layout_of",
    "look_from",
    "look_of",
    "paper_claim",
    "remove_picture",
    "revoke",
    "save_design",
    "series_of",
    "subjects_of",
    "supersede",
    "switch_off",
    "wish_of",
    "withdrawn_list",
]
