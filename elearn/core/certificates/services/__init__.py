"""What happens to certificates: they are designed, issued or withheld, revoked, superseded, checked, and their document is kept."""

from __future__ import annotations

from .appeals import accept, appeal, last_day_to_appeal, may_appeal, refuse
from .badges import (
    Badge,
    badge_json,
    badge_of,
    can_withdraw,
    in_form,
    keep_badge,
    kept_badge,
    make_badge,
    signed_status_list,
)
from .bundling import (
    BUNDLE_DEED,
    BUNDLE_JOB,
    PACKED_KEYS,
    PACKED_KIND,
    ask_bundle,
    packed_badge,
    packed_paper,
    run_bundle,
    write_bundle,
)
from .changes import corrections, reinstate, revoke, supersede
from .checking import Answer, Handed, check_badge, contradictions
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
from .documents import build_document, keep_document, kept_document, proof_of
from .issuing import issue
from .life import courses_again, renewals
from .outdated import is_outdated, on_person
from .pdf_checks import Finding, PdfCheck, check_pdf
from .pictures import LOGO, SIGNATURE, add_picture, remove_picture
from .proving import Checked, check_claim, is_handed_out, paper_claim, withdrawn_list
from .regrading import regrade, regrade_effects
from .samples import preview, sample_pdf
from .series import SeriesChange, change_series, series_of
from .workshops import (
    ISSUE_JOB,
    MOST_JP,
    CheckedRow,
    WorkshopWish,
    ask_again,
    check_participants,
    issue_to,
    issue_workshop,
    vouch,
)

__all__ = [
    "BUNDLE_DEED",
    "BUNDLE_JOB",
    "ISSUE_JOB",
    "LOGO",
    "MOST_JP",
    "PACKED_KEYS",
    "PACKED_KIND",
    "SIGNATURE",
    "Answer",
    "Badge",
    "Checked",
    "CheckedRow",
    "DesignWish",
    "Finding",
    "Handed",
    "PdfCheck",
    "SeriesChange",
    "SignedCopy",
    "SignerWish",
    "WorkshopWish",
    "accept",
    "accept_signed",
    "add_picture",
    "appeal",
    "ask_again",
    "ask_bundle",
    "badge_json",
    "badge_of",
    "build_document",
    "can_withdraw",
    "change_series",
    "check_badge",
    "check_claim",
    "check_participants",
    "check_pdf",
    "contradictions",
    "corrections",
    "courses_again",
    "in_form",
    "is_handed_out",
    "is_outdated",
    "issue",
    "issue_to",
    "issue_workshop",
    "keep_badge",
    "keep_document",
    "keep_signed",
    "kept_badge",
    "kept_document",
    "last_day_to_appeal",
    "layout_of",
    "look_from",
    "look_of",
    "make_badge",
    "may_appeal",
    "on_person",
    "packed_badge",
    "packed_paper",
    "paper_claim",
    "preview",
    "proof_of",
    "refuse",
    "regrade",
    "regrade_effects",
    "reinstate",
    "remove_picture",
    "renewals",
    "revoke",
    "run_bundle",
    "sample_pdf",
    "save_design",
    "series_of",
    "signed_status_list",
    "subjects_of",
    "supersede",
    "switch_off",
    "vouch",
    "wish_of",
    "withdrawn_list",
    "write_bundle",
]
